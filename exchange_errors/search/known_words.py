"""The words that the index knows: completing a half-typed word, mending a misspelt one, opening a glued one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..language.spelling import Spellings, allowed_edits, sound
from ..language.words import is_cjk, stem, tokens
from .word_groups import STOP_WORDS
from .word_tables import ENGLISH, lexicon, parameters

MAX_COMPLETIONS = 24
MAX_CORRECTIONS = 3
SURE = 2  # rows; a word that a single alias holds may itself be a misspelling, so none is mended to it
LONG_START = 6  # letters; a shorter beginning with a slip in it could become anything
MAX_PARTS = 6
_LONGEST_GLUED = 60  # letters; the longest name of the source document has 39


def _words(spelt: Iterable[str]) -> list[list[str]]:
    return [[token.word for token in tokens(group) if not is_cjk(token.word)] for group in spelt]


_FIELDS = _words(group for parameter in parameters() for group in (parameter.name, *parameter.spellings))
_CONCEPTS = {
    language: _words(group for groups in concepts.values() for group in groups)
    for language, concepts in lexicon().items()
}
TABLE_WORDS = frozenset(word for groups in (_FIELDS, *_CONCEPTS.values()) for group in groups for word in group)
# Only in English is a word told from its neighbours in a group: with all languages nearly every word has some group.
GROUP_WORDS = sorted(
    {word for group in (*_FIELDS, *_CONCEPTS[ENGLISH]) if len(group) > 1 for word in group if word.isalpha()}
)
_GROUP_SOUNDS = {
    heard: sorted(words) for heard, words in groupby(sorted(GROUP_WORDS, key=lambda w: (sound(w), w)), key=sound)
}
_GLUE = frozenset({"up", "down", "or", "by", "no", "not", "is", "in", "to", "id", "the", "of", "will"})
_PARTS = (
    (frozenset(word for word in TABLE_WORDS if len(word) > 2) - STOP_WORDS)
    | {w for w in GROUP_WORDS if len(w) > 2}
    | _GLUE
    | {"error", "errors", "code"}
)


class Vocabulary:
    """Every word of the entries and of the lexicon, sorted, and as what a misspelt one may have meant."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        """Take the words with the number of rows that hold them; a name's or a description's count as SURE."""
        self._known = {w for w in rows if not w.isdigit() and not is_cjk(w)} | TABLE_WORDS
        self._sorted = sorted(self._known)
        sure = {word for word in self._known if word in TABLE_WORDS or rows.get(word, 0) >= SURE}
        self._spellings = Spellings({w for w in sure if w.isalpha() and w not in STOP_WORDS}, TABLE_WORDS)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def group_words(self, word: str) -> list[str]:
        """Return words of known groups that are nearly ``word``: inside its group even a short one can be told."""
        edits = max(1, allowed_edits(word))
        near = [
            (distance, found)
            for spelt in dict.fromkeys((word, word.removesuffix("s")))
            for found, distance, _ in process.extract(
                spelt, GROUP_WORDS, scorer=OSA.distance, score_cutoff=edits, limit=8
            )
            if len(word) > 2 or (len(found) == 3 and found[0] == word[0])
        ]
        heard = sound(word)
        near += [(edits, found) for found in _GROUP_SOUNDS.get(heard, ()) if found[0] == word[0] and len(heard) > 1]
        return list(dict.fromkeys(found for _, found in sorted(near)))

    def misspelt(self, word: str) -> list[tuple[str, float]]:
        """Return what a word may stand for that is known, but may be known from a misspelling that an alias quotes."""
        if word in TABLE_WORDS:
            return []
        near = self.corrections(word)
        return [(found, likely) for found, likely in near if found in TABLE_WORDS and found[0] == word[0]]

    def completions(self, start: str) -> list[str]:
        """Return words that begin with ``start``, in order of the alphabet, at most MAX_COMPLETIONS."""
        at = bisect_left(self._sorted, start)
        found: list[str] = []
        while at < len(self._sorted) and len(found) < MAX_COMPLETIONS and self._sorted[at].startswith(start):
            found.append(self._sorted[at])
            at += 1
        return found

    def corrections(self, word: str) -> list[tuple[str, float]]:
        """Return the known words that ``word`` is likely a slip of, with their likelihood, [] when none is near."""
        return self._spellings.meant(word, (stem(word),), MAX_CORRECTIONS)

    def completed_corrections(self, start: str) -> list[str]:
        """Return words whose beginning is nearly ``start``: a misspelt word that is still being typed."""
        if len(start) < LONG_START:
            return []
        begin, end = bisect_left(self._sorted, start[0]), bisect_left(self._sorted, chr(ord(start[0]) + 1))
        longer = [w for w in self._sorted[begin:end] if len(w) > len(start) and w.isalpha()]
        starts = [w[: len(start)] for w in longer]
        near = process.extract(start, starts, scorer=OSA.distance, score_cutoff=1, limit=MAX_CORRECTIONS)
        return [longer[place] for _, _, place in near]


def near_stop_word(word: str) -> bool:
    """Whether the word is one that carries nothing with two letters swapped: ``dose`` is ``does``."""
    return any(word[:at] + word[at + 1] + word[at] + word[at + 2 :] in STOP_WORDS for at in range(len(word) - 1))


@lru_cache(maxsize=8192)
def opened(word: str) -> tuple[str, ...]:
    """Return the fewest known words that ``word`` is glued from, or the word alone when it cannot be opened."""
    if len(word) > _LONGEST_GLUED:
        return (word,)
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for begin in range(max(0, end - 16), end - 1):
            before = best[begin]
            if before is None or word[begin:end] not in _PARTS or len(before) >= MAX_PARTS:
                continue
            held = best[end]
            if held is None or len(before) + 1 < len(held):
                best[end] = [*before, word[begin:end]]
    return tuple(best[-1] or (word,))
