"""Finds the tables of a page: Markdown, HTML, or a table as browsers and spreadsheets copy it.

Cells are text of one line with back-ticks around code, whatever the format of the page. This module does not know what
a table is about, but refuses one that is malformed. It takes time linear in the size of the page.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .page_html import HtmlTables
from .value_reader import ContentError, Fault

LONGEST_PAGE = 2_000_000  # characters; the vendor's whole documentation is shorter
MOST_COLUMNS = 30  # everything after them counts as one cell
PAGE = "page"  # what faults call it

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_TAG = re.compile(r"</?(?:a|b|br|code|em|i|p|span|strong|sub|sup)(?:\s[^<>]*)?>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))  # where a long name may break

IsHeadings = Callable[[Sequence[str]], bool]


class TableRow(NamedTuple):
    """The cells of one row; ``line`` is where it begins in the page, counted from 1."""

    line: int
    cells: tuple[str, ...]


class PageTable(NamedTuple):
    """One table: its headings, and its rows, which may have any number of cells."""

    headings: TableRow
    rows: tuple[TableRow, ...]


def read_tables(text: str, is_headings: IsHeadings) -> list[PageTable]:
    """Return the tables of a page whose headings are wanted. Raises ContentError with the line of what is broken."""
    if len(text) > LONGEST_PAGE:
        raise broken(1, f"the page is longer than {LONGEST_PAGE:,} characters")
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if re.search(r"<table[\s>]", text, re.IGNORECASE):
        return [table for table in _html(text) if is_headings(table.headings.cells)]
    lines = text.split("\n")
    if any("|" in line for line in lines):
        tables = list(_markdown(lines, is_headings))
        if tables:
            return tables
    return list(_delimited(lines, is_headings))


def broken(line: int, message: str) -> ContentError:
    """Return the error of a page that cannot be read."""
    return ContentError([Fault(PAGE, line, message)])


def one_line(text: str) -> str:
    """Return text with single spaces for its runs of white space, and without invisible characters."""
    return " ".join(text.translate(_INVISIBLE).split())


def _html(text: str) -> Iterator[PageTable]:
    page = HtmlTables(text)
    if page.open_since:
        raise broken(page.open_since, "the table that begins here has no end; perhaps a part of the page is missing")
    for rows in page.tables:
        first, *others = (TableRow(line, tuple(map(one_line, cells))) for line, cells in rows)
        yield PageTable(first, tuple(others))


def _markdown(lines: Sequence[str], is_headings: IsHeadings) -> Iterator[PageTable]:
    """Yield the wanted tables: headings, a line of dashes, and rows up to a blank line or a heading."""
    number, has_table = 0, False
    while number < len(lines):
        line = lines[number]
        below = lines[number + 1].strip() if number + 1 < len(lines) else ""
        headings = _markdown_row(line, number)
        if "|" in line and "-" in below and _RULE.fullmatch(below):
            end = _end_of_table(lines, number + 2)
            if is_headings(headings.cells):
                if len(_markdown_row(below, number).cells) != len(headings.cells):
                    raise broken(number + 2, "the line of dashes has another number of cells than the headings")
                has_table = True
                yield PageTable(headings, tuple(_markdown_rows(lines, number + 2, end)))
            number = end
            continue
        if "|" in line and is_headings(headings.cells):
            raise broken(number + 1, "these headings have no line of dashes below them")
        if has_table and headings.cells[0].isdecimal() and line.lstrip().startswith("|"):
            raise broken(number + 1, "this row is outside of a table: no headings and dashes stand above it")
        number += 1


def _end_of_table(lines: Sequence[str], number: int) -> int:
    """Return the number of the first line after the table: a blank one, or a heading."""
    while number < len(lines) and lines[number].strip() and not lines[number].startswith("#"):
        number += 1
    return number


def _markdown_rows(lines: Sequence[str], start: int, end: int) -> Iterator[TableRow]:
    """Yield the rows. A row that begins with a bar continues until it ends with one: editors wrap long lines."""
    number = start
    while number < end:
        first, parts = number, [lines[number].strip()]
        while parts[0].startswith("|") and not parts[-1].endswith("|") and _goes_on(lines, number + 1, end):
            number += 1
            parts.append(lines[number].strip())
        yield _markdown_row(" ".join(parts), first)
        number += 1


def _goes_on(lines: Sequence[str], number: int, end: int) -> bool:
    return number < end and not lines[number].lstrip().startswith("|")


def _markdown_row(line: str, number: int) -> TableRow:
    inner = line.strip().removeprefix("|")
    cells = _BAR.split(inner, MOST_COLUMNS)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return TableRow(number + 1, tuple(map(_markdown_cell, cells)))


def _markdown_cell(cell: str) -> str:
    cell = _TAG.sub(lambda tag: "`" if "code" in tag.group().lower() else " ", cell)
    cell = _LINK.sub(r"\1", cell).replace("**", "")
    return one_line(html.unescape(_ESCAPED.sub(r"\1", cell)))


def _delimited(lines: Sequence[str], is_headings: IsHeadings) -> Iterator[PageTable]:
    """Yield the wanted tables among lines of tab-separated or comma-separated cells; a blank line ends each."""
    number, separator, width = 0, "", 0
    while number < len(lines):
        cells = {mark: _split(lines[number], mark) for mark in "\t,;" if mark in lines[number]}
        mark = next((mark for mark, headings in cells.items() if is_headings(headings)), "")
        if mark:
            headings = TableRow(number + 1, cells[mark])
            end = _end_of_lines(lines, number + 1, mark)
            yield PageTable(headings, tuple(_csv_rows(lines[number + 1 : end], mark, number + 2)))
            number, separator, width = end, mark, len(headings.cells)
            continue
        row = cells.get(separator, ())
        if len(row) == width and width and row[0].isdecimal():
            raise broken(number + 1, "this row is outside of a table: no headings stand above it")
        number += 1


def _end_of_lines(lines: Sequence[str], number: int, mark: str) -> int:
    """Return the number of the first line after the table: a line without the mark while no quote is open."""
    is_quoted = False
    while number < len(lines) and (is_quoted or mark in lines[number]):
        is_quoted ^= lines[number].count('"') % 2 == 1
        number += 1
    return number


def _split(line: str, mark: str) -> tuple[str, ...]:
    return tuple(one_line(cell.strip().strip('"')) for cell in line.split(mark, MOST_COLUMNS))


def _csv_rows(lines: Sequence[str], mark: str, first: int) -> Iterator[TableRow]:
    rows = csv.reader((f"{line}\n" for line in lines), delimiter=mark, strict=True)
    line = first
    try:
        for cells in rows:
            yield TableRow(line, tuple(map(one_line, cells)))
            line = first + rows.line_num
    except csv.Error as error:
        raise broken(line, f"this row cannot be read: {error}") from error
