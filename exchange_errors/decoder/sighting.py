"""Builds sightings and sent requests from what a shape read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .decoded import Confidence, SentRequest, Sighting, Signal
from .envelope import NAME, as_object, instrument_of, message_of, method_of, request_of, request_parts, text
from .pasted_lines import Where


def response_sighting(
    response: Mapping[str, Any], code: int, where: Where, *, confidence: Confidence, shape: str = "response",
    said: str = "", signals: tuple[Signal, ...] = (),
) -> Sighting:  # fmt: skip
    """Return the sighting of an answer's own code, with the request that it echoes or that stands beside it.

    ``said`` is the text sent with it, where that stands in no field for messages.
    """
    request = request_of(response) or where.request
    name, message = name_and_message(said or message_of(response), where)
    span, line = where.locate(code)
    return Sighting(
        kind="response",
        code=code,
        name=name,
        role="error",
        confidence=confidence,
        shape=shape,
        span=span,
        line=line,
        message=message,
        method=_method(response, request),
        instrument=instrument_of(*request_parts(request), as_object(response.get("result")), response),
        at_ms=where.at_ms,
        http_status=where.http_status,
        request=request,
        response=response,
        signals=signals,
    )


def item_sighting(
    item: Mapping[str, Any], code: int, parent: Mapping[str, Any], where: Where, index: int, confidence: Confidence
) -> Sighting:
    """Return the sighting of one item of a batch; ``index`` picks its order from the request where there is one."""
    request = request_of(parent) or where.request
    orders = request_parts(request)[1:]
    sighting = response_sighting(item, code, where, shape="batch", confidence=confidence)
    return sighting._replace(
        role="batch_item",
        method=_method(parent, request),
        instrument=instrument_of(item, *orders[index : index + 1]),
        request=request,
    )


def order_sighting(order: Mapping[str, Any], code: int, name: str | None, where: Where, key: str) -> Sighting:
    """Return the sighting of an order that was refused or ended for the ``reason`` it carries."""
    span, line = where.locate(code, key) if code else (where.locate(code, key)[0], where.page.line(where.start))
    return Sighting(
        kind="response",
        code=code,
        name=name,
        role="rejection_reason",
        confidence="certain" if order.keys() & {"order_id", "client_oid", "instrument_name"} else "likely",
        shape="order",
        span=span,
        line=line,
        method=method_of(where.answer),
        instrument=instrument_of(order, as_object(where.answer.get("result"))),
        at_ms=where.at_ms,
        http_status=where.http_status,
        request=where.request,
        response=where.answer,
        order=order,
    )


def close_sighting(
    code: int, where: Where, *, shape: str, reason: str = "", confidence: Confidence = "certain"
) -> Sighting:
    span, line = where.locate(code)
    return Sighting(
        kind="websocket",
        code=code,
        name=None,
        role="close",
        confidence=confidence,
        shape=shape,
        span=span,
        line=line,
        message=reason or None,
        at_ms=where.at_ms,
    )


def sent(request: Mapping[str, Any], where: Where) -> SentRequest:
    """Return a request seen in the text; ``request`` is the object itself."""
    place = where.outermost
    return SentRequest((place.start, place.end), place.page.line(place.start), where.at_ms, request)


def with_requests(sightings: list[Sighting], requests: Sequence[SentRequest]) -> list[Sighting]:
    """Give each answer without an echoed request the request with its ``id`` that the text shows as well."""
    if not requests or not sightings:
        return sightings
    by_id = {str(item.request["id"]): item.request for item in requests if "id" in item.request}
    only = requests[0].request if len(requests) == 1 and len(sightings) == 1 else None
    return [_with_request(item, by_id, only) for item in sightings]


def _with_request(
    sighting: Sighting, by_id: Mapping[str, Mapping[str, Any]], only: Mapping[str, Any] | None
) -> Sighting:
    if sighting.request or sighting.kind == "websocket" or sighting.order:
        return sighting
    request = by_id.get(str(sighting.response["id"])) if sighting.response.get("id") not in (None, -1, "-1") else None
    if request is None and only is not None and _agree(sighting, only):
        request = only
    if request is None:
        return sighting
    return sighting._replace(
        request=request,
        method=sighting.method or text(request.get("method")) or None,
        instrument=sighting.instrument or instrument_of(*request_parts(request)),
    )


def _agree(sighting: Sighting, request: Mapping[str, Any]) -> bool:
    return sighting.method is None or "method" not in request or sighting.method == request["method"]


def name_and_message(sent_text: str, where: Where) -> tuple[str | None, str | None]:
    """Tell a message code from free text: ``(name, None)`` or ``(None, text)``."""
    if not sent_text:
        return None, None
    if NAME.fullmatch(sent_text):
        return sent_text, None
    entry = where.words.named(sent_text) if len(sent_text) < 80 else None
    return (entry.name, sent_text) if entry is not None else (None, sent_text)


def _method(response: Mapping[str, Any], request: Mapping[str, Any]) -> str | None:
    """Return the method answered; a frame whose method is ERROR takes it from the request that it echoes."""
    method = method_of(response)
    if method in (None, "ERROR"):
        return text(request.get("method"))[:80] or method
    return method
