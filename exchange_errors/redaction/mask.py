"""Masks a pasted text: it is unwrapped first, then every secret becomes ``[kind:length]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from .columns import columns, may_have_columns, may_name_values, named_values
from .form_finders import FINDERS, RUNS, Hit
from .kinds import Form, Kind, kinds, look_named
from .masked import Masked, Redaction
from .named_secrets import Secret, named_secrets
from .text_scan import Gate, Sketch, may_contain
from .unwrap import unwrap
from .value_ends import parts

MAX_ECHOES = 16  # distinct named keys that are masked everywhere else in the text, too
MIN_ECHO, MAX_ECHO = 8, 256  # characters; a shorter value would blank ordinary words, no key is longer
ROUNDS = 8  # a mask can uncover another secret; the second round usually finds nothing
MaskedValues = dict[str, set[str]]
"""The different values of each kind that were masked; they are discarded when masking ends."""
ECHOED = frozenset({"api_key", "secret", "passphrase"})
#: Fields whose values stay readable although they may look like keys.
READABLE = re.compile(
    r"(?:(?:client|order|trade|list|isolation|account|request|trace|span|correlation|transaction)"
    r"[-_ ]?(?:o?id|wid|uuid)|_oid|_wid)\W{1,12}$|(?:\bcommit|HEAD is now at)[ :=]{1,3}$",
    re.IGNORECASE,
)
LONGEST_READABLE = 40  # characters
NUMBER_BEFORE = re.compile(r"""(\\*+["'])[ \t]{0,8}:[ \t]{0,8}$""")


class FormFinder:
    """Finds one form; ``may_be`` rules out texts that cannot contain it."""

    __slots__ = ("find", "may_be", "proves")

    def __init__(self, form: Form, kind: Kind) -> None:
        self.may_be: Gate = RUNS[form.runs] if form.runs else may_contain(*form.marks)
        self.find: Callable[[str], Iterator[Hit]] = FINDERS[form.find] if form.find else _pattern_finder(form, kind)
        self.proves = form.proves


def mask(text: str, echoes: dict[str, str] | None = None) -> Masked:
    """Return the text as it may be shown, and what was masked. Total, and linear in the length of ``text``.

    Lines stay lines, JSON stays JSON, and a masked text masks to itself. ``echoes`` are the keys that earlier pieces
    of the same text named; those of this piece are added to them.
    """
    echoes = {} if echoes is None else echoes
    counted = set(echoes)
    values: MaskedValues = {}
    steps: dict[str, None] = {}
    for _ in range(ROUNDS):
        text, taken, sketched = unwrap(text)
        steps |= dict.fromkeys(taken)
        masked = _masked(text, sketched, values, echoes)
        if masked == text:
            break
        text = masked
    fresh = {kind: len(secrets - counted) for kind, secrets in values.items()}
    return Masked(text, tuple(Redaction(kind, count) for kind, count in fresh.items() if count), tuple(steps))


def _masked(text: str, sketched: Sketch, values: MaskedValues, echoes: dict[str, str]) -> str:
    """Return the text with every secret masked, the surest first."""
    text = _mask_forms(text, sketched, values, proving=True)
    text = _replace(text, _noting(text, named_secrets(text, sketched), echoes), values)
    for secret in sorted(echoes, key=len, reverse=True):
        if secret in text:
            text = text.replace(secret, _label(echoes[secret], len(secret)))
            values.setdefault(echoes[secret], set()).add(secret)  # which an earlier piece may have named
    for may_be, find in ((may_name_values, named_values), (may_have_columns, columns)):
        if may_be(sketched):
            text = _replace(text, (Secret(*hit) for hit in find(text)), values)
    return _mask_forms(text, sketched, values, proving=False)


def _mask_forms(text: str, sketched: Sketch, values: MaskedValues, *, proving: bool) -> str:
    for form in _form_finders():
        if form.proves is proving and form.may_be(sketched):
            text = _replace(text, _form_secrets(text, form), values)
    return text


def _replace(text: str, secrets: Iterable[Secret], values: MaskedValues) -> str:
    """Return the text with a mask for each secret; one that begins inside another is skipped."""
    pieces, position = [], 0
    for start, end, kind, quote in secrets:
        if start >= position:
            pieces += [text[position:start], quote, _label(kind, end - start), quote]
            position = end
            values.setdefault(kind, set()).add(text[start:end])
    return "".join([*pieces, text[position:]]) if pieces else text


def _noting(text: str, secrets: Iterable[Secret], echoes: dict[str, str]) -> Iterator[Secret]:
    """Yield the secrets, and record the keys in ``echoes``: keys are often repeated elsewhere in the text."""
    for secret in secrets:
        length = secret.end - secret.start
        if secret.kind in ECHOED and MIN_ECHO <= length <= MAX_ECHO and len(echoes) < MAX_ECHOES:
            echoes[text[secret.start : secret.end]] = secret.kind
        yield secret


def _form_secrets(text: str, form: FormFinder) -> Iterator[Secret]:
    for start, end, kind in _with_rests(text, form.find(text)):
        if form.proves or not _is_readable(text, start):
            bare = NUMBER_BEFORE.search(text, max(0, start - 20), start) if text[start:end].isdigit() else None
            yield Secret(start, end, kind, bare[1] if bare else "")


def _is_readable(text: str, start: int) -> bool:
    """Whether the name of a field before the value says that it may be shown."""
    window = max(0, start - LONGEST_READABLE)
    before = text[window:start].lower()
    has_mark = "id" in before or "commit" in before or "head is" in before
    return has_mark and READABLE.search(text, window, start) is not None


def _with_rests(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits, each followed by its rest on the next line where the line end cut it."""
    for start, end, kind in hits:
        yield start, end, kind
        if text.startswith("\n", end) and kinds()[kind].parts:
            yield from ((*part, kind) for part in parts(text, end, ""))


def _label(kind: str, length: int) -> str:
    return f"[{kind}:{length}]"


@cache
def _form_finders() -> tuple[FormFinder, ...]:
    return tuple(FormFinder(form, kind) for kind in kinds().values() for form in kind.forms)


def _pattern_finder(form: Form, kind: Kind) -> Callable[[str], Iterator[Hit]]:
    """Return what finds a form that its pattern describes."""
    pattern = re.compile(form.pattern)
    group = "value" if "value" in pattern.groupindex else 0
    look = look_named(form.look) if form.look else None

    def find(text: str) -> Iterator[Hit]:
        for match in pattern.finditer(text):
            before = text[match.start() - 1 : match.start()] if form.not_behind and match.start() else ""
            if before and (before.isalnum() or before in form.not_behind):
                continue  # a part of something else
            if look is None or look(match[group]):
                yield *match.span(group), kind.name

    return find
