"""How much of a text is read: a long log in full, a text of nothing else but codes up to a limit that is told."""

from __future__ import annotations

import importlib
import json
from itertools import product

import pytest

from exchange_errors import decoder
from exchange_errors.decoder.decoded import Report
from exchange_errors.decoder.prose_page import MOST_NAMES, MOST_NUMBERS
from tests.shipped import CATALOGUE

ANSWER = '{"id":1,"method":"private/create-order","code":306,"message":"INSUFFICIENT_AVAILABLE_BALANCE"}'
reading = importlib.import_module("exchange_errors.decoder.decode")  # the package's ``read`` is the function


def decode(text: str) -> Report:
    return decoder.decode(text, CATALOGUE)


@pytest.mark.parametrize(
    "line",
    [
        f"2026-11-23T06:00:00.123Z ERROR {ANSWER}",
        "2026-11-23T06:00:00.123Z ERROR create-order failed: code 306",
        json.dumps({"time": "2026-11-23T06:00:00.123Z", "log": f"answer: {ANSWER}", "stream": "stderr"}),
    ],
    ids=["answers", "sentences", "records"],
)
def test_a_log_of_20000_errors_is_read_in_full(line: str) -> None:
    report = decode(f"{line}\n" * 20_000)
    assert [(finding.code, finding.count) for finding in report.findings] == [(306, 20_000)]
    assert not report.read.truncated
    assert report.read.skipped == ()


def test_of_doubtful_numbers_in_records_the_first_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    record = '{"log":"invalid request, 401 maybe"}\n'
    assert [maybe.count for maybe in decode(record * 5).possible] == [5]
    monkeypatch.setattr(reading, "MOST_UNSURE_IN_ALL", 4)  # each record has a name as well
    assert [maybe.count for maybe in decode(record * 5).possible] == [2]


def test_answers_on_one_line_are_all_read() -> None:
    (finding,) = decode(f"{ANSWER} " * 5_000).findings
    assert finding.count == 5_000


@pytest.mark.parametrize(
    ("unit", "most", "what"),
    [
        ("code 306 ", MOST_NUMBERS, "numbers"),
        ("INVALID_NONCE ", MOST_NAMES, "names"),
        (f"{ANSWER} ", reading.MOST_OBJECTS, "objects"),
    ],
)
def test_of_one_line_so_many_are_read_and_the_report_says_so(unit: str, most: int, what: str) -> None:
    report = decode(f"order failed\n{unit * (most + 500)}\nerror code 40801 REQUEST_TIMEOUT")
    assert report.findings[-1].count == most or report.findings[0].count == most
    assert report.read.truncated
    assert report.read.skipped == (f"line 2: only its first {most:,} {what} were read",)
    assert 40801 in {finding.code for finding in report.findings}  # the lines behind it are read


def test_as_many_as_may_stand_on_one_line_are_no_matter() -> None:
    report = decode("error 306 " * MOST_NUMBERS)
    assert report.findings[0].count == MOST_NUMBERS
    assert not report.read.truncated


@pytest.mark.parametrize(
    ("text", "limit"),
    [(f"{ANSWER}\n" * 60, "MAX_READ"), ("code 306\n" * 60, "MAX_SIGHTINGS")],
    ids=["objects", "codes"],
)
def test_a_text_without_end_is_read_up_to_a_limit_that_is_told(
    text: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, limit, 50)
    report = decode(text)
    assert report.findings[0].count == (49 if limit == "MAX_READ" else 50)  # the text itself was read as well
    assert report.read.truncated
    assert report.read.skipped == (reading.TOO_MUCH,)


def test_a_number_far_behind_its_first_like_is_found_by_its_key() -> None:
    text = json.dumps({"sizes": [306] * 20, "method": "private/create-order", "code": 306})
    (finding,) = decode(text).findings
    start, end = finding.sightings[0].span
    assert text[start - 8 : end] == '"code": 306'[-11:]


def test_spans_are_found_in_linear_time_where_no_key_stands_before_a_number() -> None:
    items = ",".join('{"code":                                        "306"}' for _ in range(400))
    text = f'{{"id":1,"method":"private/create-order-list","code":0,"result":{{"order_list":[{items}]}}}}'
    report = decode(text)
    assert len({sighting.span for sighting in report.findings[0].sightings}) == 400


def test_behind_many_different_lines_what_is_called_an_error_is_found_and_the_rest_is_told() -> None:
    words = ["".join(letters) for letters in product("bcdfgklm", repeat=4)][:3_000]
    report = decode("\n".join(f"{word} 306 {word}\n{word} rejected with error code 40801: {word}" for word in words))
    counts = {finding.code: finding.count for finding in report.findings}
    assert counts[40801] == len(words)
    assert report.read.truncated
    assert any("only those called errors" in note for note in report.read.skipped)
