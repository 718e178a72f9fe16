"""Numbers with a range: leverage, slippage, counts, and the smallest order value."""

from __future__ import annotations

from ..case import Case
from ..rule import Verdict, fault, rule
from ..values import shown

MOST_ROWS = 100
BOOK_DEPTHS, DEEPEST_UPDATES = ("10", "50"), "150"
REFUSED_INTERVAL = 50


@rule(
    codes={226},
    evidence="documented",
    source="Developer portal, change-account-leverage: 1 to 100, an integer; facts 2.2 and 2.5",
    refused_as=226,
    each_order=True,
)
def leverage_is_within_range(case: Case) -> Verdict | None:
    """`leverage` is outside 1 to 100, or not a whole number."""
    if not case.has("leverage"):
        return None
    sent, value = case.raw("leverage"), case.number("leverage")
    if value is None or not 1 <= value <= 100:
        return fault(f"leverage is {shown(sent)}; it has to be 1 to 100.", "leverage", sent)
    if case.method == "private/change-account-leverage" and not isinstance(sent, int):
        return fault("leverage has to be a whole JSON number for this method.", "leverage", sent)
    return None


@rule(
    codes={227},
    evidence="inferred",
    source="Facts 3.1 row 227: slippage_tolerance_bps is the only slippage parameter documented",
    refused_as=227,
)
def slippage_tolerance_is_a_number(case: Case) -> Verdict | None:
    """A conversion was sent without a usable slippage tolerance."""
    name = "slippage_tolerance_bps"
    if case.method != "private/staking/convert":
        return None
    if case.blank(name):
        return fault(f"{name} is missing or empty.", name)
    value = case.number(name)
    if value is None or value < 0:
        return fault(f"{name} is {shown(case.raw(name))}, which is no usable number.", name, case.raw(name))
    return None


@rule(codes={40004}, evidence="observed", source="Agent trading notes; facts 3.1 row 40004", refused_as=40004)
def count_is_not_zero(case: Case) -> Verdict | None:
    """`count` is zero, which was refused."""
    if case.number("count") == 0:
        return fault("count is 0; it has to be at least 1.", "count", case.raw("count"))
    return None


@rule(
    codes={415},
    evidence="observed",
    source="Agent trading notes; facts 2.1: in a market buy quantity wins over notional",
    each_order=True,
)
def quantity_wins_over_notional(case: Case) -> Verdict | None:
    """A market buy carries both fields, so that its notional counts for nothing."""
    market_buy = case.text("type") == "MARKET" and case.text("side") == "BUY"
    if market_buy and not case.blank("quantity") and not case.blank("notional"):
        return fault(
            "A market buy was sent with both quantity and notional; quantity decides, so notional does not help.",
            "quantity",
            case.raw("quantity"),
        )
    return None


@rule(
    codes={415},
    evidence="documented",
    source="Developer portal, get-risk-parameters: sample minimum of 1 US dollar; facts 2.3",
    reads="order",
    each_order=True,
)
def order_value_is_under_one_dollar(case: Case) -> Verdict | None:
    """Price times quantity of an order priced in US dollars is under the documented sample minimum."""
    price, quantity = case.number("price"), case.number("quantity")
    if not price or not quantity or not case.text("instrument_name").endswith(("_USD", "_USDT", "_USDC")):
        return None
    value = price * quantity
    if not 0 < value < 1:
        return None
    return fault(
        f"price times quantity is {value.normalize():f}, consistent with a minimum order value of 1 US dollar "
        "(min_order_notional_usd in the exchange's own sample).",
        "quantity",
        case.raw("quantity"),
    )


@rule(
    codes={40003},
    evidence="observed",
    source="A client's report (limit above 100 refused); facts 8",
)
def limit_is_at_most_100(case: Case) -> Verdict | None:
    """`limit` is larger than what was seen accepted."""
    value = case.number("limit")
    if value is None or value <= MOST_ROWS:
        return None
    return fault(
        f"limit is {shown(case.raw('limit'))}; more than {MOST_ROWS} was seen refused.", "limit", case.raw("limit")
    )


@rule(
    codes={40003},
    evidence="observed",
    source="Market-data probe of September 2026; facts 8",
)
def book_depth_is_offered(case: Case) -> Verdict | None:
    """A book channel has a depth that the exchange does not offer."""
    updates = case.text("book_subscription_type") == "SNAPSHOT_AND_UPDATE"
    for channel in case.texts("channels"):
        parts = channel[:80].split(".")
        depth = parts[2] if len(parts) == 3 and parts[0] == "book" else ""
        if depth.isdecimal() and depth not in BOOK_DEPTHS and not (updates and depth == DEEPEST_UPDATES):
            offered = " or ".join(BOOK_DEPTHS)
            return fault(
                f"{channel[:80]} asks for a depth of {depth}; {offered} are offered, and {DEEPEST_UPDATES} with"
                " SNAPSHOT_AND_UPDATE.",
                "channels",
                channel,
            )
    return None


@rule(
    codes={40003},
    evidence="observed",
    source="Market-data probe of September 2026: a frequency of 50 was refused",
)
def book_interval_is_offered(case: Case) -> Verdict | None:
    """`book_update_frequency` is one that was seen refused."""
    if case.number("book_update_frequency") != REFUSED_INTERVAL:
        return None
    return fault(
        f"book_update_frequency is {REFUSED_INTERVAL}, which was seen refused.",
        "book_update_frequency",
        case.raw("book_update_frequency"),
    )
