"""Finds text that was wrapped in base64, and leaves base64 that is not text (keys, signatures) alone."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode

TOKEN = re.compile(r"(?<![\w+/=.-])[A-Za-z0-9+/_-]{16,}+={0,2}(?![\w+/=.-])")
WHOLE = re.compile(r"\s*+(?:[A-Za-z0-9+/_-]{4,}+={0,2}\s*+)++")
URL_SAFE = str.maketrans("-_", "+/")
TELLING = re.compile(r"[{\s]")


def decode_tokens(text: str) -> str:
    """Return ``text`` with every base64 token that holds readable text replaced by that text."""
    if WHOLE.fullmatch(text):
        inner = _text_in("".join(text.split()))
        if inner is not None:
            return inner
    return TOKEN.sub(_token, text)


def _token(match: re.Match[str]) -> str:
    token = match[0]
    if len(token) < 24 or not _mixed(token):
        return token
    inner = _text_in(token)
    return token if inner is None or "{" not in inner else inner.replace("\n", " ")


def _mixed(token: str) -> bool:
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
    if not TELLING.search(inner) or not inner.replace("\n", "").replace("\t", "").replace("\r", "").isprintable():
        return None
    return inner
