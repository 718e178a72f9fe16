"""Close events printed as objects: the browser's CloseEvent, tungstenite's CloseFrame, Spring's CloseStatus."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..envelope import number, text
from ..pasted_lines import Where
from ..sighting import close_sighting
from .close_codes import CLOSING, NAMED, is_close_code
from .outcome import ObjectReading

EVENT_FIELDS = frozenset({"wasClean", "was_clean", "isTrusted", "is_trusted", "reason", "wasclean", "type", "target"})


def close_event(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read an object with a close code and something that says it is a close event."""
    if "method" in value or "message" in value:
        return None
    code = number(value.get("code", value.get("closeCode", value.get("close_code", value.get("statusCode")))))
    if code is None and "CLOSE" in text(value.get("type")).upper():
        code = number(value.get("data"))  # aiohttp's WSMessage
    if code is None:
        code = NAMED.get(text(value.get("code")).lower())
    if code is None or not is_close_code(code):
        return None
    has_name = (
        "closeCode" in value
        or "close_code" in value
        or re.search(r"clos|disconn", text(value.get("type") or value.get("event")), re.IGNORECASE)
    )
    is_event = {"wasClean", "was_clean", "wasclean"} & value.keys() or has_name or CLOSING.search(where.before)
    if not is_event and not ("reason" in value and value.keys() <= EVENT_FIELDS | {"code"}):
        return None
    reason = value.get("reason")
    return ObjectReading([close_sighting(code, where, shape="close_event", reason=text(reason))])
