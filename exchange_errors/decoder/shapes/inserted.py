"""Rows that are put into a database of errors: ``INSERT INTO cdc_errors (ts, code) VALUES ('12:01', 409)``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from ..code_fields import is_error_part, key_parts, names_a_code, names_one_error
from ..decoded import Sighting
from ..prose_page import ProsePage
from .code_column import Cell
from .table import AROUND_CELL, Columns, row_sighting

INSERTED = re.compile(
    r"\bINSERT INTO (?P<table>[\w.\"`]{1,80}) ?\((?P<names>[^()\n]{1,400})\)\s{1,4}VALUES\s{0,4}"
    r"(?P<rows>(?:\([^()\n]{1,1000}\)[,\s]{0,4}){1,100})",
    re.IGNORECASE,
)
ROW, VALUE = re.compile(r"\(([^()\n]+)\)"), re.compile(r"'[^'\n]*'|[^,'\s][^,'\n]*")


def inserted(page: ProsePage) -> Iterator[Sighting]:
    """Read the code column of rows put into a database whose table is one of errors, and speaks of trading."""
    for match in INSERTED.finditer(page.text) if "VALUES" in page.text else ():
        names = {name.strip(AROUND_CELL).lower(): place for place, name in enumerate(match["names"].split(","))}
        code = next((place for name, place in names.items() if names_a_code(name) or names_one_error(name)), None)
        if code is None or not (page.is_ours or _is_of_our_errors(match["table"], names)):
            continue
        columns = Columns(",", names, code, is_close=False)
        for row in ROW.finditer(page.text, *match.span("rows")):
            cells = [_value(cell) for cell in VALUE.finditer(page.text, *row.span(1))]
            sighting = row_sighting(page, cells, 0, columns) if code < len(cells) else None
            if page.take(*row.span()) and sighting is not None:
                yield sighting


def _is_of_our_errors(name: str, columns: Iterable[str]) -> bool:
    """Whether a table is called one of errors, and it or a column of it by a word of trading."""
    parts = key_parts(name)
    spoken = chain(parts, *map(key_parts, columns))
    return any(map(is_error_part, parts)) and any(part.is_a("trade", "asset") for part in spoken)


def _value(cell: re.Match[str]) -> Cell:
    text = cell[0].strip(AROUND_CELL)
    return Cell(text, cell.start() + cell[0].find(text))
