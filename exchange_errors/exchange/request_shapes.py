"""The fields that a request of each method must and may have: content/exchange/requests.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..content import read_table

ENVELOPE = ("id", "method", "params", "nonce")
TABLE = "exchange/requests.toml"


@dataclass(frozen=True, slots=True)
class RequestShape:
    """The ``params`` of one method: ``one_of`` names fields of which at least one must be there.

    ``optional`` is None where our sources do not list every field that the method takes.
    ``order_types`` are the order types of a method that takes an order, () for any other.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] | None = None
    one_of: tuple[str, ...] = ()
    order_types: tuple[str, ...] = ()


@cache
def request_shapes() -> Mapping[str, RequestShape]:
    """Return the shapes by method. Nothing can be said about the requests of a method that is absent."""
    return {method: RequestShape(**row) for method, row in read_table(TABLE)["methods"].items()}


@cache
def required_by_type() -> Mapping[str, tuple[str, ...]]:
    """Return what an order of each type needs, less MARKET: a sell needs ``quantity``, a buy that or ``notional``."""
    table: dict[str, tuple[str, ...]] = read_table(TABLE)["required_by_type"]
    return table


def departures(method: str, params: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each field that is missing or that the method does not take, and which of the two it is."""
    shape = request_shapes().get(method)
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
    return required_by_type().get(str(order_type), ())
