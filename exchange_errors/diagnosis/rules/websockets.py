"""Dropped connections: heartbeats without an answer, steady drops, reconnecting without a pause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ...decoder.decoded import SentRequest
from ..case import Case
from ..intervals import busiest, period, span_words
from ..rule import Verdict, fault, rule
from ..values import shown

MAX_CLOSES = 200
BEAT_MS = 30_000
ANSWER_MS = 5_000
SILENT_MS = (68_000, 84_000)  # what a connection lives without answers, and a moment to connect again
RECONNECTS = 5
RECONNECT_WINDOW_MS = 10_000


@rule(
    codes={1000, 1006},
    evidence="documented",
    source="Developer portal: answer within 5 s with the same id; source document, close code 1000; facts 1.6",
    reads="paste",
)
def heartbeat_is_answered(case: Case) -> Verdict | None:
    """The last heartbeat before a close has no answer in the paste, a late one, or one with another id."""
    beats = [r for r in case.paste.requests if r.request.get("method") == "public/heartbeat"]
    answers = [r for r in case.paste.requests if r.request.get("method") == "public/respond-heartbeat"]
    starts = [beat.span[0] for beat in beats]
    answered_at = [answer.span[0] for answer in answers]
    for close in case.group[:MAX_CLOSES]:
        last = bisect_left(starts, close.span[0]) - 1
        if last < 0:
            continue
        since = bisect_left(answered_at, starts[last])
        unanswered = _unanswered(beats[last], answers[since : bisect_left(answered_at, close.span[0])])
        if unanswered:
            return unanswered
    return None


@rule(
    codes={1000, 1006},
    evidence="inferred",
    source="Facts 1.6: a heartbeat every 30 s, to be answered within 5 s",
    reads="paste",
)
def drops_come_at_a_steady_interval(case: Case) -> Verdict | None:
    """The connection drops at a steady interval."""
    every = period(sighting.at_ms for sighting in case.group if sighting.at_ms is not None)
    if every is None:
        return None
    words = f"The connection drops about every {span_words(every)}"
    if BEAT_MS * 0.9 <= every <= (BEAT_MS + ANSWER_MS) * 1.25:
        return Verdict(f"{words}, consistent with heartbeats (one every 30 s) that are not answered within 5 s.")
    return Verdict(f"{words}; such a rhythm points to a timer, such as heartbeats or the idle limit of a proxy.")


@rule(
    codes={1000},
    evidence="observed",
    source="Market-data probe of September 2026: closed at the third heartbeat, 70.8 to 79.6 s after connecting",
    reads="paste",
)
def connections_end_at_the_third_heartbeat(case: Case) -> Verdict | None:
    """Each connection lives for the time after which unanswered heartbeats end it."""
    every = period(sighting.at_ms for sighting in case.group if sighting.at_ms is not None)
    if every is None or not SILENT_MS[0] <= every <= SILENT_MS[1]:
        return None
    return Verdict(
        f"The connection lives about {span_words(every)} each time: a socket that answers no heartbeat was seen closed"
        " at the third one, 70 to 80 s after it connected."
    )


@rule(
    codes={1000, 1006, 1013},
    evidence="library",
    source="Facts 5.2: clients double the pause between reconnects, up to 30 s",
    reads="paste",
)
def reconnects_pause(case: Case) -> Verdict | None:
    """The connection drops again and again within seconds, as when a client reconnects without a pause."""
    count, _ = busiest((s.at_ms for s in case.group if s.at_ms is not None), RECONNECT_WINDOW_MS)
    if count < RECONNECTS:
        return None
    return Verdict(
        f"{count} closes within {span_words(RECONNECT_WINDOW_MS)}, consistent with a client that reconnects without "
        "a pause; double the pause each time, up to 30 s."
    )


def _unanswered(beat: SentRequest, answers: Sequence[SentRequest]) -> Verdict | None:
    sent = shown(beat.request.get("id"))
    if not answers:
        return fault(
            f"public/heartbeat with id {sent} (line {beat.line}) came before the close, and this paste shows no "
            "public/respond-heartbeat after it; it is due within 5 s, with the same id.",
            "id",
            sent,
        )
    same_id = [answer for answer in answers if shown(answer.request.get("id")) == sent]
    if not same_id:
        other = shown(answers[0].request.get("id"))
        return fault(
            f"public/heartbeat with id {sent} was answered with id {other}; the answer has to repeat the id.",
            "id",
            other,
        )
    if beat.at_ms is not None and same_id[0].at_ms is not None and same_id[0].at_ms - beat.at_ms > ANSWER_MS:
        late = span_words(same_id[0].at_ms - beat.at_ms)
        return fault(f"public/heartbeat with id {sent} was answered after {late}; 5 s are allowed.", "id", sent)
    return None
