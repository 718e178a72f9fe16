"""What a question and the filters upon it leave of a catalogue: counted as a whole, looked at page by page."""

from __future__ import annotations

from collections.abc import Mapping

from .catalogue import Catalogue, Chosen
from .entry import Entry
from .orders import Order
from .search import Found, Hit, Hits, Index
from .search.bits import from_rows


class Selection:
    """The entries that are left, in an order. None is looked at before a page with it is asked for.

    ``facets`` tells how many entries each facet value would leave, each facet counted under the others' choices alone.
    """

    def __init__(
        self, catalogue: Catalogue, index: Index, hits: Hits | None, chosen: Chosen, order: Order | None, rows: int
    ) -> None:
        """Take the answers to a question, None where none was asked, and the ``rows`` (bits) to look among.

        ``order`` None stands for the order of the answers; without a question there has to be one.
        """
        rows &= rows if hits is None else hits.rows
        self.facets: Mapping[str, Mapping[str, int]] = index.counts(rows, chosen)
        self._rows = rows & index.carrying(chosen)
        self._count = self._rows.bit_count()
        self._entries = catalogue.entries
        self._order = order
        self._hits = hits if hits is None or self._count == len(hits) else hits.within(self._rows)

    def __len__(self) -> int:
        return self._count

    @property
    def asked(self) -> bool:
        """Whether there was a question, so that the entries are hits."""
        return self._hits is not None

    def entries(self, begin: int, end: int) -> list[Entry]:
        """Return the entries at these places."""
        if self._order is None:
            return [found.entry for found in self.found(begin, end)]
        return [self._entries[row] for row in self._order.page(self._rows, begin, end)]

    def found(self, begin: int, end: int) -> list[Found]:
        """Return the hits at these places, without their words and texts; there has to be a question."""
        assert self._hits is not None
        if self._order is None:
            return self._hits.found(begin, end)
        rows = self._order.page(self._rows, begin, end)
        by_id = {found.entry.id: found for found in self._among(rows).found()}
        return [by_id[self._entries[row].id] for row in rows]

    def hits(self, begin: int, end: int) -> list[Hit]:
        """Return the hits at these places; there has to be a question."""
        assert self._hits is not None
        if self._order is None:
            return list(self._hits[begin:end])
        rows = self._order.page(self._rows, begin, end)
        by_id = {hit.entry.id: hit for hit in self._among(rows)}
        return [by_id[self._entries[row].id] for row in rows]

    def _among(self, rows: list[int]) -> Hits:
        assert self._hits is not None
        return self._hits.within(from_rows(rows, len(self._entries)))
