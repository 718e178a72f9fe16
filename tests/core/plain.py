"""Filtering and counting the plain way, entry by entry: what the index does by rows must come to the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from codes.core.catalogue import FACETS, Chosen
from codes.core.entry import Entry


def narrowed(entries: Iterable[Entry], chosen: Chosen) -> list[Entry]:
    """Keep the entries that carry, for every facet with chosen values, at least one of them; their order stays."""
    wanted = _wanted(chosen)
    return [entry for entry in entries if not _missed(entry, wanted)]


def facet_counts(entries: Iterable[Entry], chosen: Chosen = MappingProxyType({})) -> dict[str, dict[str, int]]:
    """Count the values of each facet over the entries that pass the choices in all *other* facets.

    So the counts say what one more click would leave, and a chosen value does not hide its alternatives. Values that
    no such entry carries are left out.
    """
    wanted = _wanted(chosen)
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for entry in entries:
        missed = _missed(entry, wanted)
        for facet in FACETS if not missed else missed if len(missed) == 1 else ():
            for value in FACETS[facet](entry):
                counts[facet][value] = counts[facet].get(value, 0) + 1
    return counts


def _wanted(chosen: Chosen) -> dict[str, frozenset[str]]:
    return {facet: frozenset(values) for facet, values in chosen.items() if values}


def _missed(entry: Entry, wanted: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the facets of whose wanted values this entry carries none."""
    return [facet for facet, values in wanted.items() if values.isdisjoint(FACETS[facet](entry))]
