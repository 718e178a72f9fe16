"""The catalogue answers by any spelling of a reference, filters and counts."""

import dataclasses

import pytest

from exchange_errors.catalogue.catalogue import Catalogue, facet_counts, narrowed


@pytest.mark.parametrize(
    "ref",
    [
        "306",
        "306-INSUFFICIENT_AVAILABLE_BALANCE",
        "306-insufficient_available_balance",
        "306 INSUFFICIENT-AVAILABLE-BALANCE",
        "INSUFFICIENT_AVAILABLE_BALANCE",
        "insufficient-available-balance",
        "Insufficient available balance",
        " insufficient_available balance ",
    ],
)
def test_a_reference_finds_its_entry_in_any_spelling(catalogue, ref):
    assert [e.code for e in catalogue.named(ref)] == [306]


def test_number_and_name_together_tell_the_two_apart(catalogue):
    assert [e.id for e in catalogue.named("50001 ERR_INTERNAL")] == ["50001-ERR_INTERNAL"]


@pytest.mark.parametrize("ref", ["ws-1006", "ws:1006", "WS-1006", "ws 1006", "1006"])
def test_a_websocket_code_is_found(catalogue, ref):
    assert [e.id for e in catalogue.named(ref)] == ["ws-1006"]


@pytest.mark.parametrize("ref", ["", "  ", "0306", "３０６", "30", "nothing", "-", "306 ", "--"])
def test_what_names_no_entry_finds_none(catalogue, ref):
    assert catalogue.named(ref) == (() if ref != "306 " else catalogue.numbered(306))


def test_filters_are_or_inside_one_facet_and_and_between(catalogue):
    found = narrowed(catalogue.entries, {"http_status": ["401", "429"], "category": ["authentication"]})
    assert [e.code for e in found] == [40101, 40103]
    assert narrowed(catalogue.entries, {"http_status": []}) == list(catalogue.entries)
    assert narrowed(catalogue.entries, {"http_status": ["999"]}) == []


def test_counts_follow_the_entries(catalogue):
    closes = narrowed(catalogue.entries, {"kind": ["websocket"]})
    assert facet_counts(closes)["http_status"] == {"none": len(closes)}
    assert facet_counts(closes)["category"] == {"connection": len(closes)}


def test_a_facet_is_counted_under_the_choices_in_the_others(catalogue):
    chosen = {"http_status": ["400"], "category": ["authentication"]}
    counts = facet_counts(catalogue.entries, chosen)
    for status, count in counts["http_status"].items():
        assert count == len(narrowed(catalogue.entries, chosen | {"http_status": [status]}))


def test_neighbours_follow_the_vendors_order(catalogue):
    first, last = catalogue.entries[0], catalogue.entries[-1]
    assert catalogue.neighbours(first) == (None, catalogue.entries[1])
    assert catalogue.neighbours(last) == (catalogue.entries[-2], None)
    assert [e.id for e in catalogue.neighbours(catalogue.get("ws-1000"))] == ["50001-ERR_INTERNAL", "ws-1006"]


def test_the_version_changes_with_the_content_and_only_then(catalogue):
    again = Catalogue(reversed(catalogue.entries), catalogue.categories)
    assert again.version == catalogue.version
    first = catalogue.entries[0]
    edited = dataclasses.replace(first, note=dataclasses.replace(first.note, summary="Edited."))
    assert Catalogue([edited, *catalogue.entries[1:]], catalogue.categories).version != catalogue.version
