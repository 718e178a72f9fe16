"""Summarises many errors in one paste: what happened, how often, when, and what belongs together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..catalogue.catalogue import Catalogue
from ..decoder.decoded import Finding, Report, SentRequest
from ..diagnosis.intervals import overrun, period, span_words
from ..diagnosis.paste import Paste
from ..exchange.methods import known_methods
from .facts import objects_in
from .timeline import MAX_SERIES, Timeline, format_timestamp, timeline, title_of

MAX_PAIRS = 50
MAX_STEPS = 12
MAX_ID = 10**20
PAIR_KEYS = ("id", "client_oid", "order_id")
_Place = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class Thread:
    """One finding over the whole paste; methods and instruments come with their counts, most frequent first."""

    title: str
    id: str | None
    count: int
    first_at_ms: int | None
    last_at_ms: int | None
    methods: tuple[tuple[str, int], ...]
    instruments: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One place where an id occurs: its line and what is there."""

    line: int
    at_ms: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Places that share an id. ``key`` is ``id``, ``client_oid`` or ``order_id``."""

    key: str
    value: str
    steps: tuple[StoryStep, ...]


class Story(NamedTuple):
    """What happened in a paste, in order; ``notes`` are sentences on bursts and steady intervals."""

    threads: tuple[Thread, ...] = ()
    timeline: Timeline | None = None
    notes: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()


def summarise(report: Report, catalogue: Catalogue, paste: Paste) -> Story:
    """Return the story of a report, in time linear in its sightings."""
    errors = [finding for finding in report.findings if not finding.is_success]
    threads = tuple([_thread(finding, catalogue) for finding in errors])
    if len(errors) == 1 and errors[0].count == 1 and not report.requests:
        return Story(threads)  # most pastes hold one error, which has no story
    return Story(
        threads,
        timeline(errors, catalogue),
        tuple(_notes(errors, paste, catalogue)),
        pairs(errors, report.requests),
    )


def _thread(finding: Finding, catalogue: Catalogue) -> Thread:
    return Thread(
        title_of(finding, catalogue),
        finding.id,
        finding.count,
        finding.first_at_ms,
        finding.last_at_ms,
        methods=_counted(s.method for s in finding.sightings if s.method != "ERROR"),
        instruments=_counted(s.instrument for s in finding.sightings),
    )


def _counted(values: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    """Return the most frequent values with their counts, the first seen first among equals; None and "" left out."""
    return tuple(Counter(filter(None, values)).most_common(MAX_SERIES))


def _notes(findings: Sequence[Finding], paste: Paste, catalogue: Catalogue) -> Iterator[str]:
    yield from _bursts(paste)
    for finding in findings:
        every = period(s.at_ms for s in finding.sightings if s.at_ms is not None)
        if every is not None:
            title = title_of(finding, catalogue)
            yield f"{title} comes at a steady interval, about every {span_words(every)} ({finding.count} times)."


def _bursts(paste: Paste) -> Iterator[str]:
    """Yield a sentence for every method that was called more often than its documented limit allows."""
    for method, times in paste.calls.items():
        limit = known_methods()[method].limit if method in known_methods() else None
        excess = overrun(limit, times) if limit else None
        if limit and excess:
            yield f"{excess.words(method)} at {format_timestamp(excess.at_ms)}; documented limit: {limit.words}."


def pairs(findings: Sequence[Finding], requests: Sequence[SentRequest]) -> tuple[Pair, ...]:
    """Return the ids that occur on more than one line, in the order of their first line; at most 50."""
    if len(requests) + sum(len(finding.sightings) for finding in findings) < 2:
        return ()
    places: dict[tuple[str, str], dict[int, _Place]] = defaultdict(dict)  # by id, then by line

    def note(line: int, place: _Place, *objects: Mapping[str, Any]) -> None:
        for key in _ids(*objects):
            places[key].setdefault(line, place)

    for request in requests:
        method = request.request.get("method")
        note(request.line, (request.at_ms, f"sent {method}" if isinstance(method, str) else "sent"), request.request)
    for finding in findings:
        what = f"{finding.code} {finding.name}" if finding.name else str(finding.code)
        for sighting in finding.sightings:
            place = (sighting.at_ms, what)
            note(sighting.line, place, sighting.request, sighting.response, sighting.order)
    shared = [(key, lines) for key, lines in places.items() if len(lines) > 1]
    shared.sort(key=lambda item: (min(item[1]), PAIR_KEYS.index(item[0][0])))
    return tuple(
        Pair(key, value, tuple(StoryStep(line, *lines[line]) for line in sorted(lines)[:MAX_STEPS]))
        for (key, value), lines in shared[:MAX_PAIRS]
    )


def _ids(*objects: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the ids in the objects, some of them twice."""
    for part in objects_in(*objects):
        for key in PAIR_KEYS:
            if key in part and (value := _id(part[key])):
                yield key, value


def _id(value: Any) -> str:
    """Return an id as text, "" for what is none; -1 and 0 name nothing."""
    if isinstance(value, str):
        return value if len(value) <= 64 and value not in ("0", "-1") else ""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and 0 < value < MAX_ID else ""
