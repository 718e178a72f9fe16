"""The words of the exchange as the decoder looks for them: names, sentences and numbers of the catalogue and beyond."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from ..catalogue.catalogue import Catalogue, spelling_key
from ..catalogue.entry import Entry
from ..exchange.other_names import message_texts
from .everyday_numbers import EVERYDAY_SENTENCES, FILLERS

#: Words that the exchange sends for an entry in place of its name (facts file, section 6.4).
OTHER_NAMES = {"INTERNAL_SERVER_ERROR": "50001-ERR_INTERNAL"}
WORD = re.compile(r"[a-z]+")
LONG_WORD = re.compile(r"[a-z]{3,}")
LETTERS = re.compile(r"[A-Za-z]+")
DIGIT = re.compile(r"\d")
CAPITALS = re.compile(r"\b[A-Z][A-Z0-9_]{3,}\b")
LAST_SHORT = 9_999
BLANK = ord(" ")
WORD_BYTES = bytes(byte if chr(byte).isalnum() and byte < 128 else BLANK for byte in range(256))


class Called(NamedTuple):
    """What a code is called: the keys of its names, their telling words, all known messages, and those of many words.

    All are empty for a code of others.
    """

    names: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    messages: frozenset[str] = frozenset()
    long_messages: frozenset[str] = frozenset()


NOTHING_CALLED = Called()


class CodeNames:
    """Look-up tables over one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        entries, named_others = catalogue.entries, [other for other in catalogue.unlisted.entries if other.name]
        self._numbered = _by_number(entry for entry in entries if entry.kind == "response")
        self.unlisted = _by_number(named_others)
        self.names = _names(entries)
        self.unlisted_names = {
            key: other for key, other in _names(reversed(named_others)).items() if key not in self.names
        }
        self.sentences = {spelling_key(entry.description): entry for entry in reversed(entries) if _has_sentence(entry)}
        self.free_texts = {spelling_key(text): code for text, code in message_texts().items()}
        free = {key: entry for key, code in self.free_texts.items() for entry in self.numbered(code)[:1]}
        self.phrases: dict[str, Entry] = {**self.unlisted_names, **free, **self.sentences, **self.names}
        self.slip_keys = list(self.phrases)
        self.aliases = _aliases(entries)
        #: The words of the names and sentences: a text that uses them speaks of things of this exchange.
        spoken = " ".join(f"{entry.name} {entry.description}" for entry in entries)
        self.familiar = frozenset(LONG_WORD.findall(_spaced(spoken)))
        self.single_names: dict[str, str] = {}
        self._called: dict[int, Called] = {}
        self._openings = self._first_words()

    def openings(self, text: str) -> list[int]:
        """Return in order where a name or sentence may begin: where the first two words of one stand.

        One search for each that can occur is faster than one expression for all.
        """
        flat = text.encode("ascii", "replace").lower().translate(WORD_BYTES)  # one byte a character: positions agree
        present = set(flat.split())
        starts = []
        for first in present.intersection(self._openings):
            for second, opening in self._openings[first]:
                if second not in present:
                    continue
                start = flat.find(opening)
                while start >= 0:
                    if not start or (flat[start - 1] == BLANK and text[start - 1] not in "_.$@#-"):
                        starts.append(start)
                    start = flat.find(opening, start + len(opening))
        return sorted(starts)

    def _first_words(self) -> dict[bytes, list[tuple[bytes, bytes]]]:
        """The second word of every name and sentence, with both as they stand in flattened text, by the first word.

        Where there is no second word, the first one stands for it.
        """
        phrases = [entry.name or "" for entry in self.names.values()]
        phrases += [entry.description for entry in self.sentences.values()]
        phrases += [other.name or "" for other in self.unlisted_names.values()] + list(message_texts())
        firsts: set[tuple[bytes, ...]] = set()
        for phrase in phrases:
            words = WORD.findall(_spaced(phrase))
            if len(words) == 1 and phrase.isupper():
                self.single_names[phrase] = words[0]
            firsts.add(tuple(word.encode() for word in words[:2]))
        openings: dict[bytes, list[tuple[bytes, bytes]]] = {}
        for opening in sorted(firsts):
            if opening:
                openings.setdefault(opening[0], []).append((opening[-1], b" ".join(opening)))
        return openings

    def named(self, name: str) -> Entry | None:
        """Return the entry with this name, in any spelling, or that the exchange means by it."""
        entry = self.names.get(spelling_key(name))
        if entry is None and name in OTHER_NAMES:
            return self.catalogue.get(OTHER_NAMES[name])
        return entry

    def says(self, text: str) -> Entry | None:
        """Return the entry whose name or vendor's sentence ``text`` is."""
        key = spelling_key(text)
        return self.names.get(key) or self.sentences.get(key)

    def alias(self, text: str) -> Entry | None:
        """Return the entry that customers call so, in any of their languages."""
        return self.aliases.get(spelling_key(text))

    def formerly(self, code: int, name: str | None) -> Entry | None:
        """Return the entry that had this number and name together before the vendor changed one of them."""
        entry = self.named(name) if name else None
        return entry if entry and f"{code}-{name}" in entry.former else None

    def unlisted_name(self, name: str) -> Entry | None:
        return self.unlisted_names.get(spelling_key(name))

    def numbered(self, code: int) -> tuple[Entry, ...]:
        return self._numbered.get(code, ())

    def all_numbered(self, code: int) -> tuple[Entry, ...]:
        """Return the entries with this number, those that are only in lists of other versions behind the others."""
        return (*self.numbered(code), *self.unlisted.get(code, ()))

    def is_number(self, code: int) -> bool:
        """Whether the number belongs to this exchange, listed or not."""
        return bool(self.numbered(code)) or code in self.unlisted

    def is_close(self, code: int) -> bool:
        """Whether a close code, listed or not, is described."""
        catalogue = self.catalogue
        return bool(catalogue.numbered(code, "websocket") or catalogue.unlisted.numbered(code, "websocket"))

    def is_name(self, name: str) -> bool:
        key = spelling_key(name)
        return key in self.names or key in self.unlisted_names or name in OTHER_NAMES

    def belongs(self, code: int, text: str) -> bool:
        """Whether ``text`` is, or shares a telling word with, what this code is called."""
        called = self._calls(code)
        return spelling_key(text) in called.names or not called.telling.isdisjoint(_words(text[:400]))

    def agrees(self, code: int, text: str) -> bool:
        """Whether ``text`` says what this code is called: its name or the vendor's sentence, or a known variant.

        The name and the sentence may stand in a longer message, unless other programs say them too. One word in
        common proves nothing: "session expired" is no nonce. False for a code of others.
        """
        key = spelling_key(text[:400])
        called = self._calls(code)
        if key in called.messages or any(part in key for part in called.long_messages):
            return True
        return any(spelling_key(name) in called.messages for name in CAPITALS.findall(text[:400]))

    def states(self, code: int, text: str) -> bool:
        """Whether ``text`` is the name of this code, or holds its name or sentence, which no other program says."""
        called, key = self._calls(code), spelling_key(text[:400])
        return key in called.names or any(part in key for part in called.long_messages)

    def shared(self, code: int, text: str) -> int:
        """Return how many telling words ``text`` shares with what this code is called."""
        return len(self._calls(code).telling & _words(text[:400]))

    def shared_in_short(self, code: int, text: str) -> int:
        """Return how many words of ``text`` are telling words of the code or the beginning of one: ``dup clordid``."""
        telling = self._calls(code).telling
        return sum(
            any(full == word or (full.startswith(word) and len(full) > len(word) + 1) for full in telling)
            for word in _words(text[:400])
        )

    def is_called(self, code: int, constant: str) -> bool:
        """Whether a constant in capitals is called as the code is: of five digits by a word, else by three or more."""
        words, shared = _words(constant), self.shared(code, constant)
        return shared > 0 and (code > LAST_SHORT or shared == len(words) > 2)

    def _calls(self, code: int) -> Called:
        if code not in self._called:
            if not self.is_number(code):
                return NOTHING_CALLED  # not kept: a paste may hold any number of such
            self._called[code] = self._collect(code)
        return self._called[code]

    def _collect(self, code: int) -> Called:
        entries, others = self.numbered(code), self.unlisted.get(code, ())
        former = [name for entry in entries for name in entry.former_names]
        names = [entry.name for entry in (*entries, *others) if entry.name] + former
        sentences = [entry.description for entry in entries]
        explained = [" ".join((entry.description[:60], *entry.note.aliases)) for entry in entries]
        explained += [other.note.headline for other in others]
        variants = {key for key, entry in self.aliases.items() if entry.code == code and entry in entries}
        variants |= {key for key, number in self.free_texts.items() if number == code}
        texts = [*names, *sentences]
        return Called(
            names=frozenset(map(spelling_key, names)),
            telling=frozenset(_words(" ".join([*names, *explained]))),
            messages=frozenset(map(spelling_key, texts)) | variants,
            long_messages=frozenset(spelling_key(text) for text in texts if len(LETTERS.findall(text)) > 1)
            - EVERYDAY_SENTENCES,
        )


def _by_number(entries: Iterable[Entry]) -> dict[int, tuple[Entry, ...]]:
    numbered: dict[int, tuple[Entry, ...]] = {}
    for entry in entries:
        numbered[entry.code] = (*numbered.get(entry.code, ()), entry)
    return numbered


def _names(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the entries by the keys of their names, by those in the right spelling, and by their former names."""
    listed = list(entries)
    named = [(entry.name, entry) for entry in listed if entry.name]
    former = {spelling_key(name): entry for entry in reversed(listed) for name in entry.former_names}
    corrected = {spelling_key(name.replace("EXCEED_", "EXCEEDS_")): entry for name, entry in named}
    return former | corrected | {spelling_key(name): entry for name, entry in named}


LONGEST_EVERYDAY = 3  # words of a close code's sentence that any program may say


def _has_sentence(entry: Entry) -> bool:
    words = len(LETTERS.findall(entry.description))
    return entry.code != 0 and words > (1 if entry.kind == "response" else LONGEST_EVERYDAY)


def _aliases(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the entries by the keys of what customers call them, in any of their languages."""
    phrases = [(alias, entry) for entry in entries for alias in chain(entry.note.aliases, *entry.note.phrases.values())]
    return {spelling_key(alias): entry for alias, entry in phrases if len(alias) > 3 and DIGIT.search(alias) is None}


def _spaced(text: str) -> str:
    return text.lower().replace("_", " ")


def _words(text: str) -> set[str]:
    return set(LONG_WORD.findall(_spaced(text))) - FILLERS


@lru_cache(maxsize=4)
def code_names(catalogue: Catalogue) -> CodeNames:
    """Return the tables of ``catalogue``, which is immutable: built once, not once a paste."""
    return CodeNames(catalogue)
