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


def readings(query: Query, numbers: Sequence[str], postings: Postings) -> Readings:
    """Return the rows of each number; a websocket query means close codes wherever they fit, and no HTTP status."""
    kept = postings.all
    if query.websocket:
        closes = postings.facet("kind", ["websocket"])
        fitting = any((postings.coded(number) | postings.starting(number)) & closes for number in numbers)
        kept = closes if fitting else kept
    starting = status = 0
    for number in numbers:
        starting |= postings.starting(number) & kept
        status |= 0 if query.websocket else postings.facet("http_status", [number])
    return Readings(tuple(postings.coded(number) & kept for number in numbers), starting, status)


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
