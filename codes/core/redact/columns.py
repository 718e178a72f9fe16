"""Secrets in the columns of a table, a CSV file or an INSERT, whose kinds the heading above them names."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from itertools import islice

from .kinds import BY_NAME, Kind
from .names import LABEL, kind_named
from .runs import may_hold

MARKS = "│|\t;,"  # that part cells, the surest first
CELL = r"[\w\"'`*/()# .-]{0,40}+"
HEADING = re.compile(
    rf"^(?P<line>(?:{CELL}[{MARKS}]){{1,40}}+{CELL})\n|\((?P<names>[^()\n]{{3,600}}+)\)\s{{0,8}}VALUES\s{{0,8}}(?=\()",
    re.MULTILINE | re.IGNORECASE,
)
LINE = re.compile(r"(?P<row>[^\n]+)\n?")
TUPLE = re.compile(r"\((?P<row>[^()\n]{1,2000}+)\)\s{0,8},?\s{0,8}")
AROUND = " \t\"'`*"
MOST_HEADINGS = 20_000
may_hold_columns = may_hold("\n", "VALUES", "values")  # a heading is one because something follows it


def columns(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each secret, in the order of the text."""
    end = 0
    for heading in islice(HEADING.finditer(text), MOST_HEADINGS):
        names = heading["line"] or heading["names"]
        mark = next(mark for mark in MARKS if mark in names or mark == ",")
        cells = names.replace("||", "|").split(mark)
        kinds = {at: BY_NAME[kind] for at, cell in enumerate(cells) if (kind := kind_named(cell.strip(AROUND)))}
        if kinds and heading.end() >= end:
            form = LINE if heading["line"] else TUPLE
            end = yield from _below(text, heading.end(), form, mark, len(cells), kinds)


def _below(
    text: str, start: int, form: re.Pattern[str], mark: str, width: int, kinds: dict[int, Kind]
) -> Generator[tuple[int, int, str], None, int]:
    """Yield the secrets in the rows as wide as their heading; return where those rows end."""
    while (row := form.match(text, start)) is not None:
        at, cells = row.start("row"), row["row"].split(mark)
        if len(cells) != width and any(map(str.isalnum, row["row"])):
            break
        for column, cell in enumerate(cells):
            value, kind = cell.strip(AROUND), kinds.get(column)
            if kind and kind.apart and kind.apart(value) and not LABEL.match(value):
                first = at + cell.index(value)
                yield first, first + len(value), kind.name
            at += len(cell) + 1
        start = row.end()
    return start
