"""The verdict on a paste: one or two sentences on what may have happened to money and what was refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..catalogue.catalogue import Catalogue
from ..catalogue.entry import Entry
from ..decoder.decoded import Finding
from .doubts import DOUBTS, Doubt, gravest_doubt

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


class Failure(NamedTuple):
    """A finding that is no success; ``first_seen`` is a time where all findings have one, else a line."""

    place: int
    finding: Finding
    entries: tuple[Entry, ...]
    doubt: Doubt | None
    first_seen: int


def verdict_on(findings: Sequence[Finding], catalogue: Catalogue) -> str:
    """Return the verdict alone, for findings whose places and times are not known."""
    return verdict(list(failures(findings, catalogue)))


def failures(findings: Sequence[Finding], catalogue: Catalogue) -> Iterator[Failure]:
    failed = [(place, f) for place, f in enumerate(findings) if not f.is_success]
    is_timed = all(finding.first_at_ms is not None for _, finding in failed)
    for place, finding in failed:
        ids = [finding.entry_id] if finding.entry_id else [candidate.id for candidate in finding.candidates]
        entries = tuple(entry for entry in map(catalogue.described, ids) if entry)
        first_line = min(finding.lines, default=0)
        first_seen = finding.first_at_ms if is_timed and finding.first_at_ms is not None else first_line
        yield Failure(place, finding, entries, gravest_doubt(finding, entries), first_seen)


def gravest_of(errors: Iterable[Failure]) -> Doubt | None:
    """Return the gravest doubt that any of the errors leaves, None where none leaves one."""
    return min((error.doubt for error in errors if error.doubt), key=DOUBTS.index, default=None)


def verdict(errors: Sequence[Failure]) -> str:
    """Return one or two sentences: what may have happened, and what was refused."""
    sentences = []
    gravest = gravest_of(errors)
    if gravest:
        sentences.append(_in_doubt(gravest, sum(e.finding.count for e in errors if e.doubt == gravest)))
    refused = sum(error.finding.count for error in errors if _is_refused(error))
    if refused:
        is_other = gravest not in (None, "funds", "connection")
        sentences.append(f"{_counted(refused, 'other request' if is_other else 'request')} refused.")
    unknown = sum(not error.entries for error in errors)
    if unknown and len(sentences) < 2:
        sentences.append(f"{_in_words(unknown)} {'code is' if unknown == 1 else 'codes are'} not in our list.")
    return " ".join(sentences)


def _in_doubt(doubt: Doubt, count: int) -> str:
    number, plural = _in_words(count), "" if count == 1 else "s"
    many_times = {1: "once", 2: "twice"}.get(count, f"{count} times")
    sentences: dict[Doubt, Callable[[], str]] = {
        "order": lambda: f"{number} order{plural} may exist.",
        "fill": lambda: f"{number} order{plural} may be partly filled.",
        "request": lambda: f"{number} outcome{plural} {'is' if count == 1 else 'are'} unknown.",
        "funds": lambda: "Funds are at risk.",
        "earlier": lambda: f"{number} earlier request{plural} may have gone through.",
        "connection": lambda: f"The connection ended {many_times}.",
    }
    return sentences[doubt]()


def _is_refused(error: Failure) -> bool:
    outcomes = {entry.note.retry.outcome for entry in error.entries}
    return error.finding.kind == "response" and outcomes == {"not_executed"}


def _counted(count: int, noun: str) -> str:
    return f"{_in_words(count)} {noun} was" if count == 1 else f"{_in_words(count)} {noun}s were"


def _in_words(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"
