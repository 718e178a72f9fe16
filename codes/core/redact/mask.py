"""Masks a pasted text: first out of its wrappings, then every secret becomes ``[kind:length]``."""

from __future__ import annotations

from collections.abc import Iterable

from .forms import FORMS, Hit
from .keyed import keyed_secrets
from .masked import Masked, Redaction
from .runs import Sketch
from .unwrap import unwrap

MAX_ECHOES = 16  # distinct keys that are also looked for where nothing names them
MIN_ECHO, MAX_ECHO = 8, 256  # characters; a shorter value would blank ordinary words, no key is longer
Counts = dict[str, int]
"""How often each kind was masked: a plain dict, which costs less to begin than a Counter."""
ECHOED = frozenset({"api_key", "secret", "passphrase"})


def mask(text: str) -> Masked:
    """Return the text as it may be shown, and what was masked. Total, and linear in the length of ``text``.

    Lines stay lines, JSON stays JSON, and a masked text masks to itself.
    """
    text, steps, sketched = unwrap(text)
    counts: Counts = {}
    echoes: dict[str, str] = {}
    text = _mask_keyed(text, sketched, counts, echoes)
    for secret in sorted(echoes, key=len, reverse=True):
        if again := text.count(secret):
            text = text.replace(secret, _label(echoes[secret], len(secret)))
            counts[echoes[secret]] += again  # which was counted where it was named
    for may_hold, find in FORMS:
        if may_hold(sketched):  # masking takes away and adds nothing that a form needs
            text = _replace(text, find(text), counts)
    return Masked(text, tuple(Redaction(kind, count) for kind, count in counts.items()), steps)


def _mask_keyed(text: str, sketched: Sketch, counts: Counts, echoes: dict[str, str]) -> str:
    """Mask what a key names, and note the keys themselves in ``echoes``: they often stand elsewhere too."""
    pieces, position = [], 0
    for start, end, kind, quote in keyed_secrets(text, sketched):
        if kind in ECHOED and MIN_ECHO <= end - start <= MAX_ECHO and len(echoes) < MAX_ECHOES:
            echoes[text[start:end]] = kind
        pieces += [text[position:start], quote, _label(kind, end - start), quote]
        position = end
        counts[kind] = counts.get(kind, 0) + 1
    pieces.append(text[position:])
    return "".join(pieces)


def _replace(text: str, hits: Iterable[Hit], counts: Counts) -> str:
    pieces, position = [], 0
    for start, end, kind in hits:
        pieces += [text[position:start], _label(kind, end - start)]
        position = end
        counts[kind] = counts.get(kind, 0) + 1
    if not pieces:
        return text
    pieces.append(text[position:])
    return "".join(pieces)


def _label(kind: str, length: int) -> str:
    return f"[{kind}:{length}]"
