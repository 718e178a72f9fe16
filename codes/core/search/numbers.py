"""What a number in a query may be: a code, the beginning of codes, or an HTTP status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from . import bits
from .postings import Postings
from .query import Query

EXACT_CODE, CODE_PREFIX, HTTP_STATUS = 1.0, 0.8, 0.6  # scores
NUMBER_WEIGHT, STATUS_WEIGHT = 1.5, 0.5  # of a number beside words, in multiples of what the rarest word weighs
FAILING = 400  # below it an HTTP status is no reason to search: "200 open orders"


class Readings(NamedTuple):
    """The rows that numbers lead to: ``exact`` and ``starting`` in order, ``status`` as bits."""

    exact: list[int]
    starting: list[int]
    status: int


class Bonus(NamedTuple):
    """Rows that match beside the words, as (worth, rows as bits): weighed like one more word.

    ``expected`` says whether a row without it leaves a part of the question unexplained.
    """

    levels: tuple[tuple[float, int], ...]
    weight: float
    expected: bool


def readings(query: Query, numbers: Sequence[str], postings: Postings) -> Readings:
    """Return the rows of each number in turn; a websocket query means close codes wherever they fit."""
    exact: dict[int, None] = {}
    starting: dict[int, None] = {}
    status = 0
    for number in numbers:
        rows = postings.starting(number)
        if query.websocket:
            rows = [row for row in rows if postings.entries[row].kind == "websocket"] or rows
        else:
            status |= postings.facet("http_status", [number])
        same = [row for row in rows if str(postings.entries[row].code) == number]
        exact |= dict.fromkeys(same)
        starting |= dict.fromkeys(row for row in rows if row not in same)
    return Readings(list(exact), [row for row in starting if row not in exact], status)


def bonus(query: Query, numbers: Sequence[str], postings: Postings, about_sockets: bool) -> Bonus:
    """Return what numbers beside words add; one that names no code and no failing status adds and costs nothing."""
    read = readings(query, numbers, postings)
    response = postings.all if about_sockets else postings.facet("kind", ["response"])
    exact = bits.from_rows(read.exact, postings.size) & response
    failing = [number for number in numbers if number.isdigit() and int(number) >= FAILING]
    status = postings.facet("http_status", failing) & ~exact & response
    weight = postings.rarity(1) * (NUMBER_WEIGHT if exact else STATUS_WEIGHT)
    return Bonus(((EXACT_CODE, exact), (HTTP_STATUS, status)), weight, bool(exact))
