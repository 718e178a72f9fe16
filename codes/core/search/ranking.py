"""How well a row answers: the part of the question that its fields explain, and how well one text of it explains all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from . import bits
from .fields import FIELDS
from .postings import PROSE, TIER_COUNT, Postings
from .units import Unit

# The part of the question's weight that must be explained for a row to be an answer at all. Two words that fit one row
# are seldom there by chance, one is often.
FLOOR_ONE, FLOOR_TWO = 0.7, 0.38
SOLID = 0.72  # a word found at least so well, and not in prose, counts as fitting
WHOLE = 0.55  # share of the score that counts words wherever they stand; the rest is the best single text
LOOSE = 0.4  # what a text loses that says much beside what was asked
EXACT_ROWS = 160  # rows that are weighed exactly; further ones follow in the order of their rounded sums
_STEPS = 63  # a rounded sum counts up to this
_ORDER_WORTH = (1.0, 0.9, 0.6)
_PLAIN_WORTH = (1.0, 1.0, PROSE)


class Scored(NamedTuple):
    """A row with its score in (0, 1] and the text that explains most, None where only a number or a filter matched."""

    row: int
    score: float
    segment: int | None


class Bonus(NamedTuple):
    """Rows that match beside the words, such as those of a number: weighed like one more unit."""

    rows: dict[int, float]
    weight: float
    expected: bool  # whether a row without it leaves a part of the question unexplained


def scored(units: Sequence[Unit], bonus: Bonus, postings: Postings, rows: Collection[int] | None) -> list[Scored]:
    """Return the rows that pass the floor, best first; ``rows`` narrows them, None stands for all."""
    total = sum(unit.weight for unit in units) + bonus.weight * bonus.expected
    quality: dict[int, float] = {row: bonus.weight * worth for row, worth in bonus.rows.items() if rows is None or row in rows}
    explained = dict(quality)
    texts: dict[int, tuple[float, int]] = {}
    solid: Counter[int] = Counter(quality)
    for unit in units:
        best = _best_segments(unit, postings, rows)
        here: dict[int, tuple[float, float]] = {}
        for segment, worth in best.items():
            row = postings.row_of[segment]
            weighed = worth * postings.worth[segment]
            held = here.get(row, (0.0, 0.0))
            here[row] = (max(held[0], weighed), max(held[1], worth * postings.plainness(segment)))
            sum_, count = texts.get(segment, (0.0, 0))
            texts[segment] = (sum_ + worth * unit.weight, count + 1)
        for row, (weighed, worth) in here.items():
            quality[row] = quality.get(row, 0.0) + unit.weight * weighed
            explained[row] = explained.get(row, 0.0) + unit.weight * worth
            solid[row] += unit.words if worth >= SOLID else 0
    passing = {row for row, held in explained.items() if held >= total * (FLOOR_ONE if solid[row] < 2 else FLOOR_TWO)}
    return _ranked(quality, passing, texts, total, postings)


def _ranked(
    quality: dict[int, float],
    passing: set[int],
    texts: dict[int, tuple[float, int]],
    total: float,
    postings: Postings,
) -> list[Scored]:
    best: dict[int, tuple[float, int]] = {}
    for segment, (held, count) in texts.items():
        row = postings.row_of[segment]
        if row not in passing:
            continue
        full = 1 - LOOSE + LOOSE * min(1.0, count / postings.pieces[segment])
        worth = postings.worth[segment] * held / total * full
        if row not in best or worth > best[row][0]:
            best[row] = (worth, segment)
    found = []
    for row, whole in quality.items():
        if row in passing:
            text, segment = best.get(row, (whole / total, -1))
            score = WHOLE * whole / total + (1 - WHOLE) * text
            found.append(Scored(row, min(1.0, round(score, 6)), segment if segment >= 0 else None))
    return sorted(found, key=lambda hit: (-hit.score, postings.name_length(hit.row), hit.row))


def _best_segments(unit: Unit, postings: Postings, rows: Collection[int] | None) -> dict[int, float]:
    """Return the segments that the unit matches, each with the best quality."""
    best: dict[int, float] = {}

    def where(term: str) -> Iterator[int]:
        known = postings.segments(term)
        return iter(known) if rows is None or len(known) < 8 * len(rows) else postings.segments_in(term, sorted(rows))

    for terms, quality in unit.all_of:
        common = set(where(terms[0]))
        for term in terms[1:]:
            common.intersection_update(where(term))
        best.update(dict.fromkeys(common, quality))
    for term, quality in unit.terms:
        for segment in where(term):
            if quality > best.get(segment, 0.0) and (rows is None or postings.row_of[segment] in rows):
                best[segment] = quality
    if rows is not None:
        best = {segment: q for segment, q in best.items() if postings.row_of[segment] in rows}
    return best


def rounded(units: Sequence[Unit], bonus: Bonus, postings: Postings, allowed: int) -> tuple[int, Iterator[int]]:
    """Return the rows of ``allowed`` that pass the floor as bits, and those rows in the order of their rounded sums.

    This is what keeps a common word cheap in a large catalogue: sums are added for all rows at once.
    """
    total = sum(unit.weight for unit in units) + bonus.weight * bonus.expected
    order, explained, solid = bits.Sums(), bits.Sums(), bits.Sums()
    for unit in units:
        levels = _levels(unit, postings, allowed)
        _add(order, _by_worth(levels, _ORDER_WORTH), unit.weight / total)
        plain = _by_worth(levels, _PLAIN_WORTH)
        _add(explained, plain, unit.weight / total)
        solid.add(_union(rows for worth, rows in plain.items() if worth >= SOLID), unit.words)
    if bonus.rows:
        by_worth: dict[float, int] = {}
        for worth in set(bonus.rows.values()):
            matching = bits.from_rows((r for r, w in bonus.rows.items() if w == worth), postings.size)
            by_worth[worth] = matching & allowed
        _add(order, by_worth, bonus.weight / total)
        _add(explained, by_worth, bonus.weight / total)
        solid.add(_union(by_worth.values()), 1)
    passing = explained.at_least(round(FLOOR_ONE * _STEPS), allowed)
    passing |= explained.at_least(round(FLOOR_TWO * _STEPS), solid.at_least(2, allowed))
    ordered = (row for group in order.descending(passing) for row in bits.rows_of(group))
    return passing, ordered


def _levels(unit: Unit, postings: Postings, allowed: int) -> list[tuple[float, int, int]]:
    """Return (quality, tier, rows) for every way in which the unit matches."""
    found = []
    for term, quality in unit.terms:
        for tier, rows in enumerate(postings.tiers(term)):
            if rows & allowed:
                found.append((quality, tier, rows & allowed))
    for terms, quality in unit.all_of:
        common = allowed
        for term in terms:
            common &= _union(postings.tiers(term))
        if common:
            found.append((quality, TIER_COUNT - 1, common))
    return found


def _union(sets: Iterable[int]) -> int:
    found = 0
    for rows in sets:
        found |= rows
    return found


def _by_worth(levels: list[tuple[float, int, int]], tier_worth: Sequence[float]) -> dict[float, int]:
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


def field_of(segment: int, postings: Postings) -> str:
    """Return the name of the field that a segment stands in."""
    return FIELDS[postings.field_of[segment]]
