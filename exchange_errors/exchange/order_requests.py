"""Which fields a request of each method must have and may have, as far as our sources state them.

A method that is absent here takes fields that our sources do not list: nothing can be said about its requests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .request_fields import PLAIN_TYPES, REQUIRED_BY_TYPE, TRIGGER_TYPES

ENVELOPE = ("id", "method", "params", "nonce")


@dataclass(frozen=True, slots=True)
class RequestShape:
    """The ``params`` of one method: ``one_of`` names fields of which at least one must be there.

    ``optional`` is None where our sources do not list every field that the method takes.
    ``order_types`` are the order types of a method that takes an order, () for any other.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] | None = ()
    one_of: tuple[str, ...] = ()
    order_types: tuple[str, ...] = ()


_ORDER = ("instrument_name", "side", "type")
_ORDER_OPTIONAL = (
    *("price", "quantity", "notional", "client_oid", "exec_inst", "time_in_force", "spot_margin"),
    *("fee_instrument_name", "stp_scope", "stp_inst", "stp_id"),
    *("isolation_id", "isolated_margin_amount", "leverage"),
)
PLAIN_ORDER = RequestShape(_ORDER, _ORDER_OPTIONAL, order_types=PLAIN_TYPES)
_ONE_ORDER = ("order_id", "client_oid")

SHAPES: Mapping[str, RequestShape] = {
    "private/create-order": PLAIN_ORDER,
    "private/create-order-list": RequestShape(("contingency_type", "order_list")),
    "private/advanced/create-order": RequestShape(
        _ORDER, (*_ORDER_OPTIONAL, "ref_price", "ref_price_type"), order_types=TRIGGER_TYPES
    ),
    "private/amend-order": RequestShape(("new_price", "new_quantity"), None, ("order_id", "orig_client_oid")),
    "private/cancel-order": RequestShape((), (), _ONE_ORDER),
    "private/get-order-detail": RequestShape((), (), _ONE_ORDER),
    "private/advanced/get-order-detail": RequestShape((), (), _ONE_ORDER),
    "private/close-position": RequestShape(("instrument_name", "type"), ("price", "quantity", "isolation_id")),
    "private/create-subaccount-transfer": RequestShape(("from", "to", "currency", "amount")),
    "private/create-withdrawal": RequestShape(
        ("currency", "amount", "address"), ("address_tag", "network_id", "client_wid")
    ),
    "private/staking/convert": RequestShape(
        ("from_instrument_name", "to_instrument_name", "expected_rate", "from_quantity", "slippage_tolerance_bps")
    ),
    "private/change-account-leverage": RequestShape(("account_id", "leverage")),
    "subscribe": RequestShape(("channels",), None),
}


def departures(method: str, params: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each field that is missing or that the method does not take, with a word on which of the two it is."""
    shape = SHAPES.get(method)
    if shape is None:
        return
    yield from ((name, "missing") for name in (*shape.required, *_needed_by_type(shape, params)) if name not in params)
    if shape.one_of and not any(params.get(name) for name in shape.one_of):
        yield shape.one_of[0], f"missing, and so is {' and '.join(shape.one_of[1:])}"
    if shape.optional is not None:
        allowed = {*shape.required, *shape.optional, *shape.one_of}
        yield from ((name, "not a field of this method") for name in params if name not in allowed)
    if method == "private/create-order-list":
        for order in params.get("order_list", ()):
            yield from departures("private/create-order", order)


def _needed_by_type(shape: RequestShape, params: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what an order of its type needs; an unknown type needs nothing more."""
    order_type = params.get("type")
    if not shape.order_types:
        return ("price",) if order_type == "LIMIT" else ()  # a close by limit
    if order_type == "MARKET":
        return ("quantity",) if params.get("side") == "SELL" or "notional" not in params else ()
    return REQUIRED_BY_TYPE.get(str(order_type), ())
