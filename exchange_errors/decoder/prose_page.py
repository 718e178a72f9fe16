"""The plain text of a page as the text shapes see it: lines with their facts, and which stretches are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from ..redaction.text_scan import fold
from .asked_search import AskedSearch
from .cached import lazy
from .code_fields import names_constants
from .code_names import CodeNames
from .crowded_lines import first_of_each_line
from .decoded import Confidence, Kind, Role, Sighting, Signal
from .message import Message, is_chat, without_speakers
from .method_mentions import METHOD_IN_TEXT
from .name_matching import Named, find_names, find_slips
from .numbered_rows import rows_of_codes
from .numbers_in_text import numbers_in
from .pasted_lines import Page, whole
from .prose_line import Line
from .scan import Prose

if TYPE_CHECKING:
    from .code_candidate import CodeCandidate
    from .signals import Weighed

ONE_THING = 400  # characters: a text no longer than this speaks of one thing
MOST_UNSURE = 200
FIVE_DIGITS = 5
LONGEST = 4_000  # characters that are looked at for the exchange's own words
REACH = 400  # characters to either side that count as the same line, in a line without end

METHOD_FIELD = re.compile(rf"\bmethod[\"']?\s{{0,4}}[:=]\s{{0,4}}[\"']?({METHOD_IN_TEXT.pattern})", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?;]\s|[。！？；\n]")
#: Of one line of plain text. A logger writes a line for each record; what holds more on one line is no report for a
#: reader, and each place is looked at with what stands around it, a hundred times as dear as finding it.
MOST_NUMBERS, MOST_NAMES = 4_000, 2_000
P = TypeVar("P", tuple[int, int], Named)
FIELDS_AROUND = 400  # characters before and behind a field in which its record's method is looked for


class ProsePage:
    """Hands text shapes the text to search, and builds their sightings with what the line says besides."""

    def __init__(self, page: Page, prose: Prose) -> None:
        self.page, self.prose, self.text = page, prose, prose.text
        self._taken = bytearray(len(self.text))  # 1 for each character that a shape has read
        self._lines: dict[tuple[int, int], Line] = {}
        self._alike: dict[tuple[str, str], Line] = {}
        self._messages: dict[str, Message] = {}
        self.unsure: list[tuple[CodeCandidate, Weighed, bool]] = []
        self.skipped: list[str] = []
        self.is_cut = False
        self.unknown = 0  # numbers of no known code that were looked at
        self.near_code = False  # whether another code is found in the text
        self.asks_search = False  # whether what is weighed now is looked at closely
        self.memo: dict[tuple[object, ...], Weighed] = {}
        self.alone: dict[int, CodeCandidate] = {}  # numbers as they would be in no list, by where they start

    @property
    def words(self) -> CodeNames:
        return self.page.words

    @lazy
    def is_ours(self) -> bool:
        """Whether this exchange is named in the page, or in a page around it."""
        page: Page | None = self.page
        while page is not None:
            if page.names_us or page.holds_method:
                return True
            page = page.outer.page if page.outer else None
        return False

    @lazy
    def search(self) -> AskedSearch:
        return AskedSearch(self.words.catalogue)

    @lazy
    def is_chat(self) -> bool:
        """Whether the lines begin with who said them."""
        return is_chat(self.text)

    def sentence(self, position: int) -> str:
        """Return the sentence around ``position``, or the part of it near by."""
        end = SENTENCE.search(self.text, position, position + REACH)
        return self.sentence_before(position) + self.text[position : end.start() + 1 if end else position + REACH]

    def sentence_before(self, position: int) -> str:
        reach = max(0, position - REACH)
        start = max(reach, self.text.rfind("\n", reach, position) + 1)  # a sentence ends where its line does
        for match in SENTENCE.finditer(self.text, start, position):
            start = match.end()
        return self.text[start:position]

    def message(self, position: int) -> Message:
        """Return the words that are said together with ``position``: the sentence, or all of a short text."""
        sentence = self.sentence(position)
        if sentence not in self._messages:
            is_short = len(self.text) <= ONE_THING
            parts = (self.text, self.line(position).text) if is_short else (sentence, sentence)
            spoken, near = map(without_speakers, parts) if self.is_chat else parts
            is_whole = is_short and self.page.outer is None
            self._messages[sentence] = Message(spoken, near, self.words, is_whole=is_whole)
        return self._messages[sentence]

    def cut(self, note: str) -> None:
        """Note that a part of the text is left out, and why."""
        self.is_cut = True
        if note not in self.skipped:
            self.skipped.append(note)

    @lazy
    def lowered(self) -> str:
        """The text in lower case: for a cheap look whether a word occurs at all; positions may differ."""
        return self.text.lower()

    @lazy
    def alike(self) -> str:
        """The text with all its digits made the same: a log says the same a thousand times."""
        return fold(self.text)

    @lazy
    def numbers(self) -> list[tuple[int, int]]:
        """Where numbers that may be codes stand."""
        spans = numbers_in(self.text)
        return list(spans if len(self.text) < MOST_NUMBERS else self._bounded(spans, MOST_NUMBERS, "numbers"))

    @lazy
    def known_numbers(self) -> frozenset[int]:
        """The numbers of the text that are codes in the catalogue."""
        return frozenset(filter(self.words.numbered, {int(self.text[start:end]) for start, end in self.numbers}))

    @lazy
    def long_numbers(self) -> frozenset[int]:
        """The numbers of five digits that stand in the text."""
        return frozenset(int(self.text[start:end]) for start, end in self.numbers if end - start == FIVE_DIGITS)

    @lazy
    def hundreds(self) -> dict[int, set[int]]:
        """The codes of five digits that stand in the text, by their hundred."""
        codes = sorted(self.known_numbers & self.long_numbers)
        return {hundred: set(group) for hundred, group in groupby(codes, lambda code: code // 100)}

    @lazy
    def rows_of_codes(self) -> frozenset[int]:
        """Where the codes begin that begin rows of a tally or of a list of codes."""
        return rows_of_codes(self.text, self.words)

    @lazy
    def names_constants(self) -> bool:
        return names_constants(self.text[:LONGEST], self.words)

    @lazy
    def names(self) -> list[Named]:
        """The names and vendor sentences, in order."""
        names = list(self._bounded(find_names(self.text, self.words), MOST_NAMES, "names"))
        if self.page.outer is not None:
            return names  # a text inside an object was written by a program
        slips = [slip for slip in find_slips(self.text, self.words) if all(slip.is_apart(other) for other in names)]
        return sorted([*names, *slips], key=lambda named: named.start) if slips else names

    def _bounded(self, places: Iterable[P], most: int, what: str) -> Iterator[P]:
        def note(start: int) -> None:
            self.cut(f"line {self.row(start)}: only its first {most:,} {what} were read")

        return first_of_each_line(self.text, places, itemgetter(0), most, note)

    def line(self, position: int) -> Line:
        """Return the line around ``position``; of a very long line, the part around it."""
        part = position // REACH
        reach = max(0, (part - 1) * REACH)
        start = max(self.text.rfind("\n", reach, position) + 1, reach)
        key = (part, start)
        if key not in self._lines:
            end = self.text.find("\n", position, (part + 2) * REACH)
            end = min(len(self.text), (part + 2) * REACH) if end < 0 else end
            origin = self.prose.origin(start)
            behind = min(self.prose.origin(end - 1) + 1 if end > start else origin, origin + 4 * REACH)
            says = (self.text[start:end], self.page.text[origin:behind])
            if says not in self._alike:  # what a line says besides its numbers it says wherever it stands
                self._alike[says] = Line(*says, self.page)
            self._lines[key] = self._alike[says]
        return self._lines[key]

    def row(self, position: int) -> int:
        """Return the number of the line that ``position`` of the plain text stands on in the whole text."""
        return self.page.line(self.prose.origin(position))

    def moment(self, position: int) -> int | None:
        """Return when the record at ``position`` was written."""
        return self.page.moment(self.prose.origin(position))

    def _method_around(self, position: int, line: Line) -> str | None:
        """Return the method that a record in lines of ``key: value`` names next to this one."""
        if not line.is_field:
            return None
        block_start = self.text.rfind("\n\n", max(0, position - FIELDS_AROUND), position)
        block_end = self.text.find("\n\n", position, position + FIELDS_AROUND)
        start = max(block_start, position - FIELDS_AROUND, 0)
        match = METHOD_FIELD.search(self.text, start, block_end if block_end > 0 else position + FIELDS_AROUND)
        return match[1] if match else None

    def is_taken(self, start: int, end: int) -> bool:
        """Whether an earlier shape has read a part of this stretch."""
        return self._taken.find(1, start, end) >= 0

    def take(self, start: int, end: int) -> bool:
        """Claim a stretch of the text; False when an earlier shape has read it."""
        if self.is_taken(start, end):
            return False
        self._taken[start:end] = b"\x01" * (end - start)
        return True

    def sighting(
        self, span: tuple[int, int], code: int, *, shape: str, role: Role, confidence: Confidence,
        kind: Kind = "response", name: str | None = None, message: str | None = None,
        signals: tuple[Signal, ...] = (),
    ) -> Sighting:  # fmt: skip
        """Return the sighting of ``code`` at ``span`` of the plain text."""
        start, end = self.prose.origin(span[0]), self.prose.origin(span[1] - 1) + 1
        where = whole(self.page, start, end)
        line = self.line(span[0])
        place, number = ((start, end), self.page.line(start)) if self.page.outer is None else where.locate(code)
        return Sighting(
            kind=kind,
            code=code,
            name=name,
            role=role,
            confidence=confidence,
            shape=shape,
            span=place,
            line=number,
            message=message,
            method=(line.method or self._method_around(span[0], line)) if kind == "response" else None,
            instrument=line.instrument,
            at_ms=where.at_ms,
            http_status=line.http_status,
            signals=signals,
        )
