"""The whole paste around a case: its masked text, the requests in it, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..decoder.cached import lazy
from ..decoder.decoded import SentRequest, Sighting
from .values import request_params

MAX_SENDS = 20_000


@dataclass(frozen=True, slots=True)
class Send:
    """One order as it was sent: its request's id and nonce ("" where there is none), the line, the parameters.

    ``answered`` says that it was read from an answer, which repeats a request that may also be elsewhere in the text.
    """

    id: str
    nonce: str
    line: int
    method: str
    params: Mapping[str, Any]
    answered: bool


@dataclass(frozen=True)
class Paste:
    """The masked text, the requests in it and every sighting, in the order of the text."""

    text: str = ""
    requests: Sequence[SentRequest] = ()
    sightings: Sequence[Sighting] = ()

    @lazy
    def sends(self) -> tuple[Send, ...]:
        """Every order sent in the paste, once for each place; a list request gives one Send per order.

        A request inside an answer is read from the answer. At most 20,000 places are read.
        """
        answers = {sighting.line for sighting in self.sightings if sighting.request}
        sends: list[Send] = []
        for request in self.requests[:MAX_SENDS]:
            if request.line not in answers:
                sends.extend(_orders(request.request, request.line, False))
        for sighting in self.sightings[:MAX_SENDS]:
            if sighting.request:
                sends.extend(_orders(sighting.request, sighting.line, True))
        return tuple(sends)

    @lazy
    def calls(self) -> Mapping[str, Sequence[int]]:
        """When each method was called, in milliseconds: the requests in the paste, else the answers to them.

        An answer counts only for a method without any timed request of its own, so that no call counts twice.
        """
        sent: dict[str, list[int]] = {}
        for request in self.requests:
            method = request.request.get("method")
            if isinstance(method, str) and request.at_ms is not None:
                sent.setdefault(method, []).append(request.at_ms)
        answered: dict[str, list[int]] = {}
        for sighting in self.sightings:
            if sighting.method and sighting.at_ms is not None and sighting.role == "error":
                answered.setdefault(sighting.method, []).append(sighting.at_ms)
        return answered | sent


def _orders(request: Mapping[str, Any], line: int, answered: bool) -> Iterator[Send]:
    params = request_params(request) or {}
    legs = params.get("order_list")
    orders = [leg for leg in legs if isinstance(leg, dict)] if isinstance(legs, (list, tuple)) else [params]
    method = request.get("method")
    for order in orders:
        yield Send(
            _key(request.get("id")),
            _key(request.get("nonce")),
            line,
            method if isinstance(method, str) else "",
            order,
            answered,
        )


def _key(value: Any) -> str:
    """Return an id or a nonce as text, "" for anything that is neither a number nor short text."""
    if isinstance(value, str):
        return value if len(value) <= 64 else ""
    return str(value) if isinstance(value, int) and abs(value) < 10**40 else ""
