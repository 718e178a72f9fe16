"""Sets of row numbers as the bits of one integer, so that 100,000 rows are joined and counted at the speed of C."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

_HALVED = 64  # rows; so many are passed over one by one
_FULL_BYTES = re.compile(rb"[^\0]", re.DOTALL)
_PLACES = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def from_rows(rows: Iterable[int], size: int) -> int:
    """Return the set of ``rows``, each below ``size``."""
    data = bytearray((size + 7) // 8)
    for row in rows:
        data[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(data, "little")


def rows_of(bits: int) -> Iterator[int]:
    """Yield the rows of a set in ascending order."""
    data = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for found in _FULL_BYTES.finditer(data):
        base = found.start() * 8
        for place in _PLACES[data[found.start()]]:
            yield base + place


def part(bits: int, begin: int, end: int) -> list[int]:
    """Return the rows at these places of a set, in ascending order; the rows before them are passed over in halves."""
    if begin >= bits.bit_count():
        return []
    base = 0
    while begin >= _HALVED:
        half = bits.bit_length() // 2
        lower = bits & ((1 << half) - 1)
        count = lower.bit_count()
        if count <= begin:
            bits, base, begin, end = bits >> half, base + half, begin - count, end - count
        elif count >= end:
            bits = lower
        else:
            break
    return [base + row for row in islice(rows_of(bits), begin, end)]


def union(sets: Iterable[int]) -> int:
    """Return the rows that are in any of ``sets``."""
    found = 0
    for rows in sets:
        found |= rows
    return found


def holds(bits: int) -> Callable[[int], bool]:
    """Return what tells whether a row is in the set; shifting the whole set for each row would cost its length."""
    data = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    end = 8 * len(data)
    return lambda row: row < end and bool(data[row >> 3] >> (row & 7) & 1)


class Sums:
    """One small sum for every row, kept as bit planes: plane ``n`` holds the rows whose sum has bit ``n`` set."""

    def __init__(self) -> None:
        self.planes: list[int] = []

    def add(self, rows: int, value: int) -> None:
        """Add ``value`` to the sum of each of ``rows``."""
        for place in range(value.bit_length()):
            if value >> place & 1:
                self._carry(rows, place)

    def _carry(self, carry: int, place: int) -> None:
        while carry:
            while place >= len(self.planes):
                self.planes.append(0)
            plane = self.planes[place]
            self.planes[place] = plane ^ carry
            carry &= plane
            place += 1

    def at_least(self, value: int, rows: int) -> int:
        """Return those of ``rows`` whose sum is ``value`` or more."""
        equal, more = rows, 0
        for place in range(max(len(self.planes), value.bit_length()) - 1, -1, -1):
            plane = self.planes[place] if place < len(self.planes) else 0
            if value >> place & 1:
                equal &= plane
            else:
                more |= equal & plane
                equal &= ~plane
        return more | equal

    def descending(self, rows: int) -> Iterator[int]:
        """Yield ``rows`` in groups of equal sums, the largest sum first."""
        waiting = [(rows, len(self.planes) - 1)]
        while waiting:
            group, place = waiting.pop()
            if not group:
                continue
            if place < 0:
                yield group
                continue
            plane = self.planes[place]
            waiting.append((group & ~plane, place - 1))
            waiting.append((group & plane, place - 1))
