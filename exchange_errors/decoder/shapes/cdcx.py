"""The exchange's own command line prints ``{"status":"error","error":{"category":…,"code":…}}`` (facts file, 1.11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..envelope import number, text
from ..pasted_lines import Where
from ..sighting import response_sighting
from .outcome import ObjectReading


def cdcx(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read the command line's error object."""
    if value.get("status") != "error":
        return None
    error = value.get("error")
    if not isinstance(error, dict) or not text(error.get("category")):
        return None
    code = number(error.get("code"))
    if not code or code < 0 or where.foreign:
        return None
    return ObjectReading([response_sighting(error, code, where, shape="cdcx", confidence="certain")])
