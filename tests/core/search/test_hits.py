"""What a list gets from the hits without looking at each: rows, counts, a part of them, entry and field alone."""

import pytest

from bench.search import generated
from codes.core.search import Index, bits, parse_query
from tests.core.plain import facet_counts, narrowed

TEXTS = ["margin", "order price too high", "", "http 400", "401", "code 50001", "category:funds", "nothing of the kind"]
CHOSEN = [{}, {"http_status": {"400"}}, {"http_status": ["400", "401"], "owner": ["trader"], "retry": []}]


@pytest.fixture(scope="module", params=[89, 300])
def sized(request, catalogue):
    return Index(generated(catalogue, request.param))


@pytest.mark.parametrize("text", TEXTS)
def test_the_cheap_ways_agree_with_the_hits(sized, text):
    hits = sized.search(parse_query(text))
    whole = list(hits)
    assert len(whole) == len(hits) == hits.rows.bit_count()
    assert [found.entry for found in hits.found()] == [hit.entry for hit in whole]
    assert hits.found() == [(hit.entry, hit.score, hit.field) for hit in whole]
    assert hits.found(3, 7) == hits.found()[3:7]
    assert sorted(e.id for e in sized.entries(hits.rows)) == sorted(hit.entry.id for hit in whole)


@pytest.mark.parametrize("chosen", CHOSEN)
@pytest.mark.parametrize("text", TEXTS)
def test_facets_are_counted_and_narrowed_by_rows_as_by_entries(sized, text, chosen):
    hits = sized.search(parse_query(text))
    entries = [hit.entry for hit in hits]
    assert sized.counts(hits.rows, chosen) == facet_counts(entries, chosen)
    within = hits.within(sized.carrying(chosen))
    assert [hit.entry for hit in within] == narrowed(entries, chosen)
    passed = {entry.id for entry in narrowed(entries, chosen)}
    assert list(within) == [hit for hit in hits if hit.entry.id in passed]


def test_a_part_may_be_read_before_the_whole(index):
    hits = index.search(parse_query("margin"))
    part = hits.within(index.carrying({"http_status": ["400"]}))
    first = part[0]
    assert first == next(hit for hit in hits if hit.entry.http_status == 400)
    assert part[-1] == [hit for hit in hits if hit.entry.http_status == 400][-1]


def test_rows_of_a_number(index):
    assert [entry.code for entry in index.entries(index.coded(50001))] == [50001, 50001]
    assert index.coded(-1) == index.coded(7) == 0


def test_hits_can_be_read_by_several_at_once(sized):
    hits = sized.search(parse_query("order"))
    within = hits.within(hits.rows)
    pairs = list(zip(hits, within, strict=True))
    assert len(pairs) == len(hits) > 40
    assert all(one.entry is other.entry for one, other in pairs)


@pytest.mark.parametrize("begin", [0, 1, 63, 64, 65, 200, 399, 400, 401, 5000])
@pytest.mark.parametrize("count", [0, 1, 50, 1000])
def test_a_part_of_a_set_is_cut_as_from_its_rows(begin, count):
    rows = [row * row % 7919 for row in range(1, 400)]
    made = bits.from_rows(rows, 7919)
    assert bits.part(made, begin, begin + count) == sorted(set(rows))[begin : begin + count]
