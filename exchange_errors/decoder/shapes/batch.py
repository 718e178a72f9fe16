"""Answers to lists of orders: each item has its own code, whatever the outer one says (facts file, section 1.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..decoded import Confidence
from ..envelope import message_of, method_of, number
from ..pasted_lines import Where
from ..sighting import item_sighting, response_sighting
from .outcome import ObjectReading

LISTS = ("result_list", "cancels", "creates", "orders", "order_list")


def batch(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read an answer whose ``result`` lists items with codes of their own, or such a ``result`` alone."""
    if "result_list" in value and value.keys().isdisjoint(("code", "result")):
        items = [item for item in _items(value) if number(item.get("index")) is not None and "code" in item]
        return _answer(value, 0, items, where) if items and not where.foreign else None
    code = number(value.get("code")) if "result" in value else None
    if code is None or (method_of(value) is None and (where.foreign or "method" in value)):
        return None
    items = [item for item in _items(value.get("result")) if number(item.get("code")) is not None]
    return _answer(value, code, items, where) if items else None


def _answer(value: Mapping[str, Any], code: int, items: list[Any], where: Where) -> ObjectReading:
    outcome = ObjectReading()
    if code > 0:
        sure = _sure(value, code, value, where)
        outcome.sightings.append(response_sighting(value, code, where, shape="batch", confidence=sure))
    for place, item in enumerate(items):
        item_code = number(item["code"])
        if item_code:
            index = number(item.get("index"))
            place = place if index is None else index
            sure = _sure(item, item_code, value, where)
            outcome.sightings.append(item_sighting(item, item_code, value, where, place, sure))
        else:
            outcome.successes += 1
    return outcome


def _sure(item: Mapping[str, Any], code: int, answer: Mapping[str, Any], where: Where) -> Confidence:
    """Return how sure a code in the answer to a list is: by the method, its place in the list, or its message."""
    if method_of(answer) is not None or number(item.get("index")) is not None:
        return "certain"
    return "certain" if where.words.agrees(code, message_of(item)) else "likely"


def _items(result: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(result, list):
        yield from (item for item in result if isinstance(item, dict))
    elif isinstance(result, dict):
        for key in LISTS:
            yield from _items(result.get(key) if isinstance(result.get(key), list) else None)
