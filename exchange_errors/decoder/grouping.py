"""Groups sightings into findings, in the order that ``api-contract.md`` promises."""

from __future__ import annotations

from collections.abc import Iterable

from ..catalogue.catalogue import Catalogue
from .decoded import Confidence, Finding, Role, Sighting
from .pasted_lines import Page
from .resolve import Meaning, meaning

SEVERITY = {"funds_at_risk": 0, "blocked": 1, "info": 2}
ROLES: tuple[Role, ...] = ("error", "rejection_reason", "batch_item", "close", "mention")
CONFIDENCE: tuple[Confidence, ...] = ("certain", "likely", "possible")
MAX_LINES = 1000  # of one finding; ``count`` tells the whole number
EXCERPT = 160  # characters to either side


def findings(sightings: Iterable[Sighting], page: Page) -> tuple[Finding, ...]:
    """Return one finding for each meaning: most severe first, then most frequent, then first seen."""
    groups: dict[tuple[str, int, str | None, bool], tuple[Meaning, list[Sighting]]] = {}
    meanings: dict[tuple[object, ...], Meaning] = {}
    for sighting in sightings:
        key = (sighting.kind, sighting.code, sighting.name, sighting.method, sighting.confidence, sighting.shape)
        if key not in meanings:
            meanings[key] = meaning(sighting, page.words)
        means = meanings[key]
        group = (sighting.kind, means.code, means.name, means.entry is not None)
        groups.setdefault(group, (means, []))[1].append(sighting)
    _merge_nameless(groups)
    grouped = [_finding(means, sightings_of, page) for means, sightings_of in groups.values()]
    if len(grouped) > 1:
        catalogue = page.words.catalogue
        grouped.sort(key=lambda finding: (severity(finding, catalogue), -finding.count, finding.sightings[0].span))
    return tuple(grouped)


def _merge_nameless(groups: dict[tuple[str, int, str | None, bool], tuple[Meaning, list[Sighting]]]) -> None:
    """Count a number without its name to the one finding of the same number that has a name."""
    for group in [group for group in groups if group[2] is None and not group[3] and group[0] == "response"]:
        named = [other for other in groups if other[:2] == group[:2] and other[2] is not None]
        if len(named) == 1:
            groups[named[0]][1].extend(groups.pop(group)[1])


def severity(finding: Finding, catalogue: Catalogue) -> int:
    """Return the place of a finding in SEVERITY; of several candidates the gravest decides."""
    entry_ids = [finding.id] if finding.id else [choice.id for choice in finding.candidates]
    entries = [entry for entry_id in entry_ids if (entry := catalogue.get(entry_id)) is not None]
    return min((SEVERITY[entry.note.severity] for entry in entries), default=SEVERITY["blocked"])


def _finding(means: Meaning, sightings: list[Sighting], page: Page) -> Finding:
    sightings.sort(key=lambda sighting: sighting.span)
    first = sightings[0]
    times = [sighting.at_ms for sighting in sightings if sighting.at_ms is not None]
    return Finding(
        kind=first.kind,
        code=means.code,
        name=means.name,
        known=means.entry is not None or bool(means.candidates),
        id=means.entry.id if means.entry else None,
        role=min([sighting.role for sighting in sightings], key=ROLES.index),
        confidence=_confidence(means, sightings),
        count=len(sightings),
        lines=tuple(sorted({sighting.line for sighting in sightings}))[:MAX_LINES],
        first_at_ms=min(times, default=None),
        last_at_ms=max(times, default=None),
        excerpt=page.line_text(first.span[0], EXCERPT).strip(),  # masked, as the page is
        method=next((sighting.method for sighting in sightings if sighting.method), None),
        instrument=next((sighting.instrument for sighting in sightings if sighting.instrument), None),
        sightings=tuple(sightings),
        candidates=means.candidates,
        suggestions=means.suggestions,
        hint=means.hint,
        unlisted_id=means.unlisted.id if means.unlisted else None,
    )


def _confidence(means: Meaning, sightings: list[Sighting]) -> Confidence:
    if not means.is_sure:
        return "possible" if means.entry is None else "likely"
    return min([sighting.confidence for sighting in sightings], key=CONFIDENCE.index)
