"""The words of the exchange as the decoder looks for them: names, sentences and numbers of the catalogue and beyond."""

from __future__ import annotations

import re
from functools import lru_cache

from ..catalogue.catalogue import Catalogue, spelling_key
from ..catalogue.entry import Entry
from ..exchange.other_names import message_texts
from .everyday_numbers import FILLERS

#: Words that the exchange sends for an entry in place of its name (facts file, section 6.4).
OTHER_NAMES = {"INTERNAL_SERVER_ERROR": "50001-ERR_INTERNAL"}
WORD = re.compile(r"[a-z]+")
CAPITALS = re.compile(r"\b[A-Z][A-Z0-9_]{3,}\b")
BLANK = ord(" ")
WORD_BYTES = bytes(byte if chr(byte).isalnum() and byte < 128 else BLANK for byte in range(256))


class CodeNames:
    """Look-up tables over one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.names: dict[str, Entry] = {}
        self._numbered: dict[int, tuple[Entry, ...]] = {}
        self.sentences: dict[str, Entry] = {}
        for entry in catalogue.entries:
            if entry.kind == "response":
                self._numbered[entry.code] = (*self._numbered.get(entry.code, ()), entry)
            if entry.name:
                self.names[spelling_key(entry.name)] = entry
                self.names.setdefault(spelling_key(entry.name.replace("EXCEED_", "EXCEEDS_")), entry)
            if entry.kind == "response" and entry.code and len(entry.description.split()) > 1:
                self.sentences.setdefault(spelling_key(entry.description), entry)
        for entry in catalogue.entries:
            for former in entry.former_names:
                self.names.setdefault(spelling_key(former), entry)
        self._called: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        self._said: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        self.unlisted: dict[int, tuple[Entry, ...]] = {}
        self.unlisted_names: dict[str, Entry] = {}
        for other in catalogue.unlisted.entries:
            if other.name:
                self.unlisted[other.code] = (*self.unlisted.get(other.code, ()), other)
                if spelling_key(other.name) not in self.names:
                    self.unlisted_names.setdefault(spelling_key(other.name), other)
        by_text = {spelling_key(text): self.numbered(code)[:1] for text, code in message_texts().items()}
        free = {key: entries[0] for key, entries in by_text.items() if entries}
        self.phrases: dict[str, Entry] = {**self.unlisted_names, **free, **self.sentences, **self.names}
        self.slip_keys = [key for key in self.phrases if len(key) > 7]
        self.aliases = {
            spelling_key(alias): entry
            for entry in catalogue.entries
            for phrases in (entry.note.aliases, *entry.note.phrases.values())
            for alias in phrases
            if not any(char.isdigit() for char in alias) and len(alias) > 3
        }
        self.free_texts = {spelling_key(text): code for text, code in message_texts().items()}
        #: The words of the names and sentences: a text that uses them speaks of things of this exchange.
        self.familiar = frozenset(
            word
            for entry in catalogue.entries
            for word in re.findall(r"[a-z]{3,}", f"{entry.name} {entry.description}".lower().replace("_", " "))
        )
        self.single_names: dict[str, str] = {}
        self._openings = self._first_words()

    def openings(self, text: str) -> list[int]:
        """Return in order where a name or sentence may begin: where the first two words of one stand.

        One search for each that can occur, at the speed of C, which is faster than any one expression for all.
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
            words = WORD.findall(phrase.lower().replace("_", " "))
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

    def formerly(self, code: int, name: str | None) -> Entry | None:
        """Return the entry that had this number and name together before the vendor changed one of them."""
        entry = self.named(name) if name else None
        return entry if entry and f"{code}-{name}" in entry.former else None

    def says(self, text: str) -> Entry | None:
        """Return the entry whose name or vendor's sentence ``text`` is."""
        key = spelling_key(text)
        return self.names.get(key) or self.sentences.get(key)

    def alias(self, text: str) -> Entry | None:
        """Return the entry that customers call so, in any of their languages."""
        return self.aliases.get(spelling_key(text))

    def unlisted_name(self, name: str) -> Entry | None:
        return self.unlisted_names.get(spelling_key(name))

    def numbered(self, code: int) -> tuple[Entry, ...]:
        return self._numbered.get(code, ())

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
        if not text:
            return False
        key = spelling_key(text)
        if self.free_texts.get(key) == code:
            return True
        keys, words = self._calls(code)
        return key in keys or not words.isdisjoint(_words(text[:400]))

    def agrees(self, code: int, text: str) -> bool:
        """Whether ``text`` says what this code is called: its name or the vendor's sentence, or a known variant.

        The name and the sentence may stand in a longer message. One word in common proves nothing: "session expired"
        is no nonce. False for a code of others.
        """
        key = spelling_key(text[:400])
        if not key:
            return False
        whole, parts = self._says(code)
        if key in whole or any(part in key for part in parts):
            return True
        return any(spelling_key(name) in whole for name in CAPITALS.findall(text[:400]))

    def _says(self, code: int) -> tuple[frozenset[str], frozenset[str]]:
        """Return the known messages of a code as keys, and those of several words, which a longer one may hold."""
        if code not in self._said:
            entries, others = self.numbered(code), self.unlisted.get(code, ())
            if not entries and not others:
                return frozenset(), frozenset()
            names = [text for e in entries for text in (e.name or "", e.description, *e.former_names)]
            names += [other.name or "" for other in others]
            variants = [key for key, entry in self.aliases.items() if entry in entries]
            variants += [key for key, number in self.free_texts.items() if number == code]
            parts = frozenset(spelling_key(text) for text in names if len(re.findall(r"[A-Za-z]+", text)) > 1)
            self._said[code] = parts | {spelling_key(text) for text in names} | set(variants), parts
        return self._said[code]

    def shared(self, code: int, text: str) -> int:
        """Return how many telling words ``text`` shares with what this code is called."""
        return len(self._calls(code)[1] & _words(text[:400]))

    def _calls(self, code: int) -> tuple[frozenset[str], frozenset[str]]:
        """Return what a code is called, and the telling words of that; both empty for a code of others."""
        if code not in self._called:
            entries, others = self.numbered(code), self.unlisted.get(code, ())
            if not entries and not others:
                return frozenset(), frozenset()  # not kept: a paste may hold any number of such
            called = [(e.name or "", " ".join((e.description[:60], *e.note.aliases))) for e in entries]
            called += [(former, former) for e in entries for former in e.former_names]
            called += [(o.name or "", o.note.headline) for o in others]
            keys = frozenset(spelling_key(name) for name, _ in called)
            self._called[code] = keys, frozenset(word for pair in called for word in _words(" ".join(pair)))
        return self._called[code]


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", text.lower().replace("_", " "))) - FILLERS


@lru_cache(maxsize=4)
def code_names(catalogue: Catalogue) -> CodeNames:
    """Return the tables of ``catalogue``, which is immutable: built once, not once a paste."""
    return CodeNames(catalogue)
