"""The errors of a paste over time, as data for a chart and the table next to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from ..catalogue.catalogue import Catalogue
from ..decoder.decoded import Finding, Sighting
from ..diagnosis.intervals import span_words

Unit = Literal["time", "line"]
Point = tuple[int, int]  # a time or a line, and the number of a finding
MAX_BUCKETS = 48
MAX_SERIES = 6
YEAR_10000_MS = 253_402_300_800_000
STEPS_MS = tuple(
    1_000 * seconds
    for seconds in (1, 2, 5, 10, 30, 60, 120, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800)
)


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bar: how many errors it counts, in all and by series (in the order of ``Timeline.series``)."""

    start: int
    label: str
    count: int
    by_series: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The errors over time or, where the paste has no times, over its lines.

    ``start``, ``end`` and ``step`` are milliseconds since 1970 (UTC) when ``unit`` is ``time``, else line numbers.
    ``series`` are the findings' titles, the most frequent first, the rest under one title. ``summary`` says in
    one sentence what the chart shows. ``untimed`` counts the sightings that have no place on it.
    """

    unit: Unit
    start: int
    end: int
    step: int
    series: tuple[str, ...]
    buckets: tuple[Bucket, ...]
    peak: int
    untimed: int
    summary: str


def title_of(finding: Finding, catalogue: Catalogue) -> str:
    """Return the heading of a finding: the entry's title, else the number and the name as sent."""
    entry = catalogue.described(finding.entry_id)
    if entry:
        return entry.title
    if finding.kind == "websocket":
        return f"Close code {finding.code}"
    return f"{finding.code} {finding.name}" if finding.name else str(finding.code)


def format_timestamp(at_ms: int | None) -> str | None:
    """Return ``2026-01-31T12:00:00.123Z``, without the fraction where it is zero; None outside years 1970 to 9999."""
    if at_ms is None or not 0 <= at_ms < YEAR_10000_MS:
        return None
    text = datetime.fromtimestamp(at_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{at_ms % 1000:03d}Z" if at_ms % 1000 else f"{text}Z"


def timeline(findings: Sequence[Finding], catalogue: Catalogue) -> Timeline | None:
    """Return the errors over time, over lines where fewer than half of them tell a time; None for fewer than two."""
    sightings = [(sighting, number) for number, finding in enumerate(findings) for sighting in finding.sightings]
    if len(sightings) < 2:
        return None
    unit, points = _points(sightings)
    start, end = min(points)[0], max(points)[0]
    if start == end:
        return None
    step = _step(end - start, unit)
    start -= start % step if unit == "time" else 0
    series, column = _series(findings, catalogue)
    counts = [[0] * len(series) for _ in range((end - start) // step + 1)]
    for at, number in points:
        counts[(at - start) // step][column[number]] += 1
    starts = (start + place * step for place in range(len(counts)))
    buckets = tuple(
        Bucket(at, _label(at, step, unit), sum(row), tuple(row)) for at, row in zip(starts, counts, strict=True)
    )
    peak = max(buckets, key=lambda bucket: bucket.count)
    return Timeline(
        unit,
        start,
        end,
        step,
        tuple(series),
        buckets,
        peak.count,
        len(sightings) - len(points),
        _summary(points, unit, step, peak, series),
    )


def _points(sightings: Sequence[tuple[Sighting, int]]) -> tuple[Unit, list[Point]]:
    """Return the places of the sightings: their times where half of them tell one, else their lines."""
    times = [(sighting.at_ms, number) for sighting, number in sightings]
    timed = [(at, number) for at, number in times if at is not None and 0 <= at < YEAR_10000_MS]
    if len(timed) * 2 >= len(sightings):
        return "time", timed
    return "line", [(sighting.line, number) for sighting, number in sightings]


def _series(findings: Sequence[Finding], catalogue: Catalogue) -> tuple[list[str], dict[int, int]]:
    """Return the titles of the series, the most frequent first, and to which of them each finding belongs."""
    order = sorted(range(len(findings)), key=lambda number: -findings[number].count)
    named = order if len(order) <= MAX_SERIES else order[: MAX_SERIES - 1]
    titles = [title_of(findings[number], catalogue) for number in named]
    if len(named) < len(order):
        titles.append("other codes")
    return titles, {number: min(place, len(titles) - 1) for place, number in enumerate(order)}


def _step(length: int, unit: str) -> int:
    if unit == "line":
        return max(1, -(-(length + 1) // MAX_BUCKETS))
    fitting = (step for step in STEPS_MS if length // step + 2 <= MAX_BUCKETS)
    return next(fitting, -(-length // (MAX_BUCKETS - 2)))


def _label(at: int, step: int, unit: str) -> str:
    if unit == "line":
        return f"line {at}" if step == 1 else f"lines {at} to {at + step - 1}"
    when = datetime.fromtimestamp(at // 1000, UTC)
    if step >= 86_400_000:
        return when.strftime("%Y-%m-%d")
    return when.strftime("%H:%M:%S" if step < 60_000 else "%m-%d %H:%M")


def _summary(points: Sequence[Point], unit: str, step: int, peak: Bucket, series: Sequence[str]) -> str:
    start, end = min(points)[0], max(points)[0]
    if unit == "line":
        most = f"; most in {peak.label}: {peak.count}" if peak.count > 1 else ""
        return f"{len(points)} errors between line {start} and line {end}{most}. The paste tells no times."
    words = (
        f"{len(points)} errors in {span_words(end - start)}, from {format_timestamp(start)} to {format_timestamp(end)}"
    )
    most = f"; most within {span_words(step)} from {peak.label}: {peak.count}" if peak.count > 1 else ""
    return f"{words}{most}. Most frequent: {series[0]}."
