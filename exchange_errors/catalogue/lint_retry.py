"""The lint of retry advice: a program that follows it must never lose money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..exchange.outcomes import look_ups, only_by_a_person
from .entry import Entry

LEAST_ATTEMPTS = 2  # the first one counts: fewer would forbid the advised retry
CLOSE = "private/close-position"


def waits(entry: Entry) -> Iterator[str]:
    """Yield what is wrong with the numbers of the advice."""
    retry = entry.note.retry
    has_number = retry.min_delay_ms is not None or retry.max_attempts is not None
    if retry.advice == "after_backoff" and None in (retry.min_delay_ms, retry.max_attempts):
        yield "retry after_backoff needs min_delay_ms and max_attempts"
    if has_number and retry.advice not in ("after_backoff", "after_check"):
        yield f"retry {retry.advice} has a delay or a number of attempts"
    if retry.max_attempts is not None and retry.max_attempts < LEAST_ATTEMPTS:
        yield f"retry.max_attempts counts the first attempt: it is at least {LEAST_ATTEMPTS}"
    if retry.max_attempts is not None:
        for method in sorted(set(entry.note.methods) & set(only_by_a_person())):
            if method != CLOSE or retry.outcome == "unknown":
                yield f"retry.max_attempts invites a program to repeat {method}, which only a person may do"


def outcome(entry: Entry) -> Iterator[str]:
    """Yield where advice, outcome and this very request contradict each other."""
    retry = entry.note.retry
    if retry.outcome == "unknown" and not retry.precondition:
        yield "an unknown outcome needs a precondition: what to look up before anything is sent again"
    if retry.outcome == "unknown" and retry.advice == "never" and retry.this_request != "not_executed":
        yield "retry never contradicts an unknown outcome"
    if retry.outcome == "unknown" and retry.advice == "after_backoff" and entry.kind == "response":
        yield "retry after_backoff contradicts an unknown outcome: advise after_check"
    if retry.outcome == "executed" and retry.advice != "not_needed":
        yield f"retry {retry.advice} contradicts an executed request"
    if retry.advice == "not_needed" and entry.code != 0:
        yield "only a success needs no retry"
    if retry.this_request == retry.outcome:
        yield "retry.this_request is the outcome: leave it out"


def blind(entry: Entry) -> Iterator[str]:
    """Yield why the request must not be repeated without a look-up: the advice would be a guess."""
    retry = entry.note.retry
    if entry.kind != "response" or (retry.advice, retry.outcome) != ("after_backoff", "not_executed"):
        return
    if retry.evidence == "inferred":
        yield "retry after_backoff rests on inferred evidence: advise after_check"
    if all(cause.evidence == "inferred" for cause in entry.note.causes):
        yield "retry after_backoff with inferred causes only: advise after_check"


def looked_up(entry: Entry) -> Iterator[str]:
    """Yield what is missing where the outcome is unknown: where to look, and who may send the request again."""
    note, retry = entry.note, entry.note.retry
    if retry.outcome != "unknown":
        return
    texts = " ".join([retry.precondition, *(step.text for step in note.steps)])
    named = set(re.findall(r"`((?:public|private)/[a-z/-]+)`", texts))
    if entry.kind == "websocket" and not _reads() & set(re.findall(r"private/[a-z/-]+", retry.precondition)):
        yield "an unknown outcome after a close needs a look-up in the precondition"
    for method in sorted(set(note.methods) & set(look_ups())):
        look_up = look_ups()[method].look_up
        if not named & set(look_up):
            yield f"the outcome of {method} is unknown: name {look_up[0]} in the precondition or a step"
        if method in only_by_a_person() and entry.code and "person" not in retry.precondition:
            yield f"the precondition has to say that only a person sends {method} again"


def _reads() -> set[str]:
    return {method for look_up in look_ups().values() for method in look_up.look_up}


RETRY_CHECKS = (waits, outcome, blind, looked_up)
