"""The websocket's error frame: ``id`` -1 and ``method`` "ERROR" (facts file, section 1.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..envelope import number
from ..pasted_lines import Where
from ..sighting import response_sighting
from .outcome import ObjectReading


def ws_error(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read a frame whose method is ERROR; ``id`` -1 alone is no error, pushes carry it too."""
    code = number(value.get("code")) if value.get("method") == "ERROR" else None
    if not code or code < 0:
        return None
    return ObjectReading([response_sighting(value, code, where, shape="ws_error", confidence="certain")])
