"""Many errors in one paste become one story: what, how often, when, and what belongs together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .catalogue import Catalogue
from .decode.report import Finding, Report, SentRequest
from .diagnose.paste import Paste
from .diagnose.rhythm import overrun, period, span_words
from .exchange.methods import METHODS
from .timeline import MAX_SERIES, Timeline, timeline, title_of
from .timeline import moment as moment

MAX_PAIRS = 50
MAX_STEPS = 12
MAX_ID = 10**20
PAIR_KEYS = ("id", "client_oid", "order_id")
ID_KEYS = frozenset(PAIR_KEYS)


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


def tell(report: Report, catalogue: Catalogue, paste: Paste) -> Story:
    """Return the story of a report, in time linear in its sightings."""
    errors = [finding for finding in report.findings if finding.code != 0 or finding.kind == "websocket"]
    return Story(
        tuple(_thread(finding, catalogue) for finding in errors),
        timeline(errors, catalogue),
        tuple(_notes(errors, paste, catalogue)),
        pairs(errors, report.requests),
    )


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
        limit = METHODS[method].limit if method in METHODS else None
        found = overrun(limit, times) if limit else None
        if limit and found:
            yield f"{found.words(method)} at {moment(found.at_ms)}; documented limit: {limit.words}."


def pairs(findings: Sequence[Finding], requests: Sequence[SentRequest]) -> tuple[Pair, ...]:
    """Return the ids that stand on more than one line, in the order of their first line; at most 50."""
    found: dict[tuple[str, str], dict[int, tuple[int | None, str]]] = {}
    for request in requests:
        method = request.request.get("method")
        place = (request.at_ms, f"sent {method}" if isinstance(method, str) else "sent")
        for key in _ids(request.request):
            found.setdefault(key, {}).setdefault(request.line, place)
    for finding in findings:
        what = f"{finding.code} {finding.name}" if finding.name else str(finding.code)
        for sighting in finding.sightings:
            for key in _ids(sighting.request, sighting.response, sighting.order):
                found.setdefault(key, {}).setdefault(sighting.line, (sighting.at_ms, what))
    shared = [(key, places) for key, places in found.items() if len(places) > 1]
    shared.sort(key=lambda item: (min(item[1]), PAIR_KEYS.index(item[0][0])))
    return tuple(
        Pair(key, value, tuple(Step(line, *places[line]) for line in sorted(places)[:MAX_STEPS]))
        for (key, value), places in shared[:MAX_PAIRS]
    )


def _ids(*objects: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return the ids in the objects themselves, in their ``params`` and in their ``result``; -1 and 0 name nothing."""
    found = set()
    for outer in objects:
        if not outer:
            continue
        for held in (outer, outer.get("params"), outer.get("result")):
            if not isinstance(held, dict):  # JSON objects are; asking for a Mapping costs five times as much
                continue
            for key in ID_KEYS.intersection(held):
                value = held[key]
                if isinstance(value, str):
                    if 0 < len(value) <= 64 and value not in ("0", "-1"):
                        found.add((key, value))
                elif isinstance(value, int) and not isinstance(value, bool) and 0 < value < MAX_ID:
                    found.add((key, str(value)))
    return found
