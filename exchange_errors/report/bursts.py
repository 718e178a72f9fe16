"""Errors that follow each other faster than a person would try again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..decoder.decoded import Finding
from ..diagnosis.intervals import span_words

BURST_GAP_MS = 1_000
LEAST_BURST = 3


class Burst(NamedTuple):
    """Errors less than a second apart. ``start_ms`` is milliseconds since 1970 (UTC), ``span_ms`` first to last."""

    size: int
    start_ms: int
    span_ms: int

    @property
    def words(self) -> str:
        """The burst as a reader says it: ``5 in 800 ms``."""
        return f"{self.size} in {span_words(self.span_ms)}" if self.span_ms else f"{self.size} at once"


def burst(times: Iterable[int]) -> Burst | None:
    """Return the largest run of three or more times that are less than a second apart, None where there is none."""
    best: Burst | None = None
    run: list[int] = []
    for at in sorted(times):
        if run and at - run[-1] >= BURST_GAP_MS:
            run = []
        run.append(at)
        if len(run) >= LEAST_BURST and (best is None or len(run) > best.size):
            best = Burst(len(run), run[0], at - run[0])
    return best


def times_of(finding: Finding) -> list[int]:
    return [sighting.at_ms for sighting in finding.sightings if sighting.at_ms is not None]
