"""A decoder's report made ready for its page: findings with their entries, and the masked text with its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.decoder.advice import mention_advice
from exchange_errors.decoder.decoded import Candidate, Finding
from exchange_errors.exchange.unlisted_codes import Unlisted
from exchange_errors.redaction.kinds import kinds
from exchange_errors.report.explain import Explained
from exchange_errors.report.report_data import report_markdown
from exchange_errors.report.story import Pair, Thread, moment

from ..store import snapshot
from .chart import chart_of
from .shared import link_to

SHOWN_CHARACTERS = 40_000  # of the masked text; a browser stays quick with that much
LEAST_DRAWN = 5  # errors without times
AROUND = 400  # characters kept before the first mark of a text that is cut


@dataclass(frozen=True, slots=True)
class FindingCard:
    """One finding as the page shows it; ``number`` links it with its marks in the text.

    ``thread`` counts its methods and instruments; a success has none.
    """

    number: int
    finding: Finding
    entry: Entry | None
    choices: tuple[Entry, ...]
    suggested: tuple[Entry, ...]
    first: str | None
    last: str | None
    thread: Thread | None

    @property
    def lines(self) -> tuple[int, ...]:
        return self.finding.lines[:8]

    @property
    def more_lines(self) -> int:
        return max(0, len(self.finding.lines) - 8)

    @property
    def is_success(self) -> bool:
        return is_success(self.finding)


@dataclass(frozen=True, slots=True)
class Together:
    """Places of the text that share an id, with their times as words."""

    key: str
    value: str
    steps: tuple[tuple[int, str | None, str], ...]


def report_context(report: Explained) -> dict[str, Any]:
    """Return what the template of a report needs."""
    catalogue = snapshot.current().catalogue
    threads = iter(report.story.threads)  # one for each finding that is no success, in their order
    readings = [
        _reading(number, finding, catalogue, None if is_success(finding) else next(threads, None))
        for number, finding in enumerate(report.findings, start=1)
    ]
    start, end = shown_part(report)
    leaks, linked = frozenset(kind.advice for kind in kinds().values()), mention_advice(report.mentions)
    return {
        "report": report,
        "warnings": [sentence for sentence in report.advice if sentence in leaks],
        "hints": [sentence for sentence in report.advice if sentence not in leaks and sentence not in linked],
        "mentions": [_mention(one) for one in report.mentions],
        "chart": chart_of(report.timeline) if worth_drawing(report) else None,
        "together": [_together(pair) for pair in report.story.pairs],
        "problems": sum(len(check.problems) for check in report.preflight),
        "share": link_to(report.findings) if report.findings else "",
        "note": report_markdown(report, catalogue),
        "readings": readings,
        "errors": sum(not reading.is_success for reading in readings),
        "sightings": sum(r.finding.count for r in readings if not r.is_success),
        "masked_count": sum(redaction.count for redaction in report.redactions),
        "marked": marked_text(report.masked, report.findings, start, end),
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


def marked_text(masked: str, findings: Sequence[Finding], start: int, end: int) -> SafeString:
    """Return the text between ``start`` and ``end`` as HTML; a place that a finding points to is a link to it.

    A finding can link back to its first place by the id ``spot-<number>``.
    """
    spans = sorted(
        (sighting.span, number)
        for number, finding in enumerate(findings, start=1)
        for sighting in finding.sightings
        if start <= sighting.span[0] and sighting.span[1] <= end
    )
    parts, at, met = [], start, set[int]()
    for (left, right), number in spans:
        if left < at or right <= left:  # a place inside another one is marked once
            continue
        name = "" if number in met else f' id="spot-{number}"'
        spot = f'<a class="spot" href="#finding-{number}"{name}>{escape(masked[left:right])}</a>'
        parts += [escape(masked[at:left]), spot]
        met.add(number)
        at = right
    return mark_safe("".join([*parts, escape(masked[at:end])]))  # all text of the paste went through escape()


def worth_drawing(report: Explained) -> bool:
    """Say whether a drawing tells more than the findings do: a few errors without times are told by their lines."""
    found = report.timeline
    return found is not None and (found.unit == "time" or sum(bucket.count for bucket in found.buckets) >= LEAST_DRAWN)


def is_success(finding: Finding) -> bool:
    return finding.code == 0 and finding.kind == "response"


def _mention(one: Entry | Unlisted) -> tuple[str, Entry | None]:
    """Return the words of a link to a code, and its entry; an unlisted code has no page."""
    return (one.title, one) if isinstance(one, Entry) else (f"{one.code} {one.name}", None)


def _together(pair: Pair) -> Together:
    steps = ((s.line, None if s.at_ms is None else moment(s.at_ms), s.what) for s in pair.steps)
    return Together(pair.key, pair.value, tuple(steps))


def _reading(number: int, finding: Finding, catalogue: Catalogue, thread: Thread | None) -> FindingCard:
    return FindingCard(
        number,
        finding,
        catalogue.get(finding.id) if finding.id else None,
        _entries(finding.candidates, catalogue),
        _entries(finding.suggestions, catalogue),
        moment(finding.first_at_ms) if finding.first_at_ms is not None else None,
        moment(finding.last_at_ms) if finding.last_at_ms is not None else None,
        thread,
    )


def _entries(candidates: Sequence[Candidate], catalogue: Catalogue) -> tuple[Entry, ...]:
    found = (catalogue.get(candidate.id) for candidate in candidates)
    return tuple(entry for entry in found if entry)
