"""The orders in which a list can be asked for: from any set of rows a page is cut without sorting them all."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from .entry import Entry
from .search import bits

FEW = 256  # rows; so many are sorted outright

# The catalogue's own order is by kind and code. A code's number is no key, so the name decides between equal ones.
KEYS: Mapping[str, Callable[[Entry], Any]] = {
    "code": lambda entry: (entry.code, entry.name or ""),
    "-code": lambda entry: (-entry.code, entry.name or ""),
    "kind, code": lambda entry: (entry.kind != "response", entry.code, entry.name or ""),
    "kind, -code": lambda entry: (entry.kind != "response", -entry.code, entry.name or ""),
    "name": lambda entry: (entry.name is None, entry.name or "", entry.code),
    "http_status": lambda entry: (entry.http_status or 1000, entry.code, entry.name or ""),  # without one: last
}


class Order:
    """All rows in one order.

    The places are also kept as bit planes: plane ``n`` holds the rows whose place has bit ``n`` set. So a set of rows
    (bits) is split by place at the speed of C, until what is left of the page asked for is small enough to sort.
    """

    def __init__(self, rows: Sequence[int]) -> None:
        """Take all rows in their order."""
        self._place = array("I", bytes(4 * len(rows)))
        for place, row in enumerate(rows):
            self._place[row] = place
        planes = range(max(len(rows) - 1, 0).bit_length())
        self._planes = [
            bits.from_rows((row for row, place in enumerate(self._place) if place >> n & 1), len(rows)) for n in planes
        ]

    def page(self, rows: int, begin: int, end: int) -> list[int]:
        """Return the places ``begin`` to ``end`` of ``rows`` (bits) in this order."""
        waiting, found = [(rows, len(self._planes) - 1)], []
        passed = 0  # rows before the group at hand
        while waiting and passed < end:
            group, plane = waiting.pop()
            count = group.bit_count()
            if passed + count <= begin:
                passed += count
            elif count <= FEW:
                ordered = sorted(bits.rows_of(group), key=self._place.__getitem__)
                found += ordered[max(begin - passed, 0) : end - passed]
                passed += count
            else:
                later = group & self._planes[plane]
                waiting += (later, plane - 1), (group ^ later, plane - 1)
        return found


class Orders(dict[str, Order]):
    """Every order of KEYS over one catalogue's entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        kept = list(entries)
        for name, key in KEYS.items():
            keys = [key(entry) for entry in kept]
            self[name] = Order(sorted(range(len(kept)), key=keys.__getitem__))
