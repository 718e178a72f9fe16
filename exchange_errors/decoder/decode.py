"""The decoder's one pass: mask, find objects, let the shapes read them, then the text around them, then group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from ..catalogue.catalogue import Catalogue
from ..redaction import mask
from .advice import advice, mentions, reading_advice
from .bands import possible, skipped_numbers
from .code_candidate import CodeCandidate
from .code_names import code_names
from .decoded import Reading, Report, SentRequest, Sighting, SkippedNumber
from .grouping import findings
from .pasted_lines import Page, Where, whole
from .prose_page import ProsePage
from .scan import MAX_READ, MOST_OBJECTS, Found, scan
from .shapes import SHAPES, TEXT_SHAPES, ObjectReading
from .sighting import response_sighting, with_requests
from .signals import Weighed

LIMIT_BYTES = 5_000_000
MAX_DEPTH = 12  # texts inside objects inside texts
MAX_NOTES = 20
MOST_UNSURE_IN_ALL = 1_000  # candidates that are no findings: each keeps the text alive that it stands in
#: A log of 5 MB holds some 20,000 errors. A text made of nothing else but codes or small records could hold a million,
#: and keep a worker busy for a minute; what is behind these many is left unread, and the report says so.
MAX_SIGHTINGS = 45_000
TOO_MUCH = f"the text holds more than {MAX_READ:,} objects or {MAX_SIGHTINGS:,} codes: those behind them were not read"


@dataclass(slots=True)
class _Tally:
    """What has been read so far."""

    sightings: list[Sighting] = field(default_factory=list)
    requests: list[SentRequest] = field(default_factory=list)
    doubtful: list[Sighting] = field(default_factory=list)  # of objects that nothing settles
    successes: int = 0
    first_success: tuple[Mapping[str, Any], Where] | None = None
    objects: int = 0
    is_cut: bool = False
    shapes: dict[str, None] = field(default_factory=dict)
    advice: dict[str, None] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)  # notes, with how often
    passed: list[SkippedNumber] = field(default_factory=list)
    unsure: list[tuple[CodeCandidate, Weighed, bool]] = field(default_factory=list)
    memo: dict[tuple[object, ...], Weighed] = field(default_factory=dict)
    read: int = 0  # objects and texts, those inside others included

    def note(self, skipped: str) -> None:
        self.skipped[skipped] = self.skipped.get(skipped, 0) + 1

    def add(self, outcome: ObjectReading, shape: str, value: Mapping[str, Any], where: Where) -> None:
        """Count what a shape says of an object."""
        for sighting in outcome.sightings:
            (self.doubtful if sighting.confidence == "possible" else self.sightings).append(sighting)
        self.requests += outcome.requests
        self.passed += outcome.passed
        if outcome.successes:
            self.successes += outcome.successes
            self.first_success = self.first_success or (value, where)
        if outcome.skipped:
            self.note(outcome.skipped)
        if outcome.advice:
            self.advice.setdefault(outcome.advice)
        if outcome.sightings or outcome.requests or outcome.successes:
            self.shapes.setdefault(shape)

    def is_full(self) -> bool:
        """Whether no more is to be read; where so, the report will say it."""
        if len(self.sightings) < MAX_SIGHTINGS and self.read < MAX_READ:
            return False
        self.is_cut = True
        self.skipped[TOO_MUCH] = 1
        return True


def decode(paste: str, catalogue: Catalogue, echoes: dict[str, str] | None = None) -> Report:
    """Return everything the decoder can tell about a pasted text. Total: any str gives a report.

    Time is linear in the length of ``paste``; callers refuse more than ``LIMIT_BYTES`` (as UTF-8) themselves.
    ``echoes`` is for a text that is read in pieces: see ``mask``.
    """
    masked = mask(paste, echoes)
    page = Page(masked.text, code_names(catalogue))
    tally = _Tally(shapes=dict.fromkeys(masked.steps))
    _read_page(page, tally, 0)
    _settle_doubtful(tally)
    sightings = with_requests(tally.sightings, tally.requests)
    if not sightings and tally.first_success is not None:
        sightings = [_success(tally)] * tally.successes
    grouped = findings(sightings, page)
    maybe = possible(tally.unsure, findings(tally.doubtful, page), grouped)
    is_quiet = not grouped and not tally.requests and not tally.advice
    mentioned = mentions(masked.text, page.words, {item.code for item in maybe}) if is_quiet else ()
    hints = () if grouped else tuple(tally.advice) or reading_advice(masked.text, mentioned)
    return Report(
        masked=masked.text,
        findings=grouped,
        successes=tally.successes,
        redactions=masked.redactions,
        advice=advice(masked.redactions) + hints,
        read=Reading(
            characters=len(paste),
            lines=paste.count("\n") + (not paste.endswith("\n")) if paste else 0,
            objects=tally.objects,
            truncated=tally.is_cut,
            shapes=tuple(tally.shapes),
            skipped=_notes(tally.skipped),
            skipped_numbers=skipped_numbers(tally.unsure, tally.passed),
        ),
        requests=tuple(sorted(tally.requests, key=lambda item: item.span)),
        mentions=mentioned,
        possible=maybe,
    )


def _notes(skipped: Mapping[str, int]) -> tuple[str, ...]:
    """Return what was passed over, the most frequent first."""
    frequent = sorted(skipped.items(), key=lambda item: item[1], reverse=True)[:MAX_NOTES]
    return tuple(f"{note} (seen {n} times)" if n > 1 else note for note, n in frequent)


def _read_page(page: Page, tally: _Tally, depth: int) -> None:
    """Read the objects of a page, then the plain text around them."""
    tally.read += 1
    objects, prose, crowded = scan(page.text)
    before = len(tally.sightings)
    for item in objects:
        if tally.is_full():
            return
        _read_found(item, whole(page, item.start, item.end, prose.before(item.start)), tally, depth)
    for start in crowded:
        tally.is_cut = True
        tally.note(f"line {page.line(start)}: only its first {MOST_OBJECTS:,} objects were read")
    if not prose.is_said:
        return
    already_read = {(item.line, item.kind, item.code) for item in tally.sightings[before:]}
    prose_page = ProsePage(page, prose)
    prose_page.memo = tally.memo
    prose_page.near_code = any(item.confidence == "certain" for item in tally.sightings[-20:])
    for sighting in chain.from_iterable(shape(prose_page) for shape in TEXT_SHAPES):
        if tally.is_full():
            break
        if (sighting.line, sighting.kind, sighting.code) not in already_read:  # else the line says it twice
            tally.sightings.append(sighting)
            tally.shapes.setdefault(sighting.shape)
    tally.is_cut = tally.is_cut or prose_page.is_cut
    tally.unsure += prose_page.unsure[: MOST_UNSURE_IN_ALL - len(tally.unsure)]
    for note in prose_page.skipped:
        tally.note(note)


def _read_found(item: Found, where: Where, tally: _Tally, depth: int) -> None:
    tally.shapes.setdefault(item.notation)
    if item.inner is not None:
        if depth < MAX_DEPTH:
            _read_page(Page(item.inner, where.words, where), tally, depth + 1)
        return
    tally.objects += 1
    tally.is_cut = tally.is_cut or item.is_cut
    _read_value(item.value, where, tally, depth)


def _read_value(value: Any, where: Where, tally: _Tally, depth: int) -> None:
    """Read a value with the shapes, then whatever it holds, without recursion over long lists."""
    pending = [(value, where, depth)]
    while pending and not tally.is_full():
        current, here, level = pending.pop()
        if level > MAX_DEPTH:
            continue
        if isinstance(current, dict):
            if inner := _read_object(current, here, tally):
                pending += [(item, place, level + 1) for item, place in reversed(inner)]
        elif isinstance(current, list):
            pending += [(item, here, level + 1) for item in reversed(current) if isinstance(item, (dict, list, str))]
        elif isinstance(current, str) and len(current) > 2 and level < MAX_DEPTH:
            _read_page(Page(current, here.words, here), tally, level + 1)


def _read_object(value: Mapping[str, Any], where: Where, tally: _Tally) -> list[tuple[Any, Where]]:
    """Let the first shape that knows the object read it; return what is left to read inside."""
    tally.read += 1
    for shape in SHAPES:
        outcome = shape(value, where)
        if outcome is None:
            continue
        tally.add(outcome, shape.__name__, value, where)
        return outcome.inner
    return []


def _settle_doubtful(tally: _Tally) -> None:
    """Take what nothing settles for errors where the text holds a certain error or a request of this exchange."""
    if tally.requests or any(sighting.confidence == "certain" for sighting in tally.sightings):
        tally.sightings += [sighting._replace(confidence="likely") for sighting in tally.doubtful]
        tally.doubtful.clear()


def _success(tally: _Tally) -> Sighting:
    """Return the sighting of a code 0 for a text in which nothing failed."""
    assert tally.first_success is not None
    response, where = tally.first_success
    sighting = response_sighting(response, 0, where, confidence="certain")
    return sighting._replace(name=None, role="mention", at_ms=None)  # its time is not that of the others
