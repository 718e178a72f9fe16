"""Ids that a client chooses: too long, used twice, or left out."""

from __future__ import annotations

from collections.abc import Hashable

from ...exchange.request_fields import known_fields
from ..case import Case
from ..paste import Send
from ..rule import Verdict, fault, rule
from ..values import shown

CREATES = frozenset(
    {
        "private/create-order",
        "private/create-order-list",
        "private/advanced/create-order",
        "private/batch-order-request",
    }
)


@rule(
    codes={204, 40004},
    evidence="documented",
    source="Developer portal: client_oid and client_wid have at most 36 characters; facts 2.1 and 2.11",
    refused_as=40004,
    each_order=True,
)
def client_id_fits(case: Case) -> Verdict | None:
    """`client_oid` or `client_wid` is longer than 36 characters."""
    for name in ("client_oid", "client_wid"):
        value, most = case.text(name), known_fields()[name].max_length or 0
        if len(value) > most:
            return fault(f"{name} has {len(value)} characters; at most {most} are allowed.", name, value)
    return None


@rule(
    codes={204},
    evidence="inferred",
    source="Source document, row 204; how long an id stays taken is not documented",
    reads="paste",
)
def client_oid_is_used_once(case: Case) -> Verdict | None:
    """The same `client_oid` was sent with more than one request of the paste."""
    first: dict[str, Send] = {}
    for send in case.paste.sends:
        client_oid = send.params.get("client_oid")
        if not isinstance(client_oid, str) or not client_oid or not (send.id or send.nonce) or not _creates(send):
            continue
        before = first.setdefault(client_oid, send)
        if (before.id, before.nonce) != (send.id, send.nonce):
            return fault(
                f"client_oid {shown(client_oid)} stands in more than one order of this paste "
                f"(lines {before.line} and {send.line}); each new order needs its own.",
                "client_oid",
                client_oid,
            )
    return None


@rule(
    codes={204},
    evidence="documented",
    source="Developer portal: without client_oid the nonce takes its place; facts 1.2",
    reads="paste",
)
def orders_without_client_oid_have_their_own_nonce(case: Case) -> Verdict | None:
    """Two orders without a `client_oid` carry the same nonce, so that both got the same client id."""
    first: dict[str, Send] = {}
    for send in case.paste.sends:
        if not send.nonce or send.params.get("client_oid") not in (None, "") or not _creates(send):
            continue
        before = first.setdefault(send.nonce, send)
        if before.id != send.id:
            return fault(
                f"Two orders without client_oid carry the same nonce {shown(send.nonce)} (lines {before.line} and "
                f"{send.line}); the nonce takes the place of a missing client_oid.",
                "nonce",
                send.nonce,
            )
    return None


@rule(
    codes={40006, 205},
    evidence="inferred",
    source="Facts 3.1, rows 40006 and 205: a replayed body, or one sent twice after a time-out",
    reads="paste",
)
def request_is_sent_once(case: Case) -> Verdict | None:
    """The same id and nonce were sent more than once."""
    first: dict[tuple[Hashable, ...], Send] = {}
    for send in case.paste.sends:
        if not send.id or not send.nonce or not send.method.startswith("private/"):
            continue
        before = first.setdefault((send.id, send.nonce, send.method, send.answered), send)
        if before.line != send.line:
            return fault(
                f"The request with id {shown(send.id)} and nonce {shown(send.nonce)} stands on lines {before.line} and "
                f"{send.line}, consistent with one body that was sent twice.",
                "nonce",
                send.nonce,
            )
    return None


@rule(
    codes={223},
    evidence="inferred",
    source="Facts 3.1 row 223",
    reads="request",
)
def client_order_id_is_given(case: Case) -> Verdict | None:
    """A client order id was sent empty, or no id at all where an order has to be named."""
    for name in ("orig_client_oid", "client_oid"):
        if case.has(name) and case.blank(name):
            return fault(f"{name} is empty.", name, case.raw(name))
    names_order = case.method in ("private/amend-order", "private/cancel-order")
    if names_order and all(case.blank(name) for name in ("order_id", "orig_client_oid", "client_oid")):
        return fault("Neither order_id nor a client order id was sent.", "client_oid")
    return None


def _creates(send: Send) -> bool:
    return send.method in CREATES
