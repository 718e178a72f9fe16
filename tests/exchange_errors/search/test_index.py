"""What the index answers, in which order, and what it says about each answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_errors.catalogue.catalogue import narrowed
from exchange_errors.search import MAX_QUERY, Index, exact, parse_query
from tests.cases import cases
from tools.bench.search import generated

CASES = cases("cases/index")


def codes(index, text):
    return [hit.entry.code for hit in index.search(parse_query(text)).close]


def test_an_empty_query_is_answered_by_the_whole_catalogue(index, catalogue):
    hits = index.search(parse_query("  ")).close
    assert [hit.entry for hit in hits] == list(catalogue.entries)
    assert {(hit.field, hit.score) for hit in hits} == {("all", 1.0)}


def test_a_number_finds_the_code_then_its_longer_kin_then_the_http_status(index, catalogue):
    hits = index.search(parse_query("401")).close
    assert [hit.entry.code for hit in hits] == [401, *(e.code for e in catalogue.entries if 40100 <= e.code <= 40199)]
    hits = index.search(parse_query("400")).close
    assert [hit.entry.code for hit in hits][:6] == [40001, 40002, 40003, 40004, 40005, 40006]
    assert {hit.field for hit in hits[6:]} == {"http_status"}
    assert {hit.entry.http_status for hit in hits[6:]} == {400}


@pytest.mark.parametrize("text", ["999", "12345", "00306", "-1", "http 404", "ws 4000"])
def test_a_number_that_is_nothing_finds_nothing(index, text):
    assert codes(index, text) == []


def test_both_meanings_of_a_number_are_found_and_the_name_decides(index, found):
    assert len(codes(index, "50001")) == 2
    assert found('{"code":50001,"message":"ERR_INTERNAL"}')[0] == "50001-ERR_INTERNAL"
    assert found('{"code":50001,"message":"DW_CREDIT_LINE_NOT_MAINTAINED"}')[0].startswith("50001-DW")


def test_a_paste_names_its_code_and_nothing_else(index):
    assert codes(index, '2026-01-05 ERROR 500 {"id":204,"method":"private/create-order","code":"415"}') == [415]


@pytest.mark.parametrize(("text", "code"), CASES["people_find_the_code_in_their_own_words"])
def test_people_find_the_code_in_their_own_words(index, text, code):
    assert codes(index, text)[0] == code


def test_a_half_typed_word_already_finds(found):
    typed = "post only rejected"
    for end in range(6, len(typed) + 1):
        assert "43005-POST_ONLY_REJ" in found(typed[:end])[:3], typed[:end]


def test_filters_phrases_and_exclusions_narrow(index, catalogue):
    hits = index.search(parse_query("category:funds owner:trader")).close
    assert [h.entry for h in hits] == narrowed(catalogue.entries, {"category": ["funds"], "owner": ["trader"]})
    assert set(codes(index, '"margin call"')) <= set(codes(index, "margin call"))
    assert 301 not in codes(index, "margin -call")
    assert codes(index, "category:nonsense") == []


def test_a_hit_says_which_field_matched_and_which_words(index):
    hit = index.search(parse_query("insufficient balance")).close[0]
    assert {"INSUFFICIENT", "BALANCE"} <= set(hit.matched)
    hit = index.search(parse_query("stopPrice")).close[0]
    assert (hit.field, hit.text) == ("parameter", "ref_price")
    assert {"ref", "price"} <= set(hit.matched)
    hit = index.search(parse_query("limit up")).close[0]
    assert "LIMITUPPRICE" in hit.matched
    hit = index.search(parse_query("status:429")).close[0]
    assert (hit.field, hit.matched) == ("http_status", ("429",))


@pytest.mark.parametrize("text", ["quarterly bicycle inspection in the village", "who painted the old chapel window"])
def test_what_is_about_something_else_has_no_close_match(index, text):
    results = index.search(parse_query(text))
    assert results.close == ()
    assert 0 < len(results.nearest) <= 5
    assert all(hit.field for hit in results.nearest)


def test_the_beginning_of_a_name_is_never_answered_with_nothing(index, catalogue):
    for entry in catalogue.entries:
        name = (entry.name or "").replace("_", " ").lower()
        for end in range(2, len(name) + 1):
            hits = index.search(parse_query(name[:end])).close
            assert hits, name[:end]


@pytest.mark.parametrize("text", ["40102/40103", "306/213/40101", "40102 / 40103"])
def test_numbers_with_a_slash_between_are_several_numbers(index, text):
    assert codes(index, text)[: text.count("/") + 1] == [int(number) for number in text.split("/")]


@pytest.mark.parametrize(
    ("text", "lit", "dark"),
    [
        ("clock is wrong", {"INVALID", "NONCE", "wrong"}, {"JSON", "json", "field"}),
        ("not enough money", {"INSUFFICIENT", "BALANCE"}, {"AVAILABLE"}),
        ("insufishent balnce", {"INSUFFICIENT", "BALANCE"}, {"AVAILABLE"}),
        ("market closed", {"MARKET", "OPEN"}, {"TRADABLE", "trading"}),
        ("order filled", {"order", "filled"}, {"UNKNOWN", "cancelled"}),
    ],
)
def test_only_words_that_a_reader_connects_with_the_query_light_up(index, text, lit, dark):
    """The query's own words, their forms, what a slip meant, words of the same concept; no neighbouring concepts."""
    hits = list(index.search(parse_query(text)).close)
    assert lit <= set(hits[0].matched)
    assert not dark & {word for hit in hits for word in hit.matched}


def test_scores_fall_and_stay_within_bounds(index):
    scores = [hit.score for hit in index.search(parse_query("order price too high")).close]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_the_same_catalogue_always_answers_the_same(index, catalogue):
    query = parse_query("order rejected by margin")
    assert Index(catalogue).search(query) == index.search(query)


@given(st.text(max_size=60) | st.text("order -\"':{}[]_0123456789 margin余额", max_size=MAX_QUERY))
def test_every_text_has_an_answer(index, text):
    results = index.search(parse_query(text))
    assert len({hit.entry.id for hit in results.close}) == len(results.close)
    assert not (results.close and results.nearest)


HOSTILE = [
    "order margin balance price " * 18,
    "balnce ordre magin prise limt " * 16,
    "zxqv " * 100,
    "余" * 500,
    '"order id" ' * 45,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_answered(index, text):
    results = index.search(parse_query(text[:MAX_QUERY]))
    assert len(results.close) <= len(index.search(parse_query("")).close)


@pytest.mark.parametrize(("text", "entry_id"), CASES["a_code_or_a_name_alone_goes_to_its_page"])
def test_a_code_or_a_name_alone_goes_to_its_page(catalogue, text, entry_id):
    assert exact(parse_query(text), catalogue).id == entry_id


@pytest.mark.parametrize(
    "text", ["50001", "306 balance", "margin", "", "category:funds", "00306", "204 205", "http 429"]
)
def test_anything_else_goes_to_the_search(catalogue, text):
    assert exact(parse_query(text), catalogue) is None


def test_an_unknown_reference_has_neighbours(index):
    assert index.nearest("INSUFFICIENT_BALANCE")[0].code == 306
    assert index.nearest("٣٠٦") == index.nearest("\0") == ()
    assert len(index.nearest("9" * 600, 2)) == 2


def test_suggestions_are_titles(index):
    assert index.suggest("insuff", 3)[0] == "306 INSUFFICIENT_AVAILABLE_BALANCE"
    assert len(index.suggest("invalid", 4)) == 4
    assert index.suggest("4300", 2) == ("43003 FILL_OR_KILL", "43004 IMMEDIATE_OR_CANCEL")


def test_suggestions_begin_with_the_names_that_start_so(index):
    assert {title.split()[1].split("_")[0] for title in index.suggest("inval", 8)} == {"INVALID"}
    assert index.suggest("acc", 2) == ("202 ACCOUNT_IS_SUSPENDED", "203 ACCOUNTS_DO_NOT_MATCH")
    assert index.suggest("invalid o", 1) == ("212 INVALID_ORDERID",)
    assert index.suggest("no", 2) == ("201 NO_POSITION", "223 NO_CLORDID")  # though it is a word that says nothing
    assert index.suggest("[") == ()


@pytest.fixture(scope="module")
def large(catalogue):
    return Index(generated(catalogue, 400))


def test_a_large_catalogue_answers_completely_and_in_order(large):
    hits = large.search(parse_query("invalid price")).close
    listed = list(hits)
    assert len(listed) == len(hits) > 20
    assert len({hit.entry.id for hit in listed}) == len(listed)
    assert [h.score for h in listed] == sorted((h.score for h in listed), reverse=True)
    assert all(hit.matched for hit in listed[:20])  # below, a neighbouring concept may be all that matched


def test_real_entries_stay_ahead_in_a_large_catalogue(large):
    assert codes(large, "INSUFFICIENT_AVAILABLE_BALANCE")[0] == 306
    assert codes(large, "306")[0] == 306


@pytest.mark.parametrize(
    ("text", "code"),
    [("защитную", 228), ("инструкциями", 219), ("l'innesco", 229), ("Schutzpreisen", 228)],
)
def test_a_word_of_another_language_is_found_in_another_form_of_it(index, text, code):
    assert codes(index, text)[0] == code
