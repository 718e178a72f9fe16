"""Pastes that are nothing but numbers and names: every way to write them down, and what only looks like it."""

from __future__ import annotations

import json

import pytest

from exchange_errors.catalogue.loader import load_catalogue
from exchange_errors.decoder import decode

CATALOGUE = load_catalogue()
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


@pytest.mark.parametrize(
    ("paste", "expected"),
    [
        ("306, 213 and 40101", [213, 306, 40101]),
        ("40101, INVALID_SIDE", [220, 40101]),
        ("INVALID_NONCE\n306\nws-1006", [306, 1006, 40102]),
        ("#306, #213", [213, 306]),
        ("E306 E213", [213, 306]),
        ("err306, err 213", [213, 306]),
        ("\uff13\uff10\uff16", [306]),
        ("\uff13\uff10\uff16\uff0c\uff12\uff11\uff13", [213, 306]),
        ("1. 306\n2. 213\n3. 40101", [213, 306, 40101]),
        ("- [ ] 306\n- [x] 213", [213, 306]),
        ("306\n\n\n213\n", [213, 306]),
        ("[306, 213]", [213, 306]),
        (" [306,213] ", [213, 306]),
        ('["306", "213"]', [213, 306]),
        ("(306, 213)", [213, 306]),
        ("Account is in margin call\nINVALID_NONCE", [301, 40102]),
        ("306 306", [306]),
        ("code 1006", [1006]),
        ("613, 10002", [613, 10002]),
        ("306, INSUFFICIENT_AVAILABLE_BALANCE", [306]),
        ("306,213,40101", [213, 306, 40101]),
    ],
)
def test_lists_of_all_kinds(paste: str, expected: list[int]) -> None:
    assert codes(paste) == expected


def test_a_number_beside_its_own_name_is_one_error() -> None:
    assert decode("306, INSUFFICIENT_AVAILABLE_BALANCE", CATALOGUE).findings[0].count == 1


@pytest.mark.parametrize(
    ("loud", "silent"),
    [
        ("306", "1.306"),
        ("306 .", "306 .5"),
        ("306.", "306.0"),
        ("306, 213", "306,213"),
        ("40101, 40102", "40101,40102"),
        ("306 213", "306-213"),
        ("306; 213", "306:213"),
        ("306 / 213", "306/213"),
        ("306\n213", "306\n-213"),
        ("306 213", "306 x 213"),
        ("306, 213", "306, 213 USD"),
        ("306, 213", "$306, $213"),
        ("306, 213", "306%, 213%"),
        ("306", "306 %"),
        ("306", "+306"),
        ("306", "-306"),
        ("306 and 213", "306 and 21.3"),
        ("306 213 40101", "306 213 40100"),
        ("306, 213", "306, 213, 404"),
        ("401 408", "401 403 404 500"),
        ("- 306", "-306"),
        ("error-306", "order-306"),
        ("E306", "F306"),
        ("error-306", "errors-307a"),
        ("#306", "#306a"),
        ("[306]", "[306, 0.5]"),
        ("306, INVALID_NONCE", "306, INVALID_HOUSE"),
        ("306\n213", "12\n306"),
    ],
)  # fmt: skip
def test_of_two_pastes_alike_one_is_a_look_up(loud: str, silent: str) -> None:
    assert codes(loud)
    assert codes(silent) == []


@pytest.mark.parametrize(
    "paste",
    [
        "12:30:06", "200 404 500", "200, 301, 404", "500 502 503 504", "2026-11-28", "28.11.2026", "11/28/2026",
        "+44 306 213 7788", "192.168.213.306", "0.306 0.213", "1 306 213,50", "306.10, 213.40", "100 200 300 400",
        "3, 5, 8, 13", "E404", "E-12345", "error 777, 888", "0, 306", "123 456 789", "[1, 2, 306]", "[0.306]",
        "306 / 213 = 1.43", "306x213", "v306", "306th", "№ 7", "306 km, 213 km", "order 306, order 213",
        "ports 306, 8080", "1e306", "0x306", "306px 213px", "306..213", "306-213-4010",
    ],
)  # fmt: skip
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
