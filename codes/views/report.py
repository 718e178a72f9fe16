"""A decoder's report made ready for its page: findings with their entries, and the masked text with its marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .. import snapshot
from ..core.catalogue import Catalogue
from ..core.decode.report import Candidate, Finding
from ..core.entry import Entry
from ..core.explain import Explained
from ..core.report_data import report_markdown
from ..core.story import moment
from .chart import chart_of
from .shared import link_to

SHOWN_CHARACTERS = 40_000  # of the masked text; a browser stays quick with that much
AROUND = 400  # characters kept before the first mark of a text that is cut


@dataclass(frozen=True, slots=True)
class Reading:
    """One finding as the page shows it; ``number`` links it with its marks in the text."""

    number: int
    finding: Finding
    entry: Entry | None
    choices: tuple[Entry, ...]
    suggested: tuple[Entry, ...]
    first: str | None
    last: str | None

    @property
    def lines(self) -> tuple[int, ...]:
        return self.finding.lines[:8]

    @property
    def more_lines(self) -> int:
        return max(0, len(self.finding.lines) - 8)

    @property
    def is_success(self) -> bool:
        return self.finding.code == 0 and self.finding.kind == "response"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the masked text; ``number`` is its finding's, 0 for plain text; links lead to the ``first``."""

    text: str
    number: int = 0
    first: bool = False


def report_context(report: Explained) -> dict[str, Any]:
    """Return what the template of a report needs."""
    catalogue = snapshot.current().catalogue
    readings = [_reading(number, f, catalogue) for number, f in enumerate(report.findings, start=1)]
    start, end = shown_part(report)
    return {
        "report": report,
        "chart": chart_of(report.timeline),
        "share": link_to(report.findings) if report.findings else "",
        "note": report_markdown(report, catalogue),
        "readings": readings,
        "errors": sum(not reading.is_success for reading in readings),
        "sightings": sum(r.finding.count for r in readings if not r.is_success),
        "masked_count": sum(redaction.count for redaction in report.redactions),
        "pieces": list(pieces(report.masked, report.findings, start, end)),
        "cut_before": start > 0,
        "cut_after": end < len(report.masked),
    }


def shown_part(report: Explained) -> tuple[int, int]:
    """Return which part of a long masked text is shown: from a little before its first error."""
    if len(report.masked) <= SHOWN_CHARACTERS:
        return 0, len(report.masked)
    first = min((s.span[0] for f in report.findings for s in f.sightings), default=0)
    start = report.masked.rfind("\n", 0, max(0, first - AROUND)) + 1
    return start, min(len(report.masked), start + SHOWN_CHARACTERS)


def pieces(masked: str, findings: Sequence[Finding], start: int, end: int) -> Iterator[Piece]:
    """Yield the text between ``start`` and ``end`` in order, cut at the places that findings point to."""
    spans = sorted(
        (sighting.span, number)
        for number, finding in enumerate(findings, start=1)
        for sighting in finding.sightings
        if start <= sighting.span[0] and sighting.span[1] <= end
    )
    at, met = start, set[int]()
    for (left, right), number in spans:
        if left < at or right <= left:  # a place inside another one is marked once
            continue
        if left > at:
            yield Piece(masked[at:left])
        yield Piece(masked[left:right], number, number not in met)
        met.add(number)
        at = right
    if at < end:
        yield Piece(masked[at:end])


def _reading(number: int, finding: Finding, catalogue: Catalogue) -> Reading:
    return Reading(
        number,
        finding,
        catalogue.get(finding.id) if finding.id else None,
        _entries(finding.candidates, catalogue),
        _entries(finding.suggestions, catalogue),
        moment(finding.first_at_ms) if finding.first_at_ms is not None else None,
        moment(finding.last_at_ms) if finding.last_at_ms is not None else None,
    )


def _entries(candidates: Sequence[Candidate], catalogue: Catalogue) -> tuple[Entry, ...]:
    found = (catalogue.get(candidate.id) for candidate in candidates)
    return tuple(entry for entry in found if entry)
