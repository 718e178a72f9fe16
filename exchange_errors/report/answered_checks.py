"""The checks of "Which one is it?" that a paste answers by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ..catalogue.catalogue import Catalogue
from ..catalogue.note import Check, step_of
from ..decoder.decoded import Finding
from ..diagnosis.rule import Rule
from ..diagnosis.rules import RULES_BY_CODE
from .facts import is_true_of_all

Answer = Literal["yes", "no", "unknown"]


class AnsweredCheck(NamedTuple):
    """What a paste says about the check of an entry; ``number`` counts from 1."""

    entry_id: str
    number: int
    answer: Answer


def answered_checks(findings: Sequence[Finding], catalogue: Catalogue) -> tuple[AnsweredCheck, ...]:
    """Return the answers to the checks of each entry found, as far as its flow leads and the paste knows."""
    return tuple(answer for finding in findings for answer in _along_the_flow(finding, catalogue))


def _along_the_flow(finding: Finding, catalogue: Catalogue) -> Iterator[AnsweredCheck]:
    """Yield the answers in order, up to the first check that the paste leaves open."""
    entry = catalogue.get(finding.id) if finding.id else None
    kind, step, number = "check", 1, 0
    while entry and kind == "check" and number < step <= len(entry.note.checks):  # an editor's text may lead back
        number = step
        check = entry.note.checks[number - 1]
        answer = _answer(check, finding)
        yield AnsweredCheck(entry.id, number, answer)
        if answer == "unknown":
            return
        kind, step = step_of(check.yes if answer == "yes" else check.no) or ("entry", 0)


def _answer(check: Check, finding: Finding) -> Answer:
    """Say yes where a rule found it in every request, no where the rules read every request and none found it."""
    hits = [diagnosis for diagnosis in finding.diagnosis if diagnosis.rule in check.answered_by]
    if hits:
        return "yes" if any(is_true_of_all(diagnosis, finding) for diagnosis in hits) else "unknown"
    rules = [rule for rule in RULES_BY_CODE.get(finding.code, ()) if rule.slug in check.answered_by]
    return "no" if rules and all(_could_see(rule, finding) for rule in rules) else "unknown"


def _could_see(rule: Rule, finding: Finding) -> bool:
    return rule.reads == "request" and all(sighting.request for sighting in finding.sightings)
