"""A diagnosis rule: a named function that looks at a case and returns one sentence or None."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..decoder.decoded import Diagnosis
from ..exchange.evidence_levels import Evidence
from .case import Case
from .values import shown

Reads = Literal["request", "order", "answer", "paste"]


class Verdict(NamedTuple):
    """A sentence with the field at fault. ``code`` is what the exchange would refuse it with, None for the rule's."""

    text: str
    parameter: str | None = None
    value: str | None = None
    code: int | None = None


def fault(text: str, parameter: str, value: object = None, code: int | None = None) -> Verdict:
    """Return a verdict on ``parameter``; its value is cut to what a reader may see."""
    return Verdict(text, parameter, None if value is None else shown(value), code)


@dataclass(frozen=True, slots=True)
class Rule:
    """One check.

    ``codes`` are the errors that it can explain. ``refused_as`` is the code with which a request that has this
    fault is refused, None for a rule that says nothing about a request before it is sent. ``reads`` is what it
    needs: ``request`` the parameters as sent, ``order`` those or an order object, ``answer`` what the answer itself
    says, ``paste`` nothing but the paste. ``each_order`` has it look at every order of a list in turn.
    """

    slug: str
    codes: frozenset[int]
    evidence: Evidence
    source: str
    find: Callable[[Case], str | Verdict | None]
    refused_as: int | None = None
    reads: Reads = "request"
    each_order: bool = False

    def __call__(self, case: Case) -> Verdict | None:
        """Return what the rule says about ``case``, None when it is silent."""
        if (self.reads == "request" and not case.sent) or (self.reads == "order" and not case.params):
            return None
        outcome = self.find(case)
        return Verdict(outcome) if isinstance(outcome, str) else outcome

    def diagnosis(self, verdict: Verdict, place: int = 0) -> Diagnosis:
        """Return the verdict as the report shows it; ``place`` names the order of a list, from 1."""
        text = f"Order {place} of the list: {verdict.text}" if place else verdict.text
        return Diagnosis(self.slug, text, self.evidence, verdict.parameter, verdict.value)


def rule(
    *,
    codes: Iterable[int],
    evidence: Evidence,
    source: str,
    refused_as: int | None = None,
    reads: Reads = "request",
    each_order: bool = False,
) -> Callable[[Callable[[Case], str | Verdict | None]], Rule]:
    """Make a Rule of a function; its name, with hyphens, becomes the slug."""

    def decorate(find: Callable[[Case], str | Verdict | None]) -> Rule:
        slug = find.__name__.replace("_", "-")
        return Rule(slug, frozenset(codes), evidence, source, find, refused_as, reads, each_order)

    return decorate
