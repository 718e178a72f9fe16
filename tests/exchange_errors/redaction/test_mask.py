"""No secret is left in a masked text, in whatever wrapping it came; what a reader needs stays readable."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_errors.catalogue.loader import load_catalogue
from exchange_errors.decoder import decode
from exchange_errors.redaction import mask
from tests.exchange_errors.decoder.wrappings import WRAPPINGS

KEY = "xHgT9JpnRK2vUkT6dn9MKp"
SIG = "e34c1dce569049c74258ba00b67d8fa807fe458a8fd3d6b03520752fc00ff001"
ETHER = "0x52908400098527886E0F7030069857D2E4169EE7"
JWT = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
EC_KEY = "MHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY"

SECRETS = [
    ("api_key", f'{{"api_key":"{KEY}"}}', KEY),
    ("api_key", f"api_key={KEY}&id=1", KEY),
    ("api_key", f"{{'apiKey': '{KEY}'}}", KEY),
    ("api_key", f"X-API-KEY: {KEY}", KEY),
    ("api_key", f"{{api_key={KEY}, id=1}}", KEY),
    ("api_key", f'{{:api_key=>"{KEY}"}}', KEY),
    ("api_key", f'Request {{ api_key: Some("{KEY}") }}', KEY),
    ("api_key", f"my api key is {KEY} please check", KEY),
    ("sig", f'{{"sig":"{SIG}"}}', SIG),
    ("sig", f"sig={SIG}", SIG),
    ("sig", f'"signature": "{SIG}"', SIG),
    ("secret", '{"secret":"hunter2hunter2"}', "hunter2hunter2"),
    ("secret", "API_SECRET=hunter2hunter2", "hunter2hunter2"),
    ("secret", 'password="correct horse battery"', "horse battery"),
    ("secret", "https://bob:hunter2pass@example.com/x", "hunter2pass"),
    ("secret", f"-----BEGIN EC PRIVATE KEY-----\n{EC_KEY}\n-----END EC PRIVATE KEY-----", EC_KEY),
    ("passphrase", '{"passphrase":"open sesame now"}', "sesame"),
    ("authorization", "Authorization: Basic dXNlcjpwYXNzd29yZA==", "dXNlcjpwYXNzd29yZA"),
    ("cookie", "Cookie: session=abcdef0123456789; theme=dark", "abcdef0123456789"),
    ("cookie", "set-cookie: sid=abcdef123; Path=/", "abcdef123"),
    ("bearer", "sent with bearer abcdefgh.12345678", "abcdefgh.12345678"),
    ("jwt", f"found {JWT} here", JWT.split(".")[1]),
    ("hex", f"value {SIG} here", SIG),
    ("hex", f"/keys/{SIG}/use", SIG),
    ("base64", "blob hS7kQ2v9ZxLmN4pR8tWyB1cD3eF5gH6jK0aSdFgHjKl= end", "hS7kQ2v9ZxLmN4pR8tWyB1cD3eF5gH6jK0aSdFgHjKl"),
    ("email", "write to ada.lovelace@example.com today", "ada.lovelace"),
    ("ip", "from 203.0.113.77 port 443", "203.0.113.77"),
    ("ip", "from 2001:db8:85a3::8a2e:370:7334 port", "85a3::8a2e"),
    ("ip", "peer 2001:db8::7 gone", "2001:db8"),
    ("ip", "ip:2a02:908:1:2:3:: is the network", "908"),
    ("address", f"to {ETHER} now", ETHER),
    ("address", "to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq now", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"),
    ("address", '{"address":"cro1abcdefghij","amount":"1"}', "cro1abcdefghij"),
    ("phone", "call +49 151 2345 6789 today", "2345 6789"),
    ("phone", '{"phone":"0151 23456789"}', "23456789"),
]

READABLE = [
    '{"order_id":"6530000000000000002","client_oid":"note-7","trade_id":"6530000000000000005"}',
    '{"client_oid":"0123456789abcdef0123456789abcdef"}',
    '{"account_id":"52e7c00f-1324-5a6z-bfgt-de445bde21a5"}',
    '{"id":1760000000123,"nonce":1760000000123,"method":"private/create-order-list"}',
    '{"instrument_name":"BTCUSD-PERP","price":"120000.5","quantity":"0.00012","fee_instrument_name":"CRO"}',
    "2026-11-23T06:17:01.123Z ORDER_WILL_LEAD_TO_IMMEDIATE_LIQUIDATION",
    "DUPLICATED_INSTRUMENT_ORDER_FOR_ISOLATED_MARGIN at 12:34:56 and std::collections::HashMap",
    '{"token":"CRO","api_key":null,"sig":"","secret":"***"}',
    "signature = sign(payload)",
    "user.order.CRO_USD, book.BTC_USD.10, private/advanced/create-order",
]


@pytest.mark.parametrize(("kind", "text", "secret"), SECRETS)
def test_a_secret_is_masked_with_its_kind(kind: str, text: str, secret: str) -> None:
    masked = mask(text)
    assert secret not in masked.text
    assert f"[{kind}:" in masked.text
    assert kind in {redaction.kind for redaction in masked.redactions}


@pytest.mark.parametrize("wrap", WRAPPINGS.values(), ids=WRAPPINGS)
@pytest.mark.parametrize(("kind", "text", "secret"), SECRETS)
def test_a_secret_is_masked_in_every_wrapping(kind: str, text: str, secret: str, wrap: Callable[[str], str]) -> None:
    assert secret not in mask(wrap(text)).text


@pytest.mark.parametrize("text", READABLE)
def test_what_a_reader_needs_stays_readable(text: str) -> None:
    assert mask(text).text == text


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
    assert json.loads(mask(text).text)["id" if "id" in text else "api_key"] == "[api_key:22]"
    assert json.loads(json.loads(mask(text).text)["original"]) == {"sig": "[sig:64]"}


def test_a_key_is_also_masked_where_nothing_names_it() -> None:
    assert KEY not in mask(f'{{"api_key":"{KEY}"}} payload private/create-order7{KEY}side').text


def test_lines_stay_lines() -> None:
    text = f"one\n  api_key: {KEY}\nthree ada@example.com\n\nfive"
    assert [line[:4] for line in mask(text).text.split("\n")] == ["one", "  ap", "thre", "", "five"]


def test_each_kind_is_counted() -> None:
    masked = mask(f'{{"api_key":"{KEY}","sig":"{SIG}"}} ada@example.com bob@example.com')
    assert {redaction.kind: redaction.count for redaction in masked.redactions} == {"api_key": 1, "sig": 1, "email": 2}


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


@given(st.text(max_size=200))
def test_masking_is_total(text: str) -> None:
    assert isinstance(mask(text).text, str)


@pytest.mark.parametrize(("kind", "text", "secret"), SECRETS)
def test_no_part_of_a_report_holds_the_secret(kind: str, text: str, secret: str) -> None:
    answer = {"id": 1, "method": "private/create-order", "code": 306, "original": json.dumps({"note": text})}
    assert secret not in repr(decode(f"{json.dumps(answer)}\n{text} error 306", load_catalogue()))


def test_a_leak_is_announced_with_what_to_do() -> None:
    report = decode(f'{{"api_key":"{KEY}","secret":"hunter2hunter2"}}', load_catalogue())
    assert any("replace the key" in sentence for sentence in report.advice)
    assert any("never send it to anyone" in sentence for sentence in report.advice)


@pytest.mark.parametrize(
    "text",
    [
        "Passwort: {}", "Kennwort = {}", "mot de passe : {}", "contraseña: {}", "senha={}", "пароль: {}",
        "ключ API: {}",
        "секретный ключ: {}", "密码：{}", "密钥: {}", "パスワード：{}", "비밀번호: {}",
        "şifre: {}", "hasło: {}",
        "wachtwoord: {}", "clave secreta: {}", "Mein Passwort ist {}", "clé secrète : {}",
    ],
)  # fmt: skip
def test_a_secret_is_masked_where_another_language_names_it(text: str) -> None:
    assert "Sup3rSecretPw9" not in mask(text.format("Sup3rSecretPw9")).text
