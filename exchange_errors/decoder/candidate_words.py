"""One number or name, and the words of its own name around it."""

from __future__ import annotations

import re

from ..catalogue.catalogue import spelling_key
from ..language.word_classes import read_words
from .cached import lazy
from .candidate_in_source import CandidateInSource
from .everyday_numbers import EVERYDAY_SENTENCES, GENERIC_NAMES, LONG

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


class CandidateWords(CandidateInSource):
    """One number or name, and which words beside it are those that it is called by."""

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
