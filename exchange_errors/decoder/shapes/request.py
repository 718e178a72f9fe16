"""Requests: what the client sent, alone in the text or before its answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..envelope import is_order_to_send, is_request, number
from ..pasted_lines import Where
from ..sighting import sent
from .outcome import ObjectReading


def request(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read a request; nothing inside one is ever an error code."""
    if is_request(value):
        return ObjectReading(requests=[sent(value, where)], successes=int(number(value.get("code")) == 0))
    if is_order_to_send(value):
        return ObjectReading(requests=[sent({"params": dict(value)}, where)])
    return None
