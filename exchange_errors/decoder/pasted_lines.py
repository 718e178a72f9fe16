"""A text that is being read, and a place in it: line numbers, times and what stands around."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from .cached import lazy
from .code_names import CodeNames
from .context import FOREIGN, OWN, Headers, headers_before, http_status_in, names_another, names_contract, names_this
from .decoded import NOTHING
from .method_mentions import method_in
from .timestamps import DATELESS, anchor, may_tell_time, next_timestamp, parse_timestamp

if TYPE_CHECKING:
    from .signals import Weighed

NO_HEADERS = Headers()
MAX_MISSES = 3
MAX_TRIES = 100  # numbers behind the first that may be it, of which one may stand behind the key
KEY_REACH = 60  # characters: a key with what may stand between it and its number
#: What stands right before a number that is named, by the key that names it.
KEYED = {
    key: re.compile(rf"[{key[0]}{key[0].upper()}]{key[1:]}\W{{1,12}}(?:\w{{1,12}}\()?\Z")
    for key in ("code", "reason", "reject_reason")
}
BARE_NUMBER = re.compile(r"(?<![\w.-])\d++(?![\w.])")
RUN = re.compile(r"\d*+")
MESSAGE = 2_000  # characters: what somebody writes; a log may speak of several exchanges
DATED_ABOVE = 5  # lines: a record's time may stand above the object that it prints


class Page:
    """One text: the masked paste itself, or a text that a value inside it holds (then ``outer`` says where)."""

    def __init__(self, text: str, words: CodeNames, outer: Where | None = None) -> None:
        self.text, self.words, self.outer = text, words, outer
        self.answers: dict[tuple[object, ...], Weighed] = {}  # what bare answers weigh
        self._headers = -1, NO_HEADERS  # those that were asked for last, with their place

    @lazy
    def starts(self) -> list[int]:
        """Where each line starts."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @lazy
    def names_others(self) -> bool:
        return names_another(self.text)

    @lazy
    def names_us(self) -> bool:
        return names_this(self.text)

    @lazy
    def names_contract(self) -> bool:
        return names_contract(self.text)

    @lazy
    def holds_method(self) -> bool:
        """Whether a method of this exchange is named anywhere in the text."""
        return method_in(self.text) is not None

    @lazy
    def is_about_others(self) -> bool:
        """Whether a short text names another exchange and this one nowhere: then all of it is about the other one."""
        if len(self.text) > MESSAGE or not self.names_others or self.names_us:
            return False
        return FOREIGN.search(self.text) is not None and not self.holds_method

    @lazy
    def has_headers(self) -> bool:
        return "HTTP/" in self.text

    def headers(self, position: int) -> Headers:
        """Return the HTTP head above ``position``; one record asks for it several times."""
        if self._headers[0] != position:
            self._headers = position, headers_before(self.text, position)
        return self._headers[1]

    @lazy
    def tells_times(self) -> bool:
        """Whether any line may tell its time."""
        return may_tell_time(self.text)

    @lazy
    def anchor_ms(self) -> int | None:
        return anchor(self.text) if self.outer is None else self.outer.page.anchor_ms

    def line(self, position: int) -> int:
        """Return the number of the line, from 1."""
        return bisect_right(self.starts, position)

    def line_text(self, position: int, limit: int) -> str:
        """Return the line around ``position``; of a very long line, ``limit`` characters to either side."""
        start = max(self.starts[self.line(position) - 1], position - limit)
        end = self.text.find("\n", position, position + limit)
        return self.text[start : position + limit if end < 0 else end]

    def moment(self, position: int) -> int | None:
        """Return when the record at ``position`` was written: by its own line, or by one just above it."""
        if not self.tells_times:
            return self.outer.at_ms if self.outer is not None else None
        row = bisect_right(self.starts, position) - 1
        if (at_ms := self._moments[row]) is not None:
            return at_ms
        for above in range(row - 1, max(-1, row - 1 - DATED_ABOVE), -1):
            if (at_ms := self._moments[above]) is not None:
                return at_ms
            if self._row(above).lstrip()[:1] in ("", "{", "}", "]"):
                break  # another record, and without a time
        return self.outer.at_ms if self.outer is not None else None

    @lazy
    def _moments(self) -> list[int | None]:
        """When each line says it was written; one with a time but no day or year follows the one above."""
        moments: list[int | None] = []
        last: int | None = None
        for row in range(len(self.starts)):
            line = self._row(row)
            if DATELESS.search(line):
                moments.append(next_timestamp(line, last, self.anchor_ms))
                last = last if moments[-1] is None else moments[-1]
            else:
                moments.append(parse_timestamp(line, None))
        return moments

    def _row(self, row: int) -> str:
        """Return the beginning of a line, counted from 0."""
        start = self.starts[row]
        end = self.starts[row + 1] - 1 if row + 1 < len(self.starts) else len(self.text)
        return self.text[start : min(end, start + 400)]


@dataclass(slots=True)
class Cursor:
    """How far the sightings of one object have been located, so that the next one is looked for behind it."""

    position: int
    misses: int = 0


class Where(NamedTuple):
    """A stretch of a page that was read as one thing, with what is known from around it.

    ``before`` is the plain text in front of it on its line.
    ``is_detail`` says that it is one field of a larger object, under a key that does not announce an error,
    ``parent`` which object that is, and ``key`` under which of its keys. ``answer`` is the successful answer around it.
    A tuple for the reason that Sighting is one.
    """

    page: Page
    start: int
    end: int
    cursor: Cursor
    before: str = ""
    time_ms: int | None = None
    status: int | None = None
    is_foreign: bool = False
    is_detail: bool = False
    request: Mapping[str, Any] = NOTHING
    parent: Mapping[str, Any] = NOTHING
    key: str = ""
    answer: Mapping[str, Any] = NOTHING

    @property
    def words(self) -> CodeNames:
        return self.page.words

    @property
    def outermost(self) -> Where:
        """The stretch of the paste itself that holds this one."""
        return self if self.page.outer is None else self.page.outer.outermost

    @property
    def at_ms(self) -> int | None:
        if self.time_ms is not None:
            return self.time_ms
        moment = self.page.moment(self.start)
        return moment if moment is not None else self._headers().at_ms

    @property
    def http_status(self) -> int | None:
        if self.status is not None:
            return self.status
        status = http_status_in(self.before)
        if status is None:
            status = self._headers().status
        return status if status is not None or self.page.outer is None else self.page.outer.http_status

    @property
    def foreign(self) -> bool:
        """Whether another exchange is named beside it and this one is not."""
        if self.is_foreign or self.page.is_about_others:
            return True
        if self.page.names_others:
            line = self.page.line_text(self.start, 300)
            if FOREIGN.search(line):
                return not OWN.search(line)
            if FOREIGN.search(self._headers().text):
                return True
        return self.page.outer is not None and self.page.outer.foreign

    @property
    def ours(self) -> bool:
        """Whether this exchange, one of its methods, hosts or contracts is named anywhere in the text."""
        page = self.page
        if page.names_us or page.holds_method or page.names_contract:
            return True
        return page.outer is not None and page.outer.ours

    def _headers(self) -> Headers:
        return self.page.headers(self.start) if self.page.has_headers else NO_HEADERS

    def locate(self, code: int, key: str = "code") -> tuple[tuple[int, int], int]:
        """Return the span of the number in the paste itself, and its line."""
        outermost = self.outermost
        span = outermost._find(str(code), key)
        return span, outermost.page.line(span[0])

    def _find(self, digits: str, key: str) -> tuple[int, int]:
        """Return the span of the number behind ``key`` or, failing that, of the number by itself."""
        text, cursor = self.page.text, self.cursor
        if cursor.misses < MAX_MISSES:
            keyed, tries = KEYED[key], MAX_TRIES
            bare = -1
            start = text.find(digits, cursor.position, self.end)
            while start >= 0 and tries:
                stop = start + len(digits)
                run_end = RUN.match(text, stop, self.end).end()  # type: ignore[union-attr]  # matches the empty string
                if run_end == stop:
                    if keyed.search(text, max(cursor.position, start - KEY_REACH), start):
                        cursor.position = stop
                        return start, stop
                    if bare < 0 and BARE_NUMBER.match(text, start, self.end):
                        bare = start
                tries -= bare >= 0
                start = text.find(digits, run_end, self.end)
            if bare >= 0:
                cursor.position = bare + len(digits)
                return bare, cursor.position
            cursor.misses += 1
        return cursor.position, min(cursor.position + 1, len(text))


def whole(page: Page, start: int, end: int, before: str = "") -> Where:
    request = page.outer.request if page.outer is not None else NOTHING
    return Where(page, start, end, Cursor(start), before, request=request)
