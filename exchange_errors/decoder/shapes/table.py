"""Rows under a heading that says what each column holds: CSV, tab-separated and Markdown tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, takewhile
from typing import NamedTuple

from ...language.word_classes import read_words
from ..code_fields import names_a_code, names_one_error
from ..decoded import Sighting
from ..envelope import NAME, number
from ..name_matching import find_names
from ..prose_page import ProsePage
from .close_codes import is_close_code
from .code_column import Cell, code_column, columns_of_answers

TEXT_COLUMNS = ("message", "msg", "name", "error", "reason", "description")
HEADING = re.compile(r"#|№|[^\W\d][\w. #/&()%-]{0,30}")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # ``RespCode``
LETTER = re.compile(r"[A-Z]: (?=\w)")  # a column of a spreadsheet, told by its letter
BLANKS = "  "
MARKS = (",", "\t", ";", "|", BLANKS)
FIXED = re.compile(r"\S+(?: \S+)*")
PARTED = {mark: re.compile(rf"(?:^|(?<={re.escape(mark)}))[^{re.escape(mark)}]*") for mark in MARKS if mark != BLANKS}
AROUND_CELL = " \"'`*"
#: The only column of a database's answer: its heading, a rule, the rows, and how many those are.
ONE_COLUMN = re.compile(
    r"^[ |]{0,40}(?P<name>[^\s|+-][^\n|]{0,60})(?: {0,40}\|)? ?\n\+?-{3,80}\+? ?\n"
    r"(?P<rows>(?:[ |]{0,80}\d{1,20}[ |]{0,80}\n){1,100})(?:\(\d{1,9} rows?\)|\+-{3,80}\+)",
    re.MULTILINE,
)
#: How often each value came, as a data frame counts its rows: the values' name, and a row for each.
COUNTED = re.compile(
    r"^(?P<name>[A-Za-z]\w{0,60}) ?\n(?P<rows>(?:\d{1,20} {1,40}\d{1,20} ?\n){1,100})(?:Name: \w{1,60}, )?dtype: ",
    re.MULTILINE,
)
NUMBERED_ROW = re.compile(r"^[ |]*(\d+)[^\n]*", re.MULTILINE)
MAX_CELLS, MAX_LINE = 60, 2000
RECORD = re.compile(r"-\[ RECORD \d{1,9} \]")  # above what a database prints a field a line
ROWS_READ = 6  # below a heading, to see what its columns hold
SMALLEST_UNKNOWN = 1_000


class Columns(NamedTuple):
    """``code`` is the place of the column with the codes, None in a table about other things."""

    mark: str
    names: dict[str, int]
    code: int | None
    is_close: bool  # whether these are close codes
    answers: frozenset[int] = frozenset()  # columns of what came of something: then texts are read as sentences are


def table(page: ProsePage) -> Iterator[Sighting]:
    """Read the code column of a table with the text beside it; what stands in other columns is no code."""
    if "\n" not in page.text:
        return
    yield from _only_column(page)
    columns: Columns | None = None
    position = 0
    is_record = False
    lines = page.text.split("\n")
    for place, line in enumerate(lines):
        is_record = RECORD.match(line) is not None or (is_record and "|" in line)
        heading = _columns(lines, place, page) if len(line) < MAX_LINE and not is_record else None
        if heading is not None:
            columns = heading
        elif columns is not None and _is_rule(line):
            pass
        elif columns is not None and columns.mark in line:
            yield from _row(page, line, position, columns)
        else:
            columns = None
        position += len(line) + 1


def _only_column(page: ProsePage) -> Iterator[Sighting]:
    """Read what a database answers in its only column; one that is called neither an error nor a code holds none."""
    answers = ONE_COLUMN.finditer(page.text) if " row" in page.text or "-+" in page.text else ()
    counts = COUNTED.finditer(page.text) if "dtype: " in page.text else ()
    for answer in chain(answers, counts):
        name = answer["name"].strip()
        if names_a_code(name) or names_one_error(name):
            columns = Columns("", {}, 0, is_close=False)
            for row in NUMBERED_ROW.finditer(page.text, *answer.span("rows")):
                sighting = row_sighting(page, [Cell(row[1], 0)], row.start(1), columns)
                if page.take(*row.span()) and sighting is not None:
                    yield sighting
        elif answer.re is COUNTED or not any(word.is_a("error", "code") for word in read_words(name)):
            page.take(*answer.span("rows"))


@lru_cache(maxsize=64)  # the rows below one line are those below the next
def _cells(line: str, mark: str) -> tuple[Cell, ...]:
    """Return the cells of a line; those of a report in columns of fixed width are parted by two blanks or more."""
    spans = [match.span() for match in (FIXED if mark == BLANKS else PARTED[mark]).finditer(line[:MAX_LINE])]
    texts = [(line[start:end].strip(AROUND_CELL), start, end) for start, end in spans[:MAX_CELLS]]
    return tuple(Cell(text, line.find(text, start, end) if text else start) for text, start, end in texts)


def _is_rule(line: str) -> bool:
    """Whether this is the line that a database draws below its heading, or a Markdown table."""
    return "-" in line and not line.strip("-+|: ")


def _columns(lines: Sequence[str], place: int, page: ProsePage) -> Columns | None:
    """Return what a line says of the columns below it, None where it is no line of headings."""
    line, following = lines[place], lines[place + 1 : place + 1 + ROWS_READ]
    rows = (row for row in following if not _is_rule(row))
    first = next(rows, "")
    mark = next((mark for mark in MARKS if mark in line and _is_parted_alike(line, first, mark)), None)
    names = _headings(line, mark) if mark else {}
    if mark is None or not names:
        return None
    below = [first, *rows] if any(map(str.isdigit, first)) else []
    cells = [_cells(row, mark) for row in takewhile(lambda row: mark in row, below)]
    code, is_close = code_column(names, cells, page)
    if code is None and (mark == BLANKS or (mark == "," and len(names) < 3)):
        return None
    return Columns(mark, names, code, is_close, columns_of_answers(names))


def _is_parted_alike(line: str, row: str, mark: str) -> bool:
    if mark == BLANKS:
        return len(_cells(line, mark)) == len(_cells(row, mark)) > 1
    return line.count(mark) == row.count(mark)


def _headings(line: str, mark: str) -> dict[str, int]:
    """Return the places of the columns by their names, {} where this is no line of headings."""
    cells = enumerate(_cells(line, mark))
    names = {HUMP.sub("_", LETTER.sub("", cell.text)).lower(): place for place, cell in cells if cell.text}
    return names if len(names) > 1 and all(HEADING.fullmatch(name) for name in names) else {}


def _row(page: ProsePage, line: str, start: int, columns: Columns) -> Iterator[Sighting]:
    cells = _cells(line, columns.mark)
    if columns.code is None:
        for place, cell in enumerate(cells):
            if not _may_tell(cell.text, place, columns, page):
                page.take(start + cell.start, start + cell.start + len(cell.text))
        return
    sighting = row_sighting(page, cells, start, columns) if columns.code < len(cells) else None
    if page.take(start, start + len(line)) and sighting is not None:
        yield sighting


def _may_tell(said: str, place: int, columns: Columns, page: ProsePage) -> bool:
    """Whether a cell of a table without a column of codes may tell an error; a number is what its heading says."""
    if columns.answers:
        return place in columns.answers or number(said) is None
    return "_" in said and any(str(named.what.code) in said for named in find_names(said, page.words))


def row_sighting(page: ProsePage, cells: Sequence[Cell], start: int, columns: Columns) -> Sighting | None:
    cell = cells[columns.code or 0]
    code, at = number(cell.text), start + cell.start
    if not code or code < 0 or not _may_be_code(code, columns, page):
        return None
    text = _text_beside(cells, cell.text, columns)
    is_name = NAME.fullmatch(text) is not None
    return page.sighting(
        (at, at + len(cell.text)), code, shape="table", role="close" if columns.is_close else "error",
        confidence="likely", kind="websocket" if columns.is_close else "response",
        name=text if is_name else None, message=None if is_name else text or None,
    )  # fmt: skip


def _may_be_code(code: int, columns: Columns, page: ProsePage) -> bool:
    return is_close_code(code) if columns.is_close else code >= SMALLEST_UNKNOWN or page.words.is_number(code)


def _text_beside(cells: Sequence[Cell], digits: str, columns: Columns) -> str:
    """Return what the row says in a column for texts, "" where it says nothing but the number."""
    places = [columns.names.get(key, MAX_CELLS) for key in TEXT_COLUMNS]
    texts = [cells[place].text for place in places if place < len(cells)]
    return next((text for text in texts if text != digits), "")
