"""A code outside the vendor's table is explained from its file, and stays unknown."""

from __future__ import annotations

import json

import pytest

from exchange_errors.report.explain import explain
from exchange_errors.report.report_data import report_data
from exchange_errors.report.ticket_note import report_markdown
from tests.shipped import CATALOGUE


def data(text):
    return report_data(explain(text, CATALOGUE), CATALOGUE, lambda entry: f"/codes/{entry.id}/")


def finding(**body):
    [found] = data(json.dumps({"id": 1, **body}))["findings"]
    return found


def test_it_keeps_known_false_and_gains_status_and_entry():
    found = finding(method="private/create-order", code=140001, message="API_DISABLED")
    [entry] = CATALOGUE.looked_up("140001")
    assert (found["known"], found["id"], found["status"]) == (False, None, "unlisted")
    assert found["entry"]["summary"] == entry.note.summary
    assert found["entry"]["retry"]["advice"] == "after_fix"
    assert found["entry"]["url"] == "/codes/140001-API_DISABLED/"
    assert [row["id"] for row in found["suggestions"]] == list(entry.equivalent)


@pytest.mark.parametrize(
    ("body", "known", "status"),
    [
        ({"code": 306, "message": "INSUFFICIENT_AVAILABLE_BALANCE"}, True, "active"),
        ({"code": 40001, "message": "BAD_REQUEST"}, True, "active"),
        ({"code": 40001}, True, "active"),
        ({"code": 40001, "message": "MG_INVALID_ACCOUNT_STATUS"}, False, "legacy"),
        ({"code": 10002, "message": "UNAUTHORIZED"}, False, "legacy"),
        ({"code": 10002, "message": "SOMETHING_ELSE"}, False, None),
        ({"code": 99999, "message": "NO_SUCH_CODE"}, False, None),
        ({"code": 50001}, True, None),
    ],
)
def test_a_row_of_the_table_wins_its_number(body, known, status):
    found = finding(method="private/get-accounts" if body["code"] != 50001 else "", **body)
    assert (found["known"], found["status"]) == (known, status)
    assert (found["entry"] is None) == (status is None)


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("private/create-withdrawal", "DW_CREDIT_LINE_NOT_MAINTAINED"),
        ("private/advanced/create-oco", "INVALID_PRICE"),
        ("private/create-order", None),
    ],
)
def test_the_method_tells_two_meanings_apart(method, name):
    found = finding(method=method, code=50002)
    assert found["name"] == name
    assert (found["entry"] is not None) == (name is not None)


@pytest.mark.parametrize("text", ["websocket closed with code 1012 (service restart)", "ws 1012", "1012"])
def test_a_close_code_is_explained_too(text):
    [found] = data(text)["findings"]
    assert (found["kind"], found["known"], found["status"]) == ("websocket", False, "unlisted")
    assert "random delay" in found["entry"]["summary"]


def test_an_unknown_outcome_is_looked_up_first():
    answer = data('{"id":1,"method":"private/create-order","code":120009,"message":"REJECTED"}')
    assert [start["for"] for start in answer["start_here"]] == ["money"]


def test_the_letter_says_what_is_known_and_asks_for_the_rest():
    text = '{"id":1,"method":"private/create-order","code":140001,"message":"API_DISABLED"}'
    reply = data(text)["reply"]
    assert "140001 API_DISABLED is not in the exchange's own table" in reply["customer"]
    # A mail shows no Markdown.
    assert "Check your positions, then use private/advanced/create-order." in reply["customer"]
    assert reply["ask_for"]
    assert "This code is not in the catalogue." in reply["internal"]
    assert "## 140001 API_DISABLED" in report_markdown(explain(text, CATALOGUE), CATALOGUE)
