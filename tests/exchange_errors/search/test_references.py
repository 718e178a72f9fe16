"""Lists of codes as people write them."""

from __future__ import annotations

import pytest

from exchange_errors.search.references import read_references


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("40101 vs. 40102 & #306", [40101, 40102, 306]),
        ("errors 604|605", [604, 605]),
        ("no position, 201", [201]),
        ("duplicate request 204 duplicate orderid", [40006, 204, 205]),
        ("ws-1006 with 1013", [1006, 1013]),
        ("", []),
    ],
)
def test_every_name_is_found_once_and_in_its_order(catalogue, text, codes):
    read = read_references(text, catalogue)
    assert [entry.code for entry in read.entries] == codes
    assert not read.unknown


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("99999", ("99999",)),
        ("306, foo bar, 213 baz", ("foo bar", "baz")),
        ("306 and 213", ()),
        ("nothing", ("nothing",)),
        ("306x306", ("306x306",)),
    ],
)
def test_what_names_nothing_is_kept_as_it_was_typed(catalogue, text, unknown):
    assert read_references(text, catalogue).unknown == unknown


def test_a_shared_number_is_told_apart_by_its_name(catalogue):
    two = catalogue.numbered(50001)
    assert read_references("50001", catalogue).shared == (("50001", two),)
    assert read_references(f"50001 {two[0].name}", catalogue).entries == two[:1]


def test_a_name_is_understood_for_every_entry(catalogue):
    for written in (lambda e: e.id, lambda e: (e.name or e.id).lower().replace("_", " ")):
        for entry in catalogue.entries:
            read = read_references(f"{written(entry)}, 0", catalogue)
            assert entry in read.entries, written(entry)
