"""Reads the values of a paste, which may have any type, without ever raising."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

MAX_SHOWN = 60
MAX_DIGITS = 60
MAX_EXPONENT = 40
PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
PROGRAM_WORDS = frozenset({"nan", "inf", "infinity", "none", "null", "undefined"})
MASK = re.compile(r"\[[a-z_ -]{1,30}:\d{1,6}\]")
EXPONENT_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)[eE][+-]?\d{1,4}")

ORDER_TO_REQUEST = {"order_type": "type", "limit_price": "price"}
ENVELOPE = frozenset({"id", "method", "params", "api_key", "sig", "nonce", "code", "message", "jsonrpc"})


def is_json_number(value: Any) -> bool:
    """Whether ``value`` was a number in the JSON (true and false are not)."""
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def number(value: Any) -> Decimal | None:
    """Return a finite number of sane size from text or a JSON number, else None."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value) if abs(value) < 10**MAX_DIGITS else None
    if isinstance(value, (float, Decimal)):
        value = str(value)
    if not isinstance(value, str) or len(value) > MAX_DIGITS:
        return None
    if not (PLAIN_NUMBER.fullmatch(value) or EXPONENT_NUMBER.fullmatch(value)):
        return None
    try:
        decimal = Decimal(value)
    except InvalidOperation:
        return None
    return decimal if decimal == 0 or abs(decimal.adjusted()) <= MAX_EXPONENT else None


def is_stand_in(value: Any) -> bool:
    """Whether ``value`` replaces one that was removed: a mask of ours, or text such as ``***`` and ``<price>``."""
    if not isinstance(value, str):
        return False
    if value.strip("+-").casefold() in PROGRAM_WORDS:
        return False
    return MASK.fullmatch(value) is not None or not any(char.isdigit() for char in value)


def whole(value: Any) -> int | None:
    """Return a whole number from an int or from text of digits (a leading minus allowed), else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 10**MAX_DIGITS else None
    if isinstance(value, str) and len(value) <= MAX_DIGITS and value.removeprefix("-").isdecimal() and value.isascii():
        return int(value)
    return None


def shown(value: Any) -> str:
    """Return ``value`` as a reader may see it: one line, cut at 60 characters, text without quotes."""
    if isinstance(value, bool):
        text = str(value).lower()
    elif value is None:
        text = "null"
    elif isinstance(value, int) and abs(value) >= 10**MAX_DIGITS:
        text = "a number of more than 60 digits"
    elif isinstance(value, (str, int, float, Decimal)):
        text = str(value)
    else:
        text = "a list" if isinstance(value, (list, tuple)) else "an object"
    text = " ".join(text[: MAX_SHOWN * 2].split())
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def order_params(order: Mapping[str, Any]) -> dict[str, Any]:
    """Return an order object's fields under the names that requests use."""
    return {ORDER_TO_REQUEST.get(name, name): value for name, value in order.items() if isinstance(name, str)}


def request_params(request: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the parameters of a request, flat ones included; None when it has none that can be read."""
    params = request.get("params")
    if isinstance(params, Mapping):
        return params
    if "params" in request:
        return None
    flat = {name: value for name, value in request.items() if name not in ENVELOPE}
    return flat or None
