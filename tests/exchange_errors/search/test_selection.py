"""What a list shows: answers and filters together, in the order asked for, with counts for the next click."""

from __future__ import annotations

import pytest

from exchange_errors.catalogue.catalogue import FACETS
from exchange_errors.search import Index, parse_query
from exchange_errors.search.selection import ORDERS, select

CHOSEN = {"http_status": {"400"}, "owner": set()}


@pytest.fixture(scope="module")
def results(catalogue):
    return Index(catalogue).search(parse_query("order price"))


@pytest.mark.parametrize("order", ORDERS)
def test_entries_come_in_the_order_asked_for(catalogue, order):
    listed = select(catalogue.entries, None, {}, order).entries
    assert len(listed) == len(catalogue.entries)
    keys = [ORDERS[order](entry) for entry in listed]
    assert keys == sorted(keys)


def test_answers_keep_their_own_order_and_are_narrowed(catalogue, results):
    found = select(catalogue.entries, results, CHOSEN, None)
    assert found.entries == [hit.entry for hit in results.close if hit.entry.http_status == 400]
    assert found.entries
    assert all(found.hit(entry).entry is entry for entry in found.entries)


def test_only_answers_among_the_given_entries_are_left(catalogue, results):
    some = [hit.entry for hit in results.close[:2]]
    assert select(some, results, {}, None).entries == some


@pytest.mark.parametrize("facet", FACETS)
def test_a_count_is_what_one_more_click_would_leave(catalogue, results, facet):
    found = select(catalogue.entries, results, CHOSEN, None)
    for value, count in found.facets[facet].items():
        clicked = select(catalogue.entries, results, CHOSEN | {facet: {value}}, None)
        assert len(clicked.entries) == count > 0


def test_weak_answers_are_kept_apart(catalogue):
    found = select(
        catalogue.entries,
        Index(catalogue).search(parse_query("quarterly bicycle inspection in the village")),
        {},
        None,
    )
    assert not found.entries
    assert found.nearest
