"""Masks a pasted text: first out of its wrappings, then every secret becomes ``[kind:length]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from .columns import columns, may_have_columns, may_name_values, named_values
from .form_finders import FINDERS, RUNS, Hit
from .kinds import LOOKS, Form, Kind, kinds
from .masked import Masked, Redaction
from .named_secrets import Secret, named_secrets
from .text_scan import Gate, Sketch, may_contain
from .unwrap import unwrap
from .value_ends import parts

MAX_ECHOES = 16  # distinct keys that are also looked for where nothing names them
MIN_ECHO, MAX_ECHO = 8, 256  # characters; a shorter value would blank ordinary words, no key is longer
ROUNDS = 8  # a mask can show what stood in its shadow; the second look at a text finds nothing, as a rule
Counts = dict[str, int]
"""How often each kind was masked: a plain dict, which costs less to begin than a Counter."""
ECHOED = frozenset({"api_key", "secret", "passphrase"})
#: Fields whose values stay readable although they may look like keys.
READABLE = re.compile(
    r"(?:(?:client|order|trade|list|isolation|account|request|trace|span|correlation|transaction)"
    r"[-_ ]?(?:o?id|wid|uuid)|_oid|_wid)\W{1,12}$|(?:\bcommit|HEAD is now at)[ :=]{1,3}$",
    re.IGNORECASE,
)
NUMBER_BEFORE = re.compile(r"""(\\*+["'])[ \t]{0,8}:[ \t]{0,8}$""")


def mask(text: str) -> Masked:
    """Return the text as it may be shown, and what was masked. Total, and linear in the length of ``text``.

    Lines stay lines, JSON stays JSON, and a masked text masks to itself.
    """
    counts: Counts = {}
    steps: dict[str, None] = {}
    for _ in range(ROUNDS):
        text, taken, sketched = unwrap(text)
        steps |= dict.fromkeys(taken)
        shown = _masked(text, sketched, counts)
        if shown == text:
            break
        text = shown
    return Masked(text, tuple(Redaction(kind, count) for kind, count in counts.items()), tuple(steps))


def _masked(text: str, sketched: Sketch, counts: Counts) -> str:
    """Return the text with every secret masked, the surest first: masking adds nothing that a later form needs."""
    echoes: dict[str, str] = {}
    text = _mask_forms(text, sketched, counts, proving=True)
    text = _mask_named(text, named_secrets(text, sketched), counts, echoes)
    for secret in sorted(echoes, key=len, reverse=True):
        if again := text.count(secret):
            text = text.replace(secret, _label(echoes[secret], len(secret)))
            counts[echoes[secret]] += again  # which was counted where it was named
    for may_hold_them, find in ((may_name_values, named_values), (may_have_columns, columns)):
        if may_hold_them(sketched):
            text = _mask_named(text, (Secret(*hit, "") for hit in find(text)), counts, echoes)
    return _mask_forms(text, sketched, counts, proving=False)


def _mask_forms(text: str, sketched: Sketch, counts: Counts, *, proving: bool) -> str:
    for may_be, find, proves in _form_finders():
        if proves is proving and may_be(sketched):
            text = _replace(text, find(text), counts, proves=proves)
    return text


def _mask_named(text: str, secrets: Iterable[Secret], counts: Counts, echoes: dict[str, str]) -> str:
    """Mask what a word names, and note the keys themselves in ``echoes``: they often stand elsewhere too."""
    pieces, position = [], 0
    for start, end, kind, quote in secrets:
        if kind in ECHOED and MIN_ECHO <= end - start <= MAX_ECHO and len(echoes) < MAX_ECHOES:
            echoes[text[start:end]] = kind
        pieces += [text[position:start], quote, _label(kind, end - start), quote]
        position = end
        counts[kind] = counts.get(kind, 0) + 1
    pieces.append(text[position:])
    return "".join(pieces)


def _replace(text: str, hits: Iterable[Hit], counts: Counts, *, proves: bool) -> str:
    pieces, position = [], 0
    for start, end, name in _with_rests(text, hits):
        if start < position or not (proves or READABLE.search(text, max(0, start - 40), start) is None):
            continue
        number = NUMBER_BEFORE.search(text, max(0, start - 20), start) if text[start:end].isdigit() else None
        quote = number[1] if number else ""
        pieces += [text[position:start], quote, _label(name, end - start), quote]
        position = end
        counts[name] = counts.get(name, 0) + 1
    if not pieces:
        return text
    pieces.append(text[position:])
    return "".join(pieces)


def _with_rests(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits, and behind each what a line's end cut off it."""
    for start, end, name in hits:
        yield start, end, name
        if text.startswith("\n", end) and kinds()[name].parts:
            yield from ((*part, name) for part in parts(text, end, ""))


def _label(kind: str, length: int) -> str:
    return f"[{kind}:{length}]"


def _finder(form: Form, kind: Kind) -> Callable[[str], Iterator[Hit]]:
    """Return what finds a form that its pattern describes."""
    pattern = re.compile(form.pattern)
    group = "value" if "value" in pattern.groupindex else 0
    look = LOOKS[form.look] if form.look else None

    def find(text: str) -> Iterator[Hit]:
        for match in pattern.finditer(text):
            before = text[match.start() - 1 : match.start()] if form.not_behind and match.start() else ""
            if before and (before.isalnum() or before in form.not_behind):
                continue  # a part of something else
            if look is None or look(match[group]):
                yield *match.span(group), kind.name

    return find


@cache
def _form_finders() -> tuple[tuple[Gate, Callable[[str], Iterator[Hit]], bool], ...]:
    """Return of each form whether a text may contain it, what finds it, and whether it proves itself a secret."""
    return tuple(
        (
            RUNS[form.runs] if form.runs else may_contain(*form.marks),
            FINDERS[form.find] if form.find else _finder(form, kind),
            form.proves,
        )
        for kind in kinds().values()
        for form in kind.forms
    )
