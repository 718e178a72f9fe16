"""What an error leaves open about money: whether an order exists, a request was executed, a position is safe."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from ..catalogue.entry import Entry
from ..decoder.decoded import Finding
from ..exchange.outcomes import look_ups

Doubt = Literal["order", "fill", "request", "funds", "earlier", "connection"]
"""What may have happened to money, the gravest first: an order may exist, may have traded, a request may have been
executed, a position is at risk, an earlier request may have been executed, requests on a socket are unanswered."""
DOUBTS: tuple[Doubt, ...] = get_args(Doubt)


def gravest_doubt(finding: Finding, entries: Iterable[Entry]) -> Doubt | None:
    """Return what has to be looked up; of several candidates the gravest decides."""
    doubts = [_doubt_of(finding, entry) for entry in entries if entry.impact == "check_funds"]
    return min(doubts, key=DOUBTS.index, default=None)


def _doubt_of(finding: Finding, entry: Entry) -> Doubt:
    if entry.kind == "websocket":
        return "connection"
    if entry.note.retry.outcome != "unknown":
        return "funds"
    if entry.note.retry.this_request == "not_executed":
        return "earlier"
    if finding.role == "rejection_reason":
        return "fill"
    return "order" if _creates_an_order(finding) else "request"


def _creates_an_order(finding: Finding) -> bool:
    look_up = look_ups().get(finding.method or "")
    return look_up is not None and look_up.by == ("client_oid",)
