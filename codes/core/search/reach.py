"""Where one unit of a question stands: how much of it each row explains, and which text of the row holds most of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from .postings import SMALL, Match, Postings
from .units import MAX_KEPT, Unit

SOLID = 0.74  # a word found at least so well, and not in prose, counts as fitting
LOOSE = 0.55  # what a text loses that says much beside what was asked


class Standing(NamedTuple):
    """How one unit stands in one row.

    ``texts`` tells by segment how much it holds of the unit, ``most`` is the most that one does, and ``places`` are
    these segments as bits, counted from the row's first. ``best`` is the one that would say most to a question of this
    unit alone, and ``alone`` how much.
    """

    worth: float
    most: float
    texts: dict[int, float]
    places: int
    alone: float
    best: int


class Reach(dict[int, Standing | None]):
    """Where a unit stands: row -> Standing, found out when a row is first looked at; None where it does not.

    ``explained`` tells beforehand, by row, how much of the question's weight is explained there, and ``fitting`` where
    the unit counts as fitting.
    """

    def __init__(self, unit: Unit, postings: Postings, rows: Set[int] | None = None) -> None:
        """Look at ``rows`` alone where they are given and the catalogue is large."""
        super().__init__()
        self._weight = unit.weight
        self._postings = postings
        self._matches = _matches(unit, postings, rows)
        held: dict[int, float] = {}
        for quality, by_row in self._matches:
            for row, match in by_row.items():
                if quality * match.plain > held.get(row, 0.0):
                    held[row] = quality * match.plain
        self.explained = {row: unit.weight * plain for row, plain in held.items()}
        self.fitting = {row for row, plain in held.items() if plain >= SOLID}

    def __missing__(self, row: int) -> Standing | None:
        found = self[row] = self._standing(row) if row in self.explained else None
        return found

    def _standing(self, row: int) -> Standing:
        best = 0.0
        texts: dict[int, float] = {}
        for quality, by_row in self._matches:
            if match := by_row.get(row):
                best = max(best, quality * match.worth)
                for segment in match.segments:
                    if quality > texts.get(segment, 0.0):
                        texts[segment] = quality
        first, places = self._postings.first[row], 0
        for segment, quality in texts.items():
            texts[segment] = quality * self._weight
            places |= 1 << segment - first
        most = max(texts.values(), default=0.0)
        return Standing(self._weight * best, most, texts, places, *_alone(texts, self._postings))


class Reaches:
    """What the units reach in one catalogue; of those that its index keeps, it is kept too."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._kept: dict[Unit, Reach] = {}

    def of(self, unit: Unit, rows: Set[int] | None) -> Reach:
        """Return what ``unit`` reaches, at least among ``rows``; None stands for all."""
        if self._postings.size > SMALL:
            return Reach(unit, self._postings, rows)
        reach = self._kept.get(unit)
        if reach is None:
            reach = Reach(unit, self._postings)
            if unit.kept:
                if len(self._kept) >= MAX_KEPT:
                    self._kept.clear()
                self._kept[unit] = reach
        return reach


def fullness(count: int, pieces: int) -> float:
    """Return what a text of so many pieces keeps of its worth when ``count`` of them were asked for."""
    return 1 - LOOSE + LOOSE * (count / pieces if count < pieces else 1.0)


def _alone(texts: Mapping[int, float], postings: Postings) -> tuple[float, int]:
    """Return what the best of a unit's texts says by itself, and its number; of equal ones the first."""
    most, best = 0.0, -1
    for segment, held in texts.items():
        said = postings.worth[segment] * held * fullness(1, postings.pieces[segment])
        if said > most:
            most, best = said, segment
    return most, best


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
