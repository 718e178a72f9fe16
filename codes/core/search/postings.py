"""Where every term stands: term -> segments, and rows -> facets, codes and HTTP statuses.

A row is an entry's place in the catalogue, a segment one of its texts; both are plain numbers. Terms that stand in
many rows also keep their rows as bits, by tier, so that a common word costs no more in a large catalogue.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby
from math import log
from typing import NamedTuple

from ..catalogue import FACETS, Catalogue, spelling_key
from ..entry import Entry
from . import bits
from .fields import FIELDS, TIERS, WEIGHTS, Segment, segments
from .terms import read, terms_in, terms_of
from .vocabulary import SURE, Vocabulary, opened

TIER_COUNT = 1 + max(TIERS.values())
DEEPEST = TIER_COUNT - 1  # the tier of prose, whose words are too many to guess a misspelt one from
PROSE = 0.65  # how far a word found in prose explains the question: any word may stand there by chance
PASSING_BY = 0.5  # a field of less weight explains no more than prose does
RARITY = 0.6  # how much rarity counts: at 1 a rare word in passing drowned the two that said what was wrong
SMALL = 128  # rows; a catalogue of no more is weighed whole, so that each term's matches are made beforehand
DENSE_PART = 256  # a term keeps its rows as bits when it stands in more than one of so many rows
DENSE_LEAST = 512  # and in no fewer segments than these
FEW_ROWS = 8  # a term in more than so many segments a row is looked up row by row
_TIER_OF_FIELD = tuple(TIERS[field] for field in FIELDS)
_FIELD_NUMBER = {field: number for number, field in enumerate(FIELDS)}

_NO_MATCH: Mapping[int, Match] = {}
_NOWHERE = array("I")

Analysis = tuple[tuple[str, ...], int, tuple[str, ...]]
"""A text's terms, the number of its pieces that say something, and its words (tuples, which the collector skips)."""


class Match(NamedTuple):
    """Where a term stands in one row: the best ``worth`` and ``plain`` among its segments, and those segments."""

    worth: float
    plain: float
    segments: tuple[int, ...]


class Postings:
    """The inverted index over a catalogue; nothing changes once it is built."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.entries: Sequence[Entry] = catalogue.entries
        self.size = len(self.entries)
        self.all = (1 << self.size) - 1
        self.row_of = array("I")
        self.worth = array("f")
        self.plain = array("f")  # how far a word found in the segment explains the question
        self.pieces = array("H")
        self.texts: list[str] = []
        self.first = array("I")
        self._field_of = array("B")
        self._segments: dict[str, array[int]] = {}
        self.vocabulary = Vocabulary(self._build())
        least = max(DENSE_LEAST, self.size // DENSE_PART) if self.size > SMALL else 0
        self._dense = {t: self._tiers(t) for t, where in self._segments.items() if len(where) > least}
        few = self._segments if self.size <= SMALL else {}
        self._matches = {term: self._matching(where) for term, where in few.items()}
        self._facets = {facet: self._facet_rows(values) for facet, values in FACETS.items()}
        self._codes = [entry.code for entry in self.entries]
        self._highest = max(self._codes, default=0)
        self._closes = sum(entry.kind == "response" for entry in self.entries)  # where the websocket rows begin

    def _build(self) -> Counter[str]:
        """Fill the postings; return the stated words with the number of rows that hold them, see ``Vocabulary``."""
        analysed: dict[str, Analysis] = {}  # texts recur: methods, parameters, categories
        words: Counter[str] = Counter()
        for row, entry in enumerate(self.entries):
            self.first.append(len(self.texts))
            here: set[str] = set()
            for segment in segments(entry):
                if segment.text not in analysed:
                    analysed[segment.text] = _analysis(segment.text)
                terms, count, seen = analysed[segment.text]
                self._append(row, segment, terms, count)
                if TIERS[segment.field] < DEEPEST:
                    here.update(seen)
                if segment.field in ("name", "description"):
                    words.update(dict.fromkeys((spelling_key(segment.text), *seen), SURE))
            words.update(here)
        self.first.append(len(self.texts))
        return words

    def _append(self, row: int, segment: Segment, terms: Iterable[str], count: int) -> None:
        number = len(self.texts)
        self.texts.append(segment.text)
        self.row_of.append(row)
        self._field_of.append(_FIELD_NUMBER[segment.field])
        self.worth.append(WEIGHTS[segment.field] * segment.weight)
        self.plain.append(PROSE if TIERS[segment.field] == DEEPEST or segment.weight < PASSING_BY else 1.0)
        self.pieces.append(min(count, 65_535))
        if segment.field == "name":
            terms = {*terms, *_name_terms(segment.text)}
        elif segment.field == "description":
            terms = {*terms, spelling_key(segment.text)}
        for term in segment.terms or terms:
            where = self._segments.get(term)
            if where is None:
                where = self._segments[term] = array("I")
            where.append(number)

    def _facet_rows(self, values: Callable[[Entry], tuple[str, ...]]) -> dict[str, int]:
        rows: dict[str, list[int]] = {}
        for row, entry in enumerate(self.entries):
            for value in values(entry):
                rows.setdefault(value, []).append(row)
        return {value: bits.from_rows(found, self.size) for value, found in rows.items()}

    def _tiers(self, term: str) -> tuple[int, ...]:
        rows: list[list[int]] = [[] for _ in range(TIER_COUNT)]
        for segment in self._segments.get(term, ()):
            rows[_TIER_OF_FIELD[self._field_of[segment]]].append(self.row_of[segment])
        return tuple(bits.from_rows(found, self.size) if found else 0 for found in rows)

    def __contains__(self, term: str) -> bool:
        return term in self._segments

    def tiers(self, term: str) -> tuple[int, ...]:
        """Return the rows of a term as bits, one set for each tier."""
        return self._dense.get(term) or self._tiers(term)

    def matches(self, term: str, rows: Set[int] | None = None) -> Mapping[int, Match]:
        """Return what a term matches by row, of ``rows`` alone where they are given and the catalogue is large."""
        if self._matches:
            return self._matches.get(term, _NO_MATCH)
        return self._matching(self._segments.get(term, _NOWHERE), rows)

    def _matching(self, where: array[int], rows: Set[int] | None = None) -> dict[int, Match]:
        by_row: dict[int, Sequence[int]] = {}
        if rows is None or len(where) <= FEW_ROWS * len(rows):
            for row, found in groupby(where, self.row_of.__getitem__):
                if rows is None or row in rows:
                    by_row[row] = tuple(found)
        else:
            for row in rows:
                begin = bisect_left(where, self.first[row])
                end = bisect_left(where, self.first[row + 1], begin)
                if begin < end:
                    by_row[row] = where[begin:end]
        return {row: self.match(found) for row, found in by_row.items()}

    def match(self, segments: Sequence[int]) -> Match:
        """Return the segments of one row as a match."""
        best, plainest = map(self.worth.__getitem__, segments), map(self.plain.__getitem__, segments)
        return Match(max(best), max(plainest), tuple(segments))

    def standing(self, stem: str) -> Iterator[int]:
        """Yield the segments that hold the word, by itself or inside a group."""
        yield from self._segments.get(stem, _NOWHERE)
        yield from self._segments.get("-" + stem, _NOWHERE)

    def field(self, segment: int) -> str:
        """Return the name of the field that a segment stands in."""
        return FIELDS[self._field_of[segment]]

    def in_tier(self, segment: int, deepest: int | None) -> bool:
        """Whether a segment's field lies in the tiers down to ``deepest``; None stands for all."""
        return deepest is None or _TIER_OF_FIELD[self._field_of[segment]] <= deepest

    def name_length(self, row: int) -> int:
        """Return the number of words in the row's name, which is its first segment."""
        return self.pieces[self.first[row]]

    def rarity(self, rows: int) -> float:
        """Return the weight of a word that stands in ``rows`` (bits): the fewer, the more it says."""
        weight: float = log(1 + self.size / max(rows.bit_count(), 0.5)) ** RARITY
        return weight

    def facet(self, facet: str, values: Iterable[str]) -> int:
        """Return the rows, as bits, that carry one of the values."""
        found, rows = 0, self._facets.get(facet, {})
        for value in values:
            found |= rows.get(value, 0)
        return found

    def counts(self, facet: str, rows: int) -> dict[str, int]:
        """Return how many of ``rows`` (bits) carry each value of the facet, without the values that none carries."""
        carried = self._facets[facet].items()
        return {value: count for value, carrying in carried if (count := (carrying & rows).bit_count())}

    def coded(self, digits: str) -> int:
        """Return the rows, as bits, whose code is written ``digits``."""
        return self._between(int(digits), int(digits)) if digits == str(int(digits)) else 0

    def starting(self, digits: str) -> int:
        """Return the rows, as bits, whose code starts with ``digits`` and goes on."""
        found, low, high = 0, int(digits), int(digits)
        while digits[0] != "0" and high < self._highest:
            low, high = low * 10, high * 10 + 9
            found |= self._between(low, high)
        return found

    def _between(self, low: int, high: int) -> int:
        """Return the rows with these codes: in each kind the codes ascend, so that they stand together."""
        found = 0
        for begin, end in ((0, self._closes), (self._closes, self.size)):
            first = bisect_left(self._codes, low, begin, end)
            found |= (1 << bisect_right(self._codes, high, first, end)) - (1 << first)
        return found


def _name_terms(name: str) -> Iterator[str]:
    """Yield the name as one word, and the words of its glued parts: ``LIMITUPPRICE`` holds limit, up and price."""
    yield spelling_key(name)
    for part in name.casefold().split("_"):
        glued = opened(part)
        if len(glued) > 1:
            yield from terms_of(" ".join(glued))


def _analysis(text: str) -> Analysis:
    pieces = read(text)
    count = sum(1 for piece in pieces if not piece.is_stop)
    words = dict.fromkeys(token.word for piece in pieces for token in piece.tokens)
    return tuple(terms_in(pieces)), max(count, 1), tuple(words)
