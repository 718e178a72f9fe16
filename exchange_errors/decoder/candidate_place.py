"""Where one number or name stands in the plain text: its line, its list, and what is on both sides."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..redaction.text_scan import fold
from .cached import lazy
from .context import FOREIGN
from .everyday_numbers import LONG
from .last_word import Before, Left
from .message import SPEAKER, Message
from .method_mentions import any_method
from .name_matching import Named
from .place import JOINED, Slot, slot, verb_of_part_before
from .prose_line import Line
from .prose_page import ProsePage
from .settings import AROUND
from .source_comparison import ARM_BEFORE, switched_on

NEAR = 60  # characters in which another close code is near
FOUR_DIGITS = re.compile(r"(?<![\w.,/-])\d{4}(?![\d/-]|[.,]\d)")
LONGEST_TYPED = 2_000  # characters
LONGEST_TALK = 600  # characters in which the numbers speak for one another
MAY_SHARE = ("strange", "trade", "strange_before", "trade_before")  # such a word may have its verb from the part before
BESIDE_METHOD = " \t:([\"'`)"
BESIDE = 120  # characters to either side that the place of a number is read from


class Listed(NamedTuple):
    """A list of numbers, of which a candidate is one; a number alone is a list of one."""

    start: int
    end: int
    numbers: tuple[int, ...]


class CandidatePlace:
    """One number or name at ``start`` to ``end`` of the plain text, with what stands around it."""

    def __init__(
        self, page: ProsePage, start: int, end: int, number: int, listed: Listed, *,
        named: Named | None = None, is_name: bool = False, is_respelt: bool = False,
    ) -> None:  # fmt: skip
        self.page, self.start, self.end, self.number, self.named = page, start, end, number, named
        self.is_name, self.is_respelt = is_name, is_respelt
        self.words = page.words
        self.group = listed
        self.listed = len(listed.numbers)

    @property
    def key(self) -> tuple[object, ...]:
        """All that the signals look at, with other numbers made alike: a log says the same a thousand times."""
        return self._place_key, self.page.near_code, self.page.asks_search, self.has_sibling

    @lazy
    def _place_key(self) -> tuple[object, ...]:
        page, text, group, alike = self.page, self.page.text, self.group, self.page.alike
        if page.page.outer is not None and len(text) <= BESIDE:  # then the text itself is all that is around it
            is_ours, is_foreign = page.is_ours, self.line.is_foreign
            return alike, self.start, self.number, self.is_name, page.known_numbers, is_ours, is_foreign
        is_typed = len(text) <= LONGEST_TYPED and not page.is_chat and page.page.outer is None
        is_whole = len(text) <= AROUND or self.line.is_field
        reach = AROUND if is_whole else BESIDE
        return (
            alike[max(0, group.start - reach) : group.start], alike[group.end : group.end + reach],
            fold(self.line.text), self.number,
            self.start - group.start, group.numbers, self.is_name, page.is_ours, page.is_chat,
            self.line.is_foreign, self.line.is_anothers_connection, page.page.outer is None,
            tuple(number for _, _, number in self.close_codes_near),
            switched_on(text, group.start) if ARM_BEFORE.fullmatch(self.before) else "",
            self.slot.left if is_typed and self.line.count_numbers > 1 else "",
            self.is_said_by_others, self.begins_row,
        )  # fmt: skip

    @lazy
    def line(self) -> Line:
        return self.page.line(self.start)

    @lazy
    def before(self) -> str:
        text, start = self.page.text, max(0, self.group.start - BESIDE)
        before = text[max(start, text.rfind("\n", start, self.group.start) + 1) : self.group.start]
        speaker = SPEAKER.match(before) if self.page.is_chat else None
        return before[speaker.end() :] if speaker else before

    @lazy
    def after(self) -> str:
        text = self.page.text
        end = text.find("\n", self.group.end, self.group.end + BESIDE)
        return text[self.group.end : self.group.end + BESIDE if end < 0 else end]

    @lazy
    def slot(self) -> Slot:
        read = slot(self.before, self.page.text[self.start : self.end], self.after)
        if self.number >= LONG:
            read = self._long_beside(read)
        shared = self._shared_with_part_before(read.left) if read.right in ("end", "function") else None
        return read._replace(left=shared.left, subject=shared.subject) if shared else read

    def _long_beside(self, read: Slot) -> Slot:
        """Return the place of a number that is too long for a status, and for a count of a method's calls.

        So are read ``HTTP 401 / 40101``, ``create-order 50001`` and ``40004 create-withdrawal``.
        """
        if read.left == "status":
            return read._replace(left="start")
        if any_method().match(self.after.lstrip(BESIDE_METHOD)):
            read = read._replace(right="end")
        said = self.before.rstrip(BESIDE_METHOD)
        is_before = any(method.end() == len(said) for method in any_method().finditer(said))
        return read._replace(left="start") if is_before else read

    def _shared_with_part_before(self, left: Left) -> Before | None:
        is_alone = self.line.count_numbers < 2 or not self.words.is_number(self.number)
        if left not in MAY_SHARE or is_alone or self.before.endswith("#"):
            return None
        return verb_of_part_before(self.page.sentence_before(self.start), self.words.is_number)

    @lazy
    def is_close(self) -> bool:
        """Whether the number is a close code of the websocket and nothing else."""
        return not self.words.is_number(self.number) and bool(self.words.catalogue.numbered(self.number, "websocket"))

    @lazy
    def close_codes_near(self) -> list[tuple[int, int, int]]:
        """The places and numbers of other close codes that stand near a close code."""
        if not self.is_close:
            return []
        near = FOUR_DIGITS.finditer(self.page.text, max(0, self.start - NEAR), self.end + NEAR)
        spans = [(*match.span(), int(match[0])) for match in near]
        return [span for span in spans if span[2] != self.number and self.words.is_close(span[2])]

    @property
    def has_sibling(self) -> bool:
        """Whether the text, in which a code is found, has another number of its hundred, as ``40101`` and ``40103``."""
        if self.number < LONG or not self.page.near_code or not self.words.numbered(self.number):
            return False
        return any(number != self.number for number in self.page.hundreds.get(self.number // 100, ()))

    @lazy
    def is_said_by_others(self) -> bool:
        """Whether its part of the sentence begins with another exchange, in a line that names this one as well."""
        if not self.page.page.names_others:
            return False
        part = JOINED.split(self.page.sentence_before(self.start))[-1]
        return FOREIGN.match(part.lstrip()) is not None

    @property
    def begins_row(self) -> bool:
        """Whether it begins a row of a tally or a list of codes, and so do other codes."""
        return self.start in self.page.rows_of_codes and not self.line.is_silent

    @lazy
    def message(self) -> Message:
        return self.page.message(self.start)

    @lazy
    def is_all_codes(self) -> bool:
        """Whether it stands in a list of numbers that are all codes of this exchange."""
        is_code = self.words.is_close if self.is_close else self.words.is_number
        return self.listed > 1 and all(map(is_code, self.group.numbers))

    @property
    def is_ours(self) -> bool:
        return self.page.is_ours

    @property
    def name(self) -> str | None:
        """The name beside the number as it was written; of a sentence, the name that it stands for."""
        if self.named is None:
            return None
        return self.named.said if self.named.style == "snake" and not self.is_respelt else self.named.what.name

    @lazy
    def has_own_name(self) -> bool:
        if self.named is None:
            return False
        others = self.words.unlisted.get(self.number, ())
        return self.number == self.named.what.code or any(other.name == self.named.said for other in others)

    @property
    def written(self) -> str:
        return self.named.said if self.named else ""

    @property
    def style(self) -> str:
        return self.named.style if self.named else ""
