"""Splits text into words, in the same way for what a reader types and for what an entry says.

Words are folded (no accents, no full-width forms, lower case), names are split at ``_``, ``-`` and camelCase, and runs
of Chinese, Japanese or Korean, which have no spaces, stay one word until ``grams`` cuts them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

# Han, kana with its long mark, Hangul
CJK = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_PIECE = re.compile(
    rf"[{CJK}]+"
    rf"|(?:[^\W_{CJK}]|['’](?=[a-zA-Z]{{1,2}}\b))+",  # ``can't`` is one word, ``l'account`` two
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = re.compile("[\u0300-\u036f]+")
_IS_CJK = re.compile(rf"[{CJK}]")
_BEGINNING = 5  # letters
_UNMARKED = str.maketrans("ıłŁđĐøØ", "ilLdDoO")  # letters whose mark no normal form removes


class Token(NamedTuple):
    """One word: as it is spelt in the text, folded, and where it begins there."""

    surface: str
    word: str
    start: int


def fold(text: str) -> str:
    """Return ``text`` without accents and case, full-width forms narrowed: ``Gültig`` is ``ｇｕｌｔｉｇ``."""
    if text.isascii():
        return text.casefold()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_UNMARKED)
    return unicodedata.normalize("NFC", bare).casefold()


def tokens(text: str) -> list[Token]:
    """Return the words of ``text`` in order; apostrophes are dropped, so that ``can't`` is ``cant``."""
    words = []
    for piece in _PIECE.finditer(text):
        start, whole = piece.start(), piece.group()
        if whole.islower() and whole.isascii() and "'" not in whole:  # nearly every word: nothing to open or to fold
            words.append(Token(whole, whole, start))
            continue
        for part in _CAMEL.split(whole):
            word = fold(part).replace("'", "").replace("’", "")
            if word:
                words.append(Token(part, word, start))
            start += len(part)
    return words


def is_cjk(word: str) -> bool:
    """Whether the word is in a script without spaces."""
    return not word.isascii() and bool(_IS_CJK.match(word))


def cut_run(run: str, longest: int, is_known: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """Yield the parts of a run without spaces, each with its place: the known words, and what is between them.

    A known word has at most ``longest`` characters; of those that begin at one place the longest is taken.
    """
    place = unknown = 0
    while place < len(run):
        lengths = range(min(longest, len(run) - place), 0, -1)
        length = next((length for length in lengths if is_known(run[place : place + length])), 0)
        if not length:
            place += 1
            continue
        if unknown < place:
            yield unknown, run[unknown:place]
        yield place, run[place : place + length]
        place = unknown = place + length
    if unknown < len(run):
        yield unknown, run[unknown:]


def grams(run: str) -> list[str]:
    """Return the overlapping pairs of a run without spaces, or the run itself when it is one character."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


_SNOWBALL = {
    "en": "english", "es": "spanish", "pt": "portuguese", "de": "german", "fr": "french",
    "it": "italian", "ru": "russian", "tr": "turkish", "pl": "polish", "id": "indonesian",
}  # fmt: skip
_STEMMERS = {language: snowballstemmer.stemmer(name) for language, name in _SNOWBALL.items()}


@lru_cache(maxsize=65_536)
def stem(word: str, language: str = "en") -> str:
    """Return the stem of a word; the word itself where it is not all letters or the language has no stemmer."""
    return _STEMMERS[language].stemWord(word) if language in _STEMMERS and word.isalpha() else word


def marked_stems(word: str, language: str) -> tuple[str, ...]:
    """Return the stem of a word marked with its language, and the beginning of a long word, which no ending changes."""
    beginning = (f"^{word[:_BEGINNING]}",) if len(word) > _BEGINNING else ()
    return (f"{language}:{stem(word, language)}", *beginning)


@lru_cache(maxsize=16_384)
def foreign_stems(word: str) -> tuple[str, ...]:
    """Return the marked stems of a word in every language but English that has a stemmer."""
    stems = (marked for language in _STEMMERS if language != "en" for marked in marked_stems(word, language))
    return tuple(dict.fromkeys(stems))
