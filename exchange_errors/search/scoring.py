"""Scores a row by the part of the question that it has anywhere, and the part that its best text has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nlargest
from typing import NamedTuple

from .code_numbers import Bonus
from .postings import Postings
from .query_parts import Part

CLOSE = 0.34  # of the best possible score; below it a row is no close match
BEHIND = 0.35  # of the best row's score; rows further behind are left out
ANYWHERE = 0.5  # share of the score that counts words wherever they stand; the rest is the best single text
EXPLAINED = 3  # parts that a full answer has; of a longer question, the heaviest parts count
MOST = 200  # rows that are scored text by text; nobody reads a longer list
WEAK = 20  # rows that are scored where none is close
ALSO, ALSO_READ = 0.1, 5  # what the next best text adds, half as much with each further one, and how many are read
LOOSE = 0.55  # what a text loses that says much more than what was asked


class Scored(NamedTuple):
    """A row with its score in (0, 1], and the text that answers most; None where a number alone brought it up."""

    row: int
    score: float
    text: int | None


class PartMatches:
    """Where one part of the question is found."""

    def __init__(self, part: Part, postings: Postings) -> None:
        self.weight = part.weight
        self._best_first = [(quality, postings.matches(term)) for term, quality in part.terms]
        self.worth: dict[int, float] = {}  # by row, the most that one of its texts is worth
        for quality, matches in self._best_first:
            for row, match in matches.items():
                self.worth[row] = max(quality * match.worth, self.worth.get(row, 0.0))

    def texts(self, row: int) -> dict[int, float]:
        """Return by text of the row how well the part matches there, up to 1."""
        qualities: dict[int, float] = {}
        for quality, matches in self._best_first:
            if match := matches.get(row):
                for number in match.texts:
                    qualities.setdefault(number, quality)
        return qualities


def scored(parts: Sequence[Part], bonus: Bonus, postings: Postings) -> list[Scored]:
    """Return the rows that may be close matches, best first; where there is none, the WEAK rows that hold most."""
    part_matches = [PartMatches(part, postings) for part in parts if part.terms]
    total = sum(nlargest(EXPLAINED, (part.weight for part in parts))) + bonus.weight * bonus.expected
    anywhere = {row: bonus.weight * worth for row, worth in bonus.worth.items()}
    for matches in part_matches:
        for row, worth in matches.worth.items():
            anywhere[row] = anywhere.get(row, 0.0) + matches.weight * worth
    # No text has more than the whole row, so the share found anywhere is the highest score there can be.
    rows = [row for row, weight in anywhere.items() if weight >= CLOSE * total]
    rows = nlargest(MOST, rows, key=anywhere.__getitem__) or nlargest(WEAK, anywhere, key=anywhere.__getitem__)
    hits: list[Scored] = []
    for row in rows:
        best, text = _best_text(row, part_matches, postings)
        if text is None:
            best = bonus.weight * bonus.worth.get(row, 0.0)
        score = (ANYWHERE * anywhere[row] + (1 - ANYWHERE) * best) / total
        hits.append(Scored(row, round(score, 6), text))
    hits.sort(key=lambda hit: (-hit.score, postings.texts[postings.names[hit.row]].pieces, hit.row))
    return [hit._replace(score=min(1.0, hit.score)) for hit in hits]  # a long question says more than a full answer has


def close(hits: Sequence[Scored]) -> list[Scored]:
    """Return the rows that answer well enough to be called a match."""
    least = max(CLOSE, BEHIND * hits[0].score) if hits else CLOSE
    return [hit for hit in hits if hit.score >= least]


def _best_text(row: int, part_matches: Iterable[PartMatches], postings: Postings) -> tuple[float, int | None]:
    """Return how much of the question the row's best text has, a little more where others say the same, and it."""
    weights: dict[int, float] = {}
    count: dict[int, int] = {}
    for matches in part_matches:
        for number, quality in matches.texts(row).items():
            weights[number] = weights.get(number, 0.0) + matches.weight * quality
            count[number] = count.get(number, 0) + 1
    scores = {}
    for number, weight in weights.items():
        text = postings.texts[number]
        scores[number] = text.worth * weight * (1 - LOOSE + LOOSE * min(count[number] / text.pieces, 1.0))
    best = nlargest(1 + ALSO_READ, scores, key=scores.__getitem__)
    if not best:
        return 0.0, None
    further = sum(scores[number] * ALSO / 2**place for place, number in enumerate(best[1:]))
    return scores[best[0]] + further, best[0]
