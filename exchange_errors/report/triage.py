"""What to check first: the verdict on a paste, one or two findings to start with, and the order of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from ..catalogue.catalogue import Catalogue
from ..content import read_table
from ..decoder.decoded import Finding, Sighting
from ..diagnosis.intervals import span_words
from ..exchange.outcomes import only_by_a_person
from .bursts import Burst, burst, times_of
from .doubts import DOUBTS, Doubt
from .quoting import NAME
from .timeline import format_timestamp
from .verdict import Failure, failures, gravest_of, verdict

CAUSE_ACTION = {
    "after_backoff": "slow the client down.",
    "when_state_changes": "wait for a change of state.",
    "never": "stop repeating the request.",
}
FIX_EARLIEST, FIX_CAUSE = "fix the earliest error.", "fix the likely cause."
FIX_ONLY = "fix this error."
UNKNOWN_CODE = "ask about the unknown code."


class DoubtWords(NamedTuple):
    """What a report says about a doubt; ``why`` follows one code, ``why_of_several`` follows more."""

    action: str
    why: str
    why_of_several: str


@cache
def _words() -> Mapping[str, DoubtWords]:
    return {doubt: DoubtWords(**row) for doubt, row in read_table("report/triage.toml").items()}


class LookUpItem(NamedTuple):
    """Something to look up: its id, "" where none is known, its time of the day, "" likewise, and its line."""

    name: str
    time: str
    line: int


class Start(NamedTuple):
    """A finding to start with. ``finding`` is its place in the report, ``why`` a predicate that follows its code.

    ``also`` holds the places of others that leave the same doubt, whose codes come with the first one's, and
    ``look_up`` what has to be looked up where that is more than one thing.
    """

    finding: int
    reason: Literal["money", "cause"]
    action: str
    why: str
    also: tuple[int, ...] = ()
    look_up: tuple[LookUpItem, ...] = ()


class Triage(NamedTuple):
    """The verdict on a paste.

    ``errors`` counts sightings, ``codes`` findings, successes left out; ``span_ms`` is None where times are missing.
    ``order`` holds the places of all findings in the report, what to check first in front.
    """

    errors: int = 0
    codes: int = 0
    span_ms: int | None = None
    verdict: str = ""
    start: tuple[Start, ...] = ()
    order: tuple[int, ...] = ()

    @property
    def start_first(self) -> tuple[int, ...]:
        """The order with the places to start in front, as a letter goes through them."""
        return tuple(dict.fromkeys((*(p for item in self.start for p in (item.finding, *item.also)), *self.order)))


def triage(findings: Sequence[Finding], catalogue: Catalogue) -> Triage:
    """Return what to check first in a report, in time linear in its sightings."""
    errors = list(failures(findings, catalogue))
    start = tuple(_start(errors))
    first = {item.finding: number for number, item in enumerate(start)}
    ranked = sorted(errors, key=lambda error: _rank(error, first))
    failed = [error.place for error in ranked]
    times = [s.at_ms for error in errors for s in error.finding.sightings if s.at_ms is not None]
    count = sum(error.finding.count for error in errors)
    return Triage(
        count,
        len(errors),
        max(times) - min(times) if len(times) == count > 1 else None,
        verdict(errors),
        start,
        (*failed, *(place for place in range(len(findings)) if place not in set(failed))),
    )


def _rank(error: Failure, first: dict[int, int]) -> tuple[int, int, int]:
    """Return the sort key: money, then where to start, then the rest in the order of the text."""
    if error.doubt:
        return 0, DOUBTS.index(error.doubt), error.first_seen
    return 1, first.get(error.place, len(first)), error.first_seen


def _start(errors: Sequence[Failure]) -> Iterator[Start]:
    """Yield the gravest doubt about money, then the likely cause of the rest."""
    gravest = gravest_of(errors)
    if gravest:
        yield _money(gravest, sorted((e for e in errors if e.doubt == gravest), key=lambda error: error.first_seen))
    rest = [error for error in errors if not error.doubt]
    if rest:
        yield _cause(rest, errors)


def _money(doubt: Doubt, errors: Sequence[Failure]) -> Start:
    sightings = [sighting for error in errors for sighting in error.finding.sightings]
    words = _words()[doubt]
    action = words.action
    if doubt in ("order", "fill", "request") and (target := _target(doubt, sightings)):
        action = f"Look up {target} first."
    time = _time(sightings[0])
    at = f"at {time} " if time and len(sightings) == 1 else ""
    why = words.why_of_several if len(errors) > 1 else words.why
    if len(sightings) > 1:
        why = why.replace("it exists", "they exist")
    if any(sighting.method in only_by_a_person() for sighting in sightings):
        action += " Only a person may send it again."
    also = tuple(error.place for error in errors[1:])
    return Start(errors[0].place, "money", action, f"{at}{why}.", also, _look_up(doubt, sightings))


def _target(doubt: Doubt, sightings: Sequence[Sighting]) -> str:
    """Return what to look up, by its id where it is one order; "" where none is known."""
    noun = "request" if doubt == "request" else "order"
    if len(sightings) > 1:
        return f"these {len(sightings):,} {noun}s"
    name = _name(sightings[0]) if noun == "order" else ""
    return name if name.startswith("request ") or not name else f"order {name}"


def _look_up(doubt: Doubt, sightings: Sequence[Sighting]) -> tuple[LookUpItem, ...]:
    """Return each of several orders or requests, the earliest first where times are known."""
    if doubt in ("funds", "connection") or len(sightings) < 2:
        return ()
    items = [(s.at_ms or 0, LookUpItem(_name(s), _time(s), s.line)) for s in sightings]
    return tuple(item for _, item in sorted(items, key=lambda pair: (pair[0], pair[1].line)))


def _name(sighting: Sighting) -> str:
    """Return the client's id, else the number of the request; "" where neither is a plain one."""
    for source in (sighting.request.get("params"), sighting.order):
        for key in ("client_oid", "client_wid"):
            value = source.get(key) if isinstance(source, dict) else None
            if isinstance(value, str) and NAME.fullmatch(value):
                return value
    number = sighting.response.get("id")
    return f"request {number}" if isinstance(number, int) and 0 < number < 10**12 else ""


def _time(sighting: Sighting) -> str:
    time = format_timestamp(sighting.at_ms) or ""
    return time[11:19]


def _cause(rest: Sequence[Failure], errors: Sequence[Failure]) -> Start:
    """Return the error that most likely led to the others: the first, the most frequent or one in a burst."""
    most = max(error.finding.count for error in rest)
    leaders = [error for error in rest if error.finding.count == most > 1]
    bursts = {error.place: burst(times_of(error.finding)) for error in rest}
    earliest = min(error.first_seen for error in rest)

    def weight(error: Failure) -> int:
        is_leader = leaders == [error]
        return 2 * (error.first_seen == earliest) + is_leader + bool(bursts[error.place])

    cause = max(rest, key=lambda error: (weight(error), -error.first_seen))
    is_first = cause.first_seen == min(error.first_seen for error in errors)
    words = _reasons(cause, bursts[cause.place], is_first, leaders == [cause], len(errors))
    fix = FIX_ONLY if len(errors) == 1 else FIX_EARLIEST if weight(cause) == 2 else FIX_CAUSE
    action = CAUSE_ACTION.get(cause.entries[0].note.retry.advice, fix) if cause.entries else UNKNOWN_CODE
    has_money = any(error.doubt for error in errors)
    action = f"Then {action}" if has_money else action[0].upper() + action[1:]
    return Start(cause.place, "cause", action, f"{words}.")


def _reasons(error: Failure, run: Burst | None, is_first: bool, is_leader: bool, errors: int) -> str:
    if errors == 1:
        return "is the only error" if error.finding.count == 1 else f"is the only error, {error.finding.count:,} times"
    words = "came first" if is_first else "came most often" if is_leader else "was the first refusal"
    if error.finding.count > 1:
        words += f", {error.finding.count:,} times"
    if run and run.size < error.finding.count:
        words += f", {run.size} of them in {span_words(run.span_ms)}"
    return words
