"""Answers to lists of orders: each item has its own code, whatever the outer one says (facts file, section 1.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..envelope import method_of, number
from ..page import Where
from ..sighting import item_sighting, response_sighting
from .outcome import Outcome

LISTS = ("result_list", "cancels", "creates", "orders", "order_list")


def batch(value: Mapping[str, Any], where: Where) -> Outcome | None:
    """Read an answer whose ``result`` lists items with codes of their own."""
    code = number(value.get("code")) if "result" in value else None
    if code is None or (method_of(value) is None and where.foreign):
        return None
    items = [item for item in _items(value.get("result")) if number(item.get("code")) is not None]
    if not items or ("method" in value and method_of(value) is None):
        return None
    outcome = Outcome()
    if code > 0:
        outcome.sightings.append(response_sighting(value, code, where, shape="batch", confidence="certain"))
    for place, item in enumerate(items):
        item_code = number(item["code"])
        if item_code:
            index = number(item.get("index"))
            outcome.sightings.append(item_sighting(item, item_code, value, where, place if index is None else index))
        else:
            outcome.successes += 1
    return outcome


def _items(result: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(result, list):
        yield from (item for item in result if isinstance(item, dict))
    elif isinstance(result, dict):
        for key in LISTS:
            yield from _items(result.get(key) if isinstance(result.get(key), list) else None)
