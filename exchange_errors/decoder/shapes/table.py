"""Rows under a heading that says what each column holds: CSV, tab-separated and Markdown tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..decoded import Sighting
from ..envelope import NAME, number
from ..place import names_a_code
from ..prose_page import ProsePage

OWN_COLUMNS = frozenset((
    "method", "message", "msg", "instrument", "instrument_name", "order_id", "client_oid", "reason", "side", "symbol",
    "id", "time", "timestamp", "ts", "date", "result", "original", "error", "name", "count", "times", "status",
    "request",
))  # fmt: skip
FOREIGN_COLUMNS = frozenset((
    "url", "path", "http", "host", "ip", "port", "currency", "country", "isin", "bytes", "referer", "user_agent",
))  # fmt: skip
TEXT_COLUMNS = ("message", "msg", "name", "error", "reason", "description")
HEADING = re.compile(r"#|№|[^\W\d][\w. #/-]{0,30}")
MARKS = (",", "\t", ";", "|")
AROUND_CELL = " \"'`*"
MAX_CELLS, MAX_LINE = 60, 2000


class Columns(NamedTuple):
    """``code`` is the place of the column with the codes, None in a table about other things."""

    mark: str
    names: dict[str, int]
    code: int | None


def table(page: ProsePage) -> Iterator[Sighting]:
    """Read the code column of a table with the text beside it; what stands in other columns is no code."""
    if "\n" not in page.text:
        return
    columns: Columns | None = None
    position = 0
    lines = page.text.split("\n")
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        heading = _columns(line, below) if len(line) < MAX_LINE else None
        if heading is not None:
            columns = heading
        elif columns is not None and columns.mark in line:
            yield from _row(page, line, position, columns)
        else:
            columns = None
        position += len(line) + 1


def _columns(line: str, below: str) -> Columns | None:
    mark = next((mark for mark in MARKS if mark in line and below.count(mark) == line.count(mark)), None)
    if mark is None:
        return None
    cells = [cell.strip(AROUND_CELL).lower() for cell in line.split(mark)][:MAX_CELLS]
    names = {cell: place for place, cell in enumerate(cells) if cell}
    if len(names) < 2 or not all(HEADING.fullmatch(name) for name in names):
        return None
    codes = [place for name, place in names.items() if _holds_codes(name, names)]
    is_ours = bool(codes) and not names.keys() & FOREIGN_COLUMNS and bool(names.keys() & OWN_COLUMNS)
    if not is_ours and mark == "," and len(names) < 3:
        return None
    return Columns(mark, names, codes[0] if is_ours else None)


def _holds_codes(name: str, names: dict[str, int]) -> bool:
    """Whether a column is called a code; ``reason`` is one beside ``status``."""
    return names_a_code(name) or (name.endswith("reason") and "status" in names)


def _row(page: ProsePage, line: str, start: int, columns: Columns) -> Iterator[Sighting]:
    cells = line.split(columns.mark, MAX_CELLS)
    sighting: Sighting | None = None
    if columns.code is not None and columns.code < len(cells):
        sighting = _sighting(page, cells, start, columns)
    if page.take(start, start + len(line)) and sighting is not None:
        yield sighting


def _sighting(page: ProsePage, cells: list[str], start: int, columns: Columns) -> Sighting | None:
    place = columns.code or 0
    digits = cells[place].strip(AROUND_CELL)
    code = number(digits)
    if not code or code < 0 or (not page.words.is_number(code) and code < 1000):
        return None
    at = start + sum(len(cell) + len(columns.mark) for cell in cells[:place]) + cells[place].index(digits)
    texts = [cells[columns.names[key]] for key in TEXT_COLUMNS if columns.names.get(key, MAX_CELLS) < len(cells)]
    text = next((text.strip(AROUND_CELL) for text in texts if text.strip(AROUND_CELL) != digits), "")
    is_name = NAME.fullmatch(text) is not None
    return page.sighting(
        (at, at + len(digits)), code, shape="table", role="error", confidence="likely",
        name=text if is_name else None, message=None if is_name else text or None,
    )  # fmt: skip
