"""Close events printed as objects: the browser's CloseEvent, tungstenite's CloseFrame, Spring's CloseStatus."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from ..code_fields import names_a_close, names_an_end
from ..envelope import number, text
from ..pasted_lines import Where
from ..sighting import close_sighting
from .close_codes import CLOSING, NAMED, is_close_code
from .outcome import ObjectReading

CODE_KEYS = ("code", "statusCode")  # besides those that are called a connection's end
EVENT_MARKS = frozenset({"wasClean", "was_clean", "wasclean"})
EVENT_FIELDS = frozenset({"code", "isTrusted", "is_trusted", "reason", "type", "target"})
MOST_FIELDS, LONGEST_EVENT = 40, 30  # fields of an object, and characters of what may name an event
ENDS = re.compile(r"clos|disconn", re.IGNORECASE)


def close_event(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read an object with a close code and something that says it is a close event."""
    code = _code(value) if "method" not in value and "message" not in value else None
    if code is None or not is_close_code(code) or not _is_event(value, where):
        return None
    return ObjectReading([close_sighting(code, where, shape="close_event", reason=text(value.get("reason")))])


def _code(value: Mapping[str, Any]) -> int | None:
    named = (key for key in value if key[-3:] == "ode" and names_a_close(key))
    code = next((number(value[key]) for key in (*CODE_KEYS, *named) if key in value), None)
    if code is None and "CLOSE" in text(value.get("type")).upper():
        code = number(value.get("data"))  # aiohttp's WSMessage
    return NAMED.get(text(value.get("code")).lower()) if code is None else code


def _is_event(value: Mapping[str, Any], where: Where) -> bool:
    if (
        not value.keys().isdisjoint(EVENT_MARKS)
        or any(names_a_close(key) for key in value)
        or CLOSING.search(where.before)
        or names_an_end(where.key)
    ):
        return True
    if ENDS.search(text(value.get("type") or value.get("event"))) or (where.ours and _says_an_end(value)):
        return True
    return "reason" in value and value.keys() <= EVENT_FIELDS


def _says_an_end(value: Mapping[str, Any]) -> bool:
    """Whether one word in any of its fields says that a connection ended: ``"evt": "ws_closed"``."""
    texts = (text(field) for field in islice(value.values(), MOST_FIELDS))
    return any(len(said) < LONGEST_EVENT and " " not in said and ENDS.search(said) for said in texts)
