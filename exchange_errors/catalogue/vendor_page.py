"""The vendor's tables of codes as their page prints them: read to be compared with the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .allowed_values import LARGEST_INTEGER, objection
from .entry import Kind, entry_id
from .page_tables import PAGE, PageTable, TableRow, broken, one_line, read_tables
from .value_reader import ContentError, Fault
from .vendor_facts import NAME

MOST_ROWS = 2_000
LONGEST_CELL = 1_000
MOST_FAULTS = 20  # named at once
# The headings that the vendor's editions use, in small letters, by what stands below them.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "error code", "reason code", "close code", "termination code"),
    "http_status": ("http status", "http status code", "status"),
    "name": ("message code", "message", "name"),
    "description": ("description",),
}
NAMELESS = ("", "-", "--", "\N{EN DASH}", "\N{EM DASH}")
CLOSE_CODES = range(1000, 5000)  # RFC 6455, section 7.4
_NUMBER = re.compile(r"[0-9]{1,10}")

Columns = Mapping[str, int]


@dataclass(frozen=True, slots=True, order=True)
class VendorRow:
    """One row of the vendor's tables; ``description`` is as printed, with back-ticks where the page sets code."""

    kind: Kind
    code: int
    name: str | None
    http_status: int | None
    description: str
    line: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        return entry_id(self.kind, self.code, self.name)


def read_page(text: str) -> tuple[VendorRow, ...]:
    """Return the rows of all tables of codes on a page, in its order; other tables are ignored.

    The page may be Markdown, HTML or a copied table, with its columns in any order. Raises ContentError with the line
    of each broken row, and for a page without a table of codes.
    """
    tables = read_tables(text, _is_wanted)
    if not tables:
        raise broken(1, "no table has the headings Code and Description")
    if sum(len(table.rows) for table in tables) > MOST_ROWS:
        raise broken(tables[0].headings.line, f"the tables have more than {MOST_ROWS:,} rows")
    rows: list[VendorRow] = []
    faults: list[Fault] = []
    for table in tables:
        columns = _columns(table)
        for row in table.rows:
            if any(row.cells):
                wrong = _objection(row, columns, len(table.headings.cells))
                faults += [Fault(PAGE, row.line, wrong)] if wrong else []
                rows += [] if wrong else [_vendor_row(row, columns)]
    if faults:
        raise ContentError(faults[:MOST_FAULTS])
    if not rows:
        raise broken(tables[0].headings.line, "the table has no rows")
    return tuple(rows)


def _is_wanted(headings: Sequence[str]) -> bool:
    return {"code", "description"} <= set(map(_field_of, headings))


def _field_of(heading: str) -> str:
    words = one_line(heading.replace("`", "").replace("_", " ")).casefold()
    return next((name for name, spellings in HEADINGS.items() if words in spellings), "")


def _columns(table: PageTable) -> Columns:
    """Return the column of each field. Raises ContentError where that is not clear."""
    names = [name for name in map(_field_of, table.headings.cells) if name]
    if len(set(names)) < len(names):
        raise broken(table.headings.line, "two columns have the same heading")
    if ("name" in names) != ("http_status" in names):
        raise broken(table.headings.line, "the headings Message Code and HTTP Status belong together; one is missing")
    return {name: place for place, name in enumerate(map(_field_of, table.headings.cells)) if name}


def _objection(row: TableRow, columns: Columns, width: int) -> str:
    """Return what is wrong with a row, "" where nothing is."""
    if len(row.cells) != width:
        return f"the row has {len(row.cells)} cells and the headings {width}"
    if too_long := next((len(cell) for cell in row.cells if len(cell) > LONGEST_CELL), 0):
        return f"a cell has {too_long:,} characters; at most {LONGEST_CELL:,} are read"
    return next(_objections(_texts(row, columns)), "")


def _texts(row: TableRow, columns: Columns) -> dict[str, str]:
    """Return the text of each field; only a description keeps its back-ticks."""
    texts = {name: row.cells[place] for name, place in columns.items()}
    return {name: text if name == "description" else text.strip("`* ") for name, text in texts.items()}


def _objections(texts: Mapping[str, str]) -> Iterator[str]:
    code, name, http_status = texts["code"], texts.get("name"), texts.get("http_status", "")
    if not (_NUMBER.fullmatch(code) and int(code) <= LARGEST_INTEGER):
        yield f"the code is {code[:60]!r}, no number from 0 to {LARGEST_INTEGER}"
    elif name is None and int(code) not in CLOSE_CODES:
        yield f"{code} is no close code (1000 to 4999); a table of responses has Message Code and HTTP Status too"
    elif name is not None and not (_NUMBER.fullmatch(http_status) and 100 <= int(http_status) <= 599):
        yield f"the HTTP status is {http_status[:60]!r}, no number from 100 to 599"
    elif name in NAMELESS and int(code):
        yield f"{code} has no message code"
    elif name not in (None, *NAMELESS) and not NAME.fullmatch(name or ""):
        yield f"the message code is {(name or '')[:60]!r}; at most 70 letters, digits and underscores are right"
    elif not texts["description"]:
        yield "the description is empty"
    elif wrong := objection(texts["description"]):
        yield f"the description {wrong}"


def _vendor_row(row: TableRow, columns: Columns) -> VendorRow:
    texts = _texts(row, columns)
    kind: Kind = "response" if "name" in texts else "websocket"
    name = texts.get("name")
    http_status = int(texts["http_status"]) if kind == "response" else None
    return VendorRow(
        kind, int(texts["code"]), None if name in NAMELESS else name, http_status, texts["description"], row.line
    )
