"""What is near a reference that names nothing."""

from __future__ import annotations

import random

import pytest

from exchange_errors.search.nearest import Nearest


@pytest.fixture(scope="module")
def near(catalogue):
    return Nearest(catalogue)


@pytest.mark.parametrize(
    ("ref", "codes"),
    [
        ("4290", [42901]),
        ("3006", [306]),
        ("360", [306]),
        ("429999", [42901]),
        ("401999", [401, 40101]),
    ],
)
def test_a_number_is_near_its_slips_and_those_that_begin_alike(near, ref, codes):
    assert [entry.code for entry in near.to(ref, 5)][: len(codes)] == codes


def test_an_http_status_is_near_what_is_sent_with_it(near):
    assert {entry.http_status for entry in near.to("429", 1)} == {429}


@pytest.mark.parametrize("ref", ["0", "00", "0306", "9" * 400])
def test_every_number_has_as_many_neighbours_as_asked_for(near, ref):
    assert len(near.to(ref, 5)) == 5


def misspelt(entries, count):
    draw = random.Random(4)
    for entry in draw.sample([e for e in entries if e.name], count):
        letters = list(entry.name)
        for _ in range(3):
            letters[draw.randrange(len(letters))] = draw.choice("ABCDEFXYZ")
        yield entry, "".join(letters)


def test_a_misspelt_name_is_near_the_right_one(catalogue, near):
    missed = [ref for entry, ref in misspelt(catalogue.entries, 60) if entry not in near.to(ref, 5)]
    assert len(missed) < 4  # three letters of a short name can make another name


@pytest.mark.parametrize("ref", ["", " ", "x", "__", "🙂" * 300, "ZZZQQQXXX" * 50])
def test_what_is_like_nothing_has_nothing_near(catalogue, ref):
    assert Nearest(catalogue).to(ref, 5) == ()


@pytest.mark.parametrize("code", [-1, 0, 1, 305, 306, 307, 1006, 50001, 10**9])
def test_an_unknown_number_lies_between_two_entries(catalogue, code):
    responses = [entry for entry in catalogue.entries if entry.kind == "response"]
    before = next((entry for entry in reversed(responses) if entry.code < code), None)
    assert catalogue.between(code) == (before, next((entry for entry in responses if entry.code > code), None))


@pytest.mark.parametrize(
    ("ref", "code"), [("41S", 415), ("3O6", 306), ("4010l", 40101), ("306x", 306), ("S01", 501), ("4*901", 42901)]
)
def test_a_letter_in_a_number_is_read_as_a_slip(catalogue, ref, code):
    assert Nearest(catalogue).to(ref, 3)[0].code == code
