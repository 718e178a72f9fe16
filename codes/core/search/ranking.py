"""How well a row answers: the part of the question that its fields explain, and how well one text of it explains all.

In a catalogue of up to SMALL rows all are weighed exactly. In a larger one all rows first get rounded sums, added for
all rows at once as bits, and only the best of them, the HEAD, are weighed; the others follow in the order of their
sums. So a common word costs no more among 100,000 rows than among 1,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, islice
from typing import NamedTuple

from . import bits
from .hits import Ranked, Scored
from .numbers import Bonus
from .postings import PROSE, SMALL, TIER_COUNT, Postings
from .reach import SOLID, Reach, Reaches, Standing, fullness
from .units import Bearing, Unit

# The part of the question's weight that must be explained for a row to be an answer at all. Two words that fit one row
# are seldom there by chance, one is often.
FLOORS = ((0.65, 0.5), (0.62, 0.38), (0.5, 0.3))  # by what the best word that fits names: a state, a thing, the trade
LEAST = (0.4, 0.36, 0.28)  # and the lowest score of such an answer
WHOLE = 0.45  # share of the score that counts words wherever they stand; the rest is the best single text
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

    def best_segments(self, rows: Set[int], postings: Postings) -> dict[int, int | None]:
        """Return for each of ``rows`` the text that explains most, None where a number alone brought it up."""
        found = _weighed(self, postings, Reaches(postings), rows, floor=False) if rows else []
        return {hit.row: hit.segment for hit in found}


def ranked(wanted: Wanted, named: Sequence[int], postings: Postings, reaches: Reaches) -> Ranked:
    """Return the rows that pass the floor; those of ``named`` were called by name and stand first."""
    first = [Scored(row, 1.0, postings.first[row]) for row in named]
    if postings.size <= SMALL:
        rows = None if wanted.allowed == postings.all else set(bits.rows_of(wanted.allowed))
        head = first + [hit for hit in _weighed(wanted, postings, reaches, rows) if hit.row not in named]
        return Ranked(bits.union([1 << hit.row for hit in head]), head)
    passing, order = _rounded(wanted, postings)
    first_groups: list[int] = []
    count = 0
    while count < HEAD and (group := next(order, 0)):
        first_groups.append(group)
        count += group.bit_count()
    near = set(islice(chain.from_iterable(map(bits.rows_of, first_groups)), HEAD))
    head = first + [hit for hit in _weighed(wanted, postings, reaches, near) if hit.row not in named]
    if not head:
        return Ranked(0, ())
    rest = passing & ~bits.from_rows(chain(near, named), postings.size)
    tail = ((head[-1].score, group & rest) for group in chain(first_groups, order))
    return Ranked(rest | bits.from_rows((hit.row for hit in head), postings.size), head, tail)


def _weighed(
    wanted: Wanted, postings: Postings, reaches: Reaches, rows: Set[int] | None, floor: bool = True
) -> list[Scored]:
    """Return the rows that pass the floor, best first; ``rows`` narrows them, None stands for all.

    What a row explains is summed for all, as it costs little; the rest is looked at only where that is enough for the
    lowest of the floors.
    """
    beside = _beside(wanted.bonus, rows)
    found = [(unit, reaches.of(unit, rows)) for unit in wanted.units if unit.terms]
    explained = dict(beside)
    for _, reach in found:
        if explained:
            for row, held in reach.explained.items():
                explained[row] = explained.get(row, 0.0) + held
        else:
            explained = reach.explained.copy()
    several, things, trade = _fitting(beside, found)
    total = wanted.total
    floors = [(one * total, two * total) for one, two in FLOORS]
    by_one, by_two = (min(column) for column in zip(*floors, strict=True)) if floor else (0.0, 0.0)
    scored = []
    for row in [r for r, held in explained.items() if held >= by_one or (held >= by_two and r in several)]:
        if rows is not None and row not in rows:
            continue
        bearing = (row in things) + (row in trade)  # as Bearing counts
        if not floor or explained[row] >= floors[bearing][row in several]:
            standings = [standing for _, reach in found if (standing := reach[row])]
            hit = _scored(row, beside.get(row, 0.0), standings, total, postings)
            if not floor or hit.score >= LEAST[bearing]:
                scored.append(hit)
    return sorted(scored, key=lambda hit: (-hit.score, postings.name_length(hit.row), hit.row))


def _beside(bonus: Bonus, rows: Set[int] | None) -> dict[int, float]:
    """Return by row the weight of what matches beside the words."""
    found: dict[int, float] = {}
    for worth, matching in bonus.levels:
        for row in bits.rows_of(matching) if rows is None else (r for r in rows if matching >> r & 1):
            found[row] = bonus.weight * worth
    return found


def _fitting(beside: Iterable[int], found: Iterable[tuple[Unit, Reach]]) -> tuple[set[int], set[int], set[int]]:
    """Return the rows that several words fit, those that a thing fits, and of these those that one of the trade fits.

    What matches ``beside`` the words is one of the trade.
    """
    once, several, things, trade = set(beside), set[int](), set(beside), set(beside)
    for unit, reach in found:
        several |= reach.fitting if unit.words > 1 else once & reach.fitting
        once |= reach.fitting
        if unit.bearing >= Bearing.THING:
            things |= reach.fitting
        if unit.bearing == Bearing.TRADE:
            trade |= reach.fitting
    return several, things, trade


def _scored(row: int, beside: float, standings: Sequence[Standing], total: float, postings: Postings) -> Scored:
    """Return the row's score, and its text that explains most.

    A text in which one unit alone stands can be no better than the best of that unit, so that beside these only the
    texts are looked at in which several stand.
    """
    everywhere, best, best_segment = beside, 0.0 if standings else beside, None
    once = several = 0
    most, held_by_unit = 0.0, []
    for worth, held_at_most, texts, places, alone, segment in standings:
        everywhere += worth
        most += held_at_most
        held_by_unit.append(texts)
        several |= once & places
        once |= places
        if alone > best:
            best, best_segment = alone, segment
    first, worths = postings.first[row], postings.worth
    while several:
        lowest = several & -several
        several ^= lowest
        segment = first + lowest.bit_length() - 1
        if worths[segment] * most < best:
            continue  # it could not be the best even if it held all
        held, count = 0.0, 0
        for texts in held_by_unit:
            if segment in texts:
                held += texts[segment]
                count += 1
        said = worths[segment] * held * fullness(count, postings.pieces[segment])
        if said > best or (said == best and _is_said_first(segment, best_segment, standings)):
            best, best_segment = said, segment
    return Scored(row, min(1.0, round((WHOLE * everywhere + (1 - WHOLE) * best) / total, 6)), best_segment)


def _is_said_first(segment: int, other: int | None, standings: Iterable[Standing]) -> bool:
    """Whether of two texts that explain as much the first is found by an earlier word, or by a better one."""
    return next(s for standing in standings for s in standing.texts if s in (segment, other)) == segment


def _rounded(wanted: Wanted, postings: Postings) -> tuple[int, Iterator[int]]:
    """Return the rows that pass the floor as bits, and the same in groups of equal rounded sums, the best first."""
    order, explained, solid = bits.Sums(), bits.Sums(), bits.Sums()
    total, by_bearing = wanted.total, [wanted.allowed, 0, 0]
    for unit in wanted.units:
        levels = _levels(unit, postings, wanted.allowed)
        plain = _by_worth(levels, _PLAIN_WORTH)
        _add(order, _by_worth(levels, _ORDER_WORTH), unit.weight / total)
        _add(explained, plain, unit.weight / total)
        fitting = bits.union(rows for worth, rows in plain.items() if worth >= SOLID)
        solid.add(fitting, unit.words)
        for bearing in range(1, unit.bearing + 1):
            by_bearing[bearing] |= fitting
    matching = {worth: rows & wanted.allowed for worth, rows in wanted.bonus.levels}
    by_bearing = [rows | bits.union(matching.values()) for rows in by_bearing]
    _add(order, matching, wanted.bonus.weight / total)
    _add(explained, matching, wanted.bonus.weight / total)
    solid.add(bits.union(matching.values()), 1)
    passing = 0
    for (one, two), rows in zip(FLOORS, by_bearing, strict=True):
        passing |= explained.at_least(round(one * _STEPS), rows)
        passing |= explained.at_least(round(two * _STEPS), solid.at_least(2, rows))
    return passing, order.descending(passing)


def _levels(unit: Unit, postings: Postings, allowed: int) -> list[tuple[float, int, int]]:
    """Return (quality, tier, rows) for every way in which the unit matches."""
    found = [
        (quality, t, rows & allowed) for term, quality in unit.terms for t, rows in enumerate(postings.tiers(term))
    ]
    for terms, quality in unit.all_of:
        common = allowed
        for term in terms:
            common &= bits.union(postings.tiers(term))
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
