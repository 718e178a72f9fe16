"""Every number and name of a text that may be an error code, with what stands around it; nothing is judged here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..catalogue.catalogue import spelling_key
from ..exchange.unlisted_codes import Unlisted, close_codes
from ..language.word_classes import read_words, words_in
from .cached import lazy
from .code_names import CodeNames
from .everyday_numbers import ENUM_NAMES, EVERYDAY_SENTENCES, GENERIC_NAMES
from .foreign_fields import ENVELOPE
from .message import SPEAKER, Message
from .method_mentions import any_method
from .name_matching import Named
from .place import Slot, slot
from .prose_page import DIGITS, Line, ProsePage

SMALLEST_UNKNOWN = 1_000
AROUND, MOST_LINES = 400, 12  # characters and lines in which the fields beside a field are looked for

LEFT_NUMBER = re.compile(
    r"(?<![\w./$-])(?<!\d,)(\d{2,7})[\"'`)\]]{0,2}[ \t]{0,12}(?:[:,|=;–—-]|=>|->)?[ \t]{0,12}[\"'`(\[]{0,2}$"
)
RIGHT_NUMBER = re.compile(
    r"[\"'`)\]]{0,2}[ \t]{0,12}(?:[:,|=;–—-]|=>)?[ \t]{0,12}[\"'`(\[]{0,2}(?:(?:error )?code[ :=#]{1,3})?"
    r"(\d{2,7})(?![\w%]|[.,]\d)"
)
LAST_WORDS = re.compile(r"[A-Za-z_]{1,40}(?:[ -][A-Za-z_]{1,40}){0,3} ?$")
TEXT_BEHIND = re.compile(r"[\"')\]]{0,2}\s?[:–—-]\s{1,2}[\"']?([^\n.;|]{4,120})")
KEYED_BY = re.compile(r"(?:message|msg|reason|error|name|desc\w*)[\"']?\s{0,2}[:=]\s{0,2}[\"'\\]{0,4}$", re.IGNORECASE)
FIELD = re.compile(r"(?:-\s)?[\"']?([A-Za-z_][\w.-]{0,40})[\"']?\s{0,8}[:=]")
SECTION = re.compile(r"\[\[?\s{0,4}[\"']?([\w .:/-]{1,60})[\"']?\s{0,4}\]\]?")
ANSWERS = ENVELOPE | {
    "error",
    "err",
    "desc",
    "exchange",
    "instrument_name",
    "order_id",
    "client_oid",
    "answer",
    "reply",
}
FREE_BEFORE = ("start", "error", "code", "field", "failing", "getting", "question", "function", "arrow")
FREE_BEHIND = ("end", "error", "question", "getting", "function")
TELLING = 60  # characters behind a number that may explain it
LINK = 200  # characters of it that are looked at
#: Three to seven digits of which one or more are letters that look like digits, or with a separator of thousands.
RESPELT = re.compile(
    r"(?<![\w.,-])(?=[OolI]{0,6}\d)(?=\d{0,6}[OolI])[\dOolI]{3,7}(?![\w-])|(?<![\d.,$€£-])\d{2},\d{3}(?![\d,.]\d)"
)
PLAIN = str.maketrans("OolI", "0011", ",")


def _separator() -> re.Pattern[str]:
    conjunctions = "|".join(re.escape(word) for word in words_in("also"))
    marks = r"[ \t\"'`)(#]"
    return re.compile(rf"{marks}{{0,3}}(?:[,;/&+|、，-]|->)?\s?(?:{conjunctions})?{marks}{{0,3}}", re.IGNORECASE)


SEPARATOR = _separator()


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
        page, text = self.page, self.page.text
        reach = AROUND if self.line.is_field or len(text) <= AROUND else 0
        start = max(0, self.start - reach) if reach else text.rfind("\n", max(0, self.start - AROUND), self.start) + 1
        end = self.end + reach if reach else text.find("\n", self.end, self.end + AROUND)
        sides = (text[start : self.start], text[self.end : end if end >= 0 else self.end + AROUND])
        alike = DIGITS.sub("0", "\n".join(sides)), len(sides[0])
        return (*alike, self.number, self.group.numbers, self.is_name, page.is_ours, page.near_certain,
                self.line.is_foreign, page.page.outer is None)  # fmt: skip

    @lazy
    def line(self) -> Line:
        return self.page.line(self.start)

    @lazy
    def before(self) -> str:
        text = self.page.text
        line_start = max(
            text.rfind("\n", max(0, self.group.start - 200), self.group.start) + 1, self.group.start - 200, 0
        )
        before = text[line_start : self.group.start]
        speaker = SPEAKER.match(before) if self.page.is_chat else None
        return before[speaker.end() :] if speaker else before

    @lazy
    def after(self) -> str:
        text = self.page.text
        end = text.find("\n", self.group.end, self.group.end + 120)
        return text[self.group.end : self.group.end + 120 if end < 0 else end]

    @lazy
    def slot(self) -> Slot:
        return slot(self.before, self.after)

    @lazy
    def is_close(self) -> bool:
        """Whether the number is a close code of the websocket and nothing else."""
        return bool(self.words.catalogue.numbered(self.number, "websocket")) and not self.words.is_number(self.number)

    @lazy
    def is_free(self) -> bool:
        """Whether no word beside it makes it a number of something else."""
        if self.slot.left in ("trade", "trade_before"):
            return self.slot.right in ("getting", "question", "error")
        return self.slot.left in FREE_BEFORE and self.slot.right in FREE_BEHIND and not self.slot.owner

    @lazy
    def is_named(self) -> bool:
        """Whether a word beside it calls it an error, a code or what something failed with."""
        return self.slot.left in ("error", "code", "field", "failing") or self.slot.right == "error"

    @lazy
    def message(self) -> Message:
        return self.page.message(self.start)

    @lazy
    def listed_known(self) -> int:
        return sum(self.words.is_number(number) for number in self.group.numbers)

    @lazy
    def names_method(self) -> bool:
        return self.line.method is not None or any_method().search(self.line.text) is not None

    @property
    def is_ours(self) -> bool:
        return self.page.is_ours

    @property
    def near_certain(self) -> bool:
        return self.page.near_certain

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
    def has_telling_words(self) -> bool:
        """Whether words of its own name stand before its brackets or behind it."""
        text, enough = self.page.text, 1 if self.number > 9_999 else 2
        if self.named:
            return False
        if self.words.shared(self.number, self.after[:TELLING]) >= enough:
            return True
        if text[self.start - 1 : self.start] != "(" or text[self.end : self.end + 1] != ")":
            return False
        words = LAST_WORDS.search(text, max(0, self.start - 60), self.start - 1)
        return words is not None and self.words.shared(self.number, words[0]) >= enough

    @lazy
    def has_foreign_text(self) -> bool:
        """Whether the text behind the number speaks of other things than this code or trading."""
        behind = TEXT_BEHIND.match(self.after)
        if behind is None or self.named is not None or self.words.agrees(self.number, behind[1]):
            return False
        if self.words.shared(self.number, behind[1]) > 1:
            return False
        words = read_words(behind[1])
        strange = [word for word in words if not word.classes]
        return bool(strange) and len(words) > 1 and not any(word.is_a("trade") for word in words)

    @lazy
    def answers_line_above(self) -> bool:
        if any((word.classes != NO_CLASSES and not word.is_a("function", "getting")) or not word.classes
               for word in read_words(f"{self.before} {self.after}")):  # fmt: skip
            return False
        above = self.page.line_above(self.start)
        return above is not None and (above.rstrip().endswith(("?", "？")) or any(
            word.is_a("error", "code", "failing") for word in read_words(above)))  # fmt: skip

    @lazy
    def is_among_settings(self) -> bool:
        keys = sibling_keys(self.page.text, self.start) if self.line.is_field else set()
        is_answer = keys & ANSWERS or any(word.is_a("error") for key in keys for word in read_words(key))
        return bool(keys) and not is_answer

    @lazy
    def is_in_link(self) -> bool:
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
        return self.named is not None and isinstance(self.named.what, Unlisted)

    @property
    def is_everyday(self) -> bool:
        name = (self.named.what.name or "") if self.named else ""
        if self.style == "snake":
            return name in GENERIC_NAMES or not (self.is_respelt or self.words.is_name(self.written))
        return spelling_key(self.written) in EVERYDAY_SENTENCES

    @property
    def is_option(self) -> bool:
        return self.named is not None and self.named.what.name in ENUM_NAMES

    @lazy
    def is_keyed(self) -> bool:
        return KEYED_BY.search(self.page.text, max(0, self.start - 20), self.start) is not None


NO_CLASSES: frozenset[str] = frozenset()


def numbers_of(page: ProsePage) -> Iterator[CodeCandidate]:
    """Yield the numbers of this exchange, and those that stand where its errors stand."""
    beside = _names_beside(page)
    spans = page.numbers
    place = 0
    while place < len(spans):
        last = place
        while last + 1 < len(spans) and _is_listed(page.text, spans[last][1], spans[last + 1][0]):
            last += 1
        group = Listed(spans[place][0], spans[last][1], tuple(int(page.text[s:e]) for s, e in spans[place : last + 1]))
        for (start, end), code in zip(spans[place : last + 1], group.numbers, strict=True):
            if page.is_taken(start, end):
                beside.pop(start, None)
                continue
            alone = Listed(start, end, (code,)) if start in beside else group
            candidate = CodeCandidate(page, start, end, code, alone, named=beside.pop(start, None))
            if page.words.is_number(code) or candidate.named or candidate.is_close or _may_be_unknown(candidate):
                yield candidate
        place = last + 1
    for start, named in beside.items():  # two digits, or right behind a letter or a mark
        digits = re.compile(r"\d+").match(page.text, start)
        if digits:
            code = int(digits[0])
            yield CodeCandidate(page, start, digits.end(), code, Listed(start, digits.end(), (code,)), named=named)
    if page.page.outer is None:
        yield from _respelt(page)


def _respelt(page: ProsePage) -> Iterator[CodeCandidate]:
    for match in RESPELT.finditer(page.text):
        code = int(match[0].translate(PLAIN))
        if page.words.numbered(code):
            yield CodeCandidate(page, *match.span(), code, Listed(*match.span(), (code,)), is_respelt=True)


def _is_listed(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return len(between) < 16 and between.strip() not in ("", "-") and SEPARATOR.fullmatch(between) is not None


def _may_be_unknown(candidate: CodeCandidate) -> bool:
    if candidate.number < SMALLEST_UNKNOWN or candidate.number in close_codes() or not candidate.is_ours:
        return False
    return candidate.slot.left in ("error", "code", "field")


def _names_beside(page: ProsePage) -> dict[int, Named]:
    """Return the names that a number stands beside, by where the number starts."""
    beside: dict[int, Named] = {}
    for named in page.names:
        right = RIGHT_NUMBER.match(page.text, named.end)
        left = LEFT_NUMBER.search(page.text, max(0, named.start - 40), named.start)
        for match in (right, left):
            if match is not None and _can_belong(int(match[1]), named, page.words):
                beside.setdefault(match.start(1), named)
                break
    return beside


def _can_belong(code: int, named: Named, words: CodeNames) -> bool:
    """Whether the number may be the name's: its own, or with a telling name any number that can be a code."""
    if code == named.what.code or any(other.name == named.said for other in words.unlisted.get(code, ())):
        return True
    return named.style == "snake" and named.said not in GENERIC_NAMES and (200 < code < 400 or code > 9_999)


def names_of(page: ProsePage) -> Iterator[CodeCandidate]:
    """Yield the names and sentences of this exchange."""
    for named in page.names:
        code = named.what.code
        yield CodeCandidate(page, named.start, named.end, code, Listed(named.start, named.end, (code,)), named=named,
                        is_name=True, is_respelt=named.is_slip)  # fmt: skip


def sibling_keys(text: str, start: int) -> set[str]:
    """Return the keys of the ``key = value`` lines around ``start``, and the section that they stand in."""
    line_start = text.rfind("\n", max(0, start - AROUND), start) + 1
    keys: set[str] = set()
    for line in text[max(0, line_start - AROUND) : line_start].split("\n")[-2 : -2 - MOST_LINES : -1]:
        stripped = line.strip()
        if (section := SECTION.fullmatch(stripped)) is not None:
            keys.add(section[1].lower())
            break
        if not stripped and keys:
            break
        if stripped and stripped[0] not in "#;":
            if (field := FIELD.match(stripped)) is None:
                break
            keys.add(field[1].lower())
    for line in text[start : start + AROUND].split("\n")[1 : MOST_LINES + 1]:
        if (field := FIELD.match(line.strip())) is None:
            break
        keys.add(field[1].lower())
    return keys
