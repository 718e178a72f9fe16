"""Orders: instructions that exclude each other, order types, fields that a type or a method needs."""

from __future__ import annotations

from ...exchange.request_shapes import request_shapes, required_by_type
from ..case import Case
from ..rule import Verdict, fault, rule

PLAIN_ORDER = "private/create-order"
PLAIN_METHODS = frozenset({PLAIN_ORDER, "private/create-order-list"})
ADVANCED_ORDER = "private/advanced/create-order"
TRIGGERED = ("STOP_", "TAKE_PROFIT")  # how the types begin that wait for a price
ORDER_METHODS = PLAIN_METHODS | {ADVANCED_ORDER}


@rule(
    codes={43005},
    evidence="documented",
    source="Source document, row 43005",
    refused_as=43005,
    reads="order",
    each_order=True,
)
def post_only_needs_gtc(case: Case) -> Verdict | None:
    """POST_ONLY was sent with a time in force other than GOOD_TILL_CANCEL."""
    tif = case.text("time_in_force")
    if "POST_ONLY" in case.texts("exec_inst") and tif in ("IMMEDIATE_OR_CANCEL", "FILL_OR_KILL"):
        return fault(f"time_in_force is {tif}; POST_ONLY is accepted with GOOD_TILL_CANCEL only.", "time_in_force", tif)
    return None


@rule(
    codes={43005},
    evidence="documented",
    source="Developer portal, order instructions: POST_ONLY is for LIMIT orders; facts 2.10",
    refused_as=43005,
    reads="order",
    each_order=True,
)
def post_only_on_market_order(case: Case) -> Verdict | None:
    """POST_ONLY was sent on a MARKET order, which always takes liquidity."""
    if "POST_ONLY" in case.texts("exec_inst") and case.text("type") == "MARKET":
        return fault("type is MARKET; a POST_ONLY order has to be a LIMIT order.", "type", "MARKET")
    return None


@rule(
    codes={219},
    evidence="documented",
    source="Developer portal, order instructions; facts 2.10",
    refused_as=219,
    each_order=True,
)
def post_only_excludes_smart_post_only(case: Case) -> Verdict | None:
    """POST_ONLY and SMART_POST_ONLY were sent together."""
    if {"POST_ONLY", "SMART_POST_ONLY"} <= set(case.texts("exec_inst")):
        return fault(
            "exec_inst holds both POST_ONLY and SMART_POST_ONLY; the two cannot be combined.",
            "exec_inst",
            "POST_ONLY, SMART_POST_ONLY",
        )
    return None


@rule(
    codes={219},
    evidence="inferred",
    source="Developer portal: exec_inst is an array; facts 3.1 row 219",
    refused_as=219,
    each_order=True,
)
def exec_inst_is_a_list(case: Case) -> Verdict | None:
    """exec_inst was sent as text instead of a list."""
    value = case.text("exec_inst")
    if value:
        return fault(
            f'exec_inst is the text "{value[:40]}"; it has to be a list, ["{value[:40]}"].', "exec_inst", value
        )
    return None


@rule(
    codes={218},
    evidence="documented",
    source="Developer portal, change of 2025-12-17; facts 2.1 and 3.1 row 218",
    refused_as=218,
    each_order=True,
)
def order_type_belongs_to_another_method(case: Case) -> Verdict | None:
    """A trigger type on the plain create-order, or a plain type on the advanced one."""
    kind = case.text("type")
    shapes = request_shapes()
    if kind in shapes[ADVANCED_ORDER].order_types and case.method in PLAIN_METHODS:
        return fault(
            f"type {kind} is not taken by {case.method}; trigger orders go to {ADVANCED_ORDER} since 17 December 2025.",
            "type",
            kind,
        )
    if kind in shapes[PLAIN_ORDER].order_types and case.method == ADVANCED_ORDER:
        return fault(f"type {kind} is not a trigger type; send it with private/create-order.", "type", kind)
    return None


@rule(
    codes={40004, 308, 213, 229},
    evidence="documented",
    source="Developer portal, mandatory parameters by order type; facts 2.1. Which code answers is inferred",
    refused_as=40004,
    each_order=True,
)
def order_type_needs_field(case: Case) -> Verdict | None:
    """A field that the order type needs is missing or empty."""
    if case.method not in ORDER_METHODS:
        return None
    kind = case.text("type")
    needed = required_by_type().get(kind, ())
    if kind == "MARKET":
        needed = () if case.text("side") == "BUY" and not case.blank("notional") else ("quantity",)
    for name in ("instrument_name", "side", "type", *needed):
        if case.blank(name) and _explains(name, case.code):
            state = "empty" if case.has(name) else "missing"
            why = f"a {kind} order needs it" if name in needed else "every order needs it"
            return fault(f"{name} is {state}; {why}.", name, case.raw(name))
    return None


def _explains(name: str, code: int | None) -> bool:
    """Whether a missing ``name`` goes with ``code``: 308 speaks of prices only, 213 of quantities, 229 of triggers."""
    explained = {308: "price", 213: "quantity", 229: "ref_price"}.get(code or 0)
    return explained in (None, name)


@rule(
    codes={306},
    evidence="observed",
    source="Notes of one trading bot, November 2025; facts 8: which of the two fields is needed is not settled",
    each_order=True,
)
def leverage_needs_a_margin_flag(case: Case) -> Verdict | None:
    """An order with `leverage` is not marked as a margin order, so it was taken for plain spot."""
    is_spot = "_" in case.text("instrument_name")
    if not is_spot or case.blank("leverage") or case.text("spot_margin") == "MARGIN":
        return None
    if "MARGIN_ORDER" in case.texts("exec_inst"):
        return None
    return fault(
        "leverage is set, but neither exec_inst MARGIN_ORDER nor spot_margin MARGIN: the order may have been taken for"
        " plain spot.",
        "leverage",
        case.raw("leverage"),
    )


@rule(
    codes={140001},
    evidence="observed",
    source="Notes of one trading bot; facts 8: trigger types on create-order answer 140001",
    each_order=True,
)
def trigger_order_goes_to_the_advanced_method(case: Case) -> Verdict | None:
    """An order that waits for a price was sent to a method that takes it no longer."""
    kind = case.text("type")
    if case.method not in PLAIN_METHODS or not kind.startswith(TRIGGERED):
        return None
    return fault(
        f"type is {kind} on {case.method}; such orders go to {ADVANCED_ORDER}, with ref_price_type. It is no matter of"
        " the key's permissions; check whether a position stands without its stop.",
        "type",
        kind,
    )
