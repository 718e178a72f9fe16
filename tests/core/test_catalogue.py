"""The catalogue answers by any spelling of a reference, filters and counts."""

import dataclasses

import pytest

from codes.core.catalogue import Catalogue
from codes.core.search import Index


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
    index = Index(catalogue)

    def filtered(chosen):
        return tuple(index.entries(index.carrying(chosen)))

    found = filtered({"http_status": ["401", "429"], "category": ["authentication"]})
    assert [e.code for e in found] == [40101, 40103]
    assert filtered({"http_status": []}) == catalogue.entries
    assert filtered({"http_status": ["999"]}) == ()


def test_counts_follow_the_entries(catalogue):
    index = Index(catalogue)
    counts = index.counts(index.carrying({"kind": ["websocket"]}))
    assert counts["http_status"] == {"none": 3}
    assert counts["category"] == {"connection": 3}


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
