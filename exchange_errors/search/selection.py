"""The entries that match a question and its filters, in the order asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..catalogue.catalogue import Chosen, facet_counts, narrowed
from ..catalogue.entry import Entry
from . import Hit, Results

# The catalogue's own order is by kind and code. A code's number is no key, so the name decides between equal ones.
ORDERS: Mapping[str, Callable[[Entry], Any]] = {
    "code": lambda entry: (entry.code, entry.name or ""),
    "-code": lambda entry: (-entry.code, entry.name or ""),
    "kind, code": lambda entry: (entry.kind != "response", entry.code, entry.name or ""),
    "kind, -code": lambda entry: (entry.kind != "response", -entry.code, entry.name or ""),
    "category": lambda entry: (entry.kind != "response", entry.category.name, entry.code, entry.name or ""),
    "name": lambda entry: (entry.name is None, entry.name or "", entry.code),
    "http_status": lambda entry: (entry.http_status or 1000, entry.code, entry.name or ""),  # without one: last
}


@dataclass(frozen=True)
class Selection:
    """The entries that are left.

    ``hits`` has by id how each one answers the question; it is None where none was asked. ``nearest`` has the weak
    answers where there is no close one. ``facets`` counts the entries that each value of a facet would leave, given
    the choices in the other facets.
    """

    entries: Sequence[Entry]
    facets: Mapping[str, Mapping[str, int]]
    hits: Mapping[str, Hit] | None = None
    nearest: Sequence[Hit] = ()

    @property
    def is_unanswered(self) -> bool:
        """Whether a question was asked to which nothing comes close, whatever the filters leave."""
        return self.hits is not None and not self.hits

    def hit(self, entry: Entry) -> Hit | None:
        """Return how an entry answers the question, None where none was asked."""
        return self.hits[entry.id] if self.hits is not None else None


def select(entries: Sequence[Entry], results: Results | None, chosen: Chosen, order: str | None) -> Selection:
    """Return what is left of ``entries``.

    ``results`` are the answers to a question, None where none was asked; ``order`` is a key of ORDERS, None for the
    order in which the answers came.
    """
    hits = None
    if results is not None:
        among = {entry.id for entry in entries}
        hits = {hit.entry.id: hit for hit in results.close if hit.entry.id in among}
        entries = [hit.entry for hit in hits.values()]
    left = narrowed(entries, chosen)
    if order:
        left.sort(key=ORDERS[order])
    weak = results.nearest if results else ()
    return Selection(left, facet_counts(entries, chosen), hits, weak)
