"""One reader for every notation in which programs print an object, whole, damaged or cut off."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_errors.decoder.literal import MAX_DEPTH, read_literal
from tests.cases import cases

CASES = cases("cases/literal")

ANSWER = {"id": 7, "code": 306, "message": "X"}


@pytest.mark.parametrize("text", CASES["every_notation_reads_alike"])
def test_every_notation_reads_alike(text: str) -> None:
    assert read_literal(text, 0).value == ANSWER


@pytest.mark.parametrize(("text", "value"), CASES["values_come_as_what_they_print"])
def test_values_come_as_what_they_print(text: str, value: Any) -> None:
    assert read_literal(text, 0).value == value


def test_a_cut_off_object_says_so_and_ends_before_the_next_record() -> None:
    text = '{"id":7,"original":"{\\"id\\":7,\n2026-11-23 06:17:01 ERROR next'
    literal = read_literal(text, 0)
    assert literal.cut
    assert text[literal.end :].startswith("\n2026")


def test_quotes_that_were_not_escaped_damage_the_message_only() -> None:
    literal = read_literal('{"id":1,"code":10004,"message":"invalid channel {"channels":["book.X"]}"}', 0)
    assert literal.damaged
    assert literal.value["code"] == 10004


def test_depth_is_bounded() -> None:
    literal = read_literal('{"a":' * (MAX_DEPTH + 50), 0)
    assert literal.damaged


@given(st.text("{}[]()\"'`\\:=>,;# \n/*abNone0123456789-", max_size=200))
def test_reading_always_moves_on_and_never_fails(text: str) -> None:
    literal = read_literal("{" + text, 0)
    assert 0 < literal.end <= len(text) + 1
