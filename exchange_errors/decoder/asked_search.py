"""Asks the search what the words around a number are about: a note that they find vouches for its number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from ..catalogue.catalogue import Catalogue
from ..search import MAX_QUERY, parse_query, whole_index


class WordsFind(NamedTuple):
    """The codes that the search answers with, and of one number among them its best rank, from 0, and best score."""

    codes: frozenset[int]
    rank: int | None = None
    score: float = 0.0

    @property
    def is_first(self) -> bool:
        return self.rank == 0

    @property
    def is_good(self) -> bool:
        return self.score >= WELL


WELL = 0.6  # the score of a good answer
MOST_ASKED = 40  # questions of one text: each takes some three milliseconds
NEAR, FAR = 100, 150  # characters to either side, on the same line and over lines
#: Numbers and methods, which any code may have, and the marks by which a search is narrowed or quoted.
NO_WORDS = re.compile(r"\d+|(?:private|public)/[\w-]+|[^\w\s.,?!-]|(?<!\w)-|_(?=\d)|crypto\.?com", re.IGNORECASE)


class AskedSearch:
    """What the search answers about the places of one text."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._answers: dict[str, Mapping[int, tuple[int, float]]] = {}

    def around(self, text: str, start: int, end: int, number: int) -> WordsFind | None:
        """Return what the words around ``start`` to ``end`` find; None where too much of the text was asked already."""
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end)
        line_end = len(text) if line_end < 0 else line_end
        line = text[max(line_start, start - NEAR) : min(line_end, end + NEAR)]
        answers = [self._answered(asked) for asked in (line, text[max(0, start - FAR) : end + FAR])]
        if all(answer is None for answer in answers):
            return None
        codes = frozenset(chain.from_iterable(answer for answer in answers if answer))
        found = [answer[number] for answer in answers if answer and number in answer]
        if not found:
            return WordsFind(codes)
        return WordsFind(codes, min(rank for rank, _ in found), max(score for _, score in found))

    def _answered(self, asked: str) -> Mapping[int, tuple[int, float]] | None:
        """Return the rank and the score of each code that the words of ``asked`` find, None where it is not asked."""
        words = " ".join(NO_WORDS.sub(" ", asked).split())[:MAX_QUERY]
        if words not in self._answers:
            if len(self._answers) == MOST_ASKED:
                return None
            results = whole_index(self._catalogue).search(parse_query(words)).close if words else ()
            numbers = dict.fromkeys(hit.entry.code for hit in results)
            scores = {hit.entry.code: hit.score for hit in reversed(results)}
            self._answers[words] = {number: (rank, scores[number]) for rank, number in enumerate(numbers)}
        return self._answers[words]
