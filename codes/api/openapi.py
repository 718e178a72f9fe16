"""The OpenAPI 3.1 document: what ninja derives from routes and schemas, and what it cannot know.

We add the headers of every answer, the media type of problems, the values that the catalogue allows, and an example
of every schema, made from the entries that are served.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ops.problems import JSON, KINDS, MEDIA_TYPE

from ..links import absolute
from . import entry_documents
from .answers import Body, cacheable, negotiate
from .entry_documents import EntryDocuments
from .openapi_examples import examples
from .report_schemas import DecodeRequest
from .sdk import LANGUAGES
from .v1 import api as api

PREFIX = "/api/v1/"
VERSIONS = "#versions"  # the policy, on the page about the API
HEADERS = {
    "ETag": ("Strong; begins with the catalogue's version.", {"type": "string"}),
    "Last-Modified": ("When the newest note changed.", {"type": "string"}),
    "Cache-Control": ("How long the answer may be kept.", {"type": "string"}),
    "Vary": ("The request headers that the answer depends on.", {"type": "string"}),
    "Access-Control-Allow-Origin": ("Any origin may read the answer.", {"const": "*"}),
    "Link": ("RFC 8288: next and prev page.", {"type": "string"}),
    "Retry-After": ("Seconds to wait.", {"type": "string", "pattern": "^[0-9]+$"}),
}
ON_READ = ("ETag", "Last-Modified", "Cache-Control", "Vary", "Access-Control-Allow-Origin")
ON_OTHER = ("Cache-Control", "Access-Control-Allow-Origin")
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "ETags you have; 304 while one is still good.",
    "schema": {"type": "string"},
}


@api.get(
    "/openapi.json",
    response={200: None},
    operation_id="openapi",
    summary="This document",
    tags=["About"],
    openapi_extra={"responses": {200: {"content": {JSON: {"schema": {"type": "object"}}}}}},
)
def openapi(request: HttpRequest) -> HttpResponse:
    """The API in OpenAPI 3.1."""
    negotiate(request, [JSON])
    documents = entry_documents.current()
    return cacheable(request, rendered(documents), documents.catalogue)


def rendered(documents: EntryDocuments) -> Body:
    """Return the document as it is served; made once a version."""
    return documents.body("openapi.json", lambda: orjson.dumps(document(documents)))


def document(documents: EntryDocuments) -> dict[str, Any]:
    """Return the whole document for one catalogue version."""
    base = api.get_openapi_schema(path_prefix=PREFIX)
    spec: dict[str, Any] = orjson.loads(orjson.dumps(base, option=orjson.OPT_NON_STR_KEYS))
    policy = f"{absolute(reverse('api:documentation'))}{VERSIONS}"
    spec["info"]["description"] += f" What may change within a version, and how an end is announced: {policy}"
    spec["servers"] = [{"url": settings.SITE_URL}]
    spec["info"]["license"] = {"name": "MIT", "identifier": "MIT"}
    schemas = spec["components"]["schemas"]
    schemas[DecodeRequest.__name__] = DecodeRequest.model_json_schema()  # its route reads the body itself
    del schemas["CodeFilters"]  # a query, which its route spells out
    for _path, method, operation in operations_of(spec):
        _complete(method, operation)
    _allow(spec, "codes", "category", [category.slug for category in documents.catalogue.categories])
    _allow(spec, "constants/{language}", "language", list(LANGUAGES))
    for name, example in examples(documents, schemas).items():
        schemas[name]["examples"] = [example]
    return spec


def operations_of(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield path, method and description of every operation."""
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _complete(method: str, operation: dict[str, Any]) -> None:
    """Add the headers, the 304, the 406 and the 500, and the media type of problems."""
    for parameter in operation.get("parameters", ()):
        parameter["schema"] = _plain(parameter["schema"])
    answers = operation["responses"]
    for status, description in (("406", HTTPStatus.NOT_ACCEPTABLE.phrase), ("500", KINDS["internal-error"].title)):
        content = {JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        answers[status] = {"description": description, "content": content}
    if method == "get":
        operation.setdefault("parameters", []).append(IF_NONE_MATCH)
        answers["304"] = {"description": "Nothing changed since the ETag you have."}
    for status, answer in answers.items():
        if int(status) >= 400 and "content" in answer:
            answer["content"] = {MEDIA_TYPE: answer["content"][JSON]}
        readable = method == "get" and int(status) < 400
        answer["headers"] = {name: _header(name) for name in (ON_READ if readable else ON_OTHER)}
    if "429" in answers:
        answers["429"]["headers"]["Retry-After"] = _header("Retry-After")
    if operation["operationId"] == "listCodes":
        answers["200"]["headers"]["Link"] = {**_header("Link"), "required": False}
        answers["414"] = {"description": "The server refuses so long an address before the API sees it."}
    operation["responses"] = dict(sorted(answers.items()))


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter's schema without null, which no query can express, and what the parameter itself says."""
    first = schema.get("anyOf", [schema])[0]
    return {key: value for key, value in first.items() if key not in ("description", "title", "example")}


def _header(name: str) -> dict[str, Any]:
    description, schema = HEADERS[name]
    return {"description": description, "required": True, "schema": schema}


def _allow(spec: dict[str, Any], path: str, name: str, values: list[str]) -> None:
    """Name the values of a parameter that only the catalogue, or another module, knows."""
    for parameter in spec["paths"][PREFIX + path]["get"]["parameters"]:
        if parameter["name"] == name:
            parameter["schema"].get("items", parameter["schema"])["enum"] = values
