"""Text to words, the same way on both sides: as a reader typed them and as an entry holds them.

Words are folded (accents off, full-width forms narrowed, lower case), names are opened at ``_``, ``-`` and camelCase,
and runs of Chinese, Japanese or Korean writing, which know no spaces, stay one word until ``grams`` cuts them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

# Han, kana with its long mark, Hangul
_CJK = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_PIECE = re.compile(
    rf"[{_CJK}]+"
    rf"|(?:[^\W_{_CJK}]|['’](?=[a-zA-Z]))+",
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = re.compile("[\u0300-\u036f]+")
_IS_CJK = re.compile(rf"[{_CJK}]")
_KANA = re.compile("[\u3040-\u309f]")


class Token(NamedTuple):
    """One word: as it stands in the text, folded, and where it begins there."""

    surface: str
    word: str
    start: int


def fold(text: str) -> str:
    """Return ``text`` without accents and case, full-width forms narrowed: ``Gültig`` is ``ｇｕｌｔｉｇ``."""
    if text.isascii():
        return text.casefold()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", bare).casefold()


def tokens(text: str) -> list[Token]:
    """Return the words of ``text`` in order; apostrophes are dropped, so that ``can't`` is ``cant``."""
    found = []
    for piece in _PIECE.finditer(text):
        start, whole = piece.start(), piece.group()
        if whole.islower() and whole.isascii() and "'" not in whole:  # nearly every word: nothing to open or to fold
            found.append(Token(whole, whole, start))
            continue
        for part in _CAMEL.split(whole):
            word = fold(part).replace("'", "").replace("’", "")
            if word:
                found.append(Token(part, word, start))
            start += len(part)
    return found


def is_cjk(word: str) -> bool:
    """Whether the word is of a writing without spaces."""
    return not word.isascii() and bool(_IS_CJK.match(word))


def grams(run: str) -> list[str]:
    """Return the overlapping pairs of a run without spaces, or the run itself when it is one character."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def is_grammar(gram: str) -> bool:
    """Whether a pair holds hiragana, which mostly carries grammar rather than meaning."""
    return bool(_KANA.search(gram))


_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what the forms of an English word share; what is not plain letters comes back whole."""
    return _STEMMER.stemWord(word) if word.isascii() and word.isalpha() else word
