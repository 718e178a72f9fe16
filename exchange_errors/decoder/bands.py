"""What is said of candidates that are no finding: those that may be codes, and the numbers that were passed over."""

from __future__ import annotations

from collections.abc import Sequence

from .code_candidate import CodeCandidate
from .decoded import Finding, Kind, Possible, SkippedNumber
from .pasted_lines import whole
from .signals import Weighed, signals_of

MOST_POSSIBLE = 10
MOST_SKIPPED = 50
NOTHING_SETTLES = "An object has this code, and nothing in the text says that it is an answer of this exchange."
EXCERPT = 160  # characters
Unsure = Sequence[tuple[CodeCandidate, Weighed, bool]]


def possible(unsure: Unsure, doubtful: Sequence[Finding], findings: Sequence[Finding]) -> tuple[Possible, ...]:
    """Return the codes that may be meant and that no finding has, each once: those of objects, then the likeliest.

    ``doubtful`` are what the findings of objects would be if anything said that they are this exchange's.
    """
    known = {finding.code for finding in findings}
    groups: dict[int, list[tuple[CodeCandidate, Weighed]]] = {}
    for candidate, weighed, is_possible in unsure:
        if is_possible and candidate.number not in known:
            groups.setdefault(candidate.number, []).append((candidate, weighed))
    rows = [(max(weighed.total for _, weighed in places), _possible(code, places)) for code, places in groups.items()]
    objects = [_of_object(finding) for finding in doubtful if finding.code not in known | groups.keys()]
    texts = [row for _, row in sorted(rows, key=lambda row: -row[0])]
    return tuple([*objects, *texts][:MOST_POSSIBLE])


def _of_object(finding: Finding) -> Possible:
    return Possible(
        kind=finding.kind, code=finding.code, name=finding.name, id=finding.id, line=finding.lines[0],
        excerpt=finding.excerpt, count=finding.count, why=NOTHING_SETTLES, signals=signals_of(finding.sightings[0]),
    )  # fmt: skip


def _possible(code: int, places: Sequence[tuple[CodeCandidate, Weighed]]) -> Possible:
    candidate, weighed = max(places, key=lambda place: place[1].total)
    kind: Kind = "websocket" if candidate.is_close else "response"
    entries = candidate.words.catalogue.numbered(code, kind)
    others = candidate.words.unlisted.get(code, ())
    only = entries[0] if len(entries) == 1 else None
    name = only.name if only else others[0].name if len(others) == 1 else None
    return Possible(
        kind=kind,
        code=code,
        name=candidate.name or name,
        id=only.id if only else None,
        line=line_of(candidate),
        excerpt=candidate.line.text[:EXCERPT].strip(),
        count=len(places),
        why=weighed.reasons,
        signals=weighed.signals,
    )


def skipped_numbers(unsure: Unsure, passed: Sequence[SkippedNumber]) -> tuple[SkippedNumber, ...]:
    """Return the numbers of this exchange that were passed over, in the order of the text; ``passed`` are objects'."""
    rows = [*passed, *(
        SkippedNumber(candidate.number, line_of(candidate), weighed.signals)
        for candidate, weighed, is_possible in unsure
        if not is_possible and not candidate.is_name
    )]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: row.line)[:MOST_SKIPPED])


def line_of(candidate: CodeCandidate) -> int:
    """Return the line of the paste that the candidate stands on."""
    page = candidate.page
    if page.page.outer is None:
        return page.row(candidate.start)
    origin = page.prose.origin(candidate.start)
    return whole(page.page, origin, origin + 1).locate(candidate.number)[1]
