"""What a number in a query may be: a code, the beginning of codes, or an HTTP status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .postings import Postings
from .query import Query

EXACT_CODE, CODE_PREFIX, HTTP_STATUS = 1.0, 0.8, 0.6  # scores
NUMBER_WEIGHT, STATUS_WEIGHT = 1.5, 0.5  # of a number beside words, in multiples of what the rarest word weighs
FAILING = 400  # below it an HTTP status is no reason to search: "200 open orders"


class Readings(NamedTuple):
    """The rows that numbers lead to, as bits; ``exact`` holds them for each number in the order typed."""

    exact: tuple[int, ...]
    starting: int
    status: int


class Bonus(NamedTuple):
    """Rows that match beside the words, as (worth, rows as bits): weighed like one more word.

    ``expected`` says whether a row without it leaves a part of the question unexplained.
    """

    levels: tuple[tuple[float, int], ...]
    weight: float
    expected: bool


NO_BONUS = Bonus((), 0.0, False)


def readings(query: Query, numbers: Sequence[str], postings: Postings) -> Readings:
    """Return the rows of each number; a websocket query means close codes, or codes that came over the socket."""
    exact = tuple(postings.coded(number) for number in numbers)
    starting = status = 0
    for number in numbers:
        starting |= postings.starting(number)
        status |= postings.facet("http_status", [number])
    if not query.websocket:
        return Readings(exact, starting, status)
    closes = postings.facet("kind", ["websocket"])
    fitting = any(rows & closes for rows in (*exact, starting))
    return Readings(tuple(rows & closes for rows in exact) if fitting else exact, starting & closes, 0)


def bonus(query: Query, numbers: Sequence[str], postings: Postings, about_sockets: bool) -> Bonus:
    """Return what numbers beside words add; one that names no code and no failing status adds and costs nothing."""
    response = postings.all if about_sockets else postings.facet("kind", ["response"])
    exact = 0
    for rows in readings(query, numbers, postings).exact:
        exact |= rows & response
    failing = [number for number in numbers if int(number) >= FAILING]
    status = postings.facet("http_status", failing) & ~exact & response
    weight = postings.rarity(1) * (NUMBER_WEIGHT if exact else STATUS_WEIGHT)
    return Bonus(((EXACT_CODE, exact), (HTTP_STATUS, status)), weight, bool(exact))
