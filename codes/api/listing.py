"""Which entries a list shows, in which order, and how many each facet value would leave."""

from __future__ import annotations

from typing import Any

from ..core.catalogue import FACETS, Catalogue
from ..core.entry import Entry
from ..core.search import Hits, QueryTooLong, parse_query
from ..core.selection import Selection
from ..snapshot import Snapshot
from .parameters import CodeFilters
from .problems import ProblemError, invalid

Match = dict[str, Any] | None


def select(held: Snapshot, wanted: CodeFilters) -> Selection:
    """Return what ``wanted`` asks for. Raises ProblemError (400, 422)."""
    chosen = _chosen(wanted, held.catalogue)
    hits = _searched(held, wanted.q)
    rows = held.index.carrying({}) if wanted.code is None else held.index.coded(wanted.code)
    by_relevance = wanted.sort in (None, "relevance")
    order = None if by_relevance and hits is not None else held.orders["code" if by_relevance else str(wanted.sort)]
    return Selection(held.catalogue, held.index, hits, chosen, order, rows)


def page_of(found: Selection, begin: int, end: int) -> list[tuple[Entry, Match]]:
    """Return the entries at these places, each with what it matched where a text was searched for."""
    if not found.asked:
        return [(entry, None) for entry in found.entries(begin, end)]
    hits = found.found(begin, end)
    return [(hit.entry, {"field": hit.field, "score": round(hit.score, 4)}) for hit in hits]


def _chosen(wanted: CodeFilters, catalogue: Catalogue) -> dict[str, frozenset[str]]:
    slugs = [category.slug for category in catalogue.categories]
    for slug in wanted.category:
        if slug not in slugs:
            raise invalid("category", f"{slug[:40]!r} is not allowed; allowed: {', '.join(slugs)}")
    named = {facet: frozenset(getattr(wanted, facet)) for facet in FACETS}
    return {facet: values for facet, values in named.items() if values}


def _searched(held: Snapshot, text: str) -> Hits | None:
    """Return the answers to a question, None where none was asked."""
    if not text.strip():
        return None
    try:
        query = parse_query(text)
    except QueryTooLong as error:
        detail = f"q has {len(text)} characters; at most {error.limit} are read."
        raise ProblemError("query-too-long", detail, extra={"limit": error.limit}) from error
    return held.index.search(query)
