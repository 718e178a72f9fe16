"""Rates and counts: calls within a window, the first second of a connection, subscriptions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import islice

from ...decoder.timestamps import parse_timestamp
from ...exchange.methods import known_methods
from ..case import Case
from ..intervals import overrun
from ..paste import Paste
from ..rule import Verdict, fault, rule

MOST_SUBSCRIPTIONS = 400
FIRST_SECOND_MS = 1_000
OPENING = "public/auth"
CONNECTED = ("onnected", "onnection opened", "onnection established", "ocket open", "ocket is open", "ws open")
"""Words for a new connection, without their first letter: `str.find` is far faster than any pattern here."""
MAX_OPENINGS = 500
MAX_LINE = 400


@rule(
    codes={42901},
    evidence="documented",
    source="Developer portal, rate limits; facts 2.8",
    reads="paste",
)
def calls_stay_under_the_documented_limit(case: Case) -> str | None:
    """The paste shows more calls of a refused method than its limit allows."""
    methods = dict.fromkeys(s.method for s in case.group if s.method) or {case.method: None}
    limits = {method: known_methods()[method].limit for method in methods if method in known_methods()}
    for method, limit in limits.items():
        excess = overrun(limit, case.paste.calls.get(method, ())) if limit else None
        if limit and excess:
            return f"{excess.words(method)} in this paste; the documented limit is {limit.words}."
    return None


@rule(
    codes={42901},
    evidence="documented",
    source="Developer portal: the limit is pro-rated in the first second of a connection; facts 1.7",
    reads="paste",
)
def first_second_of_a_connection(case: Case) -> Verdict | None:
    """The refusal came within a second of a line about a new connection, or of the first command on it."""
    opened = sorted(_openings(case.paste))
    for sighting in case.group:
        if sighting.at_ms is None or sighting.http_status is not None:
            continue
        last = bisect_right(opened, sighting.at_ms) - 1
        if last >= 0 and sighting.at_ms - opened[last] < FIRST_SECOND_MS:
            return Verdict(
                "The refusal came within a second of connecting; wait one second after connecting, because the limit "
                "is smaller until the calendar second is over."
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
        subscribed = params.get("channels") if isinstance(params, Mapping) else None
        if request.get("method") == "subscribe" and isinstance(subscribed, (list, tuple)):
            channels.update(channel for channel in subscribed if isinstance(channel, str))
    if len(channels) <= MOST_SUBSCRIPTIONS:
        return None
    return fault(
        f"{len(channels)} channels are subscribed to in this paste; one market-data connection may hold "
        f"{MOST_SUBSCRIPTIONS}.",
        "channels",
    )


def _openings(paste: Paste) -> Iterator[int]:
    """Yield when connections were opened, as far as lines with a time of their own say so."""
    for request in paste.requests:
        if request.at_ms is not None and request.request.get("method") == OPENING:
            yield request.at_ms
    for place in islice((place for words in CONNECTED for place in _places(paste.text, words)), MAX_OPENINGS):
        before = paste.text[max(0, place - MAX_LINE) : place].rpartition("\n")[2]
        at_ms = parse_timestamp(before, None) if not before.casefold().endswith("disc") else None
        if at_ms is not None:
            yield at_ms


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)
