"""Texts in which one character decides what is a secret."""

from __future__ import annotations

import pytest

from exchange_errors.redaction import mask
from tests.cases import cases

CASES = cases("cases/masks")

A_UUID = "062e3c57-7a26-4b3e-a058-625311325aaf"


@pytest.mark.parametrize(("text", "shown"), CASES["what_looks_nearly_alike_is_told_apart"])
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
