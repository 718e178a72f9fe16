"""A request and its answer side by side: HAR entries, Postman, and the records of HTTP clients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..context import FOREIGN, OWN
from ..envelope import as_object, number, text
from ..pasted_lines import Where
from ..sighting import sent
from ..timestamps import field_timestamp
from .outcome import ObjectReading

REQUEST_KEYS = ("request", "req", "originalRequest", "sent")
RESPONSE_KEYS = ("response", "res", "resp", "received", "answer")
BODY_KEYS = ("body", "data", "text", "content", "responseBody", "payload", "json", "raw")


def pair(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read an object that holds both sides of a call; the request goes along with the answer."""
    if value.keys().isdisjoint(REQUEST_KEYS):
        return None
    asked, answered = _side(value, REQUEST_KEYS, (dict, str)), _side(value, RESPONSE_KEYS, (dict, str, list))
    if asked is None or answered is None:
        return None
    request = _request(asked)
    url = _url(asked)
    here = where._replace(
        time_ms=field_timestamp(value),
        status=_status(answered) or where.status,
        is_foreign=where.is_foreign or bool(FOREIGN.search(url) and not OWN.search(url)),
        request=request or where.request,
    )
    return ObjectReading(requests=[sent(request, here)] if request else [], inner=[(_body(answered), here)])


def _side(value: Mapping[str, Any], keys: tuple[str, ...], kinds: tuple[type, ...]) -> Any:
    return next((value[key] for key in keys if isinstance(value.get(key), kinds)), None)


def _url(asked: Any) -> str:
    url = asked.get("url") if isinstance(asked, dict) else ""
    return text(url.get("raw") if isinstance(url, dict) else url)[:300]


def _request(asked: Any) -> dict[str, Any]:
    body = _body(asked)
    if isinstance(body, str):
        body = as_object(body)
    return body if isinstance(body, dict) and ("params" in body or "/" in text(body.get("method"))) else {}


def _body(side: Any) -> Any:
    """Return the payload of one side of the call: under ``postData.text``, ``content.text``, ``body`` and the like."""
    for _ in range(4):
        if not isinstance(side, dict) or (number(side.get("code")) is not None and "status" not in side):
            return side
        inner = side.get("postData", side.get("content"))
        if inner is None:
            inner = next((side[key] for key in BODY_KEYS if isinstance(side.get(key), (str, dict, list))), None)
        if inner is None:
            return side
        side = inner
    return side


def _status(answered: Any) -> int | None:
    if not isinstance(answered, dict):
        return None
    status = next(
        (number(answered.get(key)) for key in ("status", "statusCode", "status_code", "code") if key in answered), None
    )
    return status if status is not None and 100 <= status < 600 else None
