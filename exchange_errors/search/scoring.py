"""How well a row answers: the part of the question that it holds anywhere, and the part that its best text holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nlargest
from typing import NamedTuple

from .code_numbers import Bonus
from .postings import Postings
from .query_parts import Part

CLOSE = 0.33  # of the best possible score; below it a row is no close match
BEHIND = 0.35  # of the best row's score; rows further behind are left out
ANYWHERE = 0.45  # share of the score that counts words wherever they stand; the rest is the best single text
EXPLAINED = 3  # parts that a full answer holds; of a longer question its best part counts
MOST = 200  # rows that are weighed text by text; a longer list of matches helps nobody
WEAK = 20  # rows that are looked at where none is close
LOOSE = 0.55  # what a text loses that says much beside what was asked


class Scored(NamedTuple):
    """A row with its score in (0, 1], and the text that answers most; None where a number alone brought it up."""

    row: int
    score: float
    text: int | None


class Holding:
    """Where one part of the question is found."""

    def __init__(self, part: Part, postings: Postings) -> None:
        self.weight = part.weight
        alternatives = [(quality, postings.matches(term)) for term, quality in part.terms]
        alternatives += [(quality, postings.together(terms)) for terms, quality in part.all_of]
        self._best_first = sorted(alternatives, key=lambda alternative: -alternative[0])
        self.worth: dict[int, float] = {}  # by row, the most that one of its texts is worth
        worth = self.worth
        for quality, matches in self._best_first:
            for row, match in matches.items():
                if quality * match.worth > worth.get(row, 0.0):
                    worth[row] = quality * match.worth

    def texts(self, row: int) -> dict[int, float]:
        """Return by text of the row how well the part matches there, up to 1."""
        found: dict[int, float] = {}
        for quality, matches in self._best_first:
            if match := matches.get(row):
                for number in match.texts:
                    found.setdefault(number, quality)
        return found


def scored(parts: Sequence[Part], beside: Bonus, postings: Postings) -> list[Scored]:
    """Return the rows that may be close matches, best first; where there is none, the WEAK rows that hold most."""
    holdings = [Holding(part, postings) for part in parts if part.terms]
    total = sum(nlargest(EXPLAINED, (part.weight for part in parts))) + beside.weight * beside.expected
    anywhere = {row: beside.weight * worth for row, worth in beside.worth.items()}
    for holding in holdings:
        for row, worth in holding.worth.items():
            anywhere[row] = anywhere.get(row, 0.0) + holding.weight * worth
    # No text holds more than the row as a whole, so that the share held anywhere is the highest score there can be.
    rows = [row for row, held in anywhere.items() if held >= CLOSE * total]
    rows = nlargest(MOST, rows, key=anywhere.__getitem__) or nlargest(WEAK, anywhere, key=anywhere.__getitem__)
    found = [_scored(row, anywhere[row], holdings, beside, total, postings) for row in rows]
    return sorted(found, key=lambda hit: (-hit.score, postings.texts[postings.names[hit.row]].pieces, hit.row))


def close(found: Sequence[Scored]) -> list[Scored]:
    """Return the rows that answer well enough to be called a match."""
    least = max(CLOSE, BEHIND * found[0].score) if found else CLOSE
    return [hit for hit in found if hit.score >= least]


def _scored(
    row: int, anywhere: float, holdings: Iterable[Holding], beside: Bonus, total: float, postings: Postings
) -> Scored:
    best, best_text = _best_text(row, holdings, postings)
    if best_text is None:
        best = beside.weight * beside.worth.get(row, 0.0)
    score = (ANYWHERE * anywhere + (1 - ANYWHERE) * best) / total
    return Scored(row, min(1.0, round(score, 6)), best_text)


def _best_text(row: int, holdings: Iterable[Holding], postings: Postings) -> tuple[float, int | None]:
    """Return how much of the question the row's best text holds, and that text."""
    held: dict[int, float] = {}
    count: dict[int, int] = {}
    for holding in holdings:
        for number, quality in holding.texts(row).items():
            held[number] = held.get(number, 0.0) + holding.weight * quality
            count[number] = count.get(number, 0) + 1
    best, best_text = 0.0, None
    for number, weight in held.items():
        text = postings.texts[number]
        said = text.worth * weight * (1 - LOOSE + LOOSE * min(count[number] / text.pieces, 1.0))
        if said > best:
            best, best_text = said, number
    return best, best_text
