"""Order objects: ``status`` and ``reason`` read together (facts file, section 1.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..decoded import Sighting
from ..envelope import method_of, number, text
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
    if status not in REFUSED | HEALTHY or not any(key in value for key in REASONS):
        return None
    sighting = refusal(value, where, {})
    if sighting is not None:
        return ObjectReading([sighting])
    if status in HEALTHY and number(value.get("reason")):
        return ObjectReading(skipped=f"reason {number(value['reason'])}: the order is {status}, so it is no error")
    return ObjectReading()


def refusal(value: Mapping[str, Any], where: Where, parent: Mapping[str, Any]) -> Sighting | None:
    """Return the sighting of a refused or ended order's reason; None for a healthy order, and for no reason at all."""
    if status_of(value) not in REFUSED or where.foreign:
        return None
    for key in REASONS:
        code = number(value.get(key))
        if code and code > 0:
            return order_sighting(value, code, None, where, parent=parent, key=key)
        entry = where.words.says(text(value.get(key))) if text(value.get(key)) else None
        if entry is not None and entry.code:
            return order_sighting(value, entry.code, entry.name, where, parent=parent, key=key)
    return None


def order_query(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read an answer or a push whose ``result`` is or holds orders: its own code 0 says that the query worked."""
    result = value.get("result")
    if not isinstance(result, (dict, list)) or number(value.get("code")) != 0:
        return None
    orders = list(_orders(result))
    if not any("status" in order for order in orders):
        return None
    sightings = [sighting for order in orders if (sighting := refusal(order, where, value)) is not None]
    healthy = next((order for order in orders if status_of(order) in HEALTHY and number(order.get("reason"))), None)
    skipped = f"reason {number(healthy['reason'])}: the order is {healthy['status']}" if healthy else ""
    return ObjectReading(sightings, successes=int(method_of(value) is not None or not where.foreign), skipped=skipped)


def _orders(result: Any) -> list[Mapping[str, Any]]:
    if isinstance(result, list):
        return [order for order in result if isinstance(order, dict)]
    for key in ("data", "order_list", "orders"):
        if isinstance(result.get(key), list):
            return [order for order in result[key] if isinstance(order, dict)]
    return [result]
