"""An example of every schema in the OpenAPI document, made by the code that answers requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from exchange_errors.exchange.outcomes import look_ups
from exchange_errors.report.explain import explain
from ops.problems import ProblemError, invalid, problem_data

from ..store import snapshot
from .bulk import as_json
from .decoding import as_data
from .entry_documents import EntryDocuments, list_url
from .method_outcomes import outcomes_data
from .retry_policy import policy
from .site_search import search_data

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
SENTENCES = ("error 306 in room 213", "the lift shows 320 and stops")  # an error and none, and what may be one
REF = "#/components/schemas/"


def examples(documents: EntryDocuments, schemas: dict[str, Any]) -> dict[str, Any]:
    """Return one example for every schema that an example of a whole body reaches."""
    by_name: dict[str, Any] = {}
    for name, example in bodies(documents):
        for reached, value in _reached({"$ref": REF + name}, example, schemas):
            by_name.setdefault(reached, value)
    return by_name


def bodies(documents: EntryDocuments) -> Iterator[tuple[str, Any]]:
    """Yield schemas that stand for a whole body, each with an example; the first of a schema is the one to show."""
    yield from _entries(documents)
    yield "CategoryList", orjson.loads(documents.categories().content)
    yield "StatusList", orjson.loads(documents.http_statuses().content)
    yield "OutcomeList", outcomes_data(list(look_ups().values())[:2])
    yield "RetryPolicy", {**policy(documents), "policies": policy(documents)["policies"][:2]}
    entry_id = "306-INSUFFICIENT_AVAILABLE_BALANCE"
    changes = [
        {"id": entry_id, "change": "changed", "fields": ["summary"], "url": documents.data[entry_id]["url"]},
    ]
    release = {
        "version": documents.version,
        "recorded_at": f"{documents.updated_at:%Y-%m-%dT%H:%M:%SZ}",
        "changes": changes,
    }
    yield "ChangeList", {"count": 1, "version": documents.version, "results": [release]}
    yield "SearchAnswer", search_data("rate limit", snapshot.current(), 2)
    yield "DecodeRequest", {"text": PASTE}
    for paste in (PASTE, LOG, REQUEST, "50001"):
        yield "DecodeResult", as_data(explain(paste, documents.catalogue), documents.catalogue)
    for sentence in SENTENCES:
        explained = explain(sentence, documents.catalogue)
        yield "DecodeResult", as_data(explained, documents.catalogue, with_signals=True)
    yield from _problems(documents)


def _entries(documents: EntryDocuments) -> Iterator[tuple[str, Any]]:
    entry = documents.data["306-INSUFFICIENT_AVAILABLE_BALANCE"]
    twins = [documents.data[e.id] for e in documents.catalogue.numbered(50001)]
    match = {**entry, "match": {"field": "name", "score": 0.93}}
    yield "Entry", entry
    yield "Choices", {"code": 50001, "count": len(twins), "choices": twins}
    yield (
        "EntryList",
        {
            "count": 2,
            "next": list_url({"q": "balance", "limit": 1, "offset": 1}),
            "previous": None,
            "version": documents.version,
            "facets": documents.catalogue.counts,
            "results": [match],
        },
    )
    yield "Catalogue", {**orjson.loads(as_json(documents)), "results": [entry]}


def _problems(documents: EntryDocuments) -> Iterator[tuple[str, Any]]:
    entry = documents.data["306-INSUFFICIENT_AVAILABLE_BALANCE"]
    nearest = [{key: entry[key] for key in ("id", "code", "name", "url")}]
    problems = {
        "NotFoundProblem": ProblemError("unknown-code", "No error code is called '3O6'.", extra={"nearest": nearest}),
        "InvalidProblem": invalid("limit", "input should be a valid integer"),
        "LimitProblem": ProblemError("query-too-long", "q has 501 characters.", extra={"limit": 500}),
        "Problem": ProblemError("not-acceptable", "This answer comes as application/json."),
    }
    yield from ((name, problem_data(error, "/api/v1/codes")) for name, error in problems.items())


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
