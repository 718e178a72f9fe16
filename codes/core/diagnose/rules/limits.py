"""Rates and counts: calls within a window, the first second of a connection, subscriptions."""

from __future__ import annotations

from collections.abc import Mapping

from ...exchange.methods import METHODS
from ..case import Case
from ..rhythm import busiest, coarse, span_words
from ..rule import Verdict, fault, rule

MOST_SUBSCRIPTIONS = 400
FIRST_SECOND_MS = 1_000
OPENING = ("public/auth", "subscribe")


@rule(
    codes={42901},
    evidence="documented",
    source="Developer portal, rate limits; facts 2.8",
    reads="paste",
)
def calls_stay_under_the_documented_limit(case: Case) -> Verdict | str | None:
    """The paste shows more calls of the method than its limit allows; else the limit is named."""
    known = METHODS.get(case.method)
    if known is None or known.limit is None:
        return None
    limit = known.limit
    times = case.paste.calls.get(case.method, ())
    scale = 1_000 // limit.window_ms if times and coarse(times) and limit.window_ms < 1_000 else 1
    count, _ = busiest(times, limit.window_ms * scale)
    if count > limit.requests * scale:
        window = span_words(limit.window_ms * scale)
        return f"{count} calls of {case.method} within {window} in this paste; the documented limit is {limit.words}."
    return f"The documented limit of {case.method} is {limit.words}."


@rule(
    codes={42901},
    evidence="documented",
    source="Developer portal: the limit is pro-rated in the first second of a connection; facts 1.7",
    reads="paste",
)
def first_second_of_a_connection(case: Case) -> Verdict | None:
    """The refusal came within a second of the connection's first command."""
    opened = [r.at_ms for r in case.paste.requests if r.at_ms is not None and r.request.get("method") in OPENING]
    if not opened or case.http_status is not None:
        return None
    first = min(opened)
    for sighting in case.group:
        if sighting.at_ms is not None and 0 <= sighting.at_ms - first < FIRST_SECOND_MS:
            return Verdict(
                "The refusal came within a second of the first command on the websocket; wait one second after "
                "connecting, because the limit is smaller until the calendar second is over."
            )
    return None


@rule(
    codes={40107},
    evidence="documented",
    source="Developer portal (2025): 400 subscriptions on one market-data connection; facts 2.8",
    reads="paste",
)
def subscriptions_stay_under_the_limit(case: Case) -> Verdict | None:
    """The paste subscribes to more channels than one connection may hold."""
    channels: set[str] = set()
    for request in [case.request, *(sent.request for sent in case.paste.requests)]:
        params = request.get("params")
        wanted = params.get("channels") if isinstance(params, Mapping) else None
        if request.get("method") == "subscribe" and isinstance(wanted, (list, tuple)):
            channels.update(channel for channel in wanted if isinstance(channel, str))
    if len(channels) <= MOST_SUBSCRIPTIONS:
        return None
    return fault(
        f"{len(channels)} channels are subscribed to in this paste; one market-data connection may hold "
        f"{MOST_SUBSCRIPTIONS}.",
        "channels",
    )
