"""The operations of the API as people read them: from the OpenAPI document, each with a request and an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
from .openapi import PREFIX, VERSIONS, api, rendered
from .recipes import RECIPE_OF, TABS, TITLES, Snippet, recipe
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
    (TITLES["jq"], "Questions that one line of shell answers", "#recipe-jq"),
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
# What every address takes and answers: said once, and in a line below each table.
EVERYWHERE = ("If-None-Match", "304", "406", "500")


@dataclass(frozen=True, slots=True)
class ApiParameter:
    """``place`` is path, query, header or body; ``kind`` says what it takes, ``values`` are all where they are few."""

    name: str
    place: str
    required: bool
    description: str
    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApiAnswer:
    """One status that an operation answers with; ``path`` is the page about a problem of that status, "" for none."""

    status: str
    description: str
    path: str
    media_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One method on one path, with the requests that are shown.

    ``live`` is the address of that request, "" where a browser cannot open it; ``response`` is the beginning of the
    answer to that very request. ``usual`` names the parameters and statuses that every operation has.
    """

    id: str
    tag: str
    method: str
    path: str
    title: str
    summary: str
    description: str
    parameters: tuple[ApiParameter, ...]
    answers: tuple[ApiAnswer, ...]
    usual: tuple[str, ...]
    requests: tuple[Snippet, ...]
    live: str
    response: SafeString


def operations(documents: EntryDocuments) -> Iterator[Operation]:
    """Yield every operation of the OpenAPI document, in its order."""
    spec = orjson.loads(rendered(documents).content)
    for path, method, operation in _described(spec):
        name = operation["operationId"]
        request = shown_request(path, name) if method == "get" else None
        parameters, answers = tuple(_parameters(operation, spec)), tuple(_answers(operation))
        yield Operation(
            name,
            operation["tags"][0],
            method.upper(),
            path.removeprefix(PREFIX[:-1]),
            SHORT.get(name, operation["summary"]),
            operation["summary"],
            operation["description"],
            tuple(parameter for parameter in parameters if parameter.name not in EVERYWHERE),
            tuple(answer for answer in answers if answer.status not in EVERYWHERE),
            tuple(_usual(parameters, answers)),
            _requests(name, request.address if request else ""),
            request.address if request else "",
            _excerpt(request.answer()) if request else marked(abridged(_decoded(documents)), "json"),
        )


def _usual(parameters: Iterable[ApiParameter], answers: Iterable[ApiAnswer]) -> Iterator[str]:
    names = {parameter.name for parameter in parameters} | {answer.status for answer in answers}
    return (word for word in EVERYWHERE if word in names)


def api_documents() -> Iterator[Document]:
    """Yield what a search finds of the API: its operations, and the pages about it."""
    page = reverse("api:documentation")
    for path, method, operation in _described(api.get_openapi_schema(path_prefix=PREFIX)):
        title = f"{method.upper()} {path.removeprefix(PREFIX[:-1])}"
        words = [
            operation["description"],
            *operation["tags"],
            *(row["name"] for row in operation.get("parameters", ())),
        ]
        yield Document("api", title, operation["summary"], f"{page}#{operation['operationId']}", " ".join(words))
    for title, summary, address in PARTS:
        yield Document("api", title, summary, f"{page}{address}")


def _described(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in spec["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def _parameters(operation: dict[str, Any], spec: dict[str, Any]) -> Iterator[ApiParameter]:
    for parameter in operation.get("parameters", ()):
        schema, description = parameter["schema"], parameter.get("description", "")
        yield _parameter(parameter["name"], parameter["in"], parameter["required"], description, schema)
    body = operation.get("requestBody", {}).get("content", {}).get(JSON)
    if body is None:
        return
    schema = _resolved(body["schema"], spec)
    for name, part in schema["properties"].items():
        needed = name in schema.get("required", ())
        yield _parameter(name, "body", needed, part.get("description", ""), part)


def _parameter(name: str, place: str, required: bool, description: str, schema: dict[str, Any]) -> ApiParameter:
    item = schema.get("items", schema)
    bounds = [f"{word} {item[key]}" for word, key in (("from", "minimum"), ("to", "maximum")) if key in item]
    kind = " ".join([item.get("type", ""), *bounds])
    return ApiParameter(name, place, required, description, kind, tuple(map(str, item.get("enum", ()))))


def _answers(operation: dict[str, Any]) -> Iterator[ApiAnswer]:
    for status, answer in operation["responses"].items():
        types = tuple(answer.get("content", {}))
        kind = next((kind for kind in KINDS.values() if types == (MEDIA_TYPE,) and str(kind.status) == status), None)
        description = WORDS.get(status) or (kind.title if kind else answer["description"])
        yield ApiAnswer(status, description, kind.path if kind else "", types)


def _requests(name: str, address: str) -> tuple[Snippet, ...]:
    """Return the recipe that stands beside an operation, else its plain request in every language."""
    if slug := RECIPE_OF.get(name):
        return recipe(slug).snippets
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


def _resolved(schema: dict[str, Any], spec: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    resolved: dict[str, Any] = spec["components"]["schemas"][name] if name else schema
    return resolved
