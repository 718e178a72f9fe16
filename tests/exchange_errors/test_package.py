"""What other programs import: five functions, loaded when they are first asked."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

import exchange_errors
from exchange_errors.answers import Answers
from exchange_errors.exchange.outcomes import only_by_a_person

ROOT = Path(__file__).parents[2]
ORDER, PAYOUT = "private/create-order", "private/create-withdrawal"
BUSY = {"id": 1, "method": ORDER, "code": 42901, "message": "TOO_MANY_REQUESTS"}


def python(code):
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


def test_an_entry_has_the_fields_of_the_contract():
    entry = exchange_errors.explain("insufficient available balance")
    assert (entry["id"], entry["url"], entry["api_url"]) == (
        "306-INSUFFICIENT_AVAILABLE_BALANCE",
        "/codes/306/",
        "/api/v1/codes/306",
    )
    assert list(entry)[-3:] == ["url", "api_url", "updated_at"]


def test_a_number_with_two_meanings_gives_the_choices():
    for answer in (exchange_errors.explain(50001), exchange_errors.retry_policy("50001")):
        assert (answer["code"], answer["count"]) == (50001, 2)
        assert len({choice["id"] for choice in answer["choices"]}) == 2


@pytest.mark.parametrize("ask", [exchange_errors.explain, exchange_errors.retry_policy])
def test_an_unknown_code_names_near_ones(ask):
    with pytest.raises(exchange_errors.UnknownCodeError, match="Nearest: ") as caught:
        ask(40199)
    assert caught.value.nearest
    assert isinstance(caught.value, LookupError)


def test_a_policy_is_that_of_the_entry():
    policy = exchange_errors.retry_policy(42901)
    assert policy["retry"] == exchange_errors.explain(42901)["retry"]
    assert set(policy) == {"id", "kind", "code", "name", "http_status", "severity", "retry"}


def test_a_text_is_decoded_and_masked():
    report = exchange_errors.decode(f'{{"method": "{ORDER}", "code": 43005, "api_key": "a1B2c3D4e5F6g7H8"}}')
    assert [finding["id"] for finding in report["findings"]] == ["43005-POST_ONLY_REJ"]
    assert "a1B2c3D4e5F6g7H8" not in str(report)
    with pytest.raises(ValueError, match="5000000"):
        exchange_errors.decode("x" * 5_000_001)


def test_a_reply_is_in_the_language_that_is_asked_for():
    report = exchange_errors.decode('{"code": 43005}', reply_language="fr")
    assert report["reply_language"] == "fr"
    assert report["reply"]["customer"].startswith("Merci")
    with pytest.raises(ValueError, match="reply_language must be one of auto, en, "):
        exchange_errors.decode("306", reply_language="xx")


def test_a_search_is_a_list_with_its_matches():
    found = exchange_errors.search("not enough balance", limit=2)
    assert found["count"] > len(found["results"]) == 2
    assert found["results"][0]["id"] == "306-INSUFFICIENT_AVAILABLE_BALANCE"
    assert set(found["results"][0]["match"]) == {"field", "score"}


def test_the_function_and_the_package_of_the_search_share_their_name():
    code = (
        "import exchange_errors, exchange_errors.search.index as index; from exchange_errors import search;"
        "print(search('306')['count'], exchange_errors.search('306')['count'], index.Index.__name__)"
    )
    assert python(code).stdout == "1 1 Index\n"


def test_addresses_begin_with_the_site(catalogue):
    assert Answers(catalogue, "https://codes.example").explain(306)["url"] == "https://codes.example/codes/306/"


@pytest.mark.parametrize(
    ("error", "action"),
    [
        (42901, "wait"),
        ("42901", "wait"),
        (BUSY, "wait"),
        ({"code": "42901"}, "wait"),
        ({"error": {"code": 42901, "message": "TOO_MANY_REQUESTS"}}, "wait"),
        (RuntimeError(f"cryptocom {json.dumps(BUSY)}"), "wait"),
        (306, "fix"),
        ({"code": 0, "method": ORDER, "result": {"order_id": "1"}}, "done"),
        (50001, "check"),  # one number, two meanings
        (99999, "check"),
        (TimeoutError("timed out"), "check"),
        ("The bot stopped after error code 42901", "check"),  # talked about, not answered
        ("", "check"),
        (None, "check"),
    ],
    ids=str,
)  # fmt: skip
def test_a_program_is_told_what_to_do(error, action):
    assert exchange_errors.decide(error, 1).action == action


def test_a_part_that_was_executed_is_not_sent_again():
    """Of a list of orders one was placed and one was refused for now: to send the list again would double the first."""
    placed, refused = (
        {"index": 0, "code": 0, "order_id": "1"},
        {"index": 1, "code": 42901, "message": "TOO_MANY_REQUESTS"},
    )
    answer = {"method": "private/create-order-list", "code": 0, "result": {"result_list": [placed, refused]}}
    assert exchange_errors.decide(answer).action == "check"


@pytest.mark.parametrize("method", only_by_a_person())
def test_no_payout_is_repeated(method):
    for error in ({**BUSY, "method": method}, 42901, 50001, 306, TimeoutError("timed out"), {"method": method}):
        assert exchange_errors.decide(error, method=method).action == "ask_a_person"
    assert exchange_errors.decide({**BUSY, "method": method}).action == "ask_a_person"


def test_waits_differ():
    waits = {exchange_errors.decide(42901).wait_ms for _ in range(20)}
    assert len(waits) > 1
    assert min(waits) >= exchange_errors.retry_policy(42901)["retry"]["min_delay_ms"]


def test_attempts_count_from_one():
    with pytest.raises(ValueError, match="counts from 1"):
        exchange_errors.decide(306, 0)


def test_the_import_is_light():
    def best(code):
        times = []
        for _ in range(5):
            start = time.perf_counter()
            assert python(code).returncode == 0
            times.append(time.perf_counter() - start)
        return min(times)

    assert best("import exchange_errors") < 8 * best("pass")


def test_the_answers_use_no_network_and_write_nothing():
    """Python itself tells of every file that is opened and every socket that is made."""
    code = """
import sys, exchange_errors
def watch(event, arguments):
    wrote = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if wrote or event.startswith(("socket.", "os.mkdir", "os.remove", "os.rename", "subprocess.")):
        print(event, arguments)
sys.dont_write_bytecode = True
sys.addaudithook(watch)
exchange_errors.explain(306); exchange_errors.decode("code: 306"); exchange_errors.search("funds")
exchange_errors.retry_policy(306); exchange_errors.decide(306)
"""
    ran = python(code)
    assert (ran.stdout, ran.stderr) == ("", "")


def test_the_package_says_that_it_is_typed():
    assert Path(exchange_errors.__file__).with_name("py.typed").exists()
