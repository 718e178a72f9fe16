"""How well a row answers: the part of the question that its fields explain, and how well one text of it explains all.

In a catalogue of up to SMALL rows all are weighed exactly. In a larger one all rows first get rounded sums, added for
all rows at once as bits, and only the best of them, the HEAD, are weighed; the others follow in the order of their
sums. So a common word costs no more among 100,000 rows than among 1,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, islice
from typing import NamedTuple

from . import bits
from .hits import Scored
from .numbers import Bonus
from .postings import PROSE, SMALL, TIER_COUNT, Match, Postings
from .units import Bearing, Unit

# The part of the question's weight that must be explained for a row to be an answer at all. Two words that fit one row
# are seldom there by chance, one is often.
FLOORS = ((0.65, 0.5), (0.62, 0.38), (0.5, 0.3))  # by what the best word that fits names: a state, a thing, the trade
LEAST = (0.4, 0.36, 0.28)  # and the lowest score of such an answer
SOLID = 0.74  # a word found at least so well, and not in prose, counts as fitting
WHOLE = 0.45  # share of the score that counts words wherever they stand; the rest is the best single text
LOOSE = 0.55  # what a text loses that says much beside what was asked
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
    if not head:
        return Ranked(0, ())
    rest = passing & ~bits.from_rows(chain(near, named), postings.size)
    tail = (Scored(row, head[-1].score, None) for row in order if row not in named)
    return Ranked(len(head) + rest.bit_count(), chain(head, tail))


def _weighed(wanted: Wanted, postings: Postings, rows: Set[int] | None, floor: bool = True) -> list[Scored]:
    """Return the rows that pass the floor, best first; ``rows`` narrows them, None stands for all."""
    worths: dict[int, float] = {}
    for worth, matching in wanted.bonus.levels:
        for row in bits.rows_of(matching) if rows is None else (r for r in rows if matching >> r & 1):
            worths[row] = wanted.bonus.weight * worth
    explained, solid = dict(worths), dict.fromkeys(worths, 1)
    bearing = dict.fromkeys(worths, Bearing.TRADE)
    found = [(unit.weight, _matches(unit, postings, rows)) for unit in wanted.units]
    for unit, (weight, matches) in zip(wanted.units, found, strict=True):
        best, plain = _best(matches, rows)
        for row, held in plain.items():
            worths[row] = worths.get(row, 0.0) + weight * best[row]
            explained[row] = explained.get(row, 0.0) + weight * held
            if held >= SOLID:
                solid[row] = solid.get(row, 0) + unit.words
                bearing[row] = max(unit.bearing, bearing.get(row, Bearing.STATE))
    total = wanted.total
    least = [(one * total, two * total) for one, two in FLOORS]
    passing = [
        row for row, held in explained.items() if not floor or held >= least[bearing.get(row, 0)][solid.get(row, 0) > 1]
    ]
    scored = [_scored(row, worths[row] / total, found, total, postings) for row in passing]
    if floor:
        scored = [hit for hit in scored if hit.score >= LEAST[bearing.get(hit.row, 0)]]
    return sorted(scored, key=lambda hit: (-hit.score, postings.name_length(hit.row), hit.row))


def _matches(unit: Unit, postings: Postings, rows: Set[int] | None) -> list[tuple[float, Mapping[int, Match]]]:
    """Return what the unit's alternatives match by row, each with its quality."""
    matches = [(quality, postings.matches(term, rows)) for term, quality in unit.terms]
    for terms, quality in unit.all_of:
        standing = [postings.matches(term, rows) for term in terms]
        matches.append((quality, _together(standing, postings)))
    return matches


def _together(standing: Sequence[Mapping[int, Match]], postings: Postings) -> dict[int, Match]:
    """Return the rows in which all terms stand in one segment, with those segments."""
    found = {}
    for row in standing[0]:
        if all(row in other for other in standing):
            common = set.intersection(*(set(matches[row].segments) for matches in standing))
            if common:
                found[row] = postings.match(sorted(common))
    return found


def _best(
    matches: Iterable[tuple[float, Mapping[int, Match]]], rows: Set[int] | None
) -> tuple[dict[int, float], dict[int, float]]:
    """Return by row the best that an alternative is worth there, and how far the best one explains the unit."""
    best: dict[int, float] = {}
    plain: dict[int, float] = {}
    for quality, by_row in matches:
        for row, (worth, explains, _) in by_row.items():
            if quality * worth > best.get(row, 0.0):
                best[row] = quality * worth
            if quality * explains > plain.get(row, 0.0):
                plain[row] = quality * explains
    if rows is not None:
        plain = {row: held for row, held in plain.items() if row in rows}
    return best, plain


def _scored(
    row: int,
    everywhere: float,
    found: Sequence[tuple[float, Sequence[tuple[float, Mapping[int, Match]]]]],
    total: float,
    postings: Postings,
) -> Scored:
    """Return the row's score, and its text that explains most."""
    texts: dict[int, tuple[float, int]] = {}
    for weight, matches in found:
        here: dict[int, float] = {}
        for quality, by_row in matches:
            match = by_row.get(row)
            for segment in match.segments if match else ():
                if quality > here.get(segment, 0.0):
                    here[segment] = quality
        for segment, quality in here.items():
            held, count = texts.get(segment, (0.0, 0))
            texts[segment] = (held + quality * weight, count + 1)
    best, best_segment = everywhere if not texts else -1.0, None
    for segment, (held, count) in texts.items():
        full = 1 - LOOSE + LOOSE * min(1.0, count / postings.pieces[segment])
        worth = postings.worth[segment] * held / total * full
        if worth > best:
            best, best_segment = worth, segment
    return Scored(row, min(1.0, round(WHOLE * everywhere + (1 - WHOLE) * best, 6)), best_segment)


def _rounded(wanted: Wanted, postings: Postings) -> tuple[int, Iterator[int]]:
    """Return the rows that pass the floor as bits, and those rows in the order of their rounded sums."""
    order, explained, solid = bits.Sums(), bits.Sums(), bits.Sums()
    total, by_bearing = wanted.total, [wanted.allowed, 0, 0]
    for unit in wanted.units:
        levels = _levels(unit, postings, wanted.allowed)
        plain = _by_worth(levels, _PLAIN_WORTH)
        _add(order, _by_worth(levels, _ORDER_WORTH), unit.weight / total)
        _add(explained, plain, unit.weight / total)
        fitting = _union(rows for worth, rows in plain.items() if worth >= SOLID)
        solid.add(fitting, unit.words)
        for bearing in range(1, unit.bearing + 1):
            by_bearing[bearing] |= fitting
    matching = {worth: rows & wanted.allowed for worth, rows in wanted.bonus.levels}
    by_bearing = [rows | _union(matching.values()) for rows in by_bearing]
    _add(order, matching, wanted.bonus.weight / total)
    _add(explained, matching, wanted.bonus.weight / total)
    solid.add(_union(matching.values()), 1)
    passing = 0
    for (one, two), rows in zip(FLOORS, by_bearing, strict=True):
        passing |= explained.at_least(round(one * _STEPS), rows)
        passing |= explained.at_least(round(two * _STEPS), solid.at_least(2, rows))
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
