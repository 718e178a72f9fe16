"""A query is read before anything is searched, whatever was typed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_errors.search import MAX_QUERY, QueryTooLong, parse_query

PASTE = '{"id":11,"nonce":1760000000430,"method":"private/create-order","code":306,"message":"INSUFFICIENT"}'


@pytest.mark.parametrize("text", ["306", "#306", "[306]", "(306)", "error 306", "err306", "306!", "3O6", "cdc-306"])
def test_a_number_in_any_dress_is_read(text):
    assert parse_query(text).numbers == ("306",)


@pytest.mark.parametrize(
    "text", ["code: 306", "code=306", "Code = 306", PASTE, '{\\"code\\":\\"306\\"}', "reason: 306"]
)
def test_a_number_called_a_code_wins_over_other_numbers(text):
    query = parse_query(text)
    assert (query.codes, query.numbers) == (("306",), ())


@pytest.mark.parametrize(
    "text", ["http 429", "HTTP/1.1 429", "HTTP/2 429", "status:429", "http status code 429", "http_status=429"]
)
def test_an_http_status_is_no_code(text):
    query = parse_query(text)
    assert (query.http_status, query.codes, query.numbers) == ("429", (), ())


@pytest.mark.parametrize("text", ["order status 307", "https://example.org/429", "429 http"])
def test_what_only_looks_like_an_http_status_is_none(text):
    assert parse_query(text).http_status is None


@pytest.mark.parametrize(
    "text", ["ws 1006", "websocket 1006", "close 1006", "closing code 1006", "disconnected with code 1006"]
)
def test_a_close_code_is_asked_for_by_its_words(text):
    query = parse_query(text)
    assert query.websocket
    assert query.numbers + query.codes == ("1006",)


@pytest.mark.parametrize("text", ["-1", "3.14", "2026-01-05", "0x306", "12:30"])
def test_other_figures_are_no_codes(text):
    query = parse_query(text)
    assert (query.codes, query.numbers, query.excluded) == ((), (), ())


def test_filters_are_read_in_any_spelling_and_add_up():
    query = parse_query("owner:trader OWNER:Account-Admin retry:after-fix,never category:order_entry kind:ws margin")
    assert query.filters == {
        "owner": {"trader", "account_admin"},
        "retry": {"after_fix", "never"},
        "category": {"order-entry"},
        "kind": {"websocket"},
    }
    assert query.words == "margin"


def test_quotes_make_a_phrase_and_a_dash_excludes():
    query = parse_query('"margin call" -liquidation -"risk limit" order')
    assert query.phrases == ("margin call",)
    assert set(query.excluded) == {"liquidation", "risk limit"}
    assert query.words == "order"


def test_the_quotes_of_a_paste_are_no_phrases():
    assert parse_query(PASTE).phrases == ()


@pytest.mark.parametrize("text", ["", "   ", "\0\t\n"])
def test_blanks_ask_for_nothing(text):
    assert parse_query(text).is_empty


def test_control_characters_part_words():
    assert parse_query("margin\0call\x1b").words == "margin call"


def test_a_longer_text_is_refused_with_the_limit():
    parse_query("a" * MAX_QUERY)
    with pytest.raises(QueryTooLong) as refusal:
        parse_query("a" * (MAX_QUERY + 1))
    assert refusal.value.limit == MAX_QUERY


@given(st.text(max_size=MAX_QUERY))
def test_every_text_is_a_query(text):
    parse_query(text)


HOSTILE = [
    "(" * 500,
    '"' * 500,
    "a:" * 250,
    "http " * 100,
    "code:" * 100,
    "\\" * 500,
    "-" * 500,
    "1" * 500,
    "close " * 83,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_reading_takes_no_longer_for_a_hostile_text(text):
    started = time.process_time()  # the processor's, so that what else the machine does is not counted
    parse_query(text[:MAX_QUERY])
    assert time.process_time() - started < 0.25


def test_a_typed_filter_with_a_value_that_does_not_exist_is_told():
    known = {
        "owner": ("you", "us"),
        "retry": ("never",),
        "category": ("order-limits",),
        "kind": ("response", "websocket"),
    }
    query = parse_query("owner:nonsense,you retry:never category:order_limits kind:x balance")
    assert query.unknown_filters(known) == (("owner", "nonsense"), ("kind", "x"))
