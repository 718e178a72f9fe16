"""Pastes in which one word, field or digit decides."""

from __future__ import annotations

import json
from typing import Any

import pytest

from exchange_errors import decoder
from exchange_errors.decoder.decoded import Finding, Report
from tests.cases import cases
from tests.shipped import CATALOGUE

CASES = cases("cases/near_misses")

BALANCE = {"code": 306, "message": "INSUFFICIENT_AVAILABLE_BALANCE"}


def decode(paste: Any) -> Report:
    return decoder.decode(paste if isinstance(paste, str) else json.dumps(paste), CATALOGUE)


def codes(paste: Any) -> list[int]:
    return [finding.code for finding in decode(paste).findings]


def only(paste: Any) -> Finding:
    (finding,) = decode(paste).findings
    return finding


def order_list(count: int) -> dict[str, Any]:
    orders = [{"instrument_name": f"A{place}_USD", "side": "BUY"} for place in range(count)]
    return {"method": "private/create-order-list", "params": {"order_list": orders}}


def calls(*pairs: tuple[dict[str, Any], Any]) -> str:
    """Return calls as a browser's network panel saves them."""
    return json.dumps([{"request": sent, "response": {"status": 400, "body": body}} for sent, body in pairs], indent=1)


@pytest.mark.parametrize(("loud", "silent"), CASES["of_two_pastes_alike_one_speaks_of_an_error"])
def test_of_two_pastes_alike_one_speaks_of_an_error(loud: Any, silent: Any) -> None:
    assert len(codes(loud)) == 1
    assert codes(silent) == []


def test_a_map_that_counts_errors_is_read_by_its_keys() -> None:
    assert codes("errors: {306: 211, 308: 2}") == [306, 308]
    assert codes("pages: {306: 211, 308: 2}") == []


def test_a_close_code_with_a_message_is_no_close_event() -> None:
    assert only('websocket closed {"code":1006,"message":"INSUFFICIENT_BALANCE"}').kind == "response"


def test_two_codes_with_their_names_are_no_list_of_codes() -> None:
    assert codes("306 INSUFFICIENT_AVAILABLE_BALANCE\n315 FAR_AWAY_LIMIT_PRICE") == [306, 315]


@pytest.mark.parametrize("table", CASES["each_of_two_codes_has_a_row"])
def test_each_of_two_codes_has_a_row(table: str) -> None:
    assert sorted(codes(table)) == [306, 40102]


@pytest.mark.parametrize("table", CASES["a_table_of_other_things_is_silent"])
def test_a_table_of_other_things_is_silent(table: str) -> None:
    assert codes(table) == []


def test_a_policy_of_reconnecting_tells_close_codes() -> None:
    assert codes("Reconnect policy. On 1013 wait 30 s. On 1006 wait 1 s.") == [1013, 1006]
    assert codes("Heating policy. On 1013 wait 30 s. On 1006 wait 1 s.") == []


def test_an_arm_alone_on_its_line_is_no_head_of_a_switch() -> None:
    arms = "switch (reply.code) {\n  case 306:\n    return topUp(order);\n  case 213:\n    return round(order);\n}"
    assert sorted(codes(arms)) == [213, 306]


def test_a_part_without_a_verb_takes_that_of_the_part_before() -> None:
    assert codes("the main account comes back 412, the sub user 411") == [412, 411]
    assert 411 not in codes("the main account comes back 412. the sub user 411")


def test_a_part_without_an_error_word_takes_that_of_the_part_before() -> None:
    assert codes("motivo 302 em duas contas e 320 na outra") == [302, 320]
    assert codes("motivo 302 em duas contas. Sala 320 na outra") == [302]


def test_another_exchange_says_what_its_part_of_the_sentence_begins_with() -> None:
    assert codes("OKX rejected it with code 51008. crypto.com filled it") == []
    assert codes("They rejected it with code 51008. crypto.com filled it, and so did OKX") == [51008]


def test_an_item_of_a_batch_names_its_order_by_its_own_index() -> None:
    batch = {"id": 1, "code": 0, "result": [{"index": 2, **BALANCE}], "original": json.dumps(order_list(3))}
    assert only(batch).instrument == "A2_USD"


def test_a_batch_without_a_method_is_one_where_no_other_exchange_is_named() -> None:
    batch = json.dumps({"code": 0, "result": [{"index": 0, **BALANCE}]})
    assert decode(batch).read.shapes[-1] == "batch"
    assert "batch" not in decode(f"binance {batch}").read.shapes


@pytest.mark.parametrize("said", ["", "binance "])
@pytest.mark.parametrize("status", ["error", "failed"])
def test_the_command_lines_error_has_its_own_status_and_no_other_exchange(said: str, status: str) -> None:
    error = {"status": status, "error": {"category": "auth", "code": 204, "message": "nothing of it"}}
    expected = [204] if (said, status) == ("", "error") else []
    assert codes(said + json.dumps(error)) == expected


@pytest.mark.parametrize("answer", [{"id": 1, "method": "private/create-order"}, {"id": -1, "method": "ERROR"}, {}])
def test_a_negative_code_is_another_exchanges(answer: dict[str, Any]) -> None:
    report = decode({**answer, "code": -1121, "msg": "x"})
    assert report.findings == ()
    assert "negative" in report.read.skipped[0]


@pytest.mark.parametrize("code", [True, False, "123456789012", 10_000_000, 306.5, None, [306]])
def test_what_is_no_number_of_a_code_is_neither_error_nor_success(code: Any) -> None:
    report = decode({"id": 1, "method": "private/create-order", "code": code})
    assert (report.findings, report.successes) == ((), 0)


def test_a_refused_order_of_another_exchange_is_not_ours() -> None:
    order = json.dumps({"order_id": 1, "status": "REJECTED", "reason": 306})
    assert codes(order) == [306]
    assert codes(f"binance {order}") == []


def test_what_a_result_without_orders_holds_is_read() -> None:
    assert codes({"id": 1, "method": "private/cancel-order", "code": 0, "result": {"error": BALANCE}}) == [306]


def test_a_heartbeat_is_a_request_and_a_success() -> None:
    report = decode({"id": 1, "method": "public/heartbeat", "code": 0})
    assert (len(report.requests), report.successes) == (1, 1)


def test_a_code_behind_an_object_is_found_where_it_stands() -> None:
    text = 'answer {"id":1,"code":0}, then error 306 in create-order'
    start, end = only(text).sightings[0].span
    assert text[start:end] == "306"


def test_of_saved_calls_those_to_another_exchange_are_left_out() -> None:
    other, own = {"url": "https://api.bybit.com/x"}, {"url": "https://api.crypto.com/x"}
    assert codes(calls((other, BALANCE), (own, {"code": 315, "message": "FAR_AWAY_LIMIT_PRICE"}))) == [315]


def test_each_saved_call_keeps_its_own_request() -> None:
    sent = [
        {"body": json.dumps({"method": f"private/{name}", "params": {}})} for name in ("create-order", "amend-order")
    ]
    answers = [BALANCE, {"code": 315, "message": "FAR_AWAY_LIMIT_PRICE"}]
    found = decode(calls(*zip(sent, answers, strict=True))).findings
    assert {finding.code: finding.method for finding in found} == {
        306: "private/create-order",
        315: "private/amend-order",
    }


@pytest.mark.parametrize(("host", "expected"), [("api.bybit.com", []), ("api.example.com", [306])])
def test_the_headers_above_a_body_say_whose_it_is(host: str, expected: list[int]) -> None:
    log = "we trade a lot, on bybit as well as on crypto.com. " * 50
    assert codes(f"HTTP/1.1 400 Bad Request\nHost: {host}\n\n{json.dumps(BALANCE)}\n{log}") == expected


def test_the_last_head_above_a_body_gives_its_time() -> None:
    heads = "HTTP/2 100\n\nHTTP/1.1 400 Bad\nDate: Mon, 23 Nov 2026 06:17:01 GMT"
    assert only(f"{heads}\n\n{json.dumps(BALANCE)}").first_at_ms == 1795414621000


@pytest.mark.parametrize(("first", "at_ms"), [("sent 1795414000000", 1795414622000), ("started", None)])
def test_a_clock_alone_tells_a_time_where_the_text_names_a_day(first: str, at_ms: int | None) -> None:
    assert only(f"{first}\n06:17:01 x\n06:17:02 {json.dumps(BALANCE)}\n25:99:99 x").first_at_ms == at_ms


def test_what_stands_under_another_services_envelope_is_that_services() -> None:
    assert codes({"result": BALANCE}) == [306]
    assert codes({"retCode": 0, "result": BALANCE}) == []


@pytest.mark.parametrize(("value", "requests"), CASES["a_request_is_told_from_what_looks_like_one"])
def test_a_request_is_told_from_what_looks_like_one(value: Any, requests: int) -> None:
    assert len(decode(value).requests) == requests


@pytest.mark.parametrize(("value", "reason"), CASES["why_a_number_is_no_code_is_said"])
def test_why_a_number_is_no_code_is_said(value: Any, reason: str) -> None:
    report = decode(value)
    assert report.findings == ()
    assert reason in report.read.skipped[0]


@pytest.mark.parametrize(("value", "confidence"), CASES["how_sure_a_reading_is_depends_on_what_stands_beside_the_code"])
def test_how_sure_a_reading_is_depends_on_what_stands_beside_the_code(value: Any, confidence: str) -> None:
    assert only(value).confidence == confidence


def test_only_the_next_codes_are_suggested_for_an_unknown_one() -> None:
    last = max(entry.code for entry in CATALOGUE.entries if 200 <= entry.code < 300)
    assert [choice.code for choice in only(str(last + 1)).suggestions] == [last, last - 1]
    assert only(str(last + 14)).suggestions == ()


def test_a_number_outside_the_catalogue_with_two_meanings_claims_neither() -> None:
    finding = only("50002")
    assert (finding.known, finding.name) == (False, None)
    assert "two meanings" in finding.hint
    assert [choice.code for choice in finding.suggestions] == [50001, 308, 315]


def test_an_unknown_number_with_the_name_of_one_outside_the_catalogue_says_where_that_was_seen() -> None:
    finding = only({"method": "private/create-order", "code": 77777, "message": "MG_INVALID_ACCOUNT_STATUS"})
    assert not finding.known
    assert "has been seen as 40001" in finding.hint


@pytest.mark.parametrize(("text", "warns"), [("error 401 for my order", True), ("error 306", False)])
def test_only_a_number_that_http_uses_every_day_is_told_from_its_status(text: str, warns: bool) -> None:
    assert ("HTTP" in only(text).hint) is warns


@pytest.mark.parametrize(("sure", "unsure"), CASES["a_message_that_only_shares_a_word_proves_nothing"])
def test_a_message_that_only_shares_a_word_proves_nothing(sure: Any, unsure: Any) -> None:
    assert only(sure).confidence == "certain"
    assert [finding.confidence for finding in decode(unsure).findings] in ([], ["likely"])


@pytest.mark.parametrize("entry", [entry for entry in CATALOGUE.entries if entry.name], ids=lambda entry: entry.id)
def test_the_vendors_own_words_prove_a_code(entry: Any) -> None:
    for message in (entry.name, entry.name.lower().replace("_", " "), entry.description):
        found = only({"code": entry.code, "message": message})
        assert found.id == entry.id or entry.id in [choice.id for choice in found.candidates]
        if found.id and len(message.split()) > 1:
            assert found.confidence == "certain"
