"""Secrets in columns that a heading names, and in the ``value`` next to a ``name``, as in HAR files."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from itertools import islice

from .form_finders import Hit
from .kinds import Kind, kinds
from .secret_names import LABEL, kind_named, may_name_secrets
from .text_scan import Sketch, may_contain
from .value_ends import quoted_end

MARKS = "│|\t;,"  # between cells, the surest first
CELL = r"[\w\"'`*/()# .-]{0,40}+"
HEADING = re.compile(
    rf"^(?P<line>(?:{CELL}[{MARKS}]){{1,40}}+{CELL})\n|\((?P<names>[^()\n]{{3,600}}+)\)\s{{0,8}}VALUES\s{{0,8}}(?=\()",
    re.MULTILINE | re.IGNORECASE,
)
LINE = re.compile(r"(?P<row>[^\n]+)\n?")
TUPLE = re.compile(r"\((?P<row>[^()\n]{1,2000}+)\)\s{0,8},?\s{0,8}")
AROUND = " \t\"'`*"
Rows = Generator[Hit, None, int]
MOST_HEADINGS = 20_000
HAS_ROWS = may_contain("\n", "VALUES", "values")  # something has to follow a heading
FIELD = re.compile(r"""val(?:ue)?\\*+["'][ \t\n]{0,8}+:[ \t\n]{0,8}+(?P<open>\\*+["'])""")
SPACE = r"(?:[ \t\n]|\\{0,8}n){0,40}"
NAME = rf"""\\*+["'](?:name|key|field|label)\\*+["']{SPACE}:{SPACE}\\*+["'](?P<name>[^"'\\\n]{{1,60}})\\*+["']"""
NAME_BEFORE = re.compile(rf"""{NAME}{SPACE},{SPACE}\\*+["']$""")
NAME_BEHIND = re.compile(rf"""\\*+["']{SPACE},{SPACE}{NAME}""")
NAME_REACH = 160  # characters before the value
may_name_values = may_contain("val")


def may_have_columns(sketched: Sketch) -> bool:
    """Whether a text with this sketch may have rows below a heading that names a secret."""
    return HAS_ROWS(sketched) and may_name_secrets(sketched)


def columns(text: str) -> Iterator[Hit]:
    """Yield start, end and kind of each secret, in the order of the text."""
    end = 0
    for heading in islice(HEADING.finditer(text), MOST_HEADINGS):
        names = heading["line"] or heading["names"]
        mark = next(mark for mark in MARKS if mark in names or mark == ",")
        cells = names.replace("||", "|").split(mark)
        named = [kinds().get(kind_named(cell.strip(AROUND)) or "") for cell in cells]
        if any(named) and heading.end() >= end:
            end = yield from _below(text, heading.end(), LINE if heading["line"] else TUPLE, mark, named)


def _below(text: str, start: int, rows: re.Pattern[str], mark: str, column_kinds: list[Kind | None]) -> Rows:
    """Yield the secrets in the rows as wide as their heading; return where those rows end."""
    while (row := rows.match(text, start)) is not None:
        at, cells = row.start("row"), row["row"].split(mark)
        if len(cells) != len(column_kinds) and any(map(str.isalnum, row["row"])):
            break
        for cell, kind in zip(cells, column_kinds, strict=False):
            value = cell.strip(AROUND)
            if kind and kind.apart and kind.apart(value) and not LABEL.match(value):
                first = at + cell.index(value)
                yield first, first + len(value), kind.name
            at += len(cell) + 1
        start = row.end()
    return start


def named_values(text: str) -> Iterator[Hit]:
    """Yield start, end and kind of each, in the order of the text."""
    place = text.find("val")
    while place >= 0:
        close = place + 3
        if opened := FIELD.match(text, place):
            close = quoted_end(text, opened.end(), opened["open"])
            name = _name_before(text, place) or NAME_BEHIND.match(text, close)
            kind = kind_named(name["name"]) if name else None
            if kind and close > opened.end() and not LABEL.match(text, opened.end()):
                yield opened.end(), close, kind
        place = text.find("val", close)


def _name_before(text: str, place: int) -> re.Match[str] | None:
    start = text.rfind(",", max(0, place - NAME_REACH), place)
    start = text.rfind("{", max(0, place - NAME_REACH), start) if start >= 0 else -1
    return NAME_BEFORE.search(text, start, place) if start >= 0 else None
