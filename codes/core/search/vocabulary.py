"""The words that the index knows: completing a half-typed word, mending a misspelt one, opening a glued one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .lexicon import CONCEPTS
from .parameters import PARAMETERS
from .stop_words import STOP_WORDS
from .words import is_cjk, stem, tokens

MAX_COMPLETIONS = 24
MAX_CORRECTIONS = 3
SURE = 2  # rows; a word that a single alias holds may itself be a misspelling, so none is mended to it
LONG_START = 6  # letters; a shorter beginning with a slip in it could become anything
MAX_PARTS = 6
_LONGEST_GLUED = 60  # letters; the longest name of the source document has 39


def _table_words() -> frozenset[str]:
    lines = [*CONCEPTS.values(), *(f"{p.name} {p.spellings}" for p in PARAMETERS)]
    return frozenset(token.word for line in lines for token in tokens(line) if not is_cjk(token.word))


def _group_words() -> list[str]:
    lines = [*CONCEPTS.values(), *(p.spellings for p in PARAMETERS)]
    groups = [[t.word for t in tokens(group)] for line in lines for group in line.split(",")]
    return sorted({word for group in groups if len(group) > 1 for word in group if word.isalpha() and not is_cjk(word)})


TABLE_WORDS = _table_words()
GROUP_WORDS = _group_words()
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, key in enumerate(row)}
_GLUE = frozenset({"up", "down", "or", "by", "no", "not", "is", "in", "to", "id", "the", "of", "will"})
_PARTS = (
    (frozenset(word for word in TABLE_WORDS if len(word) > 2) - STOP_WORDS)
    | {w for w in GROUP_WORDS if len(w) > 2}
    | _GLUE
)


class Vocabulary:
    """Every word of the entries and of the lexicon, sorted, and by length."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        """Take the words with the number of rows that hold them; a name's or a description's count as SURE."""
        known = {w for w in rows if not w.isdigit() and not is_cjk(w)} | TABLE_WORDS
        self._sorted = sorted(known)
        self._known = known
        self._by_length: dict[int, list[str]] = {}
        for word in self._sorted:
            sure = word in TABLE_WORDS or rows.get(word, 0) >= SURE
            if sure and word.isalpha() and word not in STOP_WORDS:
                self._by_length.setdefault(len(word), []).append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def group_words(self, word: str) -> list[str]:
        """Return words of known groups that are nearly ``word``: inside its group even a short one can be told."""
        if word in STOP_WORDS:
            return []
        edits = max(1, allowed_edits(word))
        near = [
            (distance, found)
            for spelt in dict.fromkeys((word, word.removesuffix("s")))
            for found, distance, _ in process.extract(
                spelt, GROUP_WORDS, scorer=OSA.distance, score_cutoff=edits, limit=8
            )
            if len(word) > 2 or (len(found) == 3 and found[0] == word[0])
        ]
        return [found for _, found in sorted(near)]

    def misspelt(self, word: str) -> list[str]:
        """Return the lexicon's words nearest to a word that is known, but may be known from a misspelling only."""
        if word in TABLE_WORDS:
            return []
        near = self.corrections(word, TABLE_WORDS)
        return [found for found, edits in near if edits == 1 and found[0] == word[0]]

    def completions(self, start: str) -> list[str]:
        """Return words that begin with ``start``, in order of the alphabet, at most MAX_COMPLETIONS."""
        at = bisect_left(self._sorted, start)
        found: list[str] = []
        while at < len(self._sorted) and len(found) < MAX_COMPLETIONS and self._sorted[at].startswith(start):
            found.append(self._sorted[at])
            at += 1
        return found

    def corrections(self, word: str, among: Collection[str] | None = None) -> list[tuple[str, int]]:
        """Return the known words nearest to ``word`` with their distance, [] when none is near enough."""
        near: list[tuple[str, int]] = []
        for spelt in dict.fromkeys((word, stem(word))):
            edits = allowed_edits(spelt)
            for length in range(len(spelt) - edits, len(spelt) + edits + 1):
                choices = self._by_length.get(length, ())
                near += _near(spelt, choices if among is None else [w for w in choices if w in among], edits)
        best = min((distance for _, distance in near), default=0)
        nearest = dict.fromkeys((found, distance) for found, distance in near if distance == best)
        return sorted(nearest, key=lambda pair: (pair[0][0] != word[0], pair[0] not in TABLE_WORDS, pair[0]))[
            :MAX_CORRECTIONS
        ]

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


def allowed_edits(word: str) -> int:
    """How many letters may be wrong: none in a short word, one from four letters, two from eight."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def _near(word: str, choices: Collection[str], edits: int) -> list[tuple[str, int]]:
    if not edits or not choices:
        return []
    near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=edits, limit=12)
    if len(word) > 7:
        return [(found, int(distance)) for found, distance, _ in near]
    return [(w, int(d)) for w, d, _ in near if _near_short(word, w)]


def _near_short(word: str, known: str) -> bool:
    """Whether two short words are one slip apart: among them nearly all are neighbours, so less counts as a slip."""
    if len(word) == 4 and sorted(word) != sorted(known):
        if len(known) != 4:
            return known[:2] == word[:2]
        wrong = [(typed, meant) for typed, meant in zip(word, known, strict=True) if typed != meant]
        return all(meant in _BESIDE.get(typed, "") for typed, meant in wrong)  # ``bsnd`` is band, ``taxi`` is not taxa
    return known[0] == word[0] or known[:2] == word[1::-1]


def opened(word: str, known: Collection[str] = _PARTS) -> list[str]:
    """Return the fewest known words that ``word`` is glued from, or the word alone when it cannot be opened."""
    if len(word) > _LONGEST_GLUED:
        return [word]
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for begin in range(max(0, end - 16), end - 1):
            before = best[begin]
            if before is None or word[begin:end] not in known or len(before) >= MAX_PARTS:
                continue
            held = best[end]
            if held is None or len(before) + 1 < len(held):
                best[end] = [*before, word[begin:end]]
    return best[-1] or [word]
