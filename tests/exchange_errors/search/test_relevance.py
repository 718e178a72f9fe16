"""The floors of relevance, by kind of query: the measure is the mean reciprocal rank of the first right answer."""

import pytest

from tools.bench.search import QUERIES, grouped, load_queries, marks, own_search

# The held half was only ever scored; each floor is what was measured, less what a query or two may move.
EXACT = dict.fromkeys(("code", "name", "http", "parameter", "enum"), 0.94)
HELD = {**EXACT, "all": 0.973, "typo": 0.985, "plain": 0.935, "languages": 0.985}
TUNED = {**EXACT, "all": 0.96, "typo": 0.985, "plain": 0.95, "languages": 0.88}
NO_CLOSE_MATCH = 0.65  # of the held senseless queries; a weak match in front of a reader harms nobody

ASKED = load_queries()


def of(half):
    return grouped(one for one in ASKED if one.half == half)


@pytest.mark.parametrize("kind", HELD)
def test_the_held_half_stays_above_its_floor(index, kind):
    assert marks(of("held")[kind], own_search(index)).mrr >= HELD[kind]


@pytest.mark.parametrize("kind", TUNED)
def test_the_tuned_half_stays_above_its_floor(index, kind):
    assert marks(of("tune")[kind], own_search(index)).mrr >= TUNED[kind]


def test_the_beginning_of_a_number_finds_a_code_that_begins_so(index, catalogue):
    search, codes = own_search(index), {entry.id: str(entry.code) for entry in catalogue.entries}
    typed = {code[:end] for code in codes.values() for end in range(2, len(code) + 1)}
    assert [number for number in typed if not codes[search(number)[0]].startswith(number)] == []


def test_most_senseless_queries_have_no_close_match(index):
    assert marks(of("held")["senseless"], own_search(index)).nothing >= NO_CLOSE_MATCH


def test_the_query_file_is_sound(catalogue):
    known = {entry.id for entry in catalogue.entries}
    assert len({one.query for one in ASKED}) == len(ASKED) == len(QUERIES.read_text("utf-8").splitlines())
    for one in ASKED:
        assert one.half in ("tune", "held")
        assert set(one.best) <= set(one.relevant) <= known
        assert bool(one.best) == (one.kind != "senseless"), one.query
