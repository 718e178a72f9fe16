"""Log records and other wrappers: objects that hold the text or the answer in one of their fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...language.word_classes import classes_of
from ..code_fields import is_called_error
from ..context import FOREIGN, OWN
from ..envelope import number, text
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
        parent=value,
    )
    return [
        (field, about._replace(key=key, is_detail=where.is_detail or key not in ANSWER_FIELDS)) for key, field in inner
    ]


def _status(value: Mapping[str, Any]) -> int | None:
    codes = (number(value.get(key)) for key in STATUS_FIELDS)
    return next((code for code in codes if code is not None and 100 <= code < 600), None)


def _is_of_others(value: Mapping[str, Any]) -> bool:
    """Whether the record's own fields say that it is another exchange's or service's."""
    if not FOREIGN_ENVELOPE.isdisjoint(value):
        return True
    if value.keys().isdisjoint(NAMING_FIELDS):
        return False
    named = " ".join(text(value.get(key))[:80] for key in NAMING_FIELDS)
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
