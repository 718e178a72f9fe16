"""What a number in a query may be: a code, the beginning of codes, or an HTTP status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..catalogue.entry import Entry
from .query import Query

EXACT_CODE, CODE_PREFIX, HTTP_STATUS = 1.0, 0.8, 0.6  # scores
NUMBER_WEIGHT, STATUS_WEIGHT = 1.5, 0.5  # of a number beside words, in multiples of what the rarest word weighs
FAILING = 400  # below it an HTTP status is no reason to search: "200 open orders"


class Readings(NamedTuple):
    """The rows that numbers lead to; ``exact`` in the order in which the numbers were typed."""

    exact: list[int]
    starting: list[int]
    status: list[int]

    def scored(self) -> Iterator[tuple[int, float]]:
        """Yield the rows with their scores, the exact ones first, each once."""
        levels = ((self.exact, EXACT_CODE), (self.starting, CODE_PREFIX), (self.status, HTTP_STATUS))
        scored: set[int] = set()
        for rows, score in levels:
            yield from ((row, score) for row in rows if row not in scored)
            scored.update(rows)


def readings(query: Query, numbers: Sequence[str], entries: Sequence[Entry]) -> Readings:
    """Return the rows of the numbers; a websocket query means close codes, or codes that came over the socket."""
    codes = {row: str(entry.code) for row, entry in enumerate(entries)}
    exact = [row for number in numbers for row, code in codes.items() if code == number]
    starting = [row for row, code in codes.items() if any(_begins(code, number) for number in numbers)]
    status = [row for row, entry in enumerate(entries) if str(entry.http_status) in numbers]
    if not query.websocket:
        return Readings(exact, starting, status)
    closes = [row for row in exact if entries[row].kind == "websocket"]
    closing = [row for row in starting if entries[row].kind == "websocket"]
    return Readings(closes if closes or closing else exact, closing, [])


def _begins(code: str, number: str) -> bool:
    return code != number and number != "0" and code.startswith(number)


class Bonus(NamedTuple):
    """What numbers add to words: by row a worth up to 1, weighed like one more word of this ``weight``.

    ``expected`` says whether a row without it leaves a part of the question unexplained.
    """

    worth: dict[int, float]
    weight: float
    expected: bool


def bonus(query: Query, numbers: Sequence[str], entries: Sequence[Entry], rarest: float) -> Bonus:
    """Return what numbers add to words; one that names no code and no failing status adds and costs nothing."""
    failing = {number for number in numbers if int(number) >= FAILING}
    responses = [row for row, entry in enumerate(entries) if query.websocket or entry.kind == "response"]
    worth = {row: HTTP_STATUS for row in responses if str(entries[row].http_status) in failing}
    exact = {row: EXACT_CODE for row in readings(query, numbers, entries).exact if row in responses}
    return Bonus(worth | exact, rarest * (NUMBER_WEIGHT if exact else STATUS_WEIGHT), bool(exact))
