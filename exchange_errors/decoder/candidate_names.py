"""What a number or name is called: by the words beside it, by the names that a program gives it, and in the search."""

from __future__ import annotations

import re

from ..catalogue.catalogue import spelling_key
from ..language.word_classes import read_words
from .asked_search import WordsFind
from .cached import lazy
from .candidate_place import CandidatePlace
from .code_fields import CONSTANT, key_parts, last_key
from .code_holders import holder_of, is_asked_for_code, is_key, is_of_codes, is_of_nobody_else, is_plural
from .everyday_numbers import EVERYDAY_SENTENCES, EVERYDAY_STATUSES, GENERIC_NAMES, LONG
from .settings import is_among_settings
from .source_comparison import fields_compared, is_code_field

CONSTANT_BEFORE = re.compile(rf"(?:^|\s){CONSTANT}\s$")
LINK = 200  # characters of it that are looked at
WORD_BEHIND = re.compile(r"[\"')\]]{0,2}\s([A-Za-z]{3,20})")
LAST_WORDS = re.compile(r"[A-Za-z_']{1,40}(?:[ -][A-Za-z_']{1,40}){0,3}$")
TEXT_BEHIND = re.compile(r"[\"')\]]{0,2}\s?(?:[:–—-]|\s{0,40}(?:#|//|/\*|--))\s{1,2}[\"']?([^\n.;|]{4,120})")
KEYED_BY = re.compile(r"(?:message|msg|reason|error|name|desc\w*)[\"']?\s{0,2}[:=]\s{0,2}[\"'\\]{0,4}$", re.IGNORECASE)
COUNTED = re.compile(
    r"[\"'`]?\s{0,2}(?:\(?[x×]\s?\d{1,6}\b|\(\d{1,6}\s?[x×]\)|\(\d{1,2}\)"
    r"|[,:]?\s?\(?\b(?:once|twice|(?:\d{1,6}|[a-z]{3,8}) times)\b)",
    re.IGNORECASE,
)
INDEXED = re.compile(r"\w\[$")  # ``bot[30024]:`` is a process
TELLING = 60  # characters behind a number that may explain it


class CandidateNames(CandidatePlace):
    """One number or name, and what it is called by what stands around it."""

    @property
    def found(self) -> WordsFind | None:
        """What the words around it find in the search, None in a first look, which does not ask.

        A name beside it would find itself, any word for a connection's end finds a close code, and another program's
        error may say the same.
        """
        is_of_use = self.named is None and not (self.is_close or self.is_named_row or self.slot.owner)
        return self._found if self.page.asks_search and is_of_use else None

    @lazy
    def _found(self) -> WordsFind | None:
        return self.page.search.around(self.page.text, self.start, self.end, self.number)

    @property
    def is_compared_with_code(self) -> bool:
        """Whether source code compares it with a field that is called a code; a map's own names prove nothing."""
        return self._is_compared and not (self.is_named_row or self.may_be_status)

    @lazy
    def _is_compared(self) -> bool:
        fields = fields_compared(self.page.text, self.group.start, self.before, self.after)
        is_spoken_of = self.is_close and self.message.has("closing", "connection")
        return any(
            is_code_field(field, is_close=self.is_close)
            or (is_spoken_of and (not field or is_code_field(field, is_close=False)))
            for field in fields
        )

    @property
    def is_held_as_code(self) -> bool:
        """Whether a list or map holds it whose name speaks of codes."""
        return self._is_held and not (self.is_named_row or self.may_be_status)

    @lazy
    def _is_held(self) -> bool:
        holder = holder_of(self.page.text, self.group.start, self.before, self.after)
        if not holder or not (is_of_codes(holder) or is_asked_for_code(self.page.text, holder)):
            return False
        if not (self.is_of_trading or (is_of_codes(holder) and is_of_nobody_else(holder))):
            return False
        is_item = is_key(self.after) or holder != last_key(self.before)
        is_one = self.listed == 1 and self.number >= LONG and is_plural(holder)
        return is_item or self.is_all_codes or is_one

    @property
    def is_of_trading(self) -> bool:
        """Whether what stands around it in source code speaks of trading, or it is too long for another's code."""
        is_spoken_of = self.message.has("trade", "asset")
        return is_spoken_of or self.is_ours or max(self.group.numbers) >= LONG

    @property
    def is_placed_as_code(self) -> bool:
        """Whether what stands before it is how a program writes down a code."""
        return self.is_compared_with_code or self.is_held_as_code

    @property
    def may_be_status(self) -> bool:
        """Whether source code may as well mean an HTTP status by it, and nothing says that this exchange does."""
        return not (self.is_ours or self.is_found) and all(number in EVERYDAY_STATUSES for number in self.group.numbers)

    @property
    def is_found(self) -> bool:
        """Whether the words around it find it first or well in the search."""
        return self.found is not None and (self.found.is_first or self.found.is_good)

    @property
    def is_beside_named(self) -> bool:
        """Whether it is a constant beside one that is called as its number is, or that this exchange's search finds."""
        key = CONSTANT_BEFORE.search(self.before)
        if not self.page.names_constants:
            return key is not None and self.is_ours and self.is_found
        return self.number >= LONG or self.is_among_named

    @property
    def is_among_named(self) -> bool:
        """Whether a word of its constant is one that it is called by, and constants beside it are called so too."""
        key = CONSTANT_BEFORE.search(self.before) if self.page.names_constants else None
        return key is not None and self.words.shared(self.number, " ".join(part.text for part in key_parts(key[1]))) > 0

    @lazy
    def is_named_row(self) -> bool:
        """Whether source code says beside it what it is called, as a table of codes does."""
        if self.is_name or not self.line.is_source:
            return False
        said = spelling_key(self.line.text)
        names = {entry.name for entry in self.words.all_numbered(self.number) if entry.name}
        if self.number in EVERYDAY_STATUSES:
            names -= GENERIC_NAMES
        return any(spelling_key(name) in said for name in names)

    @property
    def is_among_settings(self) -> bool:
        return self._is_among_settings and not (self.is_beside_named or self.is_held_as_code)

    @lazy
    def _is_among_settings(self) -> bool:
        is_field = self.line.is_field and self.slot.left not in ("getting", "function") and not self.page.is_chat
        return is_field and is_among_settings(self.page.text, self.start)

    @lazy
    def is_in_link(self) -> bool:
        if self.style == "kebab":
            return self.page.text[self.start - 1 : self.start] == "/"
        if self.page.text[self.start - 1 : self.start] != "=":
            return False
        token = self.page.text[max(0, self.start - LINK) : self.start].split()[-1:]
        return any("?" in part for part in token)

    @lazy
    def has_own_word_behind(self) -> bool:
        """Whether the next word is one of what the number is called: ``411 derivatives``."""
        word = WORD_BEHIND.match(self.after)
        is_no_count = self.number >= LONG or self.is_all_codes
        is_thing = self.slot.right == "strange" or (self.slot.right in ("trade", "unit") and is_no_count)
        return is_thing and word is not None and self.words.shared(self.number, word[1]) > 0

    @lazy
    def has_own_word_before(self) -> bool:
        """Whether it follows a word that it is called by, a short one two: ``too many channels 40107``."""
        words = LAST_WORDS.search(self.before.rstrip())
        if words is None or not self.words.shared(self.number, words[0].rpartition(" ")[2]):
            return False
        return self.number >= LONG or self.words.shared(self.number, words[0]) > 1

    @lazy
    def has_telling_words(self) -> bool:
        """Whether words of its own name stand before its brackets or behind it."""
        enough = 1 if self.number >= LONG and self.slot.left != "strange" else 2  # a port has words behind it as well
        if self.named or self.is_named_row or (self.slot.left in ("strange", "trade") and INDEXED.search(self.before)):
            return False
        if self.is_among_named:
            return True
        behind = TEXT_BEHIND.match(self.after[:TELLING])
        if behind is not None and self.words.shared(self.number, behind[1]) >= enough:
            return True
        is_bracketed = self.page.text[self.start - 1 : self.start] + self.page.text[self.end : self.end + 1] == "()"
        is_apart = is_bracketed or self.slot.left in ("label", "announced")
        words = LAST_WORDS.search(self.before.rstrip(" (:")[-TELLING:]) if is_apart else None
        return words is not None and self.words.shared_in_short(self.number, words[0]) >= enough

    @property
    def is_everyday(self) -> bool:
        name = (self.named.what.name or "") if self.named else ""
        if self.style == "snake" or "_" in self.written:
            return name in GENERIC_NAMES or not (self.is_respelt or self.words.is_name(self.written))
        return spelling_key(self.written) in EVERYDAY_SENTENCES

    @lazy
    def is_keyed(self) -> bool:
        return KEYED_BY.search(self.page.text, max(0, self.start - 20), self.start) is not None

    @lazy
    def is_named(self) -> bool:
        """Whether a word beside it calls it an error, a code or what something failed with."""
        return self.slot.left in ("error", "code", "field", "failing") or self.slot.right == "error"

    @property
    def has_foreign_text(self) -> bool:
        """Whether the text behind the number speaks of other things than this code or trading."""
        return self._has_foreign_text and not (self.is_found or self.is_held_as_code)

    @lazy
    def _has_foreign_text(self) -> bool:
        behind = TEXT_BEHIND.match(self.after)
        if behind is None or self.named is not None or self.words.agrees(self.number, behind[1]):
            return False
        if not self.is_named and ":" not in self.after[: behind.start(1)]:
            return False  # a dash goes on with the sentence
        words = read_words(behind[1])
        is_strange = len(words) > 1 and not all(word.classes for word in words)
        return is_strange and not any(word.is_a("trade") for word in words)
