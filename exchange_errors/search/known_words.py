"""The words that the index knows: completes half-typed words, corrects misspelt ones, splits glued ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..language.spelling import Spellings, allowed_edits
from ..language.words import is_cjk, stem, tokens
from .lexicon import ENGLISH, is_stop, spelt_groups

MAX_COMPLETIONS = 24
MAX_CORRECTIONS = 3
SURE = 2  # rows; a word in a single alias may itself be a misspelling, so nothing is corrected to it
MOST_GLUED = 6  # words
_LONGEST_PART = 16
_GLUE = frozenset({"up", "down", "or", "by", "no", "not", "is", "in", "to", "id", "the", "of", "will"})


class TableWords(NamedTuple):
    """The words of the lexicon and of the parameter map.

    ``grouped`` are those of English groups: with all languages nearly every word is in some group, so a group helps to
    correct a word in English only. ``parts`` may be glued together.
    """

    words: frozenset[str]
    grouped: list[str]
    parts: frozenset[str]


@cache
def table_words() -> TableWords:
    """Return the words of the content files."""
    groups = [
        (language, [token.word for token in tokens(group) if not is_cjk(token.word)])
        for language, group, _ in spelt_groups()
    ]
    words = frozenset(word for _, group in groups for word in group)
    english = (group for language, group in groups if language == ENGLISH and len(group) > 1)
    grouped = sorted({word for group in english for word in group if word.isalpha()})
    parts = {word for word in words if len(word) > 2 and not is_stop(word)} | {w for w in grouped if len(w) > 2}
    return TableWords(words, grouped, frozenset(parts | _GLUE | {"error", "errors", "code"}))


def is_table_word(word: str) -> bool:
    """Whether the lexicon or the parameter map has the word."""
    return word in table_words().words


class KnownWords:
    """Every word of the entries and of the lexicon, for completions and corrections."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        """Take the words with the number of rows that have them; a name's or a description's count as SURE."""
        tabled = table_words().words
        self._known = {w for w in rows if not w.isdigit() and not is_cjk(w)} | tabled
        self._sorted = sorted(self._known)
        sure = (word for word in self._known if word in tabled or rows.get(word, 0) >= SURE)
        self._spellings = Spellings({word for word in sure if word.isalpha() and not is_stop(word)}, tabled)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def group_words(self, word: str) -> list[str]:
        """Return words of known groups that are close to ``word``: inside a group even a short one is recognised."""
        edits = max(1, allowed_edits(word))
        near = [
            (distance, known)
            for spelt in dict.fromkeys((word, word.removesuffix("s")))
            for known, distance, _ in process.extract(
                spelt, table_words().grouped, scorer=OSA.distance, score_cutoff=edits, limit=8
            )
            if len(word) > 2 or (len(known) == 3 and known[0] == word[0])
        ]
        return list(dict.fromkeys(known for _, known in sorted(near)))

    def completions(self, start: str) -> list[str]:
        """Return at most MAX_COMPLETIONS words that begin with ``start``, in alphabetical order."""
        first = bisect_left(self._sorted, start)
        return [word for word in self._sorted[first : first + MAX_COMPLETIONS] if word.startswith(start)]

    def corrections(self, word: str) -> list[tuple[str, float]]:
        """Return the known words that ``word`` is likely a slip of, with their likelihood, [] when none is near."""
        return self._spellings.meant(word, (stem(word),), MAX_CORRECTIONS)


@lru_cache(maxsize=8192)
def opened(word: str) -> tuple[str, ...]:
    """Return the fewest known words that ``word`` is glued from, or the word alone when it cannot be split."""
    known = table_words().parts
    fewest: list[tuple[str, ...] | None] = [()] + [None] * len(word)  # by the letters that they cover
    for end in range(2, len(word) + 1):
        ways = (
            (*before, word[begin:end])
            for begin in range(max(0, end - _LONGEST_PART), end - 1)
            if (before := fewest[begin]) is not None and len(before) < MOST_GLUED and word[begin:end] in known
        )
        fewest[end] = min(ways, key=len, default=None)
    return fewest[-1] or (word,)
