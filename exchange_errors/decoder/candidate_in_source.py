"""One number or name as source code and settings write it: compared, declared, or in a list of codes."""

from __future__ import annotations

import re

from ..catalogue.catalogue import spelling_key
from .asked_search import WordsFind
from .cached import lazy
from .candidate_place import CandidatePlace
from .code_fields import CONSTANT, key_parts, last_key
from .code_holders import (
    holder_of,
    is_asked_for_code,
    is_key,
    is_of_codes,
    is_of_nobody_else,
    is_plural,
)
from .everyday_numbers import EVERYDAY_STATUSES, GENERIC_NAMES, LONG
from .settings import is_among_settings
from .source_comparison import fields_compared, is_code_field

CONSTANT_BEFORE = re.compile(rf"(?:^|\s){CONSTANT}\s$")
LINK = 200  # characters of it that are looked at


class CandidateInSource(CandidatePlace):
    """One number or name, and what a program does with it."""

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
        return key is not None and self._shared(key[1]) > 0

    def _shared(self, key: str) -> int:
        """Return how many words a constant's name shares with what the number is called."""
        return self.words.shared(self.number, " ".join(part.text for part in key_parts(key)))

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
