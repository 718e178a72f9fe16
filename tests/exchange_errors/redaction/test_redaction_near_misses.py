"""Texts in which one character decides what is a secret."""

from __future__ import annotations

import pytest

from exchange_errors.redaction import mask

A_UUID = "062e3c57-7a26-4b3e-a058-625311325aaf"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('{"token":"A1B2C3D4E5F6G7"}', '{"token":"[secret:14]"}'),
        ('{"token":"1INCH"}', '{"token":"1INCH"}'),  # an asset
        ('{"token":"A1B2C3D4"}', '{"token":"[secret:8]"}'),
        ("İstanbul api_key=abcdef1234567890", "İstanbul api_key=[api_key:16]"),
        ("list_id 18446744073709551615, order 65300000000000000021", None),
        ("build 10.0.300.1", None),
        ("build 10.0.200.1", "build [ip:10]"),
        ("api_key,instrument_name,side", None),
        ("expires at 5+1795414621123", None),
        ("call +1795414621123", "call [phone:14]"),
        ("curl sub-u side:BUY", None),
        ("curl -u side:BUY", "curl -u [secret:8]"),
        ("Creds(password=swordf1sh)", "Creds(password=[secret:9])"),
        ("sig = payload_hash", None),
        ("> quoted\n> twice", "quoted\ntwice"),
        ("mac 1::2::3 and 1:2:3:4:5:6", None),
        ("from fe80::7 to fe80::7x", "from [ip:7] to fe80::7x"),
        ("version ::1, std::vector<a::b>", None),
        (f"{A_UUID}\n{A_UUID}", None),
        (f"{A_UUID}\nZk9xQp3LmVt7RwYc2NbHsD", "[key:36]\n[base64:22]"),
        (f"client_oid {A_UUID}\nZk9xQp3LmVt7RwYc2NbHsD", f"client_oid {A_UUID}\n[base64:22]"),
        (r"api_key=k2v9x0qm41zt7wpa\ncode=40101", r"api_key=[api_key:16]\ncode=40101"),
        ("Authorization: Basic Ym9iOmI=\nHost: a.example", "Authorization: [authorization:14]\nHost: a.example"),
        ("驗證碼402177,錯誤40103", "驗證碼[otp:6],錯誤40103"),
        ("私钥是k2v9x0qm41zt7wpa,报错40101", "私钥是[secret:16],报错40101"),
        ("<secret><![CDATA[Anchor-lake51]]></secret><b>X-1</b>", "<secret><![CDATA[[secret:13]]]></secret><b>X-1</b>"),
    ],
)
def test_what_looks_nearly_alike_is_told_apart(text: str, shown: str | None) -> None:
    assert mask(text).text == (shown or text)


def test_a_key_of_plain_words_is_masked_wherever_it_stands_again() -> None:
    text = '{"api_key":"correcthorsebattery"} sent correcthorsebattery'
    assert mask(text).text == '{"api_key":"[api_key:19]"} sent [api_key:19]'


def test_of_two_keys_that_begin_alike_the_longer_is_masked_whole() -> None:
    text = '{"api_key":"correcthorse","secret":"correcthorsebattery"} sent correcthorsebattery'
    assert mask(text).text.endswith("sent [secret:19]")


def test_a_short_secret_does_not_blank_the_same_word_elsewhere() -> None:
    assert mask('{"passphrase":"BUY"} side BUY').text == '{"passphrase":"[passphrase:3]"} side BUY'


def test_a_secret_whose_inner_quote_is_missing_ends_with_the_outer_one() -> None:
    text = '{"a":"{\\"b\\":\\"{\\\\\\"secret\\\\\\":\\\\\\"hunter2\\",\\"side\\":\\"BUY\\"}"}'
    shown = mask(text).text
    assert "hunter2" not in shown
    assert "BUY" in shown


def test_a_jwt_is_masked_as_a_whole_and_never_unwrapped() -> None:
    jwt = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
    assert mask(f"token {jwt} end").text == "token [jwt:108] end"
