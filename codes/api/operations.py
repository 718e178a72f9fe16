"""The operations of the API as people read them: from the OpenAPI document, each with a request and an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from exchange_errors.search.documents import Document
from ops.problems import JSON, KINDS, MEDIA_TYPE

from ..syntax import marked
from .bulk import FORMATS
from .constants import render
from .entry_documents import EntryDocuments
from .excerpts import abridged, first_lines
from .openapi import PREFIX, api, rendered
from .recipes import RECIPE_OF, TABS, TITLES, Snippet, recipe

SAMPLES: Mapping[str, Mapping[str, str]] = {  # parameters of the request that is shown and can be opened
    "listCodes": {"q": "insufficient balance", "limit": "1"},
    "searchEverything": {"q": "retry", "limit": "2"},
}
PLACES = {"{ref}": "306", "{language}": "python"}
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
    (TITLES["jq"], "Questions that one line of shell answers", "#recipe-jq"),
    ("Language models and agents", "The MCP endpoint, llms.txt and Markdown", "#agents"),
    ("Help desks", "Zendesk, Intercom, Slack: a note for the ticket", "#desks"),
)
WORDS = {"200": "The answer", "300": "Several entries have that number", "304": "Your copy is still good"}
HIGHLIGHTED = {"application/x-ndjson": "json", "text/markdown": "markdown", "text/plain": "python"}


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

    ``live`` is the address of that request, "" where a browser cannot open it; ``response`` is the beginning of its
    answer, "" where none is shown.
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
    requests: tuple[Snippet, ...]
    live: str
    response: SafeString | str


def operations(documents: EntryDocuments) -> Iterator[Operation]:
    """Yield every operation of the OpenAPI document, in its order."""
    spec = orjson.loads(rendered(documents).content)
    for path, method, operation in _described(spec):
        name = operation["operationId"]
        live = _address(path, name) if method == "get" else ""
        yield Operation(
            name,
            operation["tags"][0],
            method.upper(),
            path.removeprefix(PREFIX[:-1]),
            SHORT.get(name, operation["summary"]),
            operation["summary"],
            operation["description"],
            tuple(_parameters(operation, spec)),
            tuple(_answers(operation)),
            _requests(name, live),
            live,
            _response(operation, spec, documents),
        )


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


def _address(path: str, name: str) -> str:
    for place, value in PLACES.items():
        path = path.replace(place, value)
    query = urlencode(SAMPLES.get(name, {}))
    return f"{settings.SITE_URL}{path}{'?' + query if query else ''}"


def _requests(name: str, address: str) -> tuple[Snippet, ...]:
    """Return the recipe that stands beside an operation, else its plain request in every language."""
    if slug := RECIPE_OF.get(name):
        return recipe(slug).snippets
    shell = f'"{address}"' if "&" in address else address
    return tuple(
        Snippet(f"{name}-{TABS[language]}", language, source.format(address=address, shell=shell))
        for language, source in REQUESTS.items()
    )


def _response(operation: dict[str, Any], spec: dict[str, Any], documents: EntryDocuments) -> SafeString | str:
    """Return the beginning of the answer 200: the example of its schema, or what is served."""
    [(media_type, content)] = operation["responses"]["200"]["content"].items()
    schema = _resolved(content["schema"], spec)
    if "examples" in schema:
        return marked(abridged(schema["examples"][0]), "json")
    name = operation["operationId"]
    if name == "openapi":
        return marked(abridged(spec), "json")
    text = _served(name, documents)
    return marked(first_lines(text), HIGHLIGHTED.get(media_type, "text")) if text else ""


def _served(name: str, documents: EntryDocuments) -> str:
    if name == "constants":
        return render(PLACES["{language}"], documents)
    served = {f"catalogue{extension.capitalize()}": build for extension, (_, build) in FORMATS.items()}
    return served[name](documents).decode() if name in served else ""


def _resolved(schema: dict[str, Any], spec: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    resolved: dict[str, Any] = spec["components"]["schemas"][name] if name else schema
    return resolved
