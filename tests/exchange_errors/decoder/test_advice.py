"""What is said beside a paste in which nothing was found: never that a known code is none."""

from __future__ import annotations

import json
import re

import pytest

from exchange_errors.decoder.advice import SHORT
from exchange_errors.report.explain import Explained, explain
from exchange_errors.report.report_data import report_data
from exchange_errors.report.ticket_note import report_markdown
from tests.shipped import CATALOGUE

NUMBERS = sorted(
    {entry.code for entry in CATALOGUE.entries if entry.code}
    | {other.code for other in CATALOGUE.unlisted.entries if other.name}
)
NAMES = sorted(
    {entry.name for entry in CATALOGUE.entries if entry.name}
    | {other.name for other in CATALOGUE.unlisted.entries if other.name}
)
#: Every way to say of a number or a name that it is no code.
DENIAL = re.compile(
    r"not (?:one|any) of|not an? (?:\w+ )?code|is(?: no|n't an?) (?:\w+ )?code|not (?:\w+ )?codes?\b"
    r"|no (?:number|name)|none of",
    re.IGNORECASE,
)
FORMS = [
    "{}", " {}", "{} again", "again {}", "what is {}", "{} on every order since this morning", "got {}", "we get an {}",
    "error {} please", "HTTP {}", "HTTP/1.1 {}", "status {}", "status code: {}", "status={}",
    "it answers {} Bad Request",
    "{} Unauthorized", "exit code {}", "is {} bad?", "the API says {} and then stops", "response code {}", "room {}",
    "ticket {} is open", "binance error {}", "bybit: got {} today", "order {}, then a pause", "why {}?\nplease help",
    "errno {}", "port {} is closed", '{{"status": "{}"}}', '{{"error": {{"status": "{}"}}}}',
    '{{"code": "{}", "path": "/"}}',
    '{{"retCode": "{}", "retMsg": "x"}}', '{{"code": "{}", "message": "Conflict"}}', "was ist {}", "que es {}",
    "{}是什么",
    "{} {}", "404 {} 500", "call {} minutes", "({})", "from {} to 9", "ERROR [{}] boom", "curl: (22) error: {}",
]  # fmt: skip


def texts(report: Explained) -> list[str]:
    """Return every text about the paste that a reader gets: advice, skipped, hints, replies and the Markdown."""
    data = report_data(report, CATALOGUE, lambda entry: entry.id)
    said = [*data["advice"], *data["read"]["skipped"], *(finding["hint"] or "" for finding in data["findings"])]
    return [*said, report_markdown(report, CATALOGUE), data["reply"]["customer"], data["reply"]["internal"]]


def denials(form: str, known: int | str) -> list[str]:
    """Return the sentences that say of a number or name, or of the whole text, that it is no code."""
    said = " ".join(texts(explain(form.format(known, known), CATALOGUE))).replace("\n", ". ")
    sentences = [s for s in re.split(r"(?<=[.!?]) ", said) if str(known) in s or "this text" in s or "the text" in s]
    return [sentence for sentence in sentences if DENIAL.search(sentence)]


@pytest.mark.parametrize("form", FORMS)
def test_no_number_that_is_known_is_denied(form: str) -> None:
    assert [found for number in NUMBERS if (found := denials(form, number))] == []


@pytest.mark.parametrize("form", FORMS)
def test_no_name_that_is_known_is_denied(form: str) -> None:
    assert [found for name in NAMES if (found := denials(form, name))] == []


@pytest.mark.parametrize(
    "form", ["{} again", "is {} bad?", "the lift shows {} and stops", "room {}", "HTTP {}", "{} Bad"]
)
def test_a_known_number_that_is_not_read_is_pointed_out(form: str) -> None:
    for number in NUMBERS:
        report = explain(form.format(number), CATALOGUE)
        if not report.findings and number not in {row.code for row in report.possible}:
            assert any(advice.startswith(f"{number} is also") for advice in report.advice), form.format(number)


def test_what_is_pointed_out_is_no_finding() -> None:
    report = explain("the lift shows 320 and stops, FILL_OR_KILL", CATALOGUE)
    assert (report.findings, report.reply.customer, report.timeline) == ((), "", None)
    assert {row.name for row in (*report.possible, *report.mentions)} == {"EXCEEDS_INITIAL_MARGIN", "FILL_OR_KILL"}


def test_both_meanings_of_a_number_are_pointed_out() -> None:
    advice = explain("lift 50001 is stuck", CATALOGUE).advice
    assert [name in " ".join(advice) for name in ("ERR_INTERNAL", "DW_CREDIT_LINE_NOT_MAINTAINED")] == [True, True]


@pytest.mark.parametrize(
    "paste",
    [
        "it costs 1.306 now", "at 12:30:06", "$306", "306%", "-306", "id a306", "/v/306/x", "3069999999", "0.306",
        "call 404",
        "password: abcdefghijk", "10.0.0.306",
    ],
)  # fmt: skip
def test_a_part_of_another_number_is_not_pointed_out(paste: str) -> None:
    assert not explain(paste, CATALOGUE).mentions


def test_nothing_is_pointed_out_beside_a_finding_in_a_request_or_in_a_long_text() -> None:
    request = {"id": 1, "method": "private/create-order", "params": {"time_in_force": "FILL_OR_KILL", "price": "306"}}
    for paste in ("error 306 and room 213", json.dumps(request), "room 306 " + "x " * SHORT):
        assert not explain(paste, CATALOGUE).mentions


def test_the_length_in_a_mask_is_no_code() -> None:
    report = explain(f"see {'Zx9' * 102} there: api_key={'Q7n4' * 80}", CATALOGUE)
    assert report.redactions
    assert not report.mentions


@pytest.mark.parametrize(
    ("paste", "part"),
    [
        ("HTTP 401", "40101, 40103 or 40104"),
        ("got a 429", "42901"),
        ("error 404", "paste the body"),
        ("HTTP 503", "paste the body"),
    ],
)
def test_a_status_alone_is_answered_with_where_its_code_stands(paste: str, part: str) -> None:
    assert part in explain(paste, CATALOGUE).advice[0]


@pytest.mark.parametrize("paste", ["320 again", "got 599", "error 499 here"])
def test_a_number_that_is_no_status_of_http_is_not_taken_for_one(paste: str) -> None:
    assert not any("HTTP" in advice for advice in explain(paste, CATALOGUE).advice)


@pytest.mark.parametrize(
    "paste",
    [
        "Traceback (most recent call last):\n  KeyError: 'result'",
        "json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)",
        "order 7: status REJECTED",
    ],
)
def test_where_a_client_lost_the_code_the_reader_is_told_how_to_get_it(paste: str) -> None:
    assert "lost in the client" in explain(paste, CATALOGUE).advice[0]
    assert not any("lost in the client" in advice for advice in explain(f"{paste}\nerror 306", CATALOGUE).advice)


def test_a_path_that_does_not_exist_is_said_to_be_no_code() -> None:
    body = '{"timestamp":"2026-03-01T10:00:00Z","status":404,"error":"Not Found","path":"/exchange/v1/create"}'
    report = explain(body, CATALOGUE)
    assert report.findings == ()
    (advice,) = report.advice
    assert "path does not exist" in advice
    assert advice not in explain(f"bybit: {body}", CATALOGUE).advice
