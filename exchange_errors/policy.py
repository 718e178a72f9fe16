"""Decides what a program does after an error. Tests compare the samples in other languages with this module.

Pure: the caller passes the random part of a wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from .catalogue.catalogue import Catalogue
from .catalogue.entry import Entry
from .catalogue.note import Advice
from .catalogue.serialise import retry_data
from .exchange.outcomes import only_by_a_person

Action = Literal["ask_a_person", "check", "give_up", "fix", "wait_for_change", "wait", "done"]

#: What each action tells a program to do, the most careful first: with several errors, the first of these wins.
ACTIONS: Mapping[Action, str] = {
    "ask_a_person": "Send nothing again. A person finds out what happened and decides.",
    "check": "Look up what happened before anything is sent again.",
    "give_up": "Do not send it again.",
    "fix": "Change the request first. Sent again unchanged, it fails again.",
    "wait_for_change": "Send it again only once the account or the market has changed.",
    "wait": "Wait as long as it says, then send it again.",
    "done": "Nothing is left to do.",
}
FIRST_WAIT_MS, LONGEST_WAIT_MS = 1_000, 30_000  # ours: the exchange documents neither
MOST_DOUBLINGS = 15
WITHOUT_WAIT: Mapping[Advice, Action] = {
    "not_needed": "done",
    "never": "give_up",
    "after_fix": "fix",
    "after_check": "check",
    "when_state_changes": "wait_for_change",
}


class Decision(NamedTuple):
    """What to do next. ``wait_ms`` is 0 unless it is ``wait``; ``id`` is that of the entry, None without one."""

    action: Action
    wait_ms: int = 0
    id: str | None = None

    @property
    def meaning(self) -> str:
        """The action as a sentence."""
        return ACTIONS[self.action]


def decision(
    entry: Entry | None, attempt: int, method: str | None, jitter: float, nothing_happened: bool = False
) -> Decision:
    """Return what to do after ``method`` met the error that ``entry`` describes.

    ``entry`` is None for an unknown code, and for a number with two meanings: then the outcome is taken for unknown.
    ``attempt`` counts from 1, the first sending. ``jitter``, from 0 up to 1, is the random part of a wait. A method
    that pays out, moves or closes something is never repeated by a program, whatever the code. ``nothing_happened``
    is True once the look-up that ``check`` asks for has shown so. Raises ValueError.
    """
    if attempt < 1:
        raise ValueError("attempt counts from 1, the first sending")
    action = _action(entry, attempt, method, nothing_happened)
    wait_ms = _wait_ms(entry, attempt, jitter) if action == "wait" else 0
    return Decision(action, wait_ms, entry.id if entry else None)


def _action(entry: Entry | None, attempt: int, method: str | None, nothing_happened: bool) -> Action:
    retry = entry.note.retry if entry else None
    if retry and retry.advice == "not_needed":
        return "done"
    if method in only_by_a_person():
        return "ask_a_person"
    if not nothing_happened and (retry is None or retry.outcome == "unknown"):
        return "check"
    if retry is None:
        return "wait"  # as after a time-out: the answer cannot be read, but nothing happened
    if retry.max_attempts and attempt >= retry.max_attempts:
        return "give_up"
    if nothing_happened and retry.advice == "after_check":
        return "wait" if retry.min_delay_ms else "fix"  # without a wait, the same request fails again
    return WITHOUT_WAIT.get(retry.advice, "wait")


def _wait_ms(entry: Entry | None, attempt: int, jitter: float) -> int:
    """Return the wait: it doubles with each attempt up to a limit, plus a random part that spreads clients out."""
    first = entry.note.retry.min_delay_ms if entry else None
    least = (first or FIRST_WAIT_MS) * 2 ** min(attempt - 1, MOST_DOUBLINGS)
    wait: int = min(LONGEST_WAIT_MS, least)
    return wait + int(wait * jitter)


def most_careful(decisions: list[Decision]) -> Decision:
    """Return the decision that satisfies all of them."""
    return min(decisions, key=lambda decision: (list(ACTIONS).index(decision.action), -decision.wait_ms))


def policy_of(entry: Entry) -> dict[str, Any]:
    """Return the retry policy of one code, as ``/api/v1/retry-policy.json`` lists it."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "code": entry.code,
        "name": entry.name,
        "http_status": entry.http_status,
        "severity": entry.note.severity,
        "retry": retry_data(entry.note.retry),
    }


def policies(catalogue: Catalogue) -> dict[str, Any]:
    """Return the policies of all codes, with the methods that a program never sends again."""
    rows = [policy_of(entry) for entry in catalogue.entries]
    return {
        "version": catalogue.version,
        "count": len(rows),
        "only_by_a_person": list(only_by_a_person()),
        "policies": rows,
    }
