"""A report says what to check first: money, then the likely cause, then the rest in the order of the text."""

from __future__ import annotations

import json

import pytest

from exchange_errors.report.bursts import burst
from exchange_errors.report.explain import explain
from tests.shipped import CATALOGUE

ORDER = "private/create-order"


def line(second, code, method=ORDER, **params):
    """Return one line of a log: an answer with a code, ``second`` seconds after nine o'clock."""
    answer = {"id": int(second * 10), "method": method, "code": code, "message": ""}
    if params:
        answer["original"] = json.dumps({"id": 1, "method": method, "params": params})
    return f"2025-11-27T09:00:{second:06.3f}Z ERROR {json.dumps(answer)}"


def triage(*lines):
    """Return the triage of a log and the codes of its findings in the order of the report."""
    report = explain("\n".join(lines), CATALOGUE)
    return report.triage, [finding.code for finding in report.findings]


def started(*lines):
    result, codes = triage(*lines)
    return [(start.reason, codes[start.finding], start.action, start.why) for start in result.start]


def test_money_comes_first_then_the_cause_then_the_order_of_the_text():
    result, codes = triage(
        line(1, 306), line(2, 42901), line(2.1, 42901), line(2.2, 42901), line(3, 213), line(9, 40801)
    )
    assert [codes[place] for place in result.order] == [40801, 306, 42901, 213]
    assert [codes[start.finding] for start in result.start] == [40801, 306]


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ([line(1, 306)], "One request was refused."),
        ([line(1, 40801), line(2, 306), line(3, 213)], "One order may exist. Two other requests were refused."),
        ([line(1, 40801), line(2, 40801)], "Two orders may exist."),
        ([line(1, 40801, "private/create-withdrawal")], "One outcome is unknown."),
        ([line(1, 204)], "One earlier request may have gone through."),
        ([line(1, 304), line(2, 306)], "Funds are at risk. Two requests were refused."),
        (
            ["websocket connection closed: code=1006 reason=''"] * 2 + [line(2, 306)],
            "The connection ended twice. One request was refused.",
        ),
        ([line(1, 31999), line(2, 31998)], "Two codes are not in our list."),
        ([line(n, 306) for n in range(1, 13)], "12 requests were refused."),
        (['{"id": 1, "method": "private/create-order", "code": 0, "result": {}}'], ""),
    ],
)
def test_the_verdict_says_what_may_have_happened(lines, verdict):
    assert triage(*lines)[0].verdict == verdict


def test_a_cancelled_order_does_not_come_to_exist():
    assert "exist" not in triage(line(1, 40801, "private/cancel-order"))[0].verdict


def test_an_order_is_named_by_its_id():
    money = ("money", 40801, "Look up order bot-7 first.", "at 09:00:01 leaves open whether it exists.")
    assert started(line(1, 40801, client_oid="bot-7")) == [money]
    assert started(line(3.2, 40801))[0][2] == "Look up request 32 first."
    hostile = started(line(3.2, 40801, client_oid="<b> see evil.example"))
    assert "evil" not in hostile[0][2]


@pytest.mark.parametrize("method", ["private/create-withdrawal", "private/close-position"])
def test_a_payout_of_unknown_outcome_is_left_to_a_person(method):
    warning = "Only a person may send it again."
    assert warning in started(line(1, 40801), line(2, 40801, method))[0][2]
    assert not any(warning in start[2] for start in started(line(1, 40801), line(2, 306, method)))


def test_a_burst_before_the_rest_is_the_likely_cause():
    lines = [line(1 + n / 5, 42901) for n in range(5)] + [line(5, 42901), line(7, 306), line(8, 306)]
    assert started(*lines) == [("cause", 42901, "Slow the client down.", "came first, 6 times, 5 of them in 800 ms.")]


def test_the_only_error_is_the_cause():
    assert started(line(1, 306)) == [("cause", 306, "Fix this error.", "is the only error.")]


def test_newest_first_is_read_in_time():
    _, codes = triage(line(9, 213), line(1, 306))
    assert started(line(9, 213), line(1, 306))[0][1] == 306
    assert set(codes) == {213, 306}


def test_a_success_has_nothing_to_start_with():
    result, codes = triage('{"id": 1, "method": "private/create-order", "code": 0, "result": {}}')
    assert (result.errors, result.start, codes, result.order) == (0, (), [0], (0,))


def test_one_number_for_two_errors_is_as_grave_as_the_graver():
    assert started('{"id": 1, "code": 50001}')[0][:2] == ("money", 50001)


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ([0, 200, 400, 600, 800, 9000], "5 in 800 ms"),
        ([5, 5, 5], "3 at once"),
        ([0, 1000, 2000, 3000], None),
        ([0, 10], None),
        ([], None),
    ],
)
def test_errors_less_than_a_second_apart_are_a_burst(times, words):
    run = burst(reversed(times))
    assert (run.words if run else None) == words


def test_the_first_step_covers_every_order_that_the_verdict_counts():
    result, codes = triage(
        line(1, 306), *(line(n, 50001, client_oid=f"bot-{n}") for n in (2, 4, 6, 8)), line(3, 40801), line(5, 40801)
    )
    money = result.start[0]
    assert result.verdict.startswith("Six orders may exist.")
    assert money.action == "Look up these 6 orders first."
    assert money.why == "leave open whether they exist."
    assert [codes[place] for place in (money.finding, *money.also)] == [50001, 40801]
    assert len(money.look_up) == 6


def test_the_first_step_names_each_order_by_its_id_and_time():
    result, _ = triage(
        line(2, 50001, client_oid="bot-2"), line(1, 40801), line(3, 50001, client_oid="<b> evil.example")
    )
    assert [tuple(item) for item in result.start[0].look_up] == [
        ("request 10", "09:00:01", 2),
        ("bot-2", "09:00:02", 1),
        ("request 30", "09:00:03", 3),
    ]
