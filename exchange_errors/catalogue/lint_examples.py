"""The lint of the requests in a note, which readers copy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..exchange.methods import known_methods
from ..exchange.request_shapes import ENVELOPE, departures
from .entry import Entry

# These refuse a request before its order is read, so the exchange has not seen the id.
UNREAD = ("authentication", "requests-limits")


def failing_request(entry: Entry) -> Mapping[str, Any]:
    """Return the request that the failing response repeats in ``original``; {} when it repeats none."""
    original = entry.note.example.get("response", {}).get("original")
    try:
        request = json.loads(original) if isinstance(original, str) else {}
    except ValueError:
        return {}
    return request if isinstance(request, dict) else {}


def corrected(entry: Entry) -> Iterator[str]:
    """Yield what keeps the corrected request from being accepted, as far as the method's fields are known."""
    request = entry.note.example.get("corrected_request")
    if request is None:
        return
    yield from (f"corrected request: {name} is missing" for name in ENVELOPE if name not in request)
    if request.get("method") not in known_methods():
        yield f"corrected request: unknown method {request.get('method')!r}"
    for name, wrong in departures(str(request.get("method")), _params(request)):
        yield f"corrected request: {name} is {wrong}"


def failing(entry: Entry) -> Iterator[str]:
    """Yield what is wrong with the failing request besides the parameters that the note is about."""
    request = failing_request(entry)
    for name, wrong in departures(str(request.get("method")), _params(request)):
        if name not in entry.note.parameters:
            yield f"failing request: {name} is {wrong}, and the note does not speak of it"


def client_oid(entry: Entry) -> Iterator[str]:
    """Yield where the corrected request breaks the one rule for ``client_oid``.

    After an unknown outcome it keeps the id, so that a late first order shows up as a duplicate. After a refusal by
    risk or matching, which may have used up the id, it takes a new one. Before the order was read, both are fine.
    """
    first = _params(failing_request(entry)).get("client_oid") or _order(entry).get("client_oid")
    second = _params(entry.note.example.get("corrected_request", {})).get("client_oid")
    if not first or not second:
        return
    if "order_id" in _order(entry):
        if first == second:
            yield "corrected request: the refused order had an order_id, so the next one takes a new client_oid"
    elif entry.note.retry.outcome == "unknown":
        if first != second:
            yield "corrected request: the outcome is unknown, so it keeps the client_oid"
    elif entry.category.slug not in UNREAD and first == second:
        yield "corrected request: after a refusal by risk or matching it takes a new client_oid"


def _order(entry: Entry) -> Mapping[str, Any]:
    """Return the order that the failing response names, {} when it names none."""
    result = entry.note.example.get("response", {}).get("result")
    return result if isinstance(result, dict) else {}


def _params(request: Mapping[str, Any]) -> Mapping[str, Any]:
    params = request.get("params")
    return params if isinstance(params, dict) else {}


EXAMPLE_CHECKS = (corrected, failing, client_oid)
