"""Secrets that stand apart from the word that names them: in the next cell, tag, argument, field or line.

A word alone proves little there ("api_key, sig, nonce" lists names), so the value must look like a key as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .runs import lowered, places

NAMES = (("api", "api_key"), ("access", "api_key"), ("secret", "secret"), ("passphrase", "passphrase"))
APART = {
    name: re.compile(
        name
        + (r"[-_ ]?key" if name in ("api", "access") else r"(?:[-_ ]?key)?")
        + r"""(?P<gap>[\s"'`,|<>(){}\[\]:=;\\]{1,24}+(?:value[\s"'`:=\\]{1,8}+)?)"""
        + r"(?P<value>[A-Za-z0-9+/=_-]{12,512}+)",
        re.IGNORECASE,
    )
    for name, _ in NAMES
}
REST = re.compile(r"[A-Za-z0-9+/=_-]*+")


def set_apart(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each, in the order of the text."""
    small = lowered(text)
    found = sorted(
        (*match.span("value"), kind)
        for name, kind in NAMES
        if name in small
        for start in places(small, name)
        if (match := APART[name].match(text, start)) and _looks_like_a_key(match["value"])
    )
    end = 0
    for hit in found:
        if hit[0] >= end:
            end = REST.match(text, hit[1]).end()  # type: ignore[union-attr]  # the pattern accepts the empty string
            yield hit[0], end, hit[2]


def _looks_like_a_key(value: str) -> bool:
    letters = sum(map(str.isalpha, value))
    digits = sum(map(str.isdigit, value))
    return letters > 1 and digits > 1 and value.count("-") < 3 and value.count("_") < 3
