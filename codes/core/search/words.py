"""Text to words, the same way on both sides: as a reader typed them and as an entry holds them.

Words are folded (accents off, full-width forms narrowed, lower case), names are opened at ``_``, ``-`` and camelCase,
and runs of Chinese, Japanese or Korean writing, which know no spaces, stay one word until ``grams`` cuts them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

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
_VOWEL = re.compile("[aeiouy]")


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


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what the forms of an English word share: ``cancelled``, ``canceled`` and ``cancels`` are ``cancel``.

    Crude on purpose: both sides are cut alike, and words that are not plain letters come back whole.
    """
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest):
            word = _single_end(rest)
            break
    if len(word) > 6 and word.endswith("ly"):
        word = word[:-2]
    if len(word) > 7 and word.endswith(("tion", "sion")):
        word = word[:-3]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _single_end(word: str) -> str:
    """Undo a doubled consonant (``stopp`` is ``stop``); a short word keeps its own (``fill``, ``sell``)."""
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou"
    return word[:-1] if doubled and (word[-1] not in "lsz" or len(word) > 5) else word
