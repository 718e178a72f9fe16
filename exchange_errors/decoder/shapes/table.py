"""Rows under a heading that says what each column holds: CSV, tab-separated and Markdown tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from http import HTTPStatus
from itertools import chain
from typing import NamedTuple

from ...language.word_classes import read_words, words_in
from ..candidate_place import LONG
from ..code_fields import key_parts, names_a_code, names_one_error
from ..code_names import CodeNames
from ..decoded import Sighting
from ..envelope import NAME, number
from ..everyday_numbers import EVERYDAY_STATUSES, HTTP_PHRASES
from ..method_mentions import any_method
from ..prose_page import ProsePage
from .close_codes import is_close_code

OWN_COLUMNS = frozenset((
    "method", "message", "msg", "instrument", "instrument_name", "order_id", "client_oid", "reason", "side", "symbol",
    "id", "time", "timestamp", "ts", "date", "result", "original", "error", "name", "count", "times", "status",
    "request", "occurrences", "hits", "total", "last seen",
))  # fmt: skip
FOREIGN_COLUMNS = frozenset((
    "url", "path", "http", "host", "ip", "port", "currency", "country", "isin", "bytes", "referer", "user_agent",
))  # fmt: skip
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


class Cell(NamedTuple):
    """What a cell says, without the marks around it, and where in its line that starts."""

    text: str
    start: int


Rows = Sequence[Sequence[Cell]]


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
    cells = [_cells(row, mark) for row in itertools.takewhile(lambda row: mark in row, below)]
    code, is_close = _code_column(names, cells, page)
    if code is None and (mark == BLANKS or _is_of_answers(names)):
        return None  # what came of something is read as sentences are
    if code is None and mark == "," and len(names) < 3:
        return None
    return Columns(mark, names, code, is_close)


def _is_parted_alike(line: str, row: str, mark: str) -> bool:
    if mark == BLANKS:
        return len(_cells(line, mark)) == len(_cells(row, mark)) > 1
    return line.count(mark) == row.count(mark)


def _code_column(names: dict[str, int], rows: Rows, page: ProsePage) -> tuple[int | None, bool]:
    """Return the place of the first column of codes or else of close codes, and whether it is of the latter."""
    codes = [place for name, place in names.items() if _holds_codes(name, names)]
    closes = [place for name, place in names.items() if _holds_closes(name, names)]
    if codes and _are_closes(names, rows, codes[0]):
        return codes[0], True
    if codes and (_is_ours(names, page) or _are_our_numbers(names, rows, codes[0], page)):
        return codes[0], False
    if not codes and (place := _column_of_errors(names, rows, page)) is not None:
        return place, False
    if not codes and closes and _are_ended(names, rows, closes[0], page):
        return closes[0], True
    return _named_column(rows, page), False


def _is_ours(names: dict[str, int], page: ProsePage) -> bool:
    return page.is_ours or _are_our_columns(names)


def _are_closes(names: dict[str, int], rows: Rows, place: int) -> bool:
    """Whether a column of codes is one of close codes: a heading speaks of an end, and each number is one of them."""
    ends = any(word.is_a("closing") for name in names for word in read_words(name))
    return ends and bool(rows) and all(map(is_close_code, _numbers(rows, place)))


def _are_ended(names: dict[str, int], rows: Rows, place: int, page: ProsePage) -> bool:
    """Whether all of a column called by a connection's end are close codes; ``close`` alone may be a price."""
    name = next(name for name, column in names.items() if column == place)
    is_telling = len(read_words(name)) > 1 or _is_ours(names, page)
    return is_telling and bool(rows) and all(map(page.words.is_close, _numbers(rows, place)))


def _column_of_errors(names: dict[str, int], rows: Rows, page: ProsePage) -> int | None:
    """Return the place of a column that holds codes by what stands beside it, where none is called a code."""
    for look in (_error_column, _qualified_column, _answers_column):
        if (place := look(names, rows, page)) is not None:
            return place
    return None


def _error_column(names: dict[str, int], rows: Rows, page: ProsePage) -> int | None:
    """Return the place of the first column called an error or an answer, where our numbers stand in it.

    One row is enough where the text or two other columns speak of trading.
    """
    errors = [place for name, place in names.items() if _names_errors(name) or _names_answers(name)]
    of_trading = [name for name in names if any(word.is_a("trade", "asset") for word in read_words(name))]
    is_enough = bool(errors) and (len(rows) > 1 or (bool(rows) and (page.is_ours or len(of_trading) > 1)))
    return errors[0] if is_enough and _are_our_numbers(names, rows, errors[0], page) else None


def _qualified_column(names: dict[str, int], rows: Rows, page: ProsePage) -> int | None:
    """Return the place of a column for one code of several that each row counts: ``last_code``, ``rejects,main_code``.

    Words of a sentence make it nobody else's code, and so does a column that is called by errors.
    """
    parts = {name: key_parts(name) for name in names}
    is_of_errors = any(word.is_a("error", "failing") for words in parts.values() for word in words)
    for name, words in parts.items():
        is_code = (
            len(words) > 1 and words[-1].is_a("code") and not any(word.is_a("status", "closing") for word in words)
        )
        if is_code and (is_of_errors or all(word.classes for word in words)):
            numbers = _numbers(rows, names[name])
            may_be_codes = any(number not in EVERYDAY_STATUSES or number < HTTPStatus.BAD_REQUEST for number in numbers)
            if len(numbers) > 1 and _are_codes(numbers, page) and may_be_codes:
                return names[name]
    return None


def _answers_column(_names: dict[str, int], rows: Rows, page: ProsePage) -> int | None:
    """Return the place of a column of long codes in a table whose rows each name a method of this exchange."""
    if not rows or not all(any(any_method().fullmatch(cell.text) for cell in row) for row in rows):
        return None
    for place in range(len(rows[0])):
        numbers = set(_numbers(rows, place)) - {0}
        if len(numbers) > 1 and min(numbers) >= LONG and _are_codes(numbers, page):
            return place
    return None


def _are_codes(numbers: Collection[int], page: ProsePage) -> bool:
    return all(map(page.words.is_number, numbers))


def _numbers(rows: Rows, place: int) -> list[int]:
    """Return the numbers of one column."""
    return [number(row[place].text) or 0 for row in rows if place < len(row)]


def _are_our_numbers(names: dict[str, int], rows: Rows, place: int, page: ProsePage) -> bool:
    """Whether all numbers of a column are codes, and no text is that of an HTTP status.

    One row is enough where the column is called an error's code; of a mere code there have to be two. The statuses
    may have a column of their own, and a row of what went well has a word in the place of the number.
    """
    name = next(name for name, column in names.items() if column == place)
    rows = [row for row in rows if place < len(row) and not row[place].text.isalpha()]
    numbers = set(_numbers(rows, place))
    texts = {"".join(cell.text.lower().split()) for row in rows for cell in row}
    is_enough = len(numbers) > 1 or any(word in name for word in words_in("error"))
    is_enough = is_enough and not (_names_answers(name) and EVERYDAY_STATUSES.issuperset(numbers))
    foreign = FOREIGN_COLUMNS if EVERYDAY_STATUSES.issuperset(numbers) else FOREIGN_COLUMNS - {"http"}
    is_ours = names.keys().isdisjoint(foreign) and texts.isdisjoint(HTTP_PHRASES)
    return is_enough and is_ours and _are_codes(numbers, page)


def _is_called(code: int, text: str, words: CodeNames) -> bool:
    is_name = any(entry.name == text for entry in words.numbered(code))
    return is_name or words.shared(code, text.replace("_", " ")) > 1


def _named_column(rows: Rows, page: ProsePage) -> int | None:
    """Return the place of a column of codes beside which another cell says what one of them is called."""
    for row in rows:
        for place, code in enumerate(number(cell.text) or 0 for cell in row):
            is_called = any(_is_called(code, cell.text, page.words) for cell in row)
            if is_called and all(map(page.words.is_number, _numbers(rows, place))):
                return place
    return None


def _headings(line: str, mark: str) -> dict[str, int]:
    """Return the places of the columns by their names, {} where this is no line of headings."""
    cells = enumerate(_cells(line, mark))
    names = {HUMP.sub("_", LETTER.sub("", cell.text)).lower(): place for place, cell in cells if cell.text}
    return names if len(names) > 1 and all(HEADING.fullmatch(name) for name in names) else {}


def _are_our_columns(names: dict[str, int]) -> bool:
    return names.keys().isdisjoint(FOREIGN_COLUMNS) and not names.keys().isdisjoint(OWN_COLUMNS)


def _holds_codes(name: str, names: dict[str, int]) -> bool:
    """Whether a column is called a code; ``reason`` is one beside ``status``."""
    return names_a_code(name) or (name.endswith("reason") and "status" in names)


def _names_errors(name: str) -> bool:
    words = read_words(name)
    is_said = bool(words) and words[-1].is_a("error") and all(word.is_a("error", "function") for word in words)
    return is_said or names_one_error(name)


def _names_answers(name: str) -> bool:
    words = read_words(name)
    return all(word.classes for word in words) and any(word.is_a("getting") for word in words)


def _is_of_answers(names: dict[str, int]) -> bool:
    """Whether a column is called by what one gets: ``answer``, ``what we got``."""
    if not names.keys().isdisjoint(FOREIGN_COLUMNS):
        return False
    return any(map(_names_answers, names))


def _holds_closes(name: str, names: dict[str, int]) -> bool:
    """Whether a column is called by a word for the end of a connection; beside an opening it is a price."""
    words = read_words(name)
    is_closing = any(word.is_a("closing") for word in words)
    is_closing = is_closing and all(word.is_a("closing", "code", "with") for word in words)
    return is_closing and not any(name.startswith("open") for name in names)


def _row(page: ProsePage, line: str, start: int, columns: Columns) -> Iterator[Sighting]:
    cells = _cells(line, columns.mark)
    sighting: Sighting | None = None
    if columns.code is not None and columns.code < len(cells):
        sighting = row_sighting(page, cells, start, columns)
    if page.take(start, start + len(line)) and sighting is not None:
        yield sighting


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
