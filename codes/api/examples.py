"""An example of every schema in the OpenAPI document, made by the code that answers requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from exchange_errors.report.explain import explain
from ops.problems import ProblemError, invalid, problem_data

from .bulk import as_json
from .decoding import as_data
from .entry_documents import EntryDocuments, list_url
from .retry_policy import policy

PASTE = orjson.dumps(
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
REF = "#/components/schemas/"


def examples(ready: EntryDocuments, schemas: dict[str, Any]) -> dict[str, Any]:
    """Return one example for every schema that an example of a whole body reaches."""
    found: dict[str, Any] = {}
    for name, example in bodies(ready):
        for reached, value in _reached({"$ref": REF + name}, example, schemas):
            found.setdefault(reached, value)
    return found


def bodies(ready: EntryDocuments) -> Iterator[tuple[str, Any]]:
    """Yield schemas that stand for a whole body, each with an example; the first of a schema is the one to show."""
    yield from _entries(ready)
    yield "CategoryList", orjson.loads(ready.categories().content)
    yield "StatusList", orjson.loads(ready.http_statuses().content)
    yield "RetryPolicy", {**policy(ready), "policies": policy(ready)["policies"][:2]}
    entry_id = "306-INSUFFICIENT_AVAILABLE_BALANCE"
    changes = [
        {"id": entry_id, "change": "changed", "fields": ["summary"], "url": ready.data[entry_id]["url"]},
    ]
    release = {"version": ready.version, "recorded_at": f"{ready.updated_at:%Y-%m-%dT%H:%M:%SZ}", "changes": changes}
    yield "ChangeList", {"count": 1, "version": ready.version, "results": [release]}
    yield "DecodeRequest", {"text": PASTE}
    for paste in (PASTE, LOG, REQUEST, "50001"):
        yield "DecodeResult", as_data(explain(paste, ready.catalogue), ready.catalogue)
    yield from _problems(ready)


def _entries(ready: EntryDocuments) -> Iterator[tuple[str, Any]]:
    entry = ready.data["306-INSUFFICIENT_AVAILABLE_BALANCE"]
    twins = [ready.data[e.id] for e in ready.catalogue.numbered(50001)]
    found = {**entry, "match": {"field": "name", "score": 0.93}}
    yield "Entry", entry
    yield "Choices", {"code": 50001, "count": len(twins), "choices": twins}
    yield (
        "EntryList",
        {
            "count": 2,
            "next": list_url({"q": "balance", "limit": 1, "offset": 1}),
            "previous": None,
            "version": ready.version,
            "facets": ready.catalogue.counts,
            "results": [found],
        },
    )
    yield "Catalogue", {**orjson.loads(as_json(ready)), "results": [entry]}


def _problems(ready: EntryDocuments) -> Iterator[tuple[str, Any]]:
    entry = ready.data["306-INSUFFICIENT_AVAILABLE_BALANCE"]
    nearest = [{key: entry[key] for key in ("id", "code", "name", "url")}]
    found = {
        "NotFoundProblem": ProblemError("unknown-code", "No error code is called '3O6'.", extra={"nearest": nearest}),
        "InvalidProblem": invalid("limit", "input should be a valid integer"),
        "LimitProblem": ProblemError("query-too-long", "q has 501 characters.", extra={"limit": 500}),
        "Problem": ProblemError("not-acceptable", "This answer comes as application/json."),
    }
    yield from ((name, problem_data(error, "/api/v1/codes")) for name, error in found.items())


def _reached(schema: dict[str, Any], value: Any, schemas: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield every named schema that ``value`` passes through, with the part of it that stands there."""
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
