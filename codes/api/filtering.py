"""Which entries a list shows, in which order, and how many each facet value would leave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from exchange_errors.catalogue.catalogue import FACETS, Catalogue
from exchange_errors.search import QueryTooLong, Results, parse_query
from exchange_errors.search.selection import Selection, select
from ops.problems import ProblemError, invalid

from ..store.snapshot import Snapshot
from .parameters import CodeFilters


def selected(current: Snapshot, filters: CodeFilters) -> Selection:
    """Return what ``filters`` ask for. Raises ProblemError (400, 422)."""
    chosen = _chosen(filters, current.catalogue)
    statuses = filters.status or ["active"]
    entries = current.catalogue.of_status(statuses)
    results = _searched(current, filters.q, statuses)
    if filters.code is not None:
        entries = tuple(entry for entry in entries if entry.code == filters.code)
    by_relevance = filters.sort in (None, "relevance")
    order = None if by_relevance and results is not None else "code" if by_relevance else str(filters.sort)
    return select(entries, results, chosen, order)


def _chosen(filters: CodeFilters, catalogue: Catalogue) -> dict[str, frozenset[str]]:
    slugs = [category.slug for category in catalogue.categories]
    for slug in filters.category:
        if slug not in slugs:
            raise invalid("category", f"{slug[:40]!r} is not allowed; allowed: {', '.join(slugs)}")
    named = {facet: frozenset(getattr(filters, facet)) for facet in FACETS}
    return {facet: values for facet, values in named.items() if values}


def _searched(current: Snapshot, text: str, statuses: Collection[str]) -> Results | None:
    """Return the answers to a question among the codes of these statuses, None where none was asked."""
    if not text.strip():
        return None
    try:
        query = parse_query(text)
    except QueryTooLong as error:
        detail = f"q has {len(text)} characters; at most {error.limit} are read."
        raise ProblemError("query-too-long", detail, extra={"limit": error.limit}) from error
    if set(statuses) == {"active"}:
        return current.index.search(query)
    results = current.whole_index.search(query)
    return replace(results, nearest=tuple(hit for hit in results.nearest if hit.entry.status in statuses))
