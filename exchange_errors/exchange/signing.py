"""The text that a request's signature is made of, and the signature itself.

Keys of ``params`` sorted ascending, key and value written one after the other without separators, lists element
by element without an index, ``null`` for nothing; then method + id + api_key + that text + nonce, signed with
HMAC-SHA256 and the secret as key, in hexadecimal. Source: developer portal, digital signature; facts 2.6.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from typing import Any

MAX_LEVELS = 3


def parameter_string(params: Mapping[str, Any]) -> str:
    """Return the text of ``params``; a value nested deeper than three levels is written as nothing."""
    return "".join(_parts(params, 1))


def payload_string(request: Mapping[str, Any], api_key: str) -> str:
    """Return the text to sign for ``request``, with ``api_key`` in its place.

    Parts that the request lacks are left empty, as they are when a client forgets them.
    """
    params = request.get("params")
    return "".join(
        (
            _scalar(request.get("method", "")),
            _scalar(request.get("id", "")),
            api_key,
            parameter_string(params) if isinstance(params, Mapping) else "",
            _scalar(request.get("nonce", "")),
        )
    )


def signature(payload: str, secret: str) -> str:
    """Return the 64 hexadecimal characters that belong into ``sig``."""
    return hmac.new(secret.encode(), payload.encode(), hashlib.sha256).hexdigest()


def _parts(params: Mapping[str, Any], level: int) -> Iterator[str]:
    for key in sorted(params, key=str):
        yield str(key)
        yield from _value(params[key], level)


def _value(value: Any, level: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        if level < MAX_LEVELS:
            yield from _parts(value, level + 1)
    elif isinstance(value, (list, tuple)):
        for item in value:  # a list is no level of its own, except in another list
            if level < MAX_LEVELS or not isinstance(item, (list, tuple)):
                yield from _value(item, level + isinstance(item, (list, tuple)))
    else:
        yield _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= 10**100:
        return ""  # Python refuses to print integers of thousands of digits
    return str(value)
