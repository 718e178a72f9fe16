"""What is near a reference that names nothing: found without a look at every entry, as a look at each would find it."""

from __future__ import annotations

import random

import pytest
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bench.search import generated
from codes.core.catalogue import spelling_key
from codes.core.search.nearest import COMPARED, Nearest


def plainly(ref, catalogue, limit):
    """Return what comparing with all entries finds."""
    entries = catalogue.entries
    if ref.isdigit():
        found = [e for e in entries if str(e.http_status) == ref]
        numbers = [str(e.code) for e in entries]
        found += [
            entries[n] for _, _, n in process.extract(ref, numbers, scorer=OSA.distance, score_cutoff=1, limit=20)
        ]
        for shared in range(min(len(ref), 12) - 1, 2, -1) if ref[0] != "0" else ():
            alike = [e for e in entries if str(e.code).startswith(ref[:shared])]
            found += sorted(alike, key=lambda e: (len(str(e.code)), e.kind != "response", e.code, e.name or ""))
        found += sorted(entries, key=lambda e: abs(e.code - int(ref)))
    else:
        named = [e for e in entries if e.name]
        keys = [spelling_key(e.name) for e in named]
        alike = OSA.normalized_similarity
        near = process.extract(spelling_key(ref), keys, scorer=alike, score_cutoff=0.5, limit=50)
        found = [named[n] for _, _, n in near]
    return tuple({e.id: e for e in found}.values())[:limit]


def numbers(entries):
    draw = random.Random(3)
    drawn = [str(draw.randrange(10**n)) for n in range(1, 13) for _ in range(12)]
    near = [str(draw.choice(entries).code + draw.choice((-10, -1, 0, 1, 100))) for _ in range(100)]
    return [*drawn, *(n for n in near if n.isdigit()), "0", "00", "0306", "404", "500", "9" * 400]


@pytest.mark.parametrize("size", [89, 3000])
def test_near_numbers_are_those_that_a_look_at_each_finds(catalogue, size):
    made = generated(catalogue, size)
    near = Nearest(made)
    for ref in numbers(made.entries):
        assert near.to(ref, 5) == plainly(ref, made, 5), ref


def misspelt(entries, count):
    draw = random.Random(4)
    for entry in draw.sample([e for e in entries if e.name], count):
        letters = list(entry.name)
        for _ in range(3):
            letters[draw.randrange(len(letters))] = draw.choice("ABCDEFXYZ")
        yield entry, "".join(letters)


def test_near_names_are_those_that_a_look_at_each_finds(catalogue):
    near = Nearest(catalogue)
    for _, ref in misspelt(catalogue.entries, 80):
        assert near.to(ref, 5) == plainly(ref, catalogue, 5), ref


def test_among_many_names_the_nearest_is_still_found(catalogue):
    made = generated(catalogue, 3 * COMPARED)
    near = Nearest(made)
    assert [ref for entry, ref in misspelt(made.entries, 80) if near.to(ref, 5)[:1] != plainly(ref, made, 1)] == []


@pytest.mark.parametrize("ref", ["", " ", "x", "__", "🙂" * 300, "ZZZQQQXXX" * 50])
def test_what_is_like_nothing_has_nothing_near(catalogue, ref):
    assert Nearest(generated(catalogue, 2 * COMPARED)).to(ref, 5) == ()


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
