"""Rows under a heading that says which column holds the code: CSV, tab-separated and Markdown tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..decoded import Sighting
from ..envelope import NAME, number
from ..prose_page import ProsePage

CODE_COLUMN = frozenset({"code", "error_code", "errorcode", "error code", "err_code", "reason_code", "response_code"})
OTHER_COLUMNS = frozenset(
    [
        "method",
        "message",
        "msg",
        "instrument",
        "instrument_name",
        "order_id",
        "client_oid",
        "reason",
        "side",
        "symbol",
        "id",
        "time",
        "timestamp",
        "ts",
        "date",
        "result",
        "original",
        "error",
        "name",
        "count",
        "times",
    ]
)
FOREIGN_COLUMNS = frozenset(
    ["url", "path", "http", "host", "ip", "port", "currency", "country", "isin", "bytes", "referer", "user_agent"]
)
SPLIT = {",": re.compile(","), "\t": re.compile("\t"), ";": re.compile(";"), "|": re.compile(r"\|")}
MAX_CELLS = 60


def table(page: ProsePage) -> Iterator[Sighting]:
    """Read the code column of a table, with the name and message columns beside it."""
    if "ode" not in page.text.lower() or "\n" not in page.text:
        return
    header: dict[str, int] = {}
    mark, position = "", 0
    for line in page.text.split("\n"):
        columns = _header(line) if "ode" in line.lower() and len(line) < 2000 else None
        if columns is not None:
            mark, header = columns
        elif header and mark in line:
            yield from _row(page, line, position, mark, header)
        elif header:
            header = {}
        position += len(line) + 1


def _header(line: str) -> tuple[str, dict[str, int]] | None:
    for mark in SPLIT:
        cells = [cell.strip(" \"'`*").lower() for cell in line.split(mark)][:MAX_CELLS]
        names = set(cells)
        if len(names) > 1 and names & CODE_COLUMN and names & OTHER_COLUMNS and not names & FOREIGN_COLUMNS:
            return mark, {cell: place for place, cell in enumerate(cells) if cell}
    return None


def _row(page: ProsePage, line: str, start: int, mark: str, header: dict[str, int]) -> Iterator[Sighting]:
    cells = line.split(mark, MAX_CELLS)
    place = next(header[name] for name in header if name in CODE_COLUMN)
    if place >= len(cells):
        return
    digits = cells[place].strip(" \"'`")
    code = number(digits)
    if not code or code < 0 or (not page.words.is_number(code) and code < 1000):
        return
    at = start + sum(len(cell) + len(mark) for cell in cells[:place]) + cells[place].index(digits)
    message = next((cells[header[key]].strip(" \"'`") for key in ("message", "msg", "name", "error", "reason")
                 if header.get(key, MAX_CELLS) < len(cells)), "")  # fmt: skip
    if page.take(start, start + len(line)):
        is_name = NAME.fullmatch(message) is not None
        yield page.sighting(
            (at, at + len(digits)), code, shape="table", role="error", confidence="likely",
            name=message if is_name else None, message=None if is_name else message or None,
        )  # fmt: skip
