"""What a number in a query may be: a code, the beginning of codes, or an HTTP status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..catalogue.entry import Entry
from .query import Query

EXACT_CODE, CODE_PREFIX, HTTP_STATUS = 1.0, 0.8, 0.6  # scores
NUMBER_WEIGHT, STATUS_WEIGHT = 1.5, 0.5  # of a number among words, in multiples of the weight of the rarest word
FAILING = 400  # below it an HTTP status is no reason to search: "200 open orders"


class Readings(NamedTuple):
    """The rows that numbers lead to; ``exact`` in the order in which the numbers were typed."""

    exact: list[int]
    starting: list[int]
    status: list[int]

    def scored(self) -> dict[int, float]:
        """Return the score of each row, the exact ones first."""
        scores = dict.fromkeys(self.exact, EXACT_CODE)
        for row in self.starting:
            scores.setdefault(row, CODE_PREFIX)
        for row in self.status:
            scores.setdefault(row, HTTP_STATUS)
        return scores


def readings(query: Query, entries: Sequence[Entry]) -> Readings:
    """Return the rows of the query's numbers; a websocket query means close codes, or codes sent over the socket."""
    numbers = query.named_numbers
    codes = {row: str(entry.code) for row, entry in enumerate(entries)}
    exact = [row for number in numbers for row, code in codes.items() if code == number]
    starting = [row for row, code in codes.items() if code.startswith(numbers) and code not in numbers]
    status = [row for row, entry in enumerate(entries) if str(entry.http_status) in numbers]
    if not query.websocket:
        return Readings(exact, starting, status)
    closes = [row for row in exact if entries[row].kind == "websocket"]
    closing = [row for row in starting if entries[row].kind == "websocket"]
    return Readings(closes if closes or closing else exact, closing, [])


class Bonus(NamedTuple):
    """What numbers add to words: by row a worth up to 1, weighed like one more word of this ``weight``.

    ``expected`` says whether a row without it leaves a part of the question unexplained.
    """

    worth: dict[int, float]
    weight: float
    expected: bool


def bonus(query: Query, entries: Sequence[Entry], rarest: float) -> Bonus:
    """Return what numbers add to words; one that names no code and no failing status adds and costs nothing."""
    failing = {number for number in query.named_numbers if int(number) >= FAILING}
    responses = [row for row, entry in enumerate(entries) if query.websocket or entry.kind == "response"]
    worth = {row: HTTP_STATUS for row in responses if str(entries[row].http_status) in failing}
    exact = {row: EXACT_CODE for row in readings(query, entries).exact if row in responses}
    return Bonus(worth | exact, rarest * (NUMBER_WEIGHT if exact else STATUS_WEIGHT), bool(exact))
