"""What a report promises: order, grouping, places, and plain words where a code is ambiguous or unknown."""

from __future__ import annotations

import json

import pytest

from exchange_errors import decoder
from exchange_errors.decoder import LIMIT_BYTES
from exchange_errors.decoder.decoded import Finding, Report
from tests.shipped import CATALOGUE

SEVERITY = {"funds_at_risk": 0, "blocked": 1, "info": 2}


def decode(text: str) -> Report:
    return decoder.decode(text, CATALOGUE)


def only(text: str) -> Finding:
    (finding,) = decode(text).findings
    return finding


def answer(code: int, name: str, **more: object) -> str:
    return json.dumps({"id": 1, "method": "private/create-order", "code": code, "message": name, **more})


def test_what_an_object_holds_is_not_said_of_the_next_one_on_its_line() -> None:
    sighting = only("HTTP status: 400 {'instrument_name': 'CRO_USDT', 'n': 1} {'index': 1, 'code': 43003}").sightings[0]
    assert sighting.http_status == 400  # the text in front of both is said of both
    assert "order_beside" not in {signal.name for signal in sighting.signals}


def test_findings_come_most_severe_then_most_frequent_then_first_seen() -> None:
    lines = [answer(306, "INSUFFICIENT_AVAILABLE_BALANCE")] * 2 + [
        answer(40801, "REQUEST_TIMEOUT"),
        answer(315, "FAR_AWAY_LIMIT_PRICE"),
    ]
    lines += [answer(43005, "POST_ONLY_REJ")] * 3 + [answer(50001, "ERR_INTERNAL")]
    found = decode("\n".join(lines)).findings
    keys = []
    for finding in found:
        entry = CATALOGUE.get(finding.id or "")
        assert entry is not None
        keys.append((SEVERITY[entry.note.severity], -finding.count, finding.sightings[0].span))
    assert len(found) == 5
    assert keys == sorted(keys)


def test_a_finding_groups_its_sightings_with_lines_and_times() -> None:
    lines = [f"2026-11-23T06:17:0{second}Z {answer(306, 'INSUFFICIENT_AVAILABLE_BALANCE')}" for second in (1, 2, 5)]
    finding = only("\n".join([*lines[:2], "2026-11-23T06:17:03Z all is well", lines[2]]))
    assert (finding.count, finding.lines) == (3, (1, 2, 4))
    assert (finding.first_at_ms, finding.last_at_ms) == (1795414621000, 1795414625000)


def test_a_span_points_at_the_number_in_the_masked_text() -> None:
    report = decode('{"api_key":"xHgT9JpnRK2vUkT6dn9MKp","id":306}\n' + answer(306, "INSUFFICIENT_AVAILABLE_BALANCE"))
    start, end = report.findings[0].sightings[0].span
    assert report.masked[start - 8 : end] == '"code": 306'


def test_each_of_many_answers_on_one_line_has_its_own_span() -> None:
    finding = only("[" + ",".join([answer(306, "INSUFFICIENT_AVAILABLE_BALANCE")] * 5) + "]")
    assert len({sighting.span for sighting in finding.sightings}) == 5


def test_a_number_with_two_names_gives_both_and_claims_neither() -> None:
    finding = only("50001")
    assert (finding.name, finding.id, finding.known, finding.confidence) == (None, None, True, "possible")
    assert [choice.id for choice in finding.candidates] == ["50001-DW_CREDIT_LINE_NOT_MAINTAINED", "50001-ERR_INTERNAL"]


def test_number_without_its_name_counts_to_the_one_named_beside_it() -> None:
    finding = only('{"code":50001,"message":"ERR_INTERNAL"}\n{"code":50001}')
    assert (finding.id, finding.count) == ("50001-ERR_INTERNAL", 2)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("401", "40101"),
        ("code 401", "40101"),
        (answer(306, "INVALID_NONCE"), "disagree"),
        ('{"code":10002,"message":"UNAUTHORIZED"}', "older API"),
        ('{"code":40001,"message":"MG_INVALID_ACCOUNT_STATUS"}', "another meaning"),
        ('{"code":613,"message":"INVALID_ISOLATION_ID"}', "not in the vendor's table"),
        ("40015", "margin wallet"),
        ("99999", "no list"),
        ("ws close code 1011", "not one that the exchange documents"),
        ('{"type":"close","code":4001}', "private use"),
        ("websocket close code 2500", "the protocol"),
        ("websocket close code 3500", "libraries and applications"),
        ('{"id":1,"method":"private/create-withdrawal","code":50001}', "DW_CREDIT_LINE"),
    ],
)
def test_what_needs_explaining_comes_with_a_hint(text: str, word: str) -> None:
    assert word in only(text).hint


@pytest.mark.parametrize("code", [99999, 325, 613, 10002, 20001, 9010001, 50002])
def test_an_unknown_code_is_never_a_known_entry(code: int) -> None:
    finding = only(answer(code, "SOMETHING_ELSE"))
    assert (finding.known, finding.id, finding.code, finding.name) == (False, None, code, "SOMETHING_ELSE")


def test_an_unknown_number_with_a_known_name_suggests_that_entry() -> None:
    finding = only(answer(12345, "INVALID_NONCE"))
    assert not finding.known
    assert [choice.id for choice in finding.suggestions] == ["40102-INVALID_NONCE"]


def test_a_success_stands_alone_and_never_beside_an_error() -> None:
    assert [(f.code, f.count) for f in decode('{"id":1,"method":"private/get-trades","code":0}').findings] == [(0, 1)]
    both = decode('{"id":1,"method":"private/get-trades","code":0}\n' + answer(306, "INSUFFICIENT_AVAILABLE_BALANCE"))
    assert ([f.code for f in both.findings], both.successes) == ([306], 1)


def test_an_http_status_gets_advice_instead_of_a_finding() -> None:
    report = decode("HTTP 401")
    assert report.findings == ()
    assert "40101" in report.advice[0]


def test_the_request_of_the_same_id_goes_with_the_answer() -> None:
    asked = {
        "id": 41,
        "method": "private/create-order",
        "params": {"instrument_name": "ETH_USD", "side": "BUY"},
        "nonce": 1,
    }
    other = {"id": 42, "method": "private/cancel-order", "params": {}, "nonce": 2}
    finding = only(
        "\n".join([json.dumps(asked), json.dumps(other), '{"id":41,"code":309,"message":"MARKET_IS_NOT_OPEN"}'])
    )
    assert finding.sightings[0].request == asked
    assert (finding.method, finding.instrument) == ("private/create-order", "ETH_USD")


def test_a_request_in_original_is_read_at_any_depth() -> None:
    asked = {"method": "private/create-order", "params": {"instrument_name": "ETH_USD"}}
    original: object = asked
    for _ in range(4):
        original = json.dumps(original)
        assert only(answer(308, "INVALID_PRICE", original=original)).sightings[0].request == asked


def test_requests_are_listed_in_order_with_their_times() -> None:
    lines = [
        f'2026-11-23T06:17:0{n}Z -> {{"id":{n},"method":"private/get-trades","params":{{}},"nonce":{n}}}'
        for n in (1, 2)
    ]
    requests = decode("\n".join(lines)).requests
    assert [(one.line, one.at_ms, one.request["id"]) for one in requests] == [
        (1, 1795414621000, 1),
        (2, 1795414622000, 2),
    ]


def test_how_it_read_names_the_wrapping_the_notation_and_the_shape() -> None:
    reading = decode("{'code': 306, 'message': 'INSUFFICIENT_AVAILABLE_BALANCE'}".replace("'", "&#39;")).read
    assert reading.shapes == ("html-escaped", "python-dict", "response")
    assert (reading.objects, reading.lines, reading.truncated) == (1, 1, False)


def test_what_was_passed_over_is_named_with_the_reason() -> None:
    assert "another service" in decode('{"code":"50001","msg":"Service unavailable","data":[]}').read.skipped[0]


def test_the_limit_holds_a_large_log() -> None:
    line = f"2026-11-23T06:17:01Z {answer(306, 'INSUFFICIENT_AVAILABLE_BALANCE')}\n"
    text = line * (LIMIT_BYTES // len(line))
    assert only(text).count == text.count("\n")


def test_a_report_can_always_be_sent_as_utf8() -> None:
    report = decode(r'{"method":"private/create-order","code":306,"message":"\ud800","original":"{\"a\":\"\\udfff\"}"}')
    assert repr(report).encode()
    assert report.findings[0].code == 306
