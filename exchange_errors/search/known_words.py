"""The words that the index knows: completing a half-typed word, correcting a misspelt one, opening a glued one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..language.spelling import Spellings, allowed_edits
from ..language.words import is_cjk, stem, tokens
from .lexicon import ENGLISH, concepts, is_stop, parameters

MAX_COMPLETIONS = 24
MAX_CORRECTIONS = 3
SURE = 2  # rows; a word that a single alias has may itself be a misspelling, so none is corrected to it
MAX_PARTS = 6
_LONGEST_GLUED = 60  # letters; the longest name of the source document has 39
_LONGEST_PART = 16
_GLUE = frozenset({"up", "down", "or", "by", "no", "not", "is", "in", "to", "id", "the", "of", "will"})


class TableWords(NamedTuple):
    """The words of the lexicon and of the parameter map.

    ``grouped`` are those of English groups: with all languages nearly every word is in some group, so only in English
    does a group help to correct a word. ``parts`` may be glued together.
    """

    words: frozenset[str]
    grouped: list[str]
    parts: frozenset[str]


@cache
def table_words() -> TableWords:
    """Return the words of the content files."""
    fields = _words(group for parameter in parameters() for group in (parameter.name, *parameter.spellings))
    by_language = {
        language: _words(group for groups in table.values() for group in groups)
        for language, table in concepts().items()
    }
    words = frozenset(word for groups in (fields, *by_language.values()) for group in groups for word in group)
    english = (group for group in (*fields, *by_language[ENGLISH]) if len(group) > 1)
    grouped = sorted({word for group in english for word in group if word.isalpha()})
    parts = {word for word in words if len(word) > 2 and not is_stop(word)} | {w for w in grouped if len(w) > 2}
    return TableWords(words, grouped, frozenset(parts | _GLUE | {"error", "errors", "code"}))


def _words(spelt: Iterable[str]) -> list[list[str]]:
    return [[token.word for token in tokens(group) if not is_cjk(token.word)] for group in spelt]


def is_table_word(word: str) -> bool:
    """Whether the lexicon or the parameter map has the word."""
    return word in table_words().words


class KnownWords:
    """Every word of the entries and of the lexicon, sorted, and as what a misspelt one may have meant."""

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
        """Return words of known groups that are nearly ``word``: inside its group even a short one can be told."""
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

    def misspelt(self, word: str) -> list[tuple[str, float]]:
        """Return what a word may stand for that is known, but may be known from a misspelling that an alias quotes."""
        if is_table_word(word):
            return []
        near = self.corrections(word)
        return [(known, likely) for known, likely in near if is_table_word(known) and known[0] == word[0]]

    def completions(self, start: str) -> list[str]:
        """Return words that begin with ``start``, in order of the alphabet, at most MAX_COMPLETIONS."""
        first = bisect_left(self._sorted, start)
        return [word for word in self._sorted[first : first + MAX_COMPLETIONS] if word.startswith(start)]

    def corrections(self, word: str) -> list[tuple[str, float]]:
        """Return the known words that ``word`` is likely a slip of, with their likelihood, [] when none is near."""
        return self._spellings.meant(word, (stem(word),), MAX_CORRECTIONS)


@lru_cache(maxsize=8192)
def opened(word: str) -> tuple[str, ...]:
    """Return the fewest known words that ``word`` is glued from, or the word alone when it cannot be opened."""
    if len(word) > _LONGEST_GLUED:
        return (word,)
    known = table_words().parts
    fewest: list[tuple[str, ...] | None] = [()] + [None] * len(word)  # by the letters that they cover
    for end in range(2, len(word) + 1):
        ways = (
            (*before, word[begin:end])
            for begin in range(max(0, end - _LONGEST_PART), end - 1)
            if (before := fewest[begin]) is not None and len(before) < MAX_PARTS and word[begin:end] in known
        )
        fewest[end] = min(ways, key=len, default=None)
    return fewest[-1] or (word,)
