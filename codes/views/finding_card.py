"""One finding of a report as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from exchange_errors.catalogue.entry import Entry
from exchange_errors.decoder.decoded import Finding
from exchange_errors.report.bursts import burst, times_of
from exchange_errors.report.story import Thread
from exchange_errors.report.timeline import format_timestamp

from .masked_text import marked_excerpt

MOST_RANGES = 6  # of lines that a card names


class Marks(NamedTuple):
    """The path of the errors of one code: dots or, where ``is_dense``, bars."""

    path: str
    is_dense: bool


@dataclass(frozen=True, slots=True)
class FindingCard:
    """One finding as the page shows it; ``number``, from 1, links it with its marks in the text and its lane.

    ``thread`` counts its methods and instruments; a success has none. ``lane`` is None without a drawing.
    ``checks`` are those that the text answers, and the first that it leaves open.
    """

    number: int
    finding: Finding
    entry: Entry | None
    choices: tuple[Entry, ...]
    suggested: tuple[Entry, ...]
    thread: Thread | None
    lane: Marks | None
    checks: list[dict[str, Any]]

    @property
    def impact(self) -> str:
        """What the error means: that of its entry, of several possible ones the gravest; "" where nothing is known."""
        impacts = {entry.impact for entry in (self.entry, *self.choices) if entry}
        return next((value for value in ("check_funds", "refused", "wait", "fine") if value in impacts), "")

    @property
    def shape(self) -> str:
        """The drawing of the impact; what is unknown looks like a refusal."""
        return self.impact.removeprefix("check_") or "refused"

    @property
    def mark(self) -> str:
        return f"mark-{self.shape}"

    @property
    def excerpt(self) -> SafeString:
        return marked_excerpt(self.finding.excerpt, self.finding.code, self.mark)

    @property
    def lines(self) -> str:
        return line_ranges(self.finding.lines)

    @property
    def times(self) -> tuple[str, str] | None:
        """When it was first and last seen, None where no time is known."""
        if self.finding.first_at_ms is None or self.finding.last_at_ms is None:
            return None
        first, last = format_timestamp(self.finding.first_at_ms), format_timestamp(self.finding.last_at_ms)
        return (first, last) if first and last else None

    @property
    def burst(self) -> str:
        run = burst(times_of(self.finding))
        return run.words if run else ""

    @property
    def is_success(self) -> bool:
        return self.finding.is_success


def line_ranges(lines: Sequence[int]) -> str:
    """Return ``3 to 7, 9 and 12 more``."""
    runs = [
        [line for _, line in run]
        for _, run in groupby(enumerate(sorted(set(lines))), key=lambda pair: pair[1] - pair[0])
    ]
    words = [f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs[:MOST_RANGES]]
    left = sum(len(run) for run in runs[MOST_RANGES:])
    return ", ".join(words) + (f" and {left:,} more" if left else "")
