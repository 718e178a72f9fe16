"""Corrects misspelt words: slips of the hand (a letter swapped, dropped, doubled, a key beside it) and of the ear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

ALIKE = 0.6  # of an edit, subtracted if the two words sound alike
TOLERANCE = 0.5  # of an edit; all words that are this much worse than the best may be meant
SURE, PER_LETTER = 0.95, 0.9  # how likely the meant word is: less by the share of letters that are wrong
LEAST_SOUND, LEAST_HEARD = 3, 5  # consonants and letters; shorter words sound alike by chance
_ALIKE_EDITS = 3  # by which long words that sound alike may differ; short ones by one less

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, key in enumerate(row)}
_DOUBLED = re.compile(r"(.)\1")
_SOUNDS = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"^[kg](?=n)|^w(?=r)|gh", ""),
        (r"ph", "f"),
        (r"tch|sch|[sc]h|[tcs]i(?=[aeo])|c(?=[eiy])|z", "s"),
        (r"dg(?=[eiy])|g(?=[eiy])", "j"),
        (r"c|q", "k"),
        (r"x", "ks"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)[aeiouyh]", ""),
        (r"^[aeiouyh]", "a"),
    )
)


def sound(word: str) -> str:
    """Return the consonants that are heard in an English word: ``sufishent`` and ``sufficient`` are ``sfsnt``."""
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


def allowed_edits(word: str) -> int:
    """How many letters may be wrong: none in a short word, one from four letters, two from eight."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


class Spellings:
    """Words that may be meant, by length and by sound."""

    def __init__(self, words: Iterable[str], preferred: Iterable[str]) -> None:
        """Take the words; of two that are equally near, one of ``preferred`` goes first."""
        self._preferred = frozenset(preferred)
        self._by_length: dict[int, list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for word in sorted(words):
            self._by_length.setdefault(len(word), []).append(word)
            self._by_sound.setdefault(sound(word), []).append(word)

    def meant(self, word: str, forms: Iterable[str], limit: int) -> list[tuple[str, float]]:
        """Return the words that ``word`` or one of its forms most likely stands for, with their likelihood."""
        costs: dict[str, float] = {}
        for form in dict.fromkeys((word, *forms)):
            heard = sound(form)
            for known, edits in (*self._by_hand(form), *self._by_ear(form, heard)):
                cost = edits - ALIKE * (heard == sound(known))
                costs[known] = min(cost, costs.get(known, cost))
        return self._best(word, costs, limit)

    def _best(self, word: str, costs: Mapping[str, float], limit: int) -> list[tuple[str, float]]:
        ordered = sorted(costs, key=lambda known: (costs[known], known not in self._preferred, known))
        near = [known for known in ordered if costs[known] <= costs[ordered[0]] + TOLERANCE]
        return [(known, SURE - PER_LETTER * costs[known] / len(word)) for known in near[:limit]]

    def _by_hand(self, word: str) -> Iterator[tuple[str, int]]:
        edits = allowed_edits(word)
        for length in range(len(word) - edits, len(word) + edits + 1) if edits else ():
            choices = self._by_length.get(length, ())
            near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=edits, limit=12)
            yield from ((known, int(distance)) for known, distance, _ in near if len(word) > 7 or _is_slip(word, known))

    def _by_ear(self, word: str, heard: str) -> Iterator[tuple[str, int]]:
        if len(heard) < LEAST_SOUND or len(word) < LEAST_HEARD:
            return
        edits_at_most = _ALIKE_EDITS if len(word) > 7 else _ALIKE_EDITS - 1
        for known in self._by_sound.get(heard, ()):
            edits = OSA.distance(word, known, score_cutoff=edits_at_most)
            near = edits <= edits_at_most and abs(len(known) - len(word)) < 2 and known[0] == word[0]
            if near and (len(word) > 7 or OSA.distance(_vowels(word), _vowels(known)) < edits_at_most):
                yield known, edits


def _vowels(word: str) -> str:
    return "".join(letter for letter in word if letter in "aeiouy")


def _is_slip(word: str, known: str) -> bool:
    """Whether two short words are one slip apart: nearly all short words are neighbours, so fewer slips count."""
    if len(word) == 4 and sorted(word) != sorted(known):
        if len(known) != 4:  # ``pric`` is price and ``feee`` is fee, but ``bank`` is not ban
            return known[:2] == word[:2] and (len(known) > 4 or _DOUBLED.search(word) is not None)
        wrong = [(typed, meant) for typed, meant in zip(word, known, strict=True) if typed != meant]
        return all(meant in _BESIDE.get(typed, "") for typed, meant in wrong)  # ``bsnd`` is band, ``taxi`` is not taxa
    return known[0] == word[0] or known[:2] == word[1::-1]
