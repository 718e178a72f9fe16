"""Rows under a heading that says what each column holds: CSV, tab-separated and Markdown tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...language.word_classes import read_words
from ..code_fields import names_a_code
from ..decoded import Sighting
from ..envelope import NAME, number
from ..prose_page import ProsePage
from .close_codes import is_close_code

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
SMALLEST_UNKNOWN = 1_000


class Columns(NamedTuple):
    """``code`` is the place of the column with the codes, None in a table about other things."""

    mark: str
    names: dict[str, int]
    code: int | None
    is_close: bool  # whether these are close codes


def table(page: ProsePage) -> Iterator[Sighting]:
    """Read the code column of a table with the text beside it; what stands in other columns is no code."""
    if "\n" not in page.text:
        return
    columns: Columns | None = None
    position = 0
    lines = page.text.split("\n")
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        heading = _columns(line, below, page) if len(line) < MAX_LINE else None
        if heading is not None:
            columns = heading
        elif columns is not None and _is_rule(line):
            pass
        elif columns is not None and columns.mark in line:
            yield from _row(page, line, position, columns)
        else:
            columns = None
        position += len(line) + 1


def _is_rule(line: str) -> bool:
    """Whether this is the line that a database draws below its heading."""
    return "-+-" in line and not line.strip("-+| ")


def _columns(line: str, below: str, page: ProsePage) -> Columns | None:
    below = line if _is_rule(below) else below
    mark = next((mark for mark in MARKS if mark in line and below.count(mark) == line.count(mark)), None)
    names = _headings(line, mark) if mark else {}
    if mark is None or not names:
        return None
    code, is_close = _code_column(names)
    is_ours = page.is_ours or _are_our_columns(names)
    if code is None and _is_of_answers(names):
        return None  # what came of something is read as sentences are
    code = code if is_ours else None
    if code is None and mark == "," and len(names) < 3:
        return None
    return Columns(mark, names, code, is_close)


def _code_column(names: dict[str, int]) -> tuple[int | None, bool]:
    """Return the place of the first column of codes or else of close codes, and whether it is of the latter."""
    codes = [place for name, place in names.items() if _holds_codes(name, names)]
    closes = [place for name, place in names.items() if _holds_closes(name, names)]
    return next(iter(codes or closes), None), not codes and bool(closes)


def _headings(line: str, mark: str) -> dict[str, int]:
    """Return the places of the columns by their names, {} where this is no line of headings."""
    cells = [cell.strip(AROUND_CELL).lower() for cell in line.split(mark)][:MAX_CELLS]
    names = {cell: place for place, cell in enumerate(cells) if cell}
    return names if len(names) > 1 and all(HEADING.fullmatch(name) for name in names) else {}


def _are_our_columns(names: dict[str, int]) -> bool:
    return names.keys().isdisjoint(FOREIGN_COLUMNS) and not names.keys().isdisjoint(OWN_COLUMNS)


def _holds_codes(name: str, names: dict[str, int]) -> bool:
    """Whether a column is called a code; ``reason`` is one beside ``status``."""
    return names_a_code(name) or (name.endswith("reason") and "status" in names)


def _is_of_answers(names: dict[str, int]) -> bool:
    """Whether a column is called by what one gets: ``answer``, ``what we got``."""
    if not names.keys().isdisjoint(FOREIGN_COLUMNS):
        return False
    words = [read_words(name) for name in names]
    return any(all(word.classes for word in name) and any(word.is_a("getting") for word in name) for name in words)


def _holds_closes(name: str, names: dict[str, int]) -> bool:
    """Whether a column is called by a word for the end of a connection; beside an opening it is a price."""
    words = read_words(name)
    is_closing = any(word.is_a("closing") for word in words) and all(word.is_a("closing", "code") for word in words)
    return is_closing and not any(name.startswith("open") for name in names)


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
    if not code or code < 0 or not _may_be_code(code, columns, page):
        return None
    at = start + sum(len(cell) + len(columns.mark) for cell in cells[:place]) + cells[place].index(digits)
    text = _text_beside(cells, digits, columns)
    is_name = NAME.fullmatch(text) is not None
    return page.sighting(
        (at, at + len(digits)), code, shape="table", role="close" if columns.is_close else "error", confidence="likely",
        kind="websocket" if columns.is_close else "response",
        name=text if is_name else None, message=None if is_name else text or None,
    )  # fmt: skip


def _may_be_code(code: int, columns: Columns, page: ProsePage) -> bool:
    return is_close_code(code) if columns.is_close else code >= SMALLEST_UNKNOWN or page.words.is_number(code)


def _text_beside(cells: list[str], digits: str, columns: Columns) -> str:
    """Return what the row says in a column for texts, "" where it says nothing but the number."""
    places = [columns.names.get(key, MAX_CELLS) for key in TEXT_COLUMNS]
    texts = [cells[place].strip(AROUND_CELL) for place in places if place < len(cells)]
    return next((text for text in texts if text != digits), "")
