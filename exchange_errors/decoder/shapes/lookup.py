"""A paste that is nothing but numbers and names of codes: somebody wants to look them up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ...language.word_classes import words_in
from ..code_names import CodeNames
from ..decoded import Kind, Role, Sighting
from ..everyday_numbers import EVERYDAY_STATUSES
from ..place import slot
from ..prose_page import ProsePage
from ..scan import HOLE

LONGEST = 4_000  # characters
LONGEST_PHRASE = 120
CLOSE = re.compile(r"(?:ws|websocket)[-: ]{0,2}(?:close )?(?:code )?(?P<n>\d{4})", re.IGNORECASE)

#: Full-width digits, letters and marks of East Asian keyboards, as their plain forms: one character each.
PLAIN = {0xFF01 + place: 0x21 + place for place in range(94)}
#: Digits with commas that may be one amount: ``306,213`` and ``40101,40102`` (a decimal comma).
AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+,\d+")
COMMA_RUN = re.compile(r"\d[\d,]*\d")
OPENING = r"[\"'`“”„‘’«‹<(\[{*_~#№]{0,4}\s?"
CLOSING = r"[\"'`“”‘’»›>)\]}*_~]{0,4}"
LABEL = rf"(?:(?:error|api|exchange)[ _-]?|err[ _-])?(?:codes?|errors?|err)|{'|'.join(words_in('error'))}"
HEADING = re.compile(rf"\s*(?:{LABEL})\s?[:?]?\s*", re.IGNORECASE)
BULLET = re.compile(r"\s*(?:[-*•·–—▪◦>]\s+|\d{1,2}[.)]\s+|\|)?(?:\[[ xX]\]\s+)?\s*")
NUMBER = re.compile(
    rf"{OPENING}(?:(?P<label>{LABEL}|e(?=[-_]?\d))(?P<gap>[\s\-–_:=#№.\"'`(\[<]{{0,6}}))?"
    rf"(?P<n>\d{{1,7}})(?![A-Za-z\d_%‰$€£°]|[.:-]\d){CLOSING}",
    re.IGNORECASE,
)
NAME = re.compile(rf"{OPENING}(?P<name>[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*){CLOSING}")
AND = rf"(?<!\w)(?:{'|'.join(map(re.escape, words_in('also')))}|vs\.)(?!\w)|[和或與与と및]"
BETWEEN = re.compile(rf"(?:->|[\s,;|/&+、·•…。.?!:–—→-]|{AND})*", re.IGNORECASE)
PARTS = re.compile(rf"[,;|&+、·•。→]|->|{AND}", re.IGNORECASE)  # what parts two items even without a blank


class Asked(NamedTuple):
    """One number or name of the paste; ``label`` is the word before a number, with what stands between."""

    span: tuple[int, int]
    kind: Kind
    code: int
    name: str | None = None
    is_known: bool = True
    label: str = ""
    is_apart: bool = False


def lookup(page: ProsePage) -> Iterator[Sighting]:
    """Read a paste that holds numbers, ids and names and nothing else.

    Of several, each has to be known here: a row of other numbers is a list of statuses, prices or amounts.
    """
    if page.page.outer is not None or not page.text.strip() or len(page.text.strip()) > LONGEST:
        return
    asked = None if _is_amount(page.text) else _all_asked(page.text.translate(PLAIN), page.words)
    if not asked or not _is_question(asked, page):
        return
    role: Role = "error" if any(one.is_apart for one in asked) else "mention"
    for one in asked:
        if page.take(*one.span):
            yield page.sighting(
                one.span, one.code, kind=one.kind, shape="lookup", name=one.name,
                role="close" if one.kind == "websocket" else role, confidence="certain" if one.name else "likely",
            )  # fmt: skip


def _is_question(asked: list[Asked], page: ProsePage) -> bool:
    if len(asked) > 1:
        return all(one.is_known and one.code for one in asked) and not _is_pair(asked)
    return _is_one_asked(asked[0], page)


def _is_one_asked(one: Asked, page: ProsePage) -> bool:
    if not one.label:
        return one.is_known or _may_be_code(one.code)
    if one.is_apart and one.kind == "response" and _is_weighed(page.text, *one.span):
        return False  # what a word before the number says is settled there
    return one.is_known or (not one.is_apart and one.label.lower() != "e" and _may_be_code(one.code))


def _is_weighed(text: str, start: int, end: int) -> bool:
    """Whether words before or behind the number say what it is."""
    if text[start - 1 : start] in ("-", "_"):
        return False
    before = text[:start].rpartition("\n")[2]
    return slot(before, text[start:end], text[end:].partition("\n")[0]).left in ("error", "code", "field")


def _is_pair(asked: list[Asked]) -> bool:
    """Whether a number stands beside its own name: one error rather than two."""
    return any(a.code == b.code and (a.name is None) != (b.name is None) for a, b in pairwise(asked))


def _may_be_code(number: int) -> bool:
    return number > 99 and number not in EVERYDAY_STATUSES


def _is_amount(text: str) -> bool:
    """Whether commas without a blank may make one amount of several numbers; in square brackets they make a list."""
    said = text.strip()
    if said[0] == "[" and said[-1] == "]":
        return False
    return any("," in run[0] and AMOUNT.fullmatch(run[0]) for run in COMMA_RUN.finditer(said))


def _all_asked(text: str, words: CodeNames) -> list[Asked] | None:
    """Return what the text asks for, or None where it holds anything else."""
    asked: list[Asked] = []
    for line in re.finditer(r"[^\n;]+", text):
        found = _line(text, *line.span(), words)
        if found is None:
            return None
        asked += found
    return asked


def _line(text: str, start: int, end: int, words: CodeNames) -> list[Asked] | None:
    if not text[start:end].strip() or HEADING.fullmatch(text, start, end):
        return []
    bullet = BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    phrase = _phrase(text, start, end, words)
    return [phrase] if phrase else _items(text, start, end, words)


def _items(text: str, start: int, end: int, words: CodeNames) -> list[Asked] | None:
    """Return the numbers and names of a line and what parts them, or None where there is more."""
    items: list[Asked] = []
    while start < end:
        item, behind = _item(text, start, end, words)
        if item is None:
            return None
        between = BETWEEN.match(text, behind, end)
        start = between.end() if between else behind
        if start < end and not _parts(text[behind:start], item, text[start:end]):
            return None
        items.append(item)
    return items


def _parts(between: str, item: Asked, rest: str) -> bool:
    """Whether what stands between two items parts them; a blank alone parts two numbers or two names."""
    if PARTS.search(between):
        return True
    if between == between.strip():
        return False
    return bool(between.strip()) or (item.name is None) == (NUMBER.match(rest) is not None)


def _item(text: str, start: int, end: int, words: CodeNames) -> tuple[Asked | None, int]:
    if (match := NUMBER.match(text, start, end)) is not None:
        code, label = int(match["n"]), match["label"] or ""
        kind: Kind = "websocket" if words.is_close(code) else "response"
        known = kind == "websocket" or code == 0 or words.is_number(code)
        apart = bool(match["gap"])
        return Asked(match.span("n"), kind, code, None, known, label, apart), match.end()
    if (match := NAME.match(text, start, end)) is not None and (len(match["name"]) > 3):
        name = match["name"]
        named = _named(name, words) if "_" in name or "-" in name or name.isupper() else None
        return (Asked(match.span("name"), *named) if named else None), match.end()
    return None, start


def _phrase(text: str, start: int, end: int, words: CodeNames) -> Asked | None:
    """Return the entry that a whole line names: by its id, its name, the vendor's sentence or the customers' words."""
    said = text[start:end].strip("\"'`“”„‘’«»()[]<>*.!?,: \t\r")
    if not said or len(said) > LONGEST_PHRASE or HOLE in said:  # a name above an object is that object's
        return None
    start = text.index(said, start)
    if (match := CLOSE.fullmatch(said)) is not None:
        code = int(match["n"])
        known = bool(words.catalogue.numbered(code, "websocket"))
        return Asked((start, start + len(said)), "websocket", code, None, known)
    named = _named(said, words)
    return Asked((start, start + len(said)), *named) if named else None


def _named(said: str, words: CodeNames) -> tuple[Kind, int, str | None] | None:
    """Return the entry with this id or name, or else the one that customers call so."""
    entry = words.catalogue.get(said) or words.says(said) or words.unlisted_name(said) or words.alias(said)
    return (entry.kind, entry.code, entry.name) if entry is not None else None
