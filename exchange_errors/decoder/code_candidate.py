"""One number or name that may be an error code, with what can be asked about its surroundings."""

from __future__ import annotations

import re
from typing import Literal

from ..language.word_classes import read_words
from .cached import lazy
from .candidate_names import COUNTED, TELLING, CandidateNames
from .candidate_place import LONGEST_TALK, Listed
from .context import STATUS
from .everyday_numbers import EVERYDAY_STATUSES, LONG
from .last_word import is_filler

HTTP = re.compile(
    r"\bHTTP\b|https?://|\bnginx\b|\bstatus\b(?!\W{1,3}(?-i:[A-Z]{3}))|\bresponse[ -]code\b", re.IGNORECASE
)
PLURAL = re.compile(r"(?:errors|failures|rejects|rejections|exceptions)\W{1,4}$", re.IGNORECASE)
PLURAL_BEHIND = re.compile(r"\s[a-zà-ÿ]{2,20}s(?!\w)")
COUNTED_THINGS = re.compile(r"(?<![\w.])\d{1,6} [^\W\d_]{4,}")  # ``306 errors, 213 warnings``
BARE = ("start", "function", "trade_before")
FREE_BEFORE = (
    "start", "error", "code", "field", "failing", "getting", "question", "function", "with", "arrow",
    "trade_before", "announced",
)  # fmt: skip
OWNED_BEFORE = ("strange", "trade", "other_code", "other_field", "status", "number", "measure", "money")
OWNED_BEHIND = ("strange", "trade", "unit", "number")
FREE_BEHIND = ("end", "error", "question", "getting", "function")
CLAUSE_END = re.compile(r"[,;:.!?|–—。，；：！？]")
SourceKind = Literal["", "plain", "vouched", "named"]


class CodeCandidate(CandidateNames):
    """One number or name that may be an error code, and what its surroundings make of it."""

    @lazy
    def is_free(self) -> bool:
        """Whether no word beside it makes it a number of something else."""
        if self.line.is_foreign or self.line.is_source:
            return False
        if self.slot.left in BARE and self.is_owned_elsewhere:
            return False
        if self.slot.left == "trade" or self.slot.owner or self.is_count:
            return self.is_told
        return self.slot.left in FREE_BEFORE and self.slot.right in FREE_BEHIND

    @property
    def is_amount(self) -> bool:
        """Whether a unit or a currency stands beside it, or it is part of a longer number."""
        is_of_unit = self.slot.right == "unit" and not self.has_own_word_behind
        return is_of_unit or self.slot.left == "money"

    @property
    def is_foreign_to_search(self) -> bool:
        """Whether the words around it find no code of the text in the search, and none calls it an error."""
        is_asked = self.found is not None and not self.found.codes & {self.number, *self.page.known_numbers}
        return is_asked and self.message.strange > 0 and not self.is_named

    @property
    def counts_something(self) -> bool:
        """Whether it is an amount, or a number of orders or the like."""
        is_of_trade = self.slot.right == "trade" and self.number < LONG and not self.has_own_word_behind
        return self.is_amount or is_of_trade

    @property
    def source_kind(self) -> SourceKind:
        """What source code does with it, "" outside source code; "plain" where nothing says whose number it is."""
        if not self.line.is_source:
            return ""
        if self.is_named_row:
            return "named"
        is_vouched = self.is_ours or self.is_found or self.has_telling_words or self.is_beside_named
        is_of_ours = self.is_ours or self.is_among_named or self.number not in EVERYDAY_STATUSES
        is_declared = is_vouched and is_of_ours and not self.is_name
        return "vouched" if is_declared or self.is_compared_with_code else "plain"

    @property
    def is_long_for_a_count(self) -> bool:
        """Whether a word for one thing stands behind it, which it is too long to count."""
        return self.number >= LONG and self.slot.right == "strange" and not PLURAL_BEHIND.match(self.after)

    @lazy
    def is_closing_behind(self) -> bool:
        """Whether the next word of its clause that says something is one for the end of a connection."""
        words = read_words(CLAUSE_END.split(self.after[:TELLING], maxsplit=1)[0])
        place = next((at for at, word in enumerate(words) if not word.is_a("function")), len(words))
        is_closed_itself = any(word.is_a("copula") for word in words[:place])  # "account 1006 was closed"
        is_closed_itself = is_closed_itself or (place == 0 and self.slot.left == "strange")  # "PID 1006 died"
        return place < len(words) and words[place].is_a("closing") and not is_closed_itself

    @lazy
    def has_close_sibling(self) -> bool:
        """Whether another close code that no word owns is near, as in "1006 mostly, now and then 1000"."""
        return any(not self._other(*span).is_owned for span in self.close_codes_near)

    @lazy
    def has_free_sibling(self) -> bool:
        """Whether another number of this exchange stands in a short text, and no word beside that owns it.

        In source code it has to be compared with a code as well.
        """
        if len(self.page.text) > LONGEST_TALK or len(self.page.known_numbers) < 2:
            return False
        spans = ((start, end, int(self.page.text[start:end])) for start, end in self.page.numbers)
        others = (self._other(*span) for span in spans if span[2] != self.number and span[2] in self.page.known_numbers)
        return any(other.is_compared_with_code if self.is_compared_with_code else other.is_free for other in others)

    @lazy
    def is_owned_elsewhere(self) -> bool:
        """Whether a short text has the number, or one of its list, as a thing's too, or amounts that look like it."""
        if len(self.page.text) > LONGEST_TALK or len(self.page.numbers) < 2:
            return False
        size, text = self.end - self.start, self.page.text
        apart = (span for span in self.page.numbers if not self.group.start <= span[0] < self.group.end)
        others = (self._other(*span, int(text[slice(*span)])) for span in apart if span[1] - span[0] == size)
        return any(self._is_owned_with(other) for other in others)

    def _is_owned_with(self, other: CodeCandidate) -> bool:
        """Whether ``other``, of as many digits, is owned, and this one is the same, listed with it or likely alike."""
        if other.number in self.group.numbers:
            return (other.is_owned or other.slot.left == "strange_before") and "number" not in other.slot[:2]
        counting = ("unit", "trade") if other.number in self.page.known_numbers else ("unit",)
        return other.is_owned and other.slot.right in counting

    def _other(self, start: int, end: int, number: int) -> CodeCandidate:
        """Return another number of the text by itself; many numbers ask for it, so it is kept."""
        if start not in self.page.alone:
            self.page.alone[start] = CodeCandidate(self.page, start, end, number, Listed(start, end, (number,)))
        return self.page.alone[start]

    @property
    def is_counted(self) -> bool:
        """Whether a word beside it makes it an amount, a count, or the number of a thing."""
        is_ended_with = self.slot.left == "strange" and self.is_closing_behind  # "number 1013 at termination"
        is_of_left = self.slot.left in ("trade", "money", "number", "strange") and not is_ended_with
        is_of_right = self.slot.right in OWNED_BEHIND and not self.has_own_word_behind and not self.is_closing_behind
        return is_of_left or is_of_right

    @property
    def is_told(self) -> bool:
        """Whether a trader's word before it is who says it or has it, by what stands behind."""
        return self.slot.left == "trade" and self.slot.right in ("getting", "question", "error")

    @lazy
    def is_owned(self) -> bool:
        """Whether a word beside it makes it a number of something else."""
        if self.slot.left in OWNED_BEFORE and not self.is_placed_as_code:
            return True
        return self.slot.right in OWNED_BEHIND and not (self.is_long_for_a_count or self.has_own_word_behind)

    @lazy
    def is_one_of_long_codes(self) -> bool:
        """Whether a word stands before it, and all numbers of five digits are codes: ``fok 43003 ioc 43004``."""
        numbers = self.page.long_numbers
        words = [word for word in read_words(self.before)[-1:] if self.before[word.end :] == " "]
        if not words or words[0].is_a("asset") or is_filler(words[0]):
            return False
        return self.number in numbers and len(numbers) > 1 and numbers <= self.page.known_numbers

    @property
    def belongs_to_thing(self) -> bool:
        """Whether the word right before it names a thing, and nothing says that this is no owner."""
        if self.slot.right == "error" or self.has_own_word_before or self.is_placed_as_code:
            return False
        if self.found is not None and self.found.is_first and self.found.is_good:  # then they tell what it means
            return False
        is_of_end = self.slot.left == "closing" and not self.before.endswith(("[", "("))
        is_short_end = is_of_end and not self.is_close and self.number < LONG
        return self.slot.left == "strange" or is_short_end

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
            is_status = self.number in EVERYDAY_STATUSES and self.after.startswith(" errors")
            return is_status or len(COUNTED_THINGS.findall(self.line.text)) > 1
        return self.slot.left == "field" and PLURAL.search(self.before) is not None

    @property
    def is_before_answer(self) -> bool:
        """Whether it may be a status, and an answer's body follows it: ``-> 401 {"code": 40101}``."""
        return self.number in EVERYDAY_STATUSES and not self.is_named and self.after.lstrip(" :").startswith("\x00")

    @lazy
    def is_compared(self) -> bool:
        """Whether it is asked what tells it from another code."""
        return self.slot.left == "between" and self.is_all_codes and self.message.has("question")

    @lazy
    def is_near_http(self) -> bool:
        """Whether its sentence speaks of HTTP, and the number may be a status: none other is called one there."""
        sentence = self.page.sentence(self.start)
        status = STATUS.search(sentence)
        is_another = status is not None and int(status[1]) != self.number
        return self.number < 600 and not is_another and HTTP.search(sentence) is not None
