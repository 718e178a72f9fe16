"""How well a row answers: the part of the question that its fields explain, and how well one text of it explains all.

In a catalogue of up to SMALL rows all are weighed exactly. In a larger one all rows first get rounded sums, added for
all rows at once as bits, and only the best of them, the HEAD, are weighed; the others follow in the order of their
sums. So a common word costs no more among 100,000 rows than among 1,000.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, islice
from typing import NamedTuple

from . import bits
from .hits import Scored
from .numbers import Bonus
from .postings import PROSE, TIER_COUNT, Postings
from .units import Unit

# The part of the question's weight that must be explained for a row to be an answer at all. Two words that fit one row
# are seldom there by chance, one is often.
FLOOR_ONE, FLOOR_TWO = 0.65, 0.38
SOLID = 0.72  # a word found at least so well, and not in prose, counts as fitting
WHOLE = 0.55  # share of the score that counts words wherever they stand; the rest is the best single text
LOOSE = 0.4  # what a text loses that says much beside what was asked
SMALL = 128
HEAD = 48
_STEPS = 63  # a rounded sum counts up to this
_ORDER_WORTH = (1.0, 0.9, 0.6)  # of a tier, roughly the weights of its fields
_PLAIN_WORTH = (1.0, 1.0, PROSE)


class Wanted(NamedTuple):
    """What is looked for, and the rows, as bits, among which."""

    units: Sequence[Unit]
    bonus: Bonus
    allowed: int

    @property
    def total(self) -> float:
        """The weight of the whole question."""
        return sum(unit.weight for unit in self.units) + self.bonus.weight * self.bonus.expected

    def best_segment(self, row: int, postings: Postings) -> int | None:
        """Return the text of ``row`` that explains most, None when a number alone brought it up."""
        found = _weighed(self, postings, {row}, floor=False)
        return found[0].segment if found else None


class Ranked(NamedTuple):
    """How many rows answer, and those rows, best first."""

    length: int
    rows: Iterable[Scored]


def ranked(wanted: Wanted, named: Sequence[int], postings: Postings) -> Ranked:
    """Return the rows that pass the floor; those of ``named`` were called by name and stand first."""
    first = [Scored(row, 1.0, postings.first[row]) for row in named]
    if postings.size <= SMALL:
        rows = None if wanted.allowed == postings.all else set(bits.rows_of(wanted.allowed))
        head = first + [hit for hit in _weighed(wanted, postings, rows) if hit.row not in named]
        return Ranked(len(head), head)
    passing, order = _rounded(wanted, postings)
    near = set(islice(order, HEAD))
    head = first + [hit for hit in _weighed(wanted, postings, near) if hit.row not in named]
    rest = passing & ~bits.from_rows(chain(near, named), postings.size)
    least = head[-1].score if head else FLOOR_TWO
    tail = (Scored(row, least, None) for row in order if row not in named)
    return Ranked(len(head) + rest.bit_count(), chain(head, tail))


def _weighed(wanted: Wanted, postings: Postings, rows: Set[int] | None, floor: bool = True) -> list[Scored]:
    """Return the rows that pass the floor, best first; ``rows`` narrows them, None stands for all."""
    quality: dict[int, float] = {}
    for worth, matching in wanted.bonus.levels:
        for row in bits.rows_of(matching) if rows is None else (r for r in rows if matching >> r & 1):
            quality[row] = wanted.bonus.weight * worth
    explained, solid = dict(quality), Counter(quality.keys())
    texts: dict[int, tuple[float, int]] = {}
    for unit in wanted.units:
        here: dict[int, tuple[float, float]] = {}
        for segment, worth in _segments(unit, postings, rows).items():
            weighed, plain = here.get(postings.row_of[segment], (0.0, 0.0))
            here[postings.row_of[segment]] = (
                max(weighed, worth * postings.worth[segment]),
                max(plain, worth * postings.plain[segment]),
            )
            held, count = texts.get(segment, (0.0, 0))
            texts[segment] = (held + worth * unit.weight, count + 1)
        for row, (weighed, plain) in here.items():
            quality[row] = quality.get(row, 0.0) + unit.weight * weighed
            explained[row] = explained.get(row, 0.0) + unit.weight * plain
            solid[row] += unit.words if plain >= SOLID else 0
    total = wanted.total
    passing = {r for r, held in explained.items() if not floor or held >= total * _floor(solid[r])}
    return _scored(quality, _best_texts(texts, total, postings), passing, total, postings)


def _floor(solid: int) -> float:
    return FLOOR_ONE if solid < 2 else FLOOR_TWO


def _best_texts(texts: dict[int, tuple[float, int]], total: float, postings: Postings) -> dict[int, tuple[float, int]]:
    """Return for each row what its best text is worth, and that text."""
    best: dict[int, tuple[float, int]] = {}
    for segment, (held, count) in texts.items():
        full = 1 - LOOSE + LOOSE * min(1.0, count / postings.pieces[segment])
        worth = postings.worth[segment] * held / total * full
        row = postings.row_of[segment]
        if row not in best or worth > best[row][0]:
            best[row] = (worth, segment)
    return best


def _scored(
    quality: dict[int, float],
    best: dict[int, tuple[float, int]],
    passing: Set[int],
    total: float,
    postings: Postings,
) -> list[Scored]:
    found = []
    for row in passing:
        everywhere = quality[row] / total
        text, segment = best.get(row, (everywhere, None))
        score = min(1.0, round(WHOLE * everywhere + (1 - WHOLE) * text, 6))
        found.append(Scored(row, score, segment))
    return sorted(found, key=lambda hit: (-hit.score, postings.name_length(hit.row), hit.row))


def _segments(unit: Unit, postings: Postings, rows: Set[int] | None) -> dict[int, float]:
    """Return the segments that the unit matches, each with the best quality."""
    best: dict[int, float] = {}
    for terms, quality in unit.all_of:
        common = set(postings.segments(terms[0], rows))
        for term in terms[1:]:
            common.intersection_update(postings.segments(term, rows))
        best.update(dict.fromkeys(common, quality))
    for term, quality in unit.terms:
        for segment in postings.segments(term, rows):
            if quality > best.get(segment, 0.0):
                best[segment] = quality
    return best


def _rounded(wanted: Wanted, postings: Postings) -> tuple[int, Iterator[int]]:
    """Return the rows that pass the floor as bits, and those rows in the order of their rounded sums."""
    order, explained, solid = bits.Sums(), bits.Sums(), bits.Sums()
    total = wanted.total
    for unit in wanted.units:
        levels = _levels(unit, postings, wanted.allowed)
        plain = _by_worth(levels, _PLAIN_WORTH)
        _add(order, _by_worth(levels, _ORDER_WORTH), unit.weight / total)
        _add(explained, plain, unit.weight / total)
        solid.add(_union(rows for worth, rows in plain.items() if worth >= SOLID), unit.words)
    matching = {worth: rows & wanted.allowed for worth, rows in wanted.bonus.levels}
    _add(order, matching, wanted.bonus.weight / total)
    _add(explained, matching, wanted.bonus.weight / total)
    solid.add(_union(matching.values()), 1)
    passing = explained.at_least(round(FLOOR_ONE * _STEPS), wanted.allowed)
    passing |= explained.at_least(round(FLOOR_TWO * _STEPS), solid.at_least(2, wanted.allowed))
    return passing, (row for group in order.descending(passing) for row in bits.rows_of(group))


def _levels(unit: Unit, postings: Postings, allowed: int) -> list[tuple[float, int, int]]:
    """Return (quality, tier, rows) for every way in which the unit matches."""
    found = [
        (quality, t, rows & allowed) for term, quality in unit.terms for t, rows in enumerate(postings.tiers(term))
    ]
    for terms, quality in unit.all_of:
        common = allowed
        for term in terms:
            common &= _union(postings.tiers(term))
        found.append((quality, TIER_COUNT - 1, common))
    return found


def _by_worth(levels: Iterable[tuple[float, int, int]], tier_worth: Sequence[float]) -> dict[float, int]:
    found: dict[float, int] = {}
    for quality, tier, rows in levels:
        worth = quality * tier_worth[tier]
        found[worth] = found.get(worth, 0) | rows
    return found


def _add(sums: bits.Sums, by_worth: dict[float, int], share: float) -> None:
    """Add to each row the best of its levels, rounded."""
    taken = 0
    for worth in sorted(by_worth, reverse=True):
        rows = by_worth[worth] & ~taken
        if rows:
            sums.add(rows, round(worth * share * _STEPS))
            taken |= rows


def _union(sets: Iterable[int]) -> int:
    found = 0
    for rows in sets:
        found |= rows
    return found
