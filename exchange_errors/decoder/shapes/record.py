"""Log records, entries of a HAR and other wrappers: objects that hold the text or the answer in one of their fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...language.word_classes import classes_of
from ..code_fields import is_called_error
from ..context import FOREIGN, OWN
from ..decoded import NOTHING
from ..envelope import as_object, is_request, number, text
from ..foreign_fields import FOREIGN_ENVELOPE
from ..pasted_lines import Where
from ..prose_line import ERROR_WORD
from ..timestamps import field_timestamp
from .outcome import ObjectReading

#: Fields whose text is read like a pasted text of its own.
TEXT_FIELDS = frozenset((
    "log", "message", "msg", "@message", "event", "error", "err", "exception", "exc_info", "stack", "stack_trace",
    "stacktrace", "traceback", "body", "text", "payload", "raw", "response", "responseText", "response_body",
    "responseBody", "result", "data", "content", "textPayload", "line", "output", "stderr", "stdout", "detail",
    "description", "reason", "title", "note", "comment", "subject", "details", "MESSAGE", "_raw", "cause",
))  # fmt: skip
NAMED = re.compile(r"\d{3,5}\b\W{1,3}[A-Z]{2,}_")  # ``606: EXCEED_ALLOWED_SLIPPAGE``
LONGEST_TEXT = 200  # characters of a text under any other key that are searched for a word for an error
#: Fields under which a code needs no further proof of being one.
ANSWER_FIELDS = TEXT_FIELDS - {"data", "content", "details", "event", "result"} | {
    "answer", "reply", "last_error", "lastError",
}  # fmt: skip
#: The body that an unknown REST path gets, with HTTP 404 (facts file, section 8).
MISSING_PATH = frozenset({"timestamp", "status", "error", "path"})
NO_CODE = "This body has no code: the path does not exist on this host. Look for a slip in the address."
NAMING_FIELDS = ("exchange", "logger", "host", "url", "source", "service")
#: What was sent, in a record that holds both sides of a call, and under which keys a side has its body.
REQUEST_FIELDS = ("request", "req", "originalRequest", "sent")
BODY_FIELDS = ("postData", "body", "data", "text", "content", "payload", "json", "raw")
BODY_DEPTH = 4  # as in ``request.postData.text``
STATUS_FIELDS = ("http_status", "httpStatus", "status_code", "statusCode", "status")


def record(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Open a wrapper: its time and HTTP status hold for whatever is inside."""
    if value.keys() == MISSING_PATH and number(value["status"]) == 404 and not where.foreign:
        return ObjectReading(advice=NO_CODE)
    inner = opened(value, where)
    return ObjectReading(inner=inner) if inner else None


def opened(value: Mapping[str, Any], where: Where) -> list[tuple[Any, Where]]:
    """Return what the object holds that may be or hold an answer, with what the object says about it."""
    has_name = _has_named_code(value)
    inner = [(key, field) for key, field in value.items() if _is_worth_reading(key, field, has_name)]
    if not inner:
        return []
    about = where._replace(
        time_ms=field_timestamp(value) or where.time_ms,
        status=_status(value) or where.status,
        is_foreign=where.is_foreign or _is_of_others(value),
        request=_request_beside(value) or where.request,
        parent=value,
    )
    return [
        (field, about._replace(key=key, is_detail=where.is_detail or key not in ANSWER_FIELDS)) for key, field in inner
    ]


def _request_beside(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the request that the record holds beside its answer, {} where there is none."""
    if value.keys().isdisjoint(REQUEST_FIELDS):
        return NOTHING
    requests = (_request(value[key], BODY_DEPTH) for key in REQUEST_FIELDS if key in value)
    return next(filter(None, requests), NOTHING)


def _request(side: Any, depth: int) -> Mapping[str, Any]:
    fields = as_object(side) if depth else {}
    if is_request(fields):
        return fields
    bodies = (_request(fields[key], depth - 1) for key in BODY_FIELDS if key in fields)
    return next(filter(None, bodies), NOTHING)


def _status(value: Mapping[str, Any]) -> int | None:
    codes = (number(value.get(key)) for key in STATUS_FIELDS)
    return next((code for code in codes if code is not None and 100 <= code < 600), None)


def _is_of_others(value: Mapping[str, Any]) -> bool:
    """Whether the record's own fields, or the address it called, say that it is another exchange's or service's."""
    if not FOREIGN_ENVELOPE.isdisjoint(value):
        return True
    holders = (value, *(value[key] for key in REQUEST_FIELDS if isinstance(value.get(key), dict)))
    named = " ".join(text(holder[key])[:80] for holder in holders for key in NAMING_FIELDS if key in holder)
    return FOREIGN.search(named) is not None and OWN.search(named) is None


def _has_named_code(value: Mapping[str, Any]) -> bool:
    """Whether the code is a name, another service's kind of code; ``ERROR`` only says that there is an error."""
    code = value.get("code")
    return isinstance(code, str) and number(code) is None and "error" not in classes_of(code)


def _is_worth_reading(key: str, field: Any, only_objects: bool) -> bool:
    if isinstance(field, str):
        return len(field) > 2 and ("{" in field or (not only_objects and _may_tell_error(key, field)))
    return isinstance(field, (dict, list))


def _may_tell_error(key: str, said: str) -> bool:
    """Whether a text is to be read: its field is one for texts or errors, or it has a word or a form of an error."""
    if key in TEXT_FIELDS or is_called_error(str(key)):
        return True
    return " " in said and (ERROR_WORD.search(said[:LONGEST_TEXT]) or NAMED.match(said)) is not None
