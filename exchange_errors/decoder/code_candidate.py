"""One number or name that may be an error code, with what can be asked about its surroundings."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..catalogue.catalogue import spelling_key
from ..language.word_classes import read_words
from .cached import lazy
from .everyday_numbers import ENUM_NAMES, EVERYDAY_SENTENCES, EVERYDAY_STATUSES, GENERIC_NAMES
from .message import SPEAKER, Message
from .method_mentions import any_method
from .name_matching import Named
from .place import Slot, slot
from .prose_line import DIGITS, Line
from .prose_page import ProsePage
from .settings import AROUND, is_among_settings

HTTP = re.compile(
    r"\bHTTP\b|https?://|\burllib3\b|\brequests\.|\bproxy\b|\bnginx\b"
    r"|\bstatus\b(?!\W{1,3}(?-i:[A-Z]{4}))|\bheaders?\b|\bresponse[ -]code\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"[\"'`]?\s{0,2}(?:\(?[x×]\s?\d{1,6}\b|\(\d{1,6}\s?[x×]\)|(?:,?\s|\s{0,2}\()(?:once|twice|thrice)\b"
    r"|(?:,?\s|\s{0,2}\()"
    r"(?:\d{1,6}|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|multiple) times\b)",
    re.IGNORECASE,
)
ERRORS = "(?:errors|failures|rejects|rejections|exceptions)"
PLURAL = re.compile(rf"{ERRORS}\W{{1,4}}$", re.IGNORECASE)
ERRORS_BEHIND = re.compile(rf"\s{ERRORS}\b", re.IGNORECASE)
WORD_BEHIND = re.compile(r"[\"')\]]{0,2}\s([A-Za-z]{3,20})")
LAST_WORDS = re.compile(r"[A-Za-z_]{1,40}(?:[ -][A-Za-z_]{1,40}){0,3}$")
TEXT_BEHIND = re.compile(r"[\"')\]]{0,2}\s?[:–—-]\s{1,2}[\"']?([^\n.;|]{4,120})")
KEYED_BY = re.compile(r"(?:message|msg|reason|error|name|desc\w*)[\"']?\s{0,2}[:=]\s{0,2}[\"'\\]{0,4}$", re.IGNORECASE)
PLURAL_BEHIND = re.compile(r"\s[a-zà-ÿ]{2,20}s(?!\w)")
COUNTED_THINGS = re.compile(r"(?<![\w.])\d{1,6} [^\W\d_]{4,}")  # ``306 errors, 213 warnings``
INDEXED = re.compile(r"\w\[$")  # ``bot[30024]:`` is a process
LONG = 10_000  # from here on a number of this exchange is hardly a count, a page or a status
FREE_BEFORE = (
    "start", "error", "code", "field", "failing", "getting", "question", "function", "with", "again", "arrow",
    "trade_before", "announced",
)  # fmt: skip
OWNED_BEFORE = ("strange", "trade", "other_code", "other_field", "status", "number", "measure", "money")
OWNED_BEHIND = ("strange", "trade", "unit", "number")
FREE_BEHIND = ("end", "error", "question", "getting", "function")
TELLING = 60  # characters behind a number that may explain it
BESIDE = 120  # characters to either side that the place of a number is read from
LINK = 200  # characters of it that are looked at


class Listed(NamedTuple):
    """A list of numbers, of which a candidate is one; a number alone is a list of one."""

    start: int
    end: int
    numbers: tuple[int, ...]


class CodeCandidate:
    """One number or name at ``start`` to ``end`` of the plain text, with what can be asked about its surroundings."""

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
        page, text, group = self.page, self.page.text, self.group
        is_whole = len(text) <= AROUND or self.line.is_field
        reach = AROUND if is_whole else BESIDE
        sides = text[max(0, group.start - reach) : group.start], text[group.end : group.end + reach]
        return (
            DIGITS.sub("0", sides[0]), DIGITS.sub("0", sides[1]), self.line.alike, self.number,
            self.start - group.start, group.numbers, self.is_name, page.is_ours, page.near_code,
            self.line.is_foreign, self.line.is_anothers_connection, self.has_sibling, page.page.outer is None,
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
        return slot(self.before, self.page.text[self.start : self.end], self.after)

    @lazy
    def is_close(self) -> bool:
        """Whether the number is a close code of the websocket and nothing else."""
        return bool(self.words.catalogue.numbered(self.number, "websocket")) and not self.words.is_number(self.number)

    @lazy
    def is_free(self) -> bool:
        """Whether no word beside it makes it a number of something else."""
        if self.slot.left == "trade" or self.slot.owner or self.is_count:
            return self.is_told
        return self.slot.left in FREE_BEFORE and self.slot.right in FREE_BEHIND

    @property
    def is_long_for_a_count(self) -> bool:
        """Whether a word for one thing stands behind it, which it is too long to count."""
        return self.number >= LONG and self.slot.right == "strange" and not PLURAL_BEHIND.match(self.after)

    @lazy
    def is_closing_behind(self) -> bool:
        """Whether the next word that says something is one for the end of a connection."""
        words = [word for word in read_words(self.after[:TELLING]) if not word.is_a("function")]
        return bool(words) and words[0].is_a("closing")

    @property
    def has_sibling(self) -> bool:
        """Whether the text, in which a code is found, has another number of its hundred, as ``40101`` and ``40103``."""
        if self.number < LONG or not self.page.near_code or not self.words.numbered(self.number):
            return False
        return any(number != self.number for number in self.page.hundreds.get(self.number // 100, ()))

    @property
    def is_told(self) -> bool:
        """Whether a trader's word before it is who says it or has it, by what stands behind."""
        return self.slot.left == "trade" and self.slot.right in ("getting", "question", "error")

    @lazy
    def is_owned(self) -> bool:
        """Whether a word beside it makes it a number of something else, and none calls it an error."""
        if self.slot.left in ("error", "code", "field") or self.slot.right == "error" or self.is_told:
            return False
        if self.slot.left in OWNED_BEFORE:
            return True
        return self.slot.right in OWNED_BEHIND and not (self.is_long_for_a_count or self.has_own_word_behind)

    @lazy
    def has_own_word_behind(self) -> bool:
        """Whether the next word is one of what the number is called: ``411 derivatives``."""
        word = WORD_BEHIND.match(self.after)
        is_no_count = self.number >= LONG or self.is_all_codes
        is_thing = self.slot.right == "strange" or (self.slot.right == "trade" and is_no_count)
        return is_thing and word is not None and self.words.shared(self.number, word[1]) > 0

    @lazy
    def has_own_word_before(self) -> bool:
        """Whether a long number follows one of the words that it is called by: ``too many channels 40107``."""
        words = LAST_WORDS.search(self.before.rstrip()) if self.number >= LONG else None
        return words is not None and self.words.shared(self.number, words[0].rpartition(" ")[2]) > 0

    @property
    def has_thing_behind(self) -> bool:
        """Whether a word behind it names a thing that it may count."""
        is_free = self.slot.left in ("error", "field") or COUNTED.match(self.after) or self.has_own_word_behind
        return self.slot.right == "strange" and not is_free and not (self.is_close and self.is_closing_behind)

    @lazy
    def is_count(self) -> bool:
        """Whether it counts errors: as the value of a field in the plural, or in a row of counted things."""
        if self.listed > 1 or COUNTED.match(self.after):
            return False
        if self.slot.left == "start" and self.slot.right == "error" and self.number < LONG:
            is_status = self.number in EVERYDAY_STATUSES and ERRORS_BEHIND.match(self.after) is not None
            return is_status or len(COUNTED_THINGS.findall(self.line.text)) > 1
        return self.slot.left == "field" and PLURAL.search(self.before) is not None

    @lazy
    def is_named(self) -> bool:
        """Whether a word beside it calls it an error, a code or what something failed with."""
        return self.slot.left in ("error", "code", "field", "failing") or self.slot.right == "error"

    @lazy
    def message(self) -> Message:
        return self.page.message(self.start)

    @lazy
    def is_compared(self) -> bool:
        """Whether it is asked what tells it from another code."""
        return self.slot.left == "between" and self.is_all_codes and self.message.has("question")

    @lazy
    def is_near_http(self) -> bool:
        """Whether its sentence speaks of HTTP, and the number may be a status."""
        return self.number < 600 and HTTP.search(self.page.sentence(self.start)) is not None

    @lazy
    def listed_known(self) -> int:
        return sum(self.words.is_number(number) for number in self.group.numbers)

    @property
    def is_all_codes(self) -> bool:
        """Whether it stands in a list of numbers that are all codes of this exchange."""
        return 1 < self.listed == self.listed_known

    @lazy
    def names_method(self) -> bool:
        return self.line.method is not None or any_method().search(self.line.text) is not None

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

    @lazy
    def is_bracketed(self) -> bool:
        return self.page.text[self.start - 1 : self.start] == "(" and self.page.text[self.end : self.end + 1] == ")"

    @lazy
    def has_telling_words(self) -> bool:
        """Whether words of its own name stand before its brackets or behind it."""
        enough = 1 if self.number > 9_999 else 2
        if self.named or (self.slot.left in ("strange", "trade") and INDEXED.search(self.before)):
            return False
        behind = TEXT_BEHIND.match(self.after[:TELLING])
        if behind is not None and self.words.shared(self.number, behind[1]) >= enough:
            return True
        is_apart = self.is_bracketed or self.slot.left in ("label", "announced")
        words = LAST_WORDS.search(self.before.rstrip(" (:")[-TELLING:]) if is_apart else None
        return words is not None and self.words.shared(self.number, words[0]) >= enough

    @lazy
    def is_meaning_near(self) -> bool:
        """Whether its sentence has words of what it is called, and no word beside it owns it."""
        enough = 1 if self.number >= LONG else 2
        return not self.is_owned and self.words.shared(self.number, self.page.sentence(self.start)) >= enough

    @property
    def is_all_of_a_line(self) -> bool:
        return self.page.is_chat and not self.before.strip() and not self.after.strip(" .!?")

    @lazy
    def has_foreign_text(self) -> bool:
        """Whether the text behind the number speaks of other things than this code or trading."""
        behind = TEXT_BEHIND.match(self.after)
        if behind is None or self.named is not None or self.words.agrees(self.number, behind[1]):
            return False
        if self.is_all_codes:
            return False  # several codes have no message in common
        if not self.is_named and ":" not in self.after[: behind.start(1)]:
            return False  # a dash goes on with the sentence
        words = read_words(behind[1])
        if len(words) < 2 or self.words.shared(self.number, behind[1]) > 1:
            return False
        return not all(word.classes for word in words) and not any(word.is_a("trade") for word in words)

    @lazy
    def answers_line_above(self) -> bool:
        if any(not word.is_a("function", "getting") for word in read_words(f"{self.before} {self.after}")):
            return False
        above = self.page.line_above(self.start)
        return above is not None and (above.rstrip().endswith(("?", "？")) or any(
            word.is_a("error", "code", "failing") for word in read_words(above)))  # fmt: skip

    @lazy
    def is_among_settings(self) -> bool:
        is_field = self.line.is_field and self.slot.left != "getting" and not self.page.is_chat
        return is_field and is_among_settings(self.page.text, self.start)

    @lazy
    def is_in_link(self) -> bool:
        if self.style == "kebab":
            return self.page.text[self.start - 1 : self.start] == "/"
        if self.line.method is not None or self.page.text[self.start - 1 : self.start] != "=":
            return False
        token = self.page.text[max(0, self.start - LINK) : self.start].split()[-1:]
        return any("?" in part for part in token)

    # Names.

    @property
    def written(self) -> str:
        return self.named.said if self.named else ""

    @property
    def style(self) -> str:
        return self.named.style if self.named else ""

    @property
    def is_unlisted(self) -> bool:
        return self.named is not None and not self.named.what.is_listed

    @property
    def is_everyday(self) -> bool:
        name = (self.named.what.name or "") if self.named else ""
        if self.style == "snake" or "_" in self.written:
            return name in GENERIC_NAMES or not (self.is_respelt or self.words.is_name(self.written))
        return spelling_key(self.written) in EVERYDAY_SENTENCES

    @property
    def is_option(self) -> bool:
        return self.named is not None and self.named.what.name in ENUM_NAMES

    @lazy
    def is_keyed(self) -> bool:
        return KEYED_BY.search(self.page.text, max(0, self.start - 20), self.start) is not None
