"""A page of a selection is what sorting and cutting all entries would give, and large catalogues come in pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.search import generated
from codes.core.catalogue import Catalogue
from codes.core.orders import KEYS, Orders
from codes.core.search import Index, parse_query
from codes.core.selection import Selection
from tests.core.plain import facet_counts, narrowed

CHOSEN = [{}, {"http_status": {"400"}}, {"http_status": ["400", "500"], "owner": ["trader"], "retry": []}]
PAGES = [(0, 10), (7, 60), (250, 700), (890, 1000), (2000, 2010)]


@pytest.fixture(scope="module", params=[89, 900])
def site(request, catalogue):
    made = generated(catalogue, request.param)
    return made, Index(made), Orders(made.entries)


def selection(site, hits, chosen, order):
    made, index, orders = site
    return Selection(made, index, hits, chosen, order and orders[order], index.carrying({}))


@pytest.mark.parametrize("chosen", CHOSEN)
@pytest.mark.parametrize("order", KEYS)
def test_a_page_of_all_entries_is_cut_as_from_a_sorted_list(site, order, chosen):
    kept = sorted(narrowed(site[0].entries, chosen), key=KEYS[order])
    found = selection(site, None, chosen, order)
    assert len(found) == len(kept)
    assert found.facets == facet_counts(site[0].entries, chosen)
    for begin, end in PAGES:
        assert found.entries(begin, end) == kept[begin:end]


@pytest.mark.parametrize("chosen", CHOSEN)
@pytest.mark.parametrize("order", [None, *KEYS])
@pytest.mark.parametrize("text", ["order price", "invalid", "http 400", "50001", "nothing of the kind"])
def test_a_page_of_hits_is_cut_as_from_a_sorted_list(site, text, order, chosen):
    hits = list(site[1].search(parse_query(text)))
    passed = {entry.id for entry in narrowed([hit.entry for hit in hits], chosen)}
    kept = [hit for hit in hits if hit.entry.id in passed]
    if order:
        kept.sort(key=lambda hit: KEYS[order](hit.entry))
    found = selection(site, site[1].search(parse_query(text)), chosen, order)
    assert found.facets == facet_counts([hit.entry for hit in hits], chosen)
    for begin, end in PAGES:
        assert found.hits(begin, end) == kept[begin:end]
        assert found.found(begin, end) == [(hit.entry, hit.score, hit.field) for hit in kept[begin:end]]
        assert found.entries(begin, end) == [hit.entry for hit in kept[begin:end]]


def test_neighbours_and_version_do_not_depend_on_how_they_are_found(catalogue):
    first, second, *_, last = catalogue.entries
    assert catalogue.neighbours(first) == (None, second)
    assert catalogue.neighbours(last)[1] is None
    changed = replace(first, description="Something else")
    assert Catalogue([changed, second], catalogue.categories).version != Catalogue([first, second], ()).version
