"""Closed classes of words in the languages that customers write, read from content/languages: one file each.

A closed class can be listed completely (articles, prepositions, verbs of receiving, words for an error); nouns for
things cannot. A word in no class is taken for a thing, and a number after it most likely belongs to that thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from ..content import read_tables
from .words import CJK, cut_run, fold, is_cjk

WordClass = Literal[
    "error", "code", "status", "failing", "getting", "question", "function", "closing", "trade", "also",
    "measure", "with", "but", "article", "unit", "circumstance", "of", "between",
    "owned", "asset", "number", "copula", "again", "ending", "connection", "postposition", "finishing",
    "agent", "becoming",
]  # fmt: skip
PIECE = re.compile(rf"[{CJK}]+|(?:[^\W\d_{CJK}]|['’](?=[^\W\d_]))+")
HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LONGEST = 8  # characters of a word in a script without spaces
SHORTENED = re.compile(
    r"^(?:[cdjlmnst]|(?:lors|jus|puis)?qu|(?:d|n|d?a|su|que)ll|quest|un)'|'(?:s|re|m|ve|ll|d|t)$|(?<=n)'t$"
)
SHORTEST_STEM = 4
TONAL = ("vi",)  # languages in which a word without its accents is another word: ``thế`` is not ``the``
#: Letters that only Vietnamese has: a word with one of them is not in another language.
TONED = re.compile(r"[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
NONE: frozenset[str] = frozenset()


class ClassedWord(NamedTuple):
    """One word and its place in its text; ``classes`` is empty for a word of an open class."""

    text: str
    start: int
    end: int
    classes: frozenset[str]

    def is_a(self, *classes: WordClass) -> bool:
        return not self.classes.isdisjoint(classes)


@cache
def _hyphened() -> re.Pattern[str]:
    """Return the pattern of a word, which includes the listed words with a hyphen: ``из-за``."""
    listed = sorted((word for word in word_classes() if HYPHEN.search(word)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?![\w-])|{PIECE.pattern}", re.IGNORECASE)


@cache
def word_classes() -> Mapping[str, frozenset[str]]:
    """Return the classes of each listed word of any language, as it is written and without its accents.

    The words of the classes that a language lists as ``compounds`` are also ``owned``, by a noun right before them.
    """
    merged: dict[str, set[str]] = {}
    for tag, classes in read_tables("languages").items():
        owned = classes.pop("compounds", "").split()
        for name, words in classes.items():
            for word in words.split():
                for spelling in spellings(word, tag):
                    merged.setdefault(spelling, set()).update((name, "owned") if name in owned else (name,))
    return {word: frozenset(names) for word, names in merged.items()}


def spellings(word: str, tag: str) -> set[str]:
    """Return how people type a word: with its accents and, unless that is another word, without them."""
    return {word.casefold()} if tag in TONAL else {word.casefold(), fold(word)}


def read_words(text: str) -> list[ClassedWord]:
    """Return the words of a text in order; camelCase is opened, and writing without blanks is cut at listed words."""
    words: list[ClassedWord] = []
    for piece in (_hyphened() if HYPHEN.search(text) else PIECE).finditer(text):
        word, start = piece[0], piece.start()
        if is_cjk(word):
            words += [ClassedWord(part, start + at, start + at + len(part), classes_of(part))
                      for at, part in _cut(word)]  # fmt: skip
            continue
        for part in CAMEL.split(word) if not word.islower() else (word,):
            words.append(ClassedWord(part, start, start + len(part), classes_of(part)))
            start += len(part)
    return words


@lru_cache(maxsize=16_384)
def classes_of(word: str) -> frozenset[str]:
    table, plain = word_classes(), word.casefold().replace("’", "'")
    bare = SHORTENED.sub("", plain)
    stems = (f"{bare[:length]}*" for length in range(len(bare), SHORTEST_STEM - 1, -1))
    endings = (f"*{bare[start:]}" for start in range(1, len(bare) - SHORTEST_STEM + 1))
    folded = plain if TONED.search(plain) else fold(plain)
    return next((table[form] for form in (plain, folded, bare, *stems, *endings) if form in table), NONE)


@lru_cache(maxsize=4_096)
def _cut(run: str) -> tuple[tuple[int, str], ...]:
    return tuple(cut_run(run, LONGEST, lambda part: bool(classes_of(part))))


@cache
def words_in(name: WordClass) -> tuple[str, ...]:
    """Return the words of one class, the longest first, as a pattern needs them."""
    words = [word for word, names in word_classes().items() if name in names and "*" not in word]
    return tuple(sorted(words, key=len, reverse=True))
