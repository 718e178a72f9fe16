"""The operations of the API as people read them: from the OpenAPI document, each with a request and an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from exchange_errors.report.explain import explain
from exchange_errors.search.documents import Document
from ops.problems import JSON, KINDS, MEDIA_TYPE

from ..syntax import marked
from .decoding import as_data
from .entry_documents import EntryDocuments
from .excerpts import abridged, first_lines
from .openapi import PREFIX, VERSIONS, api, operations_of, rendered
from .recipes import RECIPE_OF, TABS, Snippet, recipe
from .shown_requests import PASTE, shown_request

REQUESTS = {  # how a plain GET is written in each language
    "curl": "curl -s --compressed {shell}",
    "Python": """from urllib.request import urlopen

with urlopen("{address}") as answer:
    print(answer.read().decode())""",
    "JavaScript": """const answer = await fetch(
  "{address}");
console.log(await answer.text());""",
}
SHORT = {  # where the summary is too long for a list
    "listCodes": "List and search",
    "getCode": "One code",
    "searchEverything": "Search everything",
    "decode": "Decode a text",
    "listCategories": "Categories",
    "listHttpStatuses": "HTTP statuses",
    "catalogueJson": "Whole catalogue",
    "catalogueNdjson": "… as NDJSON",
    "catalogueCsv": "… as CSV",
    "catalogueMd": "… as Markdown",
    "entrySchema": "Schema of an entry",
    "listChanges": "Changes",
    "changesFeed": "Changes as a feed",
    "retryPolicy": "Retry policy",
    "retryPolicySchema": "Schema of the policy",
    "constants": "Constants",
    "openapi": "OpenAPI 3.1",
}
PARTS = (  # of the pages about the API: title, summary, and the address behind that of the documentation
    ("Retrying in code", "Policies, constants and reference code in four languages", "retry/"),
    ("Errors of the API", "Problem details, and a page for each kind", "#errors"),
    ("Caching and copies", "ETags, 304, and how long an answer may be kept", "#caching"),
    ("Limits", "The size of a text, and the rate limit of decodes", "#limits"),
    ("Versions and deprecation", "What may change within version 1, and how an end is announced", VERSIONS),
    ("One-liners with jq", "Questions that one line of shell answers", "#recipe-jq"),
    ("Language models and agents", "The MCP endpoint, llms.txt and Markdown", "#agents"),
    ("Help desks", "Zendesk, Intercom, Slack: a note for the ticket", "#desks"),
)
WORDS = {"200": "The answer", "300": "Several entries have that number", "304": "Your copy is still good"}
HIGHLIGHTED = {
    "application/x-ndjson": "json",
    "text/markdown": "markdown",
    "text/plain": "python",
    "application/atom+xml": "xml",
}
# What every address takes and answers: explained once, and listed below each table.
EVERYWHERE = ("If-None-Match", "304", "406", "500")


def operations(documents: EntryDocuments) -> Iterator[dict[str, Any]]:
    """Yield every operation of the OpenAPI document, in its order, made ready for the page.

    ``live`` is the address of the request that is shown, "" where a browser cannot open it; ``response`` is the
    beginning of the answer to that very request. ``usual`` names the parameters and statuses that every operation has.
    """
    spec = orjson.loads(rendered(documents).content)
    for path, method, operation in operations_of(spec):
        name = operation["operationId"]
        request = shown_request(path, name) if method == "get" else None
        parameters, answers = list(_parameters(operation, spec)), list(_answers(operation))
        named = {parameter["name"] for parameter in parameters} | {answer["status"] for answer in answers}
        yield {
            "id": name,
            "tag": operation["tags"][0],
            "method": method.upper(),
            "path": path.removeprefix(PREFIX[:-1]),
            "title": SHORT.get(name, operation["summary"]),
            "description": operation["description"],
            "parameters": [parameter for parameter in parameters if parameter["name"] not in EVERYWHERE],
            "answers": [answer for answer in answers if answer["status"] not in EVERYWHERE],
            "usual": [word for word in EVERYWHERE if word in named],
            "requests": _requests(name, request.address if request else ""),
            "live": request.address if request else "",
            "response": _excerpt(request.answer()) if request else marked(abridged(_decoded(documents)), "json"),
        }


def api_documents() -> Iterator[Document]:
    """Yield what a search finds of the API: its operations, and the pages about it."""
    page = reverse("api:documentation")
    for path, method, operation in operations_of(api.get_openapi_schema(path_prefix=PREFIX)):
        title = f"{method.upper()} {path.removeprefix(PREFIX[:-1])}"
        words = [
            operation["description"],
            *operation["tags"],
            *(row["name"] for row in operation.get("parameters", ())),
        ]
        yield Document("api", title, operation["summary"], f"{page}#{operation['operationId']}", " ".join(words))
    for title, summary, address in PARTS:
        yield Document("api", title, summary, f"{page}{address}")


def _parameters(operation: dict[str, Any], spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what an operation takes: in its path, query and headers, then in the object of its body."""
    for parameter in operation.get("parameters", ()):
        yield _parameter(parameter["name"], parameter["in"], parameter["required"], parameter, parameter["schema"])
    if body := operation.get("requestBody", {}).get("content", {}).get(JSON):
        schema = spec["components"]["schemas"][body["schema"]["$ref"].rpartition("/")[2]]
        for name, part in schema["properties"].items():
            yield _parameter(name, "body", name in schema["required"], part, part)


def _parameter(
    name: str, place: str, required: bool, described: dict[str, Any], schema: dict[str, Any]
) -> dict[str, Any]:
    """Return a parameter; ``kind`` says what it takes, ``values`` are all where they are few."""
    item = schema.get("items", schema)
    bounds = [f"{word} {item[key]}" for word, key in (("from", "minimum"), ("to", "maximum")) if key in item]
    return {
        "name": name,
        "place": place,
        "required": required,
        "description": described.get("description", ""),
        "kind": " ".join([item.get("type", ""), *bounds]),
        "values": item.get("enum", ()),
    }


def _answers(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each status with its words; ``path`` is the page about a problem of that status, "" for none."""
    for status, answer in operation["responses"].items():
        types = list(answer.get("content", {}))
        kind = next((kind for kind in KINDS.values() if types == [MEDIA_TYPE] and str(kind.status) == status), None)
        words = WORDS.get(status) or (kind.title if kind else answer["description"])
        yield {"status": status, "description": words, "path": kind.path if kind else "", "media_types": types}


def _requests(name: str, address: str) -> tuple[Snippet, ...]:
    """Return the recipe of an operation, or its plain request in every language if it has none."""
    if slug := RECIPE_OF.get(name):
        return recipe(slug)
    shell = f'"{address}"' if "&" in address else address
    return tuple(
        Snippet(f"{name}-{TABS[language]}", language, source.format(address=address, shell=shell))
        for language, source in REQUESTS.items()
    )


def _excerpt(answer: HttpResponse) -> SafeString:
    """Return the beginning of an answer, its syntax marked."""
    media_type = answer["Content-Type"].partition(";")[0]
    if media_type == JSON or media_type.endswith("+json"):
        return marked(abridged(orjson.loads(answer.content)), "json")
    return marked(first_lines(answer.content.decode()), HIGHLIGHTED.get(media_type, "text"))


def _decoded(documents: EntryDocuments) -> dict[str, Any]:
    """Return the answer to the decode that is shown; asked of the decoder itself, as the view counts who asks."""
    return as_data(explain(PASTE, documents.catalogue), documents.catalogue)
