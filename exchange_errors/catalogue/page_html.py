"""The tables of a page of HTML: their rows, and the text of each cell with back-ticks around code.

Not by ``html.parser``: it had not read 1.6 MB of unfinished comments after two minutes, and no attribute counts here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_MARKUP = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9]*+)[^<>]*+>")
_RAW = ("script", "style")  # their contents are not HTML
_UNSEEN = ("button", "svg", "template")  # readers of the table do not see the text in them
_WITHIN_A_WORD = ("a", "b", "em", "i", "span", "strong", "wbr")

HtmlRow = tuple[int, list[str]]  # the line on which the row begins, and its cells


class HtmlTables:
    """Collects ``tables`` in the order in which they end; a table inside a cell is a table of its own.

    ``open_since`` is the line of a table without an end tag, 0 where there is none. End tags that HTML makes optional
    may be missing.
    """

    def __init__(self, text: str) -> None:
        self.tables: list[list[HtmlRow]] = []
        self._open: list[tuple[int, list[HtmlRow]]] = []
        self._cell: list[str] | None = None
        self._unseen = 0
        for line, end, tag, data in _pieces(text):
            if not tag:
                self._text(data)
            elif end:
                self._end(tag)
            else:
                self._start(tag, line)

    @property
    def open_since(self) -> int:
        return self._open[0][0] if self._open else 0

    def _text(self, data: str) -> None:
        if self._cell is not None and not self._unseen:
            self._cell.append(html.unescape(data))

    def _start(self, tag: str, line: int) -> None:
        if tag == "table":
            self._end_cell()
            self._open.append((line, []))
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1][1].append((line, []))
        elif tag in ("td", "th") and self._open and self._open[-1][1]:
            self._end_cell()
            self._cell = []
        else:
            self._mark(tag)
            self._unseen += tag in _UNSEEN

    def _end(self, tag: str) -> None:
        if tag == "table" and self._open:
            self._end_cell()
            rows = [row for row in self._open.pop()[1] if row[1]]
            if rows:
                self.tables.append(rows)
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        else:
            self._unseen = max(0, self._unseen - (tag in _UNSEEN))
            self._mark(tag)

    def _mark(self, tag: str) -> None:
        """Mark where code begins and ends, and separate blocks of text."""
        if self._cell is not None and tag not in _WITHIN_A_WORD:
            self._cell.append("`" if tag == "code" else " ")

    def _end_cell(self) -> None:
        if self._cell is not None:
            self._open[-1][1][-1][1].append("".join(self._cell))
        self._cell, self._unseen = None, 0


def _pieces(text: str) -> Iterator[tuple[int, bool, str, str]]:
    """Yield text and tags in turn: the line, whether it is an end, the tag's name or "", and the text."""
    place, line = 0, 1
    while match := _MARKUP.search(text, place):
        yield line, False, "", text[place : match.start()]
        line += text.count("\n", place, match.start())
        end, tag = bool(match[1]), (match[2] or "").lower()
        if tag and not (tag in _RAW and not end):
            yield line, end, tag, ""
            place = match.end()
        else:
            place = _behind(text, f"</{tag}" if tag else "-->", match.end())
        line += text.count("\n", match.start(), place)
    yield line, False, "", text[place:]


def _behind(text: str, end: str, place: int) -> int:
    """Return the place after ``end``, that of the end of the text where ``end`` is missing."""
    start = text.find(end, place)
    return len(text) if start < 0 else start + len(end)
