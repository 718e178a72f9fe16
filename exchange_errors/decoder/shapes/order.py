"""Order objects: ``status`` and ``reason`` read together (facts file, section 1.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..decoded import Sighting
from ..envelope import number, text
from ..pasted_lines import Where
from ..sighting import order_sighting
from .outcome import ObjectReading

REFUSED = frozenset({"REJECTED", "CANCELED", "CANCELLED", "EXPIRED"})
HEALTHY = frozenset({"PENDING", "NEW", "ACTIVE", "FILLED"})
REASONS = ("reason", "reject_reason")
ENUM = re.compile(r"<?(?:\w{1,40}\.){0,4}(\w{1,40})(?::[^\n]{0,60})?>?")


def status_of(value: Mapping[str, Any]) -> str:
    """Return the status in capitals; of an enum as Python prints it, ``<Status.REJECTED: 3>``, its name."""
    match = ENUM.fullmatch(text(value.get("status")))
    return match[1].upper() if match else ""


def order(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read an order that stands alone or inside an answer, a push or a list."""
    status = status_of(value)
    if status not in REFUSED | HEALTHY or value.keys().isdisjoint(REASONS):
        return None
    if status in HEALTHY:
        reason = number(value.get("reason"))
        return ObjectReading(skipped=f"reason {reason}: the order is {status}, so it is no error" if reason else "")
    sighting = None if where.foreign else _refusal(value, where)
    return ObjectReading([sighting] if sighting else [])


def _refusal(value: Mapping[str, Any], where: Where) -> Sighting | None:
    """Return the sighting of the reason of an order that was refused or ended, None where it has none."""
    for key in REASONS:
        code = number(value.get(key))
        if code and code > 0:
            return order_sighting(value, code, None, where, key)
        entry = where.words.says(text(value.get(key)))
        if entry is not None and entry.code:
            return order_sighting(value, entry.code, entry.name, where, key)
    return None
