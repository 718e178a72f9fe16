"""Fills the texts of the notes with facts from a paste; a fact that is not there takes its clause with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from .quoting import NAME

PLACEHOLDER = re.compile(r"\{(\w{1,30})\}")
BRACKETED = re.compile(r"\s?\([^(){}]{0,80}\{\w{1,30}\}[^(){}]{0,80}\)")
CLAUSE = re.compile(
    r"\s(?:on|for|in|of|with|to|by|from|through|using|under|about)"
    r"(?:\s(?:the|your|this))?(?:\s(?:order|method|instrument|market|parameter|field|value|id|order id))?"
    r"\s`?\{\w{1,30}\}`?",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"\b(order|method|instrument|market|parameter|field|request|id|number|pair)\s`?\{\w{1,30}\}`?", re.IGNORECASE
)
STAND_IN = {
    "instrument": "the instrument",
    "method": "the request",
    "parameter": "the parameter",
    "order_id": "the order",
}

#: What stands for a known fact while the clauses of the missing ones are taken out; its ``x`` becomes ``X`` where
#: a sentence begins with it. Private characters, which no note holds.
SLOT = "x\ue000{}\ue001"
SLOTS = re.compile("([xX])\ue000(\\w{1,30})\ue001")
#: Facts whose own words the grammar of the sentence could take for its words: these are rare, and filled the long way.
ODD_FACT = re.compile(r"the.*|.*(?:the|an?|\.)", re.IGNORECASE)
#: A known fact whose length or last word decides what becomes of a missing one: beside it, or in one bracket with it.
ENTANGLED = re.compile("\ue001`?\\s`?(?:\\w{1,12}\\s){0,3}`?\\{|\\([^()]*\ue000[^()]*\\{|\\([^()]*\\{[^()]*\ue000")


class _Prepared(NamedTuple):
    """A text without its missing facts: ``texts[0] + fact(0) + texts[1] + …``; capitals where a sentence begins."""

    texts: tuple[str, ...]
    names: tuple[str, ...]
    capitals: tuple[bool, ...]


Divide = Callable[[str], tuple[str, ...]]


def fill(template: str, facts: Mapping[str, str]) -> str:
    """Return ``template`` with ``{instrument}`` and the like filled from ``facts``.

    Where a fact is missing its clause is dropped ("on {instrument}"), or a plain noun stands in for it; no brace
    is left. Facts that could be anything but a name or an id are treated as missing.
    """
    return fill_parts(template, facts, _undivided)[0] if "{" in template else template


def fill_parts(template: str, facts: Mapping[str, str], divide: Divide) -> tuple[str, ...]:
    """Return the parts that ``divide``, a function of a module, makes of the template, each filled as by ``fill``."""
    known = {name: value for name, value in facts.items() if NAME.fullmatch(value)} if "{" in template else {}
    prepared = _prepared(template, frozenset(known), divide)
    if prepared is None or any(map(ODD_FACT.fullmatch, known.values())):
        return divide(_without_gaps(PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), template)))
    return tuple([_filled(part, known) if part.names else part.texts[0] for part in prepared])


def _undivided(text: str) -> tuple[str, ...]:
    return (text,)


def _filled(part: _Prepared, known: Mapping[str, str]) -> str:
    pieces = [part.texts[0]]
    for name, is_first, text in zip(part.names, part.capitals, part.texts[1:], strict=True):
        value = known[name]
        pieces += (value[:1].upper() + value[1:] if is_first else value, text)
    return "".join(pieces)


@lru_cache(maxsize=4096)
def _prepared(template: str, known: frozenset[str], divide: Divide) -> tuple[_Prepared, ...] | None:
    """Return the parts of ``template`` as they read when the facts named in ``known`` are there.

    None where it has to see them. Templates come from the notes and the names from a fixed few, so nothing of a paste
    is kept here.
    """
    text = PLACEHOLDER.sub(lambda found: SLOT.format(found[1]) if found[1] in known else found[0], template)
    for taken_out in (text, BRACKETED.sub("", text), CLAUSE.sub("", BRACKETED.sub("", text))):
        if ENTANGLED.search(taken_out):
            return None
    return tuple(map(_cut, divide(_without_gaps(text))))


def _cut(text: str) -> _Prepared:
    """Return a text that holds SLOTs as what stands between them, and their names."""
    texts, names, capitals = [], [], []
    position = 0
    for slot in SLOTS.finditer(text):
        texts.append(text[position : slot.start()])
        capitals.append(slot[1] == "X")
        names.append(slot[2])
        position = slot.end()
    return _Prepared((*texts, text[position:]), tuple(names), tuple(capitals))


def _without_gaps(text: str) -> str:
    """Take the placeholders that are left out of ``text``, with the clauses that need them."""
    if "{" not in text:
        return text
    text = BRACKETED.sub("", text)
    text = CLAUSE.sub("", text)
    text = NAMED.sub(r"\1", text)
    text = re.sub(r"`?\{(\w{1,30})\}`?", lambda found: STAND_IN.get(found.group(1), "it"), text)
    text = text.replace("{", "").replace("}", "")
    text = re.sub(r"\b(the|an?) the\b", "the", text, flags=re.IGNORECASE)
    text = re.sub(r" {2,}", " ", text)
    text = re.sub(r" ([.,;:!?])", r"\1", text)
    return re.sub(r"(^|[.!?]\s+)([a-z])", lambda found: found.group(1) + found.group(2).upper(), text)
