"""What a method takes apart from single orders: lists, amendments, self-trade settings, withdrawals."""

from __future__ import annotations

from collections.abc import Mapping

from ...exchange.request_shapes import request_shapes
from ..case import Case
from ..rule import Verdict, fault, rule

MOST_ORDERS = 10
EXACT_LEGS: Mapping[str, int] = {
    "private/advanced/create-oco": 2,
    "private/advanced/create-oto": 2,
    "private/advanced/create-otoco": 3,
}
STP_INST: Mapping[str, str] = {
    "M": "the order that was already in the book is cancelled",
    "T": "the order that came second is cancelled",
    "B": "both orders are cancelled",
}
NEEDS_FIELDS = ("private/create-withdrawal", "private/amend-order")


@rule(
    codes={40004},
    evidence="observed",
    source="Agent trading notes: 11 or more orders give 40004; developer portal: 1 to 10; facts 1.8",
    refused_as=40004,
)
def order_list_holds_one_to_ten(case: Case) -> Verdict | None:
    """A list of orders is empty or longer than ten."""
    orders = case.raw("order_list")
    if case.method not in ("private/create-order-list", "private/cancel-order-list"):
        return None
    if isinstance(orders, (list, tuple)) and not 1 <= len(orders) <= MOST_ORDERS:
        return fault(f"order_list holds {len(orders)} orders; 1 to {MOST_ORDERS} are allowed.", "order_list")
    return None


@rule(
    codes={40004},
    evidence="documented",
    source="Developer portal, multi-leg orders; facts 2.1",
    refused_as=40004,
)
def advanced_list_has_its_legs(case: Case) -> Verdict | None:
    """An OCO, OTO or OTOCO has the wrong number of orders, or a plain second order in an OTO."""
    due, orders = EXACT_LEGS.get(case.method), case.raw("order_list")
    if due is None or not isinstance(orders, (list, tuple)):
        return None
    if len(orders) != due:
        return fault(f"order_list holds {len(orders)} orders; {case.method} takes exactly {due}.", "order_list")
    second = orders[1]
    if case.method.endswith("create-oto") and isinstance(second, Mapping) and second.get("type") in ("LIMIT", "MARKET"):
        return fault(
            f"The second order of an OTO is {second['type']}; it has to be a trigger order.", "type", second["type"]
        )
    return None


@rule(
    codes={40004},
    evidence="observed",
    source="Agent trading notes: amend without both values gives 40004; withdrawal fields: facts 2.1 and 2.11",
    refused_as=40004,
)
def method_needs_field(case: Case) -> Verdict | None:
    """An amendment without both new values, or a withdrawal without currency, amount or address."""
    for name in request_shapes()[case.method].required if case.method in NEEDS_FIELDS else ():
        if case.blank(name):
            state = "empty" if case.has(name) else "missing"
            extra = "; repeat the old value to keep it" if name.startswith("new_") else ""
            return fault(f"{name} is {state}; {case.method} needs it{extra}.", name, case.raw(name))
    return None


@rule(
    codes={40004},
    evidence="documented",
    source="Developer portal: stp_inst is mandatory when stp_scope is set; facts 2.1. The code is inferred",
    refused_as=40004,
    each_order=True,
)
def stp_scope_needs_stp_inst(case: Case) -> Verdict | None:
    """`stp_scope` was sent without `stp_inst`."""
    if not case.blank("stp_scope") and case.blank("stp_inst"):
        return fault("stp_scope is set without stp_inst; the two go together.", "stp_inst")
    return None


@rule(
    codes={43012},
    evidence="documented",
    source="Developer portal, self-trade prevention; facts 2.1 and 2.9",
    reads="order",
    each_order=True,
)
def stp_inst_says_which_order_ended(case: Case) -> Verdict | None:
    """`stp_inst` says which of your two orders was cancelled."""
    value = case.text("stp_inst")
    ended = STP_INST.get(value)
    return fault(f"stp_inst is {value}: {ended}.", "stp_inst", value) if ended else None


@rule(
    codes={201, 317},
    evidence="documented",
    source="Developer portal, close-position: without isolation_id the cross position is closed; facts 2.1 and 3.1",
)
def isolated_position_needs_its_id(case: Case) -> Verdict | None:
    """A position is closed without naming an isolated one."""
    if case.method == "private/close-position" and case.blank("isolation_id"):
        return fault(
            "isolation_id was not sent, so the cross position is meant; an isolated one has to be named.",
            "isolation_id",
        )
    return None
