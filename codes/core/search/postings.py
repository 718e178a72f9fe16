"""Where every term stands: term -> segments, and rows -> facets, codes and HTTP statuses.

A row is an entry's place in the catalogue, a segment one of its texts; both are plain numbers. Terms that stand in
many rows also keep their rows as bits, by tier, so that a common word costs no more in a large catalogue.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import log

from ..catalogue import FACETS, Catalogue, spelling_key
from ..entry import Entry
from . import bits
from .fields import FIELDS, TIERS, WEIGHTS, segments
from .terms import read, terms_of
from .vocabulary import Vocabulary, opened

TIER_COUNT = 1 + max(TIERS.values())
_TIER_OF_FIELD = tuple(TIERS[field] for field in FIELDS)
_FIELD_NUMBER = {field: number for number, field in enumerate(FIELDS)}
DEEPEST = TIER_COUNT - 1  # the tier of prose, whose words are too many to guess a misspelt one from
PROSE = 0.65
DENSE_PART = 256  # a term keeps its rows as bits when it stands in more than one row of so many
DENSE_LEAST = 512  # and in no fewer than these


class Postings:
    """The inverted index over a catalogue; immutable once built."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.entries: Sequence[Entry] = catalogue.entries
        self.size = len(self.entries)
        self.all = (1 << self.size) - 1
        self.row_of = array("I")
        self.field_of = array("B")
        self.worth = array("f")
        self.pieces = array("H")
        self.texts: list[str] = []
        self.first = array("I")
        self._segments: dict[str, array[int]] = {}
        words = self._build()
        self.first.append(len(self.texts))
        self.vocabulary = Vocabulary(words)
        self._dense = self._dense_terms()
        self._facets = self._facet_rows()
        self.codes, self._code_rows = self._code_order()

    def _build(self) -> set[str]:
        words: set[str] = set()
        for row, entry in enumerate(self.entries):
            self.first.append(len(self.texts))
            for segment in segments(entry):
                number = len(self.texts)
                self.texts.append(segment.text)
                self.row_of.append(row)
                self.field_of.append(_FIELD_NUMBER[segment.field])
                self.worth.append(WEIGHTS[segment.field] * segment.weight)
                terms, count, seen = _analysed(segment.text)
                if TIERS[segment.field] < DEEPEST:
                    words |= seen
                self.pieces.append(min(count, 65_535))
                extra = (*segment.terms, *(_name_terms(segment.text) if segment.field == "name" else ()))
                for term in extra if segment.terms else {*terms, *extra}:
                    self._segments.setdefault(term, array("I")).append(number)
                if segment.field == "name":
                    words.add(spelling_key(segment.text))
        return words

    def _dense_terms(self) -> dict[str, tuple[int, ...]]:
        least = max(DENSE_LEAST, self.size // DENSE_PART)
        return {t: self._tiers(t) for t, where in self._segments.items() if len(where) > least}

    def _facet_rows(self) -> dict[tuple[str, str], int]:
        rows: dict[tuple[str, str], list[int]] = {}
        for facet, values in FACETS.items():
            for row, entry in enumerate(self.entries):
                for value in values(entry):
                    rows.setdefault((facet, value), []).append(row)
        return {key: bits.from_rows(found, self.size) for key, found in rows.items()}

    def _code_order(self) -> tuple[list[str], list[int]]:
        order = sorted((str(entry.code), row) for row, entry in enumerate(self.entries))
        return [code for code, _ in order], [row for _, row in order]

    def _tiers(self, term: str) -> tuple[int, ...]:
        rows: list[list[int]] = [[] for _ in range(TIER_COUNT)]
        for segment in self._segments.get(term, ()):
            rows[_TIER_OF_FIELD[self.field_of[segment]]].append(self.row_of[segment])
        return tuple(bits.from_rows(found, self.size) if found else 0 for found in rows)

    def __contains__(self, term: str) -> bool:
        return term in self._segments

    def tiers(self, term: str) -> tuple[int, ...]:
        """Return the rows of a term as bits, one set for each tier."""
        return self._dense.get(term) or self._tiers(term)

    def segments(self, term: str) -> Sequence[int]:
        """Return the segments of a term in ascending order."""
        return self._segments.get(term, ())

    def segments_in(self, term: str, rows: Sequence[int]) -> Iterator[int]:
        """Yield the segments of a term that belong to ``rows``, without looking at the others."""
        where = self._segments.get(term, ())
        for row in rows:
            last = self.first[row + 1]
            at = bisect_left(where, self.first[row])
            while at < len(where) and where[at] < last:
                yield where[at]
                at += 1

    def in_tier(self, segment: int, deepest: int | None) -> bool:
        """Whether a segment's field lies in the tiers down to ``deepest``; None stands for all."""
        return deepest is None or _TIER_OF_FIELD[self.field_of[segment]] <= deepest

    def plainness(self, segment: int) -> float:
        """Return how far a word found here explains the question: any word may stand in prose by chance."""
        return PROSE if _TIER_OF_FIELD[self.field_of[segment]] == DEEPEST else 1.0

    def name_length(self, row: int) -> int:
        """Return the number of words in the row's name, which is its first segment."""
        return self.pieces[self.first[row]]

    def rarity(self, rows: int) -> float:
        """Return the weight of a word that stands in ``rows``: the fewer, the more it says."""
        return log(1 + self.size / max(rows.bit_count(), 0.5))

    def facet(self, facet: str, values: Iterable[str]) -> int:
        """Return the rows that carry one of the values."""
        found = 0
        for value in values:
            found |= self._facets.get((facet, value), 0)
        return found

    def starting(self, digits: str) -> list[int]:
        """Return the rows whose code starts with ``digits``, by code; the exact ones come first by nature."""
        at = bisect_left(self.codes, digits)
        found = []
        while at < len(self.codes) and self.codes[at].startswith(digits):
            found.append(self._code_rows[at])
            at += 1
        return sorted(found, key=lambda row: (self.entries[row].code, row))


def _name_terms(name: str) -> Iterator[str]:
    """Yield the name as one word, and the words of its glued parts: ``LIMITUPPRICE`` holds limit, up and price."""
    yield spelling_key(name)
    for part in name.casefold().split("_"):
        glued = opened(part)
        if len(glued) > 1:
            yield from terms_of(" ".join(glued))


def _analysed(text: str) -> tuple[frozenset[str], int, frozenset[str]]:
    pieces = read(text)
    count = sum(1 for piece in pieces if not piece.is_stop)
    return terms_of(text), max(count, 1), frozenset(token.word for piece in pieces for token in piece.tokens)
