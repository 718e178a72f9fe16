"""One report from the reports on the pieces of a long text, in memory that does not grow with the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from ..catalogue.catalogue import Catalogue
from ..catalogue.reply_languages import preferred
from ..decoder.advice import advice
from ..decoder.decode import MAX_NOTES
from ..decoder.decoded import Diagnosis, Finding, Possible, Reading, Sighting
from ..decoder.grouping import CONFIDENCE, MAX_LINES, ROLES, severity
from ..diagnosis.preflight import MAX_REQUESTS, Preflight
from ..redaction import Redaction
from ..redaction.masked import has_exposed_secret
from .answered_checks import answered_checks
from .explain import Explained
from .facts import order_id_of
from .reply import compose
from .triage import triage

MOST_FINDINGS = 1_000  # different ones; a text with more of them is made up
MOST_POSSIBLE = 10
MOST_DIAGNOSES = 10
ALWAYS_KEPT = 20  # sightings of a finding
FACTS = 4  # of a sighting, apart from what the rules say
Key = tuple[str, int, str | None, bool]


class MergedReport:
    """Takes the pieces of a text in order. A single piece is reported unchanged.

    With several pieces, each finding keeps its first sightings and those in which a fact differs, so that a letter
    states only what is true of all of them. The masked text and the timeline are left out, because they need every
    sighting. A request and its answer are not paired across pieces.
    """

    def __init__(self, catalogue: Catalogue, reply_in: Sequence[str] = ()) -> None:
        """``reply_in`` is the same as for ``explain``."""
        self._catalogue = catalogue
        self._reply_in = reply_in
        self._language: str | None = None
        self._has_secret = False
        self._only: Explained | None = None
        self._pieces = 0
        self._findings: dict[Key, Finding] = {}
        self._possible: dict[tuple[str, int, str | None], Possible] = {}
        self._redactions: Counter[str] = Counter()
        self._advice: dict[str, None] = {}
        self._skipped: dict[str, None] = {}
        self._shapes: dict[str, None] = {}
        self._preflight: tuple[Preflight, ...] = ()
        self._read = Reading(0, 0, 0, False, ())
        self._successes = 0

    @property
    def lines(self) -> int:
        """How many lines were read so far."""
        return self._read.lines

    def add(self, piece: Explained, *, is_cut: bool = False) -> list[Finding]:
        """Add the report on the next piece; return its findings, with lines counted from the start of the text.

        ``is_cut`` says that the text right after it was skipped.
        """
        before = self.lines
        self._pieces += 1
        self._language = self._language or piece.language
        self._has_secret = self._has_secret or has_exposed_secret(piece.masked, piece.redactions)
        self._only = piece if self._pieces == 1 and not is_cut else None
        findings = [_moved(finding, before) for finding in piece.findings]
        for finding in findings:
            self._add_finding(finding)
        for maybe in piece.possible:
            self._add_possible(maybe._replace(line=maybe.line + before))
        for masked in piece.redactions:
            self._redactions[masked.kind] += masked.count
        self._advice |= dict.fromkeys(piece.advice)
        self._shapes |= dict.fromkeys(piece.read.shapes)
        self._skipped |= dict.fromkeys(piece.read.skipped[: MAX_NOTES - len(self._skipped)])
        self._successes += piece.successes
        room = MAX_REQUESTS - len(self._preflight)
        self._preflight += tuple(replace(check, line=check.line + before) for check in piece.preflight[:room])
        self._read = Reading(
            self._read.characters + piece.read.characters,
            self._read.lines + piece.read.lines,
            self._read.objects + piece.read.objects,
            self._read.truncated or piece.read.truncated or is_cut,
            (),
        )
        return findings

    def report(self) -> Explained:
        """Return the report on all pieces so far."""
        if self._only is not None:
            return self._only
        findings = self._in_order()
        failed = not all(finding.is_success for finding in findings)
        sorting = triage(findings, self._catalogue)
        redactions = tuple(Redaction(kind, count) for kind, count in self._redactions.items())
        known = {(finding.kind, finding.code) for finding in findings}
        return Explained(
            masked="",
            findings=findings,
            successes=self._successes,
            redactions=redactions,
            advice=advice(redactions) if failed else tuple(self._advice),
            read=self._read._replace(shapes=tuple(self._shapes), skipped=tuple(self._skipped)),
            reply=compose(
                [findings[place] for place in sorting.start_first],
                self._catalogue,
                preferred(self._reply_in, self._language),
                has_secret=self._has_secret,
            ),
            possible=tuple(maybe for maybe in self._possible.values() if (maybe.kind, maybe.code) not in known),
            triage=sorting,
            preflight=() if failed else self._preflight,
            checks=answered_checks(findings, self._catalogue),
            language=self._language,
        )

    def count(self, finding: Finding) -> int:
        """Return how often a finding was seen so far, in all pieces."""
        return self._findings[key].count if (key := _key(finding)) in self._findings else finding.count

    def _in_order(self) -> tuple[Finding, ...]:
        """Return the findings as every report has them: most severe first, then most frequent, then first seen."""
        findings = list(self._findings.values())
        errors = [finding for finding in findings if not finding.is_success]
        return tuple(
            sorted(errors or findings, key=lambda item: (severity(item, self._catalogue), -item.count, item.lines[:1]))
        )

    def _add_finding(self, finding: Finding) -> None:
        key = _key(finding)
        if key in self._findings:
            self._findings[key] = _joined(self._findings[key], finding)
        elif len(self._findings) < MOST_FINDINGS:
            self._findings[key] = finding._replace(sightings=_telling((), finding.sightings, finding.diagnosis))
        else:
            self._read = self._read._replace(truncated=True)

    def _add_possible(self, maybe: Possible) -> None:
        key = (maybe.kind, maybe.code, maybe.name)
        if key in self._possible:
            first = self._possible[key]
            self._possible[key] = first._replace(count=first.count + maybe.count)
        elif len(self._possible) < MOST_POSSIBLE:
            self._possible[key] = maybe


def _key(finding: Finding) -> Key:
    return finding.kind, finding.code, finding.name, finding.known


def _moved(finding: Finding, lines: int) -> Finding:
    """Return a finding of a piece with ``lines`` lines before it."""
    if not lines:
        return finding
    return finding._replace(
        lines=tuple(line + lines for line in finding.lines),
        sightings=tuple(sighting._replace(line=sighting.line + lines) for sighting in finding.sightings),
        diagnosis=tuple(item._replace(lines=tuple(line + lines for line in item.lines)) for item in finding.diagnosis),
    )


def _joined(first: Finding, second: Finding) -> Finding:
    diagnosis = _diagnoses(first.diagnosis, second.diagnosis)
    return first._replace(
        count=first.count + second.count,
        role=min(first.role, second.role, key=ROLES.index),
        confidence=min(first.confidence, second.confidence, key=CONFIDENCE.index),
        lines=(first.lines + second.lines)[:MAX_LINES],
        first_at_ms=min(_known(first.first_at_ms, second.first_at_ms), default=None),
        last_at_ms=max(_known(first.last_at_ms, second.last_at_ms), default=None),
        method=first.method or second.method,
        instrument=first.instrument or second.instrument,
        sightings=_telling(first.sightings, second.sightings, diagnosis),
        diagnosis=diagnosis,
    )


def _known(*times: int | None) -> list[int]:
    return [time for time in times if time is not None]


def _diagnoses(first: Sequence[Diagnosis], second: Sequence[Diagnosis]) -> tuple[Diagnosis, ...]:
    """Return both, each sentence of a rule once, with the lines in which it is true."""
    joined: dict[tuple[str, str], Diagnosis] = {}
    for item in (*first, *second):
        same = joined.get((item.rule, item.text))
        joined[item.rule, item.text] = same._replace(lines=(same.lines + item.lines)[:MAX_LINES]) if same else item
    return tuple(joined.values())[:MOST_DIAGNOSES]


def _telling(
    kept: Sequence[Sighting], more: Sequence[Sighting], diagnoses: Sequence[Diagnosis]
) -> tuple[Sighting, ...]:
    """Return what is kept of all sightings: the first, and up to two different values of every fact."""
    true_on = [set(diagnosis.lines) for diagnosis in diagnoses]
    values: list[set[object]] = [set() for _ in range(FACTS + len(true_on))]
    result: list[Sighting] = []
    for sighting in chain(kept, more):
        facts = _facts(sighting, true_on)
        is_new = any(len(seen) < 2 and fact not in seen for seen, fact in zip(values, facts, strict=True))
        if is_new or len(result) < ALWAYS_KEPT:
            result.append(sighting)
            for seen, fact in zip(values, facts, strict=True):
                seen.add(fact)
    return tuple(result)


def _facts(sighting: Sighting, true_on: Iterable[set[int]]) -> list[object]:
    facts = (sighting.instrument, sighting.method, order_id_of(sighting), bool(sighting.request))
    return [*facts, *(sighting.line in lines for lines in true_on)]
