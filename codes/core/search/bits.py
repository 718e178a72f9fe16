"""Sets of row numbers as the bits of one integer, so that 100,000 rows are joined and counted at the speed of C."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
