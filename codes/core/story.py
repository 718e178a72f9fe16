"""Many errors in one paste become one story: what, how often, when, and what belongs together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from .catalogue import Catalogue
from .decode.report import Finding, Report, SentRequest, Sighting
from .diagnose.rhythm import busiest, coarse, period, span_words
from .exchange.methods import METHODS

MAX_BUCKETS = 48
MAX_PAIRS = 50
MAX_SERIES = 6
MAX_STEPS = 12
STEPS_MS = tuple(
    1_000 * seconds
    for seconds in (1, 2, 5, 10, 30, 60, 120, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800)
)
PAIR_KEYS = ("id", "client_oid", "order_id")


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bar: how many errors fell into it, in all and by series (in the order of ``Timeline.series``)."""

    start: int
    label: str
    count: int
    by_series: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The errors over time or, where the paste tells no times, over its lines.

    ``start``, ``end`` and ``step`` are milliseconds since 1970 (UTC) when ``unit`` is ``time``, else line numbers.
    ``series`` are the findings' titles, the most frequent first, the rest under one title. ``summary`` says in
    one sentence what the drawing shows. ``untimed`` counts the sightings that have no place on it.
    """

    unit: Literal["time", "line"]
    start: int
    end: int
    step: int
    series: tuple[str, ...]
    buckets: tuple[Bucket, ...]
    peak: int
    untimed: int
    summary: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One finding through the paste; methods and instruments come with their counts, most frequent first."""

    title: str
    id: str | None
    count: int
    first_at_ms: int | None
    last_at_ms: int | None
    methods: tuple[tuple[str, int], ...]
    instruments: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One place where an id stands: its line and what stands there."""

    line: int
    at_ms: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Places that share an id. ``key`` is ``id``, ``client_oid`` or ``order_id``."""

    key: str
    value: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The paste told in order; ``notes`` are sentences on bursts and steady intervals."""

    threads: tuple[Thread, ...] = ()
    timeline: Timeline | None = None
    notes: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()


def tell(report: Report, catalogue: Catalogue) -> Story:
    """Return the story of a report, in time linear in its sightings."""
    errors = [finding for finding in report.findings if finding.code != 0 or finding.kind == "websocket"]
    return Story(
        tuple(_thread(finding, catalogue) for finding in errors),
        timeline(errors, catalogue),
        tuple(_notes(errors, report.requests, catalogue)),
        pairs(errors, report.requests),
    )


def title_of(finding: Finding, catalogue: Catalogue) -> str:
    """Return the heading of a finding: the entry's title, else the number and the name as sent."""
    entry = catalogue.get(finding.id) if finding.id else None
    if entry:
        return entry.title
    if finding.kind == "websocket":
        return f"Close code {finding.code}"
    return f"{finding.code} {finding.name}" if finding.name else str(finding.code)


def moment(at_ms: int) -> str | None:
    """Return ``2026-01-31T12:00:00.123Z``, without the fraction where it is zero; None outside years 1970 to 9999."""
    if not 0 <= at_ms < 253_402_300_800_000:
        return None
    text = datetime.fromtimestamp(at_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{at_ms % 1000:03d}Z" if at_ms % 1000 else f"{text}Z"


def timeline(findings: Sequence[Finding], catalogue: Catalogue) -> Timeline | None:
    """Return the errors over time, over lines where fewer than half of them tell a time; None for fewer than two."""
    sightings = [(sighting, number) for number, finding in enumerate(findings) for sighting in finding.sightings]
    if len(sightings) < 2:
        return None
    timed = [(s.at_ms, number) for s, number in sightings if s.at_ms is not None and moment(s.at_ms)]
    unit: Literal["time", "line"] = "time" if len(timed) * 2 >= len(sightings) else "line"
    points = timed if unit == "time" else [(s.line, number) for s, number in sightings]
    start, end = min(points)[0], max(points)[0]
    if start == end:
        return None
    step = _step(end - start, unit)
    start -= start % step if unit == "time" else 0
    order = sorted(range(len(findings)), key=lambda number: -findings[number].count)
    named = order[:MAX_SERIES] if len(order) <= MAX_SERIES else order[: MAX_SERIES - 1]
    series = [title_of(findings[number], catalogue) for number in named]
    if len(named) < len(order):
        series.append("other codes")
    column = {number: min(place, len(series) - 1) for place, number in enumerate(order)}
    counts = [[0] * len(series) for _ in range((end - start) // step + 1)]
    for at, number in points:
        counts[(at - start) // step][column[number]] += 1
    buckets = tuple(
        Bucket(start + place * step, _label(start + place * step, step, unit), sum(row), tuple(row))
        for place, row in enumerate(counts)
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


def _summary(points: Sequence[tuple[int, int]], unit: str, step: int, peak: Bucket, series: Sequence[str]) -> str:
    start, end = min(points)[0], max(points)[0]
    if unit == "line":
        return (
            f"{len(points)} errors between line {start} and line {end}; most in {peak.label}: {peak.count}. "
            "The paste tells no times."
        )
    words = f"{len(points)} errors in {span_words(end - start)}, from {moment(start)} to {moment(end)}"
    return f"{words}; most within {span_words(step)} from {peak.label}: {peak.count}. Most frequent: {series[0]}."


def _thread(finding: Finding, catalogue: Catalogue) -> Thread:
    methods = Counter(s.method for s in finding.sightings if s.method and s.method != "ERROR")
    instruments = Counter(s.instrument for s in finding.sightings if s.instrument)
    return Thread(
        title_of(finding, catalogue),
        finding.id,
        finding.count,
        finding.first_at_ms,
        finding.last_at_ms,
        tuple(methods.most_common(MAX_SERIES)),
        tuple(instruments.most_common(MAX_SERIES)),
    )


def _notes(findings: Sequence[Finding], requests: Sequence[SentRequest], catalogue: Catalogue) -> Iterator[str]:
    yield from _bursts(findings, requests)
    for finding in findings:
        every = period(s.at_ms for s in finding.sightings if s.at_ms is not None)
        if every is not None:
            title = title_of(finding, catalogue)
            yield f"{title} comes at a steady interval, about every {span_words(every)} ({finding.count} times)."


def _bursts(findings: Sequence[Finding], requests: Sequence[SentRequest]) -> Iterator[str]:
    """Yield a sentence for every method that was called more often than its documented limit allows."""
    for method, times in calls(requests, [s for finding in findings for s in finding.sightings]).items():
        limit = METHODS[method].limit if method in METHODS else None
        if limit is None:
            continue
        scale = 1_000 // limit.window_ms if coarse(times) and limit.window_ms < 1_000 else 1
        count, at = busiest(times, limit.window_ms * scale)
        if count > limit.requests * scale:
            window = span_words(limit.window_ms * scale)
            yield f"{count} calls of {method} within {window} at {moment(at)}; documented limit: {limit.words}."


def calls(requests: Sequence[SentRequest], sightings: Iterable[Sighting]) -> Mapping[str, list[int]]:
    """Return when each method was called, in milliseconds: the requests in the paste, else the answers to them.

    An answer counts only for a method without any request of its own, so that no call counts twice.
    """
    sent: dict[str, list[int]] = {}
    for request in requests:
        method = request.request.get("method")
        if isinstance(method, str) and request.at_ms is not None:
            sent.setdefault(method, []).append(request.at_ms)
    answered: dict[str, list[int]] = {}
    for sighting in sightings:
        if sighting.method and sighting.at_ms is not None and sighting.role == "error":
            answered.setdefault(sighting.method, []).append(sighting.at_ms)
    return answered | sent


def pairs(findings: Sequence[Finding], requests: Sequence[SentRequest]) -> tuple[Pair, ...]:
    """Return the ids that stand on more than one line, in the order of their first line; at most 50."""
    found: dict[tuple[str, str], dict[int, Step]] = {}
    for request in requests:
        method = request.request.get("method")
        what = f"sent {method}" if isinstance(method, str) else "sent"
        for key in _ids(request.request):
            found.setdefault(key, {}).setdefault(request.line, Step(request.line, request.at_ms, what))
    for finding in findings:
        for sighting in finding.sightings:
            what = f"{finding.code} {finding.name}" if finding.name else str(finding.code)
            for key in _ids(sighting.request, sighting.response, sighting.order):
                found.setdefault(key, {}).setdefault(sighting.line, Step(sighting.line, sighting.at_ms, what))
    shared = [(key, steps) for key, steps in found.items() if len(steps) > 1]
    shared.sort(key=lambda item: (min(item[1]), PAIR_KEYS.index(item[0][0])))
    return tuple(
        Pair(key, value, tuple(steps[line] for line in sorted(steps))[:MAX_STEPS])
        for (key, value), steps in shared[:MAX_PAIRS]
    )


def _ids(*objects: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return the ids in the objects themselves, in their ``params`` and in their ``result``; -1 and 0 name nothing."""
    found = set()
    for outer in objects:
        for held in (outer, outer.get("params"), outer.get("result")):
            if not isinstance(held, Mapping):
                continue
            for key in PAIR_KEYS:
                value = held.get(key)
                if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**20:
                    found.add((key, str(value)))
                elif isinstance(value, str) and 0 < len(value) <= 64 and value not in ("0", "-1"):
                    found.add((key, value))
    return found
