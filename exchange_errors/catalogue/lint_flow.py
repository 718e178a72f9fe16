"""The lint of the questions of "Which one is it?"."""

from __future__ import annotations

from collections.abc import Iterator

from ..exchange.read_calls import read_calls
from .entry import Entry
from .note import step_of

FEW_CAUSES = 3  # readers can compare this many without a flow
LONGEST_FLOW = 7


def has_flow(entry: Entry) -> Iterator[str]:
    """Yield where a flow is missing or too long."""
    causes, checks = len(entry.note.causes), len(entry.note.checks)
    if causes > FEW_CAUSES and not checks:
        yield f"{causes} causes and no checks that tell them apart"
    if checks > LONGEST_FLOW:
        yield f"{checks} checks; at most {LONGEST_FLOW} are right"


def ends(entry: Entry) -> Iterator[str]:
    """Yield answers that lead nowhere or back."""
    for number, check in enumerate(entry.note.checks, 1):
        for end in (check.yes, check.no):
            kind, place = step_of(end) or ("entry", 0)
            if kind == "cause" and not 1 <= place <= len(entry.note.causes):
                yield f"check {number} leads to {end}, which is no cause"
            if kind == "check" and not number < place <= len(entry.note.checks):
                yield f"check {number} leads to {end}: a flow goes on to a later check"
        if check.yes == check.no:
            yield f"check {number} leads to the same place either way"


def reaches_each_check(entry: Entry) -> Iterator[str]:
    """Yield the checks that nothing leads to."""
    led_to = {end for check in entry.note.checks for end in (check.yes, check.no)}
    numbers = range(2, len(entry.note.checks) + 1)
    yield from (f"no answer leads to check {number}" for number in numbers if f"check {number}" not in led_to)


def questions(entry: Entry) -> Iterator[str]:
    """Yield the checks that are no question, and the calls without a file."""
    for number, check in enumerate(entry.note.checks, 1):
        if not check.ask.endswith("?"):
            yield f"check {number} is no question"
        if check.run and check.run not in read_calls():
            yield f"check {number} runs {check.run!r}, which is no file in content/exchange/checks"


FLOW_CHECKS = (has_flow, ends, reaches_each_check, questions)
