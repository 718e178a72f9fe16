"""The floors of relevance, by kind of query: the measure is the mean reciprocal rank of the first right answer."""

import pytest

from bench.search import QUERIES, grouped, load_queries, marks, own_search

# The held half was only ever scored; each floor is what was measured, less what a query or two may move.
EXACT = dict.fromkeys(("code", "prefix", "name", "http", "parameter", "enum"), 1.0)
HELD = {**EXACT, "all": 0.957, "typo": 0.98, "plain": 0.89, "languages": 0.965}
TUNED = {**EXACT, "all": 0.96, "typo": 0.988, "plain": 0.94, "languages": 0.965}
NOTHING = {"held": 0.97, "tune": 0.975}

ASKED = load_queries()


def of(half):
    return grouped(one for one in ASKED if one.half == half)


@pytest.mark.parametrize("kind", HELD)
def test_the_held_half_stays_above_its_floor(index, kind):
    assert marks(of("held")[kind], own_search(index)).mrr >= HELD[kind]


@pytest.mark.parametrize("kind", TUNED)
def test_the_tuned_half_stays_above_its_floor(index, kind):
    assert marks(of("tune")[kind], own_search(index)).mrr >= TUNED[kind]


@pytest.mark.parametrize("half", NOTHING)
def test_senseless_queries_find_nothing(index, half):
    assert marks(of(half)["senseless"], own_search(index)).nothing >= NOTHING[half]


def test_the_query_file_is_sound(catalogue):
    known = {entry.id for entry in catalogue.entries}
    assert len({one.query for one in ASKED}) == len(ASKED) == len(QUERIES.read_text("utf-8").splitlines())
    for one in ASKED:
        assert one.half in ("tune", "held")
        assert set(one.best) <= set(one.relevant) <= known
        assert bool(one.best) == (one.kind != "senseless"), one.query
