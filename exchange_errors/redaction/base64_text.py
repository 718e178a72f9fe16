"""Decodes text in base64, and leaves base64 that is not text (keys, signatures) as it is."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode

from .text_scan import Sketch, long_runs

SHORTEST = 24
WHOLE = re.compile(r"\s*+(?:[A-Za-z0-9+/_-]{4,}+={0,2}\s*+)+")
QUOTE_BEFORE = re.compile(r'(?P<slashes>\\*)"$')
URL_SAFE = str.maketrans("-_", "+/")


def may_contain_tokens(sketched: Sketch) -> bool:
    """Whether a text with this sketch may contain a token, whatever its digits."""
    look = sketched.exact
    return any(_is_mixed(look[start:end]) for start, end in long_runs(look, SHORTEST)) or bool(WHOLE.fullmatch(look))


def decode_tokens(text: str) -> str:
    """Return ``text`` with every base64 token that encodes readable text replaced by that text."""
    if WHOLE.fullmatch(text):
        inner = _text_in("".join(text.split()))
        if inner is not None and ("{" in inner or any(map(str.isspace, inner))):
            return inner
    pieces, position = [], 0
    for start, end in long_runs(text, SHORTEST):
        token = text[start:end]
        if text[start - 1 : start] == "." or text[end : end + 1] == ".":
            continue  # a part of a JWT, which is masked as a whole
        if not _is_mixed(token) or (inner := _text_in(token)) is None or "{" not in inner:
            continue
        pieces += [text[position:start], _as_string(inner.replace("\n", " "), text[max(0, start - 8) : start])]
        position = end
    return "".join([*pieces, text[position:]]) if pieces else text


def _as_string(inner: str, before: str) -> str:
    """Return ``inner`` with the escapes that it needs after a quote, itself escaped or not."""
    quote = QUOTE_BEFORE.search(before)
    for _ in range(len(quote["slashes"]).bit_length() + 1 if quote else 0):
        inner = inner.replace("\\", "\\\\").replace('"', '\\"')
    return inner


def _is_mixed(token: str) -> bool:
    """Whether the token looks encoded at all: names, paths, hex and numbers are of one case or of digits only."""
    return not (token.isdigit() or token.isupper() or token.islower())


def _text_in(token: str) -> str | None:
    """Return the text that the token encodes, or None when it is no base64 or what it encodes is not text."""
    bare = token.rstrip("=")
    if len(bare) % 4 == 1 or len(bare) < 12:
        return None
    try:
        inner = b64decode(bare.translate(URL_SAFE) + "=" * (-len(bare) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    return inner if re.sub("[\n\t\r\x1b\ufeff\u200b]", "", inner).isprintable() else None
