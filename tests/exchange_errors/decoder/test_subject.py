"""Whose error a sentence speaks of, and whether a number stands among settings."""

from __future__ import annotations

import pytest

from exchange_errors.decoder.other_subjects import (
    OTHER_SUBJECTS,
    TRADE,
    is_about_something_else,
    is_about_trading,
    words_of,
)
from exchange_errors.decoder.setting_lines import AROUND, is_setting


@pytest.mark.parametrize("text", ["Roblox error 306", "the PRINTER says 306", "invoice, code 306"])
def test_something_with_numbers_of_its_own_is_another_subject(text: str) -> None:
    assert is_about_something_else(words_of(text))


@pytest.mark.parametrize("text", ["error 306", "my order failed on Windows with 306", "ордер отклонён: 306"])
def test_a_traders_word_or_no_word_at_all_is_not(text: str) -> None:
    assert not is_about_something_else(words_of(text))


def test_names_with_underscores_come_apart() -> None:
    assert is_about_trading(words_of("instrument_name is wrong"))


def test_no_word_stands_in_both_lists() -> None:
    assert TRADE.isdisjoint(OTHER_SUBJECTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[codes]\nname = x\ncode = 40101", True),
        ("; a comment\n[codes]\n# another\ncode=40101", True),
        ("pump:\n  port: 80\n  code: 40101", True),
        ("code: 40101\ntimeout: 3", True),
        ("code = 40101", False),
        ("[error]\ncode = 40101", False),
        ("[job]\ncode = 40101\nmessage = UNAUTHORIZED", False),
        ("error:\n  code: 40101\n  host: x", False),
        ("it failed with code 40101", False),
    ],
)
def test_a_number_among_settings_is_told_from_an_answer(text: str, expected: bool) -> None:
    assert is_setting(text, text.index("40101")) is expected


def test_only_the_neighbours_are_looked_at() -> None:
    text = "[codes]\n" + "x = 1\n" * AROUND + "code = 40101"
    assert not is_setting(text, text.index("40101"))
