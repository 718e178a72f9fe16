"""What a mask shows, and what it leaves alone; the samples of each kind are held to in test_kinds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_errors.decoder import decode
from exchange_errors.redaction import mask
from tests.exchange_errors.decoder.wrappings import WRAPPINGS
from tests.shipped import CATALOGUE

KEY = "xHgT9JpnRK2vUkT6dn9MKp"
SIG = "e34c1dce569049c74258ba00b67d8fa807fe458a8fd3d6b03520752fc00ff001"


def test_the_mask_shows_kind_and_length_only() -> None:
    assert mask(f'{{"api_key":"{KEY}","id":7}}').text == '{"api_key":"[api_key:22]","id":7}'


def test_masked_json_is_still_json() -> None:
    text = json.dumps(
        {
            "api_key": KEY,
            "sig": 12345678,
            "nested": {"secret": ["a", "b"], "password": 8},
            "original": json.dumps({"sig": SIG}),
        }
    )
    assert json.loads(mask(text).text)["api_key"] == "[api_key:22]"
    assert json.loads(json.loads(mask(text).text)["original"]) == {"sig": "[sig:64]"}


def test_a_key_is_also_masked_where_nothing_names_it() -> None:
    assert KEY not in mask(f'{{"api_key":"{KEY}"}} payload private/create-order7{KEY}side').text


def test_lines_stay_lines() -> None:
    text = f"one\n  api_key: {KEY}\nthree ada@example.com\n\nfive"
    assert [line[:4] for line in mask(text).text.split("\n")] == ["one", "  ap", "thre", "", "five"]


def test_each_kind_is_counted() -> None:
    masked = mask(f'{{"api_key":"{KEY}","sig":"{SIG}"}} ada@example.com bob@example.com')
    assert {redaction.kind: redaction.count for redaction in masked.redactions} == {"api_key": 1, "sig": 1, "email": 2}


def test_a_secret_that_is_repeated_is_one_secret() -> None:
    masked = mask("\n".join([f'{{"api_key":"{KEY}"}} ada@example.com, {KEY}'] * 3))
    assert {redaction.kind: redaction.count for redaction in masked.redactions} == {"api_key": 1, "email": 1}


@given(
    st.text("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", min_size=20, max_size=44),
    st.lists(st.sampled_from(sorted(WRAPPINGS)), min_size=1, max_size=2),
)
def test_a_key_stays_masked_however_it_is_wrapped(key: str, wrappings: list[str]) -> None:
    text = json.dumps(
        {"id": 7, "method": "private/create-order", "api_key": key, "original": json.dumps({"api_key": key})}
    )
    for wrapping in wrappings:
        text = WRAPPINGS[wrapping](text)
    assert key not in mask(text).text


def test_a_leak_is_announced_with_what_to_do() -> None:
    report = decode(f'{{"api_key":"{KEY}","secret":"hunter2hunter2"}}', CATALOGUE)
    assert any("replace the key" in sentence for sentence in report.advice)
    assert any("never send it to anyone" in sentence for sentence in report.advice)


def test_values_behind_the_cookies_of_a_har_entry_stay() -> None:
    text = '{"cookies":[{"name":"sid","value":"x1"}],"params":[{"name":"side","value":"BUY"}]}'
    assert '"value":"BUY"' in mask(text).text


def test_what_is_no_value_for_one_bracket_hides_no_value_from_the_next() -> None:
    text = '{"cookies":["cookies":{"a":"b":"cookies":["sid1"],"auth":("bob","x1")'
    assert "sid1" not in mask(text).text
    assert "x1" not in mask(text).text


def test_a_call_is_code_but_not_whatever_follows_it_on_a_long_line() -> None:
    assert mask("auth: sign(request)").redactions == ()
    assert KEY not in mask(f"auth: f({'x ' * 300} {KEY}").text


LOG = "2026-11-23T06:00:00.123Z order 4711 of BTC_USD sent\n" * 400


@pytest.mark.parametrize(
    "line",
    [
        "API_KEY=abcdef1234567890",
        "APİ_KEY=abcdef1234567890",
        "2fa code: abcdef1234567890",
        "9fa 12fa_code=abcdef1234567890",
        "| secret | Zk9xQp3LmVt7RwYc2NbHsD |",
        "Authorization: Bearer abcdef1234567890",
        "deposit to 0x52908400098527886E0F7030069857D2E4169EE7",
        "\\x22api_key\\x22: \\x22abcdef1234567890\\x22",
        "\\u0022secret\\u0022: \\u0022abcdef1234567890\\u0022",
        "\\033[1mapi_key\\033[0m=abcdef1234567890",
        "payload eyJzZWNyZXQiOiAiYWJjZGVmMTIzNDU2Nzg5MCJ9 sent",
        "mail to somebody@example.com from 203.0.113.7",
        "tel 415-555-2671 or +14155552671",
        "aabbccddeeffaabbccddeeffaabbccddeeff",
    ],
)
def test_in_a_long_log_of_like_lines_the_odd_one_is_masked_as_if_it_stood_alone(line: str) -> None:
    alone, among = mask(line), mask(f"{LOG}{line}\n{LOG}")
    assert among.text.split("\n")[400] == alone.text
    assert among.redactions == alone.redactions
    assert among.steps == alone.steps
