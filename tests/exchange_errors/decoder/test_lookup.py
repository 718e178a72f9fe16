"""Pastes that are nothing but numbers and names: every way to write them down, and what only looks like it."""

from __future__ import annotations

import json

import pytest

from exchange_errors.decoder import decode
from tests.cases import cases
from tests.shipped import CATALOGUE

CASES = cases("cases/lookup")

NUMBERS = sorted({entry.code for entry in CATALOGUE.entries if entry.code})
NAMES = sorted({entry.name for entry in CATALOGUE.entries if entry.name})
SEVERAL = [[306, 213], [40101, 40102, 43012], [320, 1006], [1013, 50001, 218, 415, 9010001]]


def codes(paste: str) -> list[int]:
    return sorted(finding.code for finding in decode(paste, CATALOGUE).findings)


ONE = [
    "{}", " {}", "{} ", "\n{}", "{}\n", "\t{}\r\n", " {} ", "\u00a0{}\u00a0", "{}.", "{} .", "{}?", "{} ?!",
    "{},", "{} ;",
    "{}:", "#{}", "# {}", "№{}", "({})", "[{}]", "<{}>", "{{{}}}", '"{}"', " '{}' ", "`{}`", "«{}»", "„{}“", "“{}”",
    "**{}**", "- {}", "* {}", "• {}", "1. {}", "1) {}", "> {}", "| {} |", "E{}", "e{}", "E-{}", "E_{}",
    "err{}", "ERR {}",
    "err-{}", "error-{}", "Error_{}", "error#{}", "error code-{}", "ERR.{}", "code-{}", "Code #{}?", "error code:\n{}",
    "[{}]\n",
]  # fmt: skip
MANY = [
    " ", "  ", "\n", "\r\n", "\n\n", ", ", " , ", ";", "; ", " / ", "|", " | ", "\t", " and ", " or ", " & ", "&",
    " + ", " und ", " oder ", " et ", " y ", " e ", " и ", "、", "，", " 和 ", "和", " · ", " - ", " – ", " -> ", " → ",
    ". ", "? ", ",\n", "\n- ", "\n* ", "\n• ", ", and ", ". Then ",
]  # fmt: skip


@pytest.mark.parametrize("form", ONE)
def test_a_number_by_itself_is_looked_up_however_it_is_written(form: str) -> None:
    assert [number for number in NUMBERS if codes(form.format(number)) != [number]] == []


@pytest.mark.parametrize("between", MANY)
@pytest.mark.parametrize("numbers", SEVERAL)
def test_several_numbers_are_looked_up_each(between: str, numbers: list[int]) -> None:
    for start, end in [("", ""), (" ", "\n"), ("codes ", "?"), ("errors: ", "."), ("- ", "")]:
        assert codes(start + between.join(map(str, numbers)) + end) == sorted(numbers)


@pytest.mark.parametrize("between", [form for form in MANY if form != "\r\n"])
def test_several_names_are_looked_up_each(between: str) -> None:
    assert codes(between.join(["INVALID_NONCE", "FAR_AWAY_LIMIT_PRICE", "invalid-side"])) == [220, 315, 40102]


@pytest.mark.parametrize("form", [" {} ", "\n{}", "{} .", "({})", "- {}", "{}?", "`{}`", "1. {}", "“{}”"])
def test_a_name_by_itself_is_looked_up_however_it_is_written(form: str) -> None:
    wrong = [name for name in NAMES if decode(form.format(name), CATALOGUE).findings[0].name != name]
    assert wrong == []


@pytest.mark.parametrize(("paste", "expected"), CASES["lists_of_all_kinds"])
def test_lists_of_all_kinds(paste: str, expected: list[int]) -> None:
    assert codes(paste) == expected


def test_a_number_beside_its_own_name_is_one_error() -> None:
    assert decode("306, INSUFFICIENT_AVAILABLE_BALANCE", CATALOGUE).findings[0].count == 1


@pytest.mark.parametrize(("loud", "silent"), CASES["of_two_pastes_alike_one_is_a_look_up"])
def test_of_two_pastes_alike_one_is_a_look_up(loud: str, silent: str) -> None:
    assert codes(loud)
    assert codes(silent) == []


@pytest.mark.parametrize("paste", CASES["numbers_of_the_world_are_not_looked_up"])
def test_numbers_of_the_world_are_not_looked_up(paste: str) -> None:
    assert codes(paste) == []


def test_a_long_list_of_numbers_is_read_in_bounded_time_and_not_as_a_look_up() -> None:
    assert codes("306, " * 200_000) == []


def test_numbers_inside_an_object_are_no_look_up() -> None:
    assert codes(json.dumps([{"price": 306}, [213, 306]])) == []
    assert codes(json.dumps({"prices": [306, 213]})) == []


@pytest.mark.parametrize("blank", [" ", "\n", "\t", "  \n "])
def test_json_behind_a_blank_is_still_json(blank: str) -> None:
    answer = {"id": 1, "method": "private/create-order", "code": 306, "message": "INSUFFICIENT_AVAILABLE_BALANCE"}
    for paste in (answer, [answer], json.dumps(answer), [json.dumps(answer)]):
        assert codes(blank + json.dumps(paste)) == [306]


@pytest.mark.parametrize("deep", [5, 900, 1023, 100_000])
def test_lists_in_lists_are_read_without_recursion(deep: int) -> None:
    assert codes("[" * deep + "306" + "]" * deep) == []
