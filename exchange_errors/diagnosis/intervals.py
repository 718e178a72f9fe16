"""Times seen in a paste: the busiest window, and whether events come at a steady interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from ..exchange.methods import RateLimit

MIN_EVENTS = 4
MIN_PERIOD_MS = 2_000
TOLERANCE = 0.15
STEADY_SHARE = 0.8


def busiest(times: Iterable[int], window_ms: int) -> tuple[int, int]:
    """Return how many of ``times`` fall into the fullest window of ``window_ms``, and when that window begins.

    All in milliseconds; ``(0, 0)`` without times. A window is half open: two events exactly ``window_ms`` apart
    do not share one.
    """
    ordered = sorted(times)
    best, start, first = 0, 0, 0
    for last, at in enumerate(ordered):
        while at - ordered[first] >= window_ms:
            first += 1
        if last - first + 1 > best:
            best, start = last - first + 1, ordered[first]
    return best, start


def period(times: Iterable[int]) -> int | None:
    """Return the steady interval between ``times`` in milliseconds, or None when there is none.

    Steady means at least four distinct moments, at least two seconds apart in the middle, and four in five of the
    gaps within 15 per cent of the middle one.
    """
    ordered = sorted(set(times))
    if len(ordered) < MIN_EVENTS:
        return None
    gaps = [after - before for before, after in pairwise(ordered)]
    middle = median_low(gaps)
    if middle < MIN_PERIOD_MS:
        return None
    steady = sum(1 for gap in gaps if abs(gap - middle) <= middle * TOLERANCE)
    return middle if steady >= STEADY_SHARE * len(gaps) else None


class Overrun(NamedTuple):
    """More calls than a limit allows: how many, within which window, and when that window begins."""

    calls: int
    window_ms: int
    at_ms: int

    def words(self, method: str) -> str:
        """What happened, as a reader says it: ``20 calls of private/create-order within 100 ms``."""
        return f"{self.calls} calls of {method} within {span_words(self.window_ms)}"


def overrun(limit: RateLimit, times: Sequence[int]) -> Overrun | None:
    """Return the fullest window when it holds more calls than ``limit`` allows, else None.

    Times that carry whole seconds only are held to what the limit allows in a second.
    """
    coarse = all(at % 1000 == 0 for at in times)
    scale = 1_000 // limit.window_ms if coarse and limit.window_ms < 1_000 else 1
    count, at_ms = busiest(times, limit.window_ms * scale)
    return Overrun(count, limit.window_ms * scale, at_ms) if count > limit.requests * scale else None


def span_words(ms: int) -> str:
    """Return a length of time as a reader says it: ``240 ms``, ``75 s``, ``30 min``, ``2 h``, ``3 days``."""
    ms = abs(ms)
    if ms < 1_000:
        return f"{ms} ms"
    for size, unit, until in ((1_000, "s", 120_000), (60_000, "min", 7_200_000), (3_600_000, "h", 172_800_000)):
        if ms < until:
            return f"{_short(ms / size)} {unit}"
    return f"{_short(ms / 86_400_000)} days"


def _short(amount: float) -> str:
    return f"{amount:.1f}".removesuffix(".0") if amount < 10 else f"{amount:,.0f}"
