"""The fields of the exchange's envelope, read from objects that may hold anything (facts file, section 1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from ..redaction.unwrap import unescape
from .code_fields import is_called_exchanges, names_a_code
from .everyday_numbers import HTTP_PHRASES
from .literal import read_literal
from .method_mentions import METHOD, OWN_METHODS

MAX_UNWRAP = 6  # how often ``original`` may have been escaped

RESPELT = re.compile(r"(?=[OolI]{0,2}\d)(?=\d{0,4}[OolI])[\dOolI]{3,5}")
ENUM_MEMBER = re.compile(r"<(?:\w{1,40}\.){1,4}\w{1,60}: (\d{3,7})>")
LOOKING_ALIKE = str.maketrans("OolI", "0011")
NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{4,40}")
INSTRUMENT = re.compile(r"[A-Z0-9]{2,15}_[A-Z0-9]{2,15}|[A-Z0-9]{2,20}USD[TC]?-(?:PERP|INDEX|\d{6})")


def number(value: Any) -> int | None:
    """Return a code sent as a number or as a string of digits (both occur), else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if -10_000_000 < value < 10_000_000 else None
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < 12:
        return int(value)
    return None


def code_number(value: Any) -> int | None:
    """Return a code, also one with letters for digits, as a scan has it, and an enum's as Python prints it."""
    if not isinstance(value, str) or value.isdecimal():
        return number(value)
    if RESPELT.fullmatch(value) is not None:
        return int(value.translate(LOOKING_ALIKE))
    member = ENUM_MEMBER.fullmatch(value)
    return int(member[1]) if member else number(value)


def text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


MESSAGE_KEYS = (
    "message", "msg", "Message", "error_message", "error_msg", "err_message", "err_msg", "description", "desc",
)  # fmt: skip


def message_of(response: Mapping[str, Any]) -> str:
    if response.keys().isdisjoint(MESSAGE_KEYS):
        return ""
    return next(filter(None, (text(response.get(key)) for key in MESSAGE_KEYS)), "")


def method_of(response: Mapping[str, Any]) -> str | None:
    method = text(response.get("method"))
    return method if METHOD.fullmatch(method) or method in OWN_METHODS else None


def is_http_phrase(message: str) -> bool:
    return re.sub(r"[\W_]+", "", message.lower()) in HTTP_PHRASES


def request_of(response: Mapping[str, Any]) -> dict[str, Any]:
    """Return the request that ``original`` echoes, at any depth of escaping and however it was cut off, or {}."""
    return as_object(response.get("original"))


def as_object(value: Any) -> dict[str, Any]:
    """Return ``value`` as the object it is or holds as text; {} when it holds none."""
    for _ in range(MAX_UNWRAP):
        if isinstance(value, dict):
            return value
        if not isinstance(value, str) or "{" not in value:
            return {}
        try:
            value = orjson.loads(value)
        except ValueError:
            start = value.index("{")
            if re.match(r'\{\s*\\+["\']', value[start : start + 80]):
                value = unescape(value[start:])
                continue
            read = read_literal(value, start).value
            return read if isinstance(read, dict) else {}
    return {}


INSTRUMENT_KEYS = ("instrument_name", "instrument", "channels", "channel")


def instrument_of(*holders: Mapping[str, Any]) -> str | None:
    """Return the instrument that a request, a result or an order names, or None."""
    for holder in holders:
        if holder.keys().isdisjoint(INSTRUMENT_KEYS):
            continue
        name = text(holder.get("instrument_name")) or text(holder.get("instrument"))
        if name:
            return name[:40]
        for channel in _texts(holder.get("channels")) or _texts(holder.get("channel")):
            for part in channel.split("."):
                if INSTRUMENT.fullmatch(part):
                    return part
    return None


def request_parts(request: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the objects of a request that may name the instrument: its params, then the orders in them."""
    params = request.get("params")
    if not isinstance(params, dict):
        return [request]
    parts: list[Mapping[str, Any]] = [params]
    for key in ("order_list", "create_order_list", "cancel_order_list", "orders"):
        items = params.get(key)
        if isinstance(items, list):
            parts += [item for item in items[:20] if isinstance(item, dict)]
    return parts


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return [item for item in value[:50] if isinstance(item, str)] if isinstance(value, list) else ()


def is_request(value: Mapping[str, Any]) -> bool:
    """Whether this is a request: it names a method and carries no answer."""
    if "method" not in value or "result" in value or "message" in value or "original" in value:
        return False
    method = text(value["method"])
    if method == "public/heartbeat":
        return True  # the server asks; its code 0 is part of the question
    if "jsonrpc" in value or _holds_code(value):
        return False
    return (
        METHOD.fullmatch(method) is not None
        or method in OWN_METHODS
        or ("params" in value and ("/" in method or "nonce" in value))
    )


def _holds_code(value: Mapping[str, Any]) -> bool:
    """Whether it has a code, or wraps an object that has one, as a push and a log record do."""
    inner = [field for key, field in value.items() if key != "params" and isinstance(field, dict)]
    keys = (key for holder in (value, *inner) for key in holder if isinstance(key, str))
    return any(names_a_code(key) or is_called_exchanges(key) for key in keys)


ORDER_FIELDS = ("side", "type", "quantity", "notional", "price")


def is_order_to_send(value: Mapping[str, Any]) -> bool:
    """Whether this is what ``params`` of an order request holds, standing alone."""
    if "instrument_name" not in value or "status" in value or "order_id" in value or "order_type" in value:
        return False
    return "side" in value and sum(field in value for field in ORDER_FIELDS) > 2
