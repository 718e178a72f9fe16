"""No paste of any shape shows its secrets in an answer, any text masks to itself, and harmless values stay."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange_errors.redaction import mask
from exchange_errors.report.explain import explain
from exchange_errors.report.report_data import report_data
from exchange_errors.report.ticket_note import report_markdown
from tests.exchange_errors.pastes import SHAPES, characters, iban, key, pastes, shows
from tests.shipped import CATALOGUE

INSTRUMENTS = ("BTC_USD", "CRO_USDT", "BTCUSD-PERP", "1INCH_USDT", "ETHUSD-251226")


@pytest.mark.parametrize("seed", [1, 2])
def test_no_answer_to_a_paste_shows_its_secrets(seed: int) -> None:
    shown = []
    for paste in pastes(seed, len(SHAPES)):
        report = explain(paste.text, CATALOGUE)
        data = json.dumps(report_data(report, CATALOGUE, lambda entry: entry.id), ensure_ascii=False)
        answers = (report.masked, data, report_markdown(report, CATALOGUE))
        shown += [(s, paste.text) for s in paste.secrets if any(shows(answer, s) for answer in answers)]
        assert mask(report.masked).text == report.masked
    assert shown == []


def harmless(draw: random.Random) -> list[tuple[str, list[str]]]:
    """Return texts of the exchange, each with the values in it that a reader needs."""
    order, nonce = str(draw.randrange(10**18, 9 * 10**18)), str(draw.randrange(1_700_000_000_000, 1_800_000_000_000))
    own = draw.choice([iban(draw), key(draw), characters(draw, "0123456789abcdef", 32), f"bot-{nonce}", nonce])
    instrument, entry = draw.choice(INSTRUMENTS), draw.choice(CATALOGUE.entries)
    price, code, name = f"{draw.randrange(99999)}.{draw.randrange(99)}", str(entry.code), entry.name or ""
    request = {"client_oid": own, "instrument_name": instrument, "price": price}
    return [
        (
            json.dumps({"method": "private/create-order", "params": request, "nonce": int(nonce)}),
            [own, instrument, price, nonce],
        ),
        (f"2026-11-23T06:17:01.123Z ERROR order_id={order} client_oid={own} {code} {name}", [order, own, code, name]),
        (
            f"order {order} on {instrument} at {price}: error {code} {name}, trade_id {order[::-1]}",
            [order, instrument, price, code, name],
        ),
        (
            f"invalid signature: {code} {name} at {nonce}123 and {nonce}123456",
            [code, name, f"{nonce}123", f"{nonce}123456"],
        ),
    ]


def test_hardly_a_harmless_value_is_masked() -> None:
    draw = random.Random(3)
    texts = [text for _ in range(100) for text in harmless(draw)]
    masked = [value for text, values in texts for value in values if value not in mask(text).text]
    assert len(masked) < 0.02 * sum(len(values) for _, values in texts), masked


PIECES = st.sampled_from(
    (
        *"\"'\\{}[]()<>:,;=|&\n ", "password", "api_key=", "secret: ", " is ", "token", "otp ", "739182",
        "cxakp_abcdefgh", "[secret:8]", "val", "Bearer ", "eyJhbGciOiJI.eyJzdWIiOiIx.a", '"value":"',
        "\\u0431", "-----BEGIN PRIVATE KEY-----\n", "&#" + "9" * 5_000 + ";", "&amp;" * 50, "\ud800", "\x00", "\u202e",
        "=\n", "=3D", "%E9%AA%8C", "00000000: 6162 6364 6566\n", "a3 db 4a ", "4111 1111 1111 1111", "@x.de", "{" * 400,
        "9" * 5_000, "ocean copper velvet ", "cookies={", '"name":"secret"',
    )
)  # fmt: skip


@settings(max_examples=2 * settings.default.max_examples)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join))
def test_masking_takes_any_text_and_masking_twice_changes_nothing(text: str) -> None:
    shown = mask(text).text
    assert mask(shown).text == shown


def test_an_entity_of_thousands_of_digits_is_no_character() -> None:
    assert mask(f"&lt; &#{'9' * 5_000};").text == "< \N{REPLACEMENT CHARACTER}"


@given(st.lists(PIECES, max_size=30).map("".join))
def test_explaining_takes_any_text(text: str) -> None:
    assert report_markdown(explain(text, CATALOGUE), CATALOGUE).endswith("\n")


def test_a_one_time_code_never_becomes_an_error_code() -> None:
    report = explain("my 2FA code is 306306, one-time code: 40101 and error 306", CATALOGUE)
    assert [finding.code for finding in report.findings] == [306]
