"""An example of every schema in the OpenAPI document: real answers, long lists cut to their beginning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.report.explain import explain

from ..links import LIST_PATH
from ..models import Release
from .changes import release_data
from .decoding import as_data
from .entry_documents import EntryDocuments
from .shown_requests import PASTE, UNKNOWN_CODE, ShownRequest, shown_request

REJECTED = orjson.dumps(
    {
        "id": 7,
        "method": "private/create-order",
        "code": 43005,
        "message": "POST_ONLY_REJ",
        "original": '{"id":7,"method":"private/create-order","params":{"instrument_name":"BTC_USD",'
        '"exec_inst":["POST_ONLY"],"time_in_force":"FILL_OR_KILL"}}',
    }
).decode()
LOG = """2026-11-23T06:00:00Z {"id":8,"method":"private/create-order","api_key":"example-key","code":306}
2026-11-23T06:00:05Z {"id":9,"method":"private/create-order","code":306}
2026-11-23T06:01:00Z {"id":10,"method":"private/create-order","code":50001}"""
REQUEST = """{"id":11,"method":"private/create-order","nonce":1763877600000,"params":{"instrument_name":"BTC_USD",
"side":"BUY","type":"LIMIT","price":"1","quantity":"1","exec_inst":["POST_ONLY"],"time_in_force":"FILL_OR_KILL"}}"""
SENTENCES = ("error 306 in room 213", "my lift shows error 320")  # an error and none, and what may be one
REF = "#/components/schemas/"
SHOWN = 2  # of a long list
ANSWERS = (  # schema, request, and the long list in its answer
    ("Entry", shown_request(f"{LIST_PATH}/{{ref}}", "getCode"), ""),
    ("Choices", ShownRequest(f"{LIST_PATH}/50001"), ""),
    ("EntryList", shown_request(LIST_PATH, "listCodes"), ""),
    ("Catalogue", ShownRequest("/api/v1/catalogue.json"), "results"),
    ("CategoryList", ShownRequest("/api/v1/categories"), ""),
    ("StatusList", ShownRequest("/api/v1/http-statuses"), ""),
    ("OutcomeList", ShownRequest("/api/v1/outcomes"), "results"),
    ("RetryPolicy", ShownRequest("/api/v1/retry-policy.json"), "policies"),
    ("ChangeList", ShownRequest("/api/v1/changes"), "results"),
    ("SearchAnswer", shown_request("/api/v1/search", "searchEverything"), ""),
    ("NotFoundProblem", UNKNOWN_CODE, ""),
    ("InvalidProblem", ShownRequest(LIST_PATH, "limit=many"), ""),
    ("LimitProblem", ShownRequest(LIST_PATH, f"q={'balance+' * 63}"), ""),
    ("Problem", ShownRequest("/api/v1/categories", accept="text/csv"), ""),
)


def examples(documents: EntryDocuments, schemas: dict[str, Any]) -> dict[str, Any]:
    """Return an example of every schema that occurs in an example body."""
    by_name: dict[str, Any] = {}
    for name, example in bodies(documents):
        for reached, value in _reached({"$ref": REF + name}, example, schemas):
            by_name.setdefault(reached, value)
    return by_name


def bodies(documents: EntryDocuments) -> Iterator[tuple[str, Any]]:
    """Yield the schemas of whole bodies, each with an example; the first example of a schema is the one to show."""
    for name, request, lists in ANSWERS:
        yield name, _cut(request.data(), lists)
    yield from (("Entry", documents.data[entry.id]) for entry in documents.catalogue.entries)  # parts that few have
    yield "Release", release_data(_release(documents.catalogue), documents.catalogue)
    yield "DecodeRequest", {"text": PASTE}
    for paste in (PASTE, REJECTED, LOG, REQUEST, "50001"):
        yield "DecodeResult", as_data(explain(paste, documents.catalogue), documents.catalogue)
    for sentence in SENTENCES:
        explained = explain(sentence, documents.catalogue)
        yield "DecodeResult", as_data(explained, documents.catalogue, with_signals=True)


def _cut(data: dict[str, Any], lists: str) -> dict[str, Any]:
    return {**data, lists: data[lists][:SHOWN]} if lists else data


def _release(catalogue: Catalogue) -> Release:
    """Return a release as this site records one: a site may have recorded none yet."""
    words = [{"field": "summary", "before": "The order was refused.", "after": "The request was refused."}]
    changed = {"id": catalogue.entries[0].id, "change": "changed", "fields": ["summary"], "words": words}
    return Release(revision=2, version=catalogue.version, recorded_at=catalogue.updated_at, changes=[changed])


def _reached(schema: dict[str, Any], value: Any, schemas: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield every named schema that ``value`` passes through, with the part of the value that it describes."""
    if name := schema.get("$ref", "").removeprefix(REF):
        yield name, value
        yield from _reached(schemas[name], value, schemas)
    for option in schema.get("anyOf", ()):
        if value is not None:
            yield from _reached(option, value, schemas)
    if isinstance(value, list) and "items" in schema:
        for item in value:
            yield from _reached(schema["items"], item, schemas)
    if isinstance(value, dict):
        for key, part in schema.get("properties", {}).items():
            if key in value:
                yield from _reached(part, value[key], schemas)
