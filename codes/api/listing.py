"""Which entries a list shows, in which order, and how many each facet value would leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..core.catalogue import FACETS, Catalogue, facet_counts, narrowed
from ..core.entry import Entry
from ..core.search import QueryTooLong, parse_query
from ..snapshot import Snapshot
from .parameters import CodeFilters
from .problems import ProblemError, invalid

ORDERS: Mapping[str, Callable[[Entry], Any]] = {
    "code": lambda entry: (entry.code, entry.name or ""),
    "-code": lambda entry: (-entry.code, entry.name or ""),
    "name": lambda entry: (entry.name is None, entry.name or "", entry.code),
    "http_status": lambda entry: (entry.http_status or 1000, entry.code, entry.name or ""),  # those without come last
}


@dataclass(frozen=True, slots=True)
class Selection:
    """The entries in order, with the match of each where a text was searched for."""

    entries: tuple[Entry, ...]
    matches: Mapping[str, Mapping[str, Any]]
    facets: Mapping[str, Mapping[str, int]]


def select(held: Snapshot, wanted: CodeFilters) -> Selection:
    """Return what ``wanted`` asks for. Raises ProblemError (400, 422)."""
    chosen = _chosen(wanted, held.catalogue)
    entries, matches = _searched(held, wanted.q)
    if wanted.code is not None:
        entries = [entry for entry in entries if entry.code == wanted.code]
    left = narrowed(entries, chosen)
    if not wanted.q.strip():
        left.sort(key=ORDERS.get(wanted.sort or "", ORDERS["code"]))
    elif wanted.sort not in (None, "relevance"):
        left.sort(key=ORDERS[wanted.sort])
    return Selection(tuple(left), matches, facet_counts(entries, chosen))


def _chosen(wanted: CodeFilters, catalogue: Catalogue) -> dict[str, frozenset[str]]:
    slugs = [category.slug for category in catalogue.categories]
    for slug in wanted.category:
        if slug not in slugs:
            raise invalid("category", f"{slug[:40]!r} is not allowed; allowed: {', '.join(slugs)}")
    named = {facet: frozenset(getattr(wanted, facet)) for facet in FACETS}
    return {facet: values for facet, values in named.items() if values}


def _searched(held: Snapshot, text: str) -> tuple[list[Entry], dict[str, dict[str, Any]]]:
    if not text.strip():
        return list(held.catalogue.entries), {}
    try:
        query = parse_query(text)
    except QueryTooLong as error:
        detail = f"q has {len(text)} characters; at most {error.limit} are read."
        raise ProblemError("query-too-long", detail, extra={"limit": error.limit}) from error
    hits = held.index.search(query)
    return [hit.entry for hit in hits], {
        hit.entry.id: {"field": hit.field, "score": round(hit.score, 4)} for hit in hits
    }
