"""The one entry: a paste goes in, and the report comes out with diagnosis, story, check and replies."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from exchange_errors.report.explain import Explained, explain
from exchange_errors.report.report_data import report_data
from exchange_errors.report.ticket_note import report_markdown
from tests.exchange_errors.diagnosis.payloads import NOON, order, request
from tests.shipped import CATALOGUE

EXAMPLES = [entry for entry in CATALOGUE.entries if entry.note.example]
CORRECTED = [entry for entry in EXAMPLES if "corrected_request" in entry.note.example]


def told(what, **rest) -> Explained:
    """The reading of an object, or of a text as it is."""
    return explain(what if isinstance(what, str) else json.dumps(what, **rest), CATALOGUE)


def refusal(code, name, what):
    return {"id": 7, "method": what["method"], "code": code, "message": name, "original": json.dumps(what)}


def data(report):
    return report_data(report, CATALOGUE, lambda entry: f"/codes/{entry.code}/")


def test_the_failing_example_of_a_note_is_read_as_its_entry():
    for entry in EXAMPLES:
        assert entry.id in {finding.id for finding in told(entry.note.example.get("response")).findings}


def test_the_corrected_example_of_a_note_has_no_known_problem():
    for entry in CORRECTED:
        report = told(entry.note.example["corrected_request"])
        assert report.findings == (), entry.id
        assert [check.summary for check in report.preflight if not check.clean] == [], entry.id


def test_the_field_at_fault_is_named():
    paste = refusal(43005, "POST_ONLY_REJ", order(exec_inst=["POST_ONLY"], time_in_force="FILL_OR_KILL"))
    [finding] = told(paste).findings
    assert finding.diagnosis[0].rule == "post-only-needs-gtc"
    assert (finding.diagnosis[0].parameter, finding.diagnosis[0].value) == ("time_in_force", "FILL_OR_KILL")
    assert "time_in_force is FILL_OR_KILL" in told(paste).reply.customer


def test_a_clock_that_runs_ahead_is_measured_against_the_log():
    line = json.dumps(refusal(40102, "INVALID_NONCE", order() | {"nonce": NOON + 75_000}))
    [finding] = told(f"2025-10-09T08:53:20.000Z ERROR {line}").findings
    assert "75 s ahead" in finding.diagnosis[0].text


def test_a_heartbeat_without_an_answer_explains_the_close():
    report = told(
        '2025-10-09 08:53:20.000 recv {"id": 42, "method": "public/heartbeat", "code": 0}\n'
        "2025-10-09 08:53:25.100 websocket closed: code=1000\n"
    )
    [finding] = report.findings
    assert finding.id == "ws-1000"
    assert [d.rule for d in finding.diagnosis] == ["heartbeat-is-answered"]


def test_a_request_alone_is_checked_and_an_error_stops_the_check():
    faulty = order(side="buy")
    assert [problem.code for problem in told(faulty).preflight[0].problems] == [220]
    assert told(refusal(306, "INSUFFICIENT_AVAILABLE_BALANCE", faulty)).preflight == ()


def test_a_log_becomes_a_story():
    lines = [
        f"2025-10-09T08:53:{second:02d}.000Z "
        + json.dumps(refusal(42901, "TOO_MANY_REQUESTS", request("private/get-trades", number=second + 1)))
        for second in range(0, 60, 5)
    ]
    report = told("\n".join(lines))
    assert report.findings[0].count == 12
    assert report.timeline.unit == "time"
    assert sum(bucket.count for bucket in report.timeline.buckets) == 12
    assert "about every 5 s (12 times)" in report.story.notes[-1]


def test_the_data_has_the_keys_of_the_contract():
    shape = data(told(refusal(306, "INSUFFICIENT_AVAILABLE_BALANCE", order())))
    assert list(shape)[:6] == ["findings", "successes", "redactions", "advice", "reply", "read"]
    [finding] = shape["findings"]
    assert finding["entry"]["url"] == "/codes/306/"
    assert set(finding["entry"]) == {"summary", "retry", "url"}
    assert (finding["first_at"], finding["last_at"]) == (None, None)
    assert list(shape["read"])[:5] == ["characters", "lines", "objects", "truncated", "as"]


def test_times_are_written_as_iso_text():
    line = json.dumps(refusal(306, "INSUFFICIENT_AVAILABLE_BALANCE", order()))
    [finding] = data(told(f"2025-10-09T08:53:20Z {line}"))["findings"]
    assert finding["first_at"] == finding["last_at"] == "2025-10-09T08:53:20Z"


def test_an_empty_text_has_an_empty_report():
    shape = data(told(""))
    assert shape["findings"] == []
    assert shape["reply"] == {"customer": "", "internal": "", "ask_for": [], "in_english": ""}
    assert report_markdown(told(""), CATALOGUE) == "No error code of this exchange was found.\n"


def test_a_ticket_note_holds_what_a_colleague_needs():
    note = report_markdown(
        told(refusal(43005, "POST_ONLY_REJ", order(exec_inst=["POST_ONLY"], time_in_force="FILL_OR_KILL"))), CATALOGUE
    )
    assert note.startswith("## 43005 POST_ONLY_REJ\n")
    assert "- In this paste (documented): time_in_force is FILL_OR_KILL" in note
    assert "### Internal note" in note
    assert note.endswith("\n")
    assert not note.endswith("\n\n")


def test_a_ticket_note_of_a_request_holds_its_check():
    note = report_markdown(told(order(side="buy")), CATALOGUE)
    assert note.startswith("## Check of the request on line 1\n")
    assert "- 220 (documented): side is" in note


def test_no_secret_reaches_any_text():
    key, sig = "Zk3pQ9vXr7Tt2LmWc8Yb", "9f" * 32
    what = order(quantity=40) | {"api_key": key, "sig": sig}
    report = told(refusal(40101, "UNAUTHORIZED", what))
    everything = json.dumps(data(report)) + report_markdown(report, CATALOGUE) + repr(report)
    assert key not in everything
    assert sig not in everything
    assert "sign-this-text" in {d.rule for d in report.findings[0].diagnosis}


FRAGMENTS = st.sampled_from(
    [
        json.dumps(order()),
        json.dumps(refusal(40101, "UNAUTHORIZED", order(quantity=40))),
        json.dumps(refusal(204, "DUPLICATE_CLORDID", order())),
        '{"id": 1, "method": "public/heartbeat", "code": 0}',
        '{"id": 1, "method": "public/respond-heartbeat"}',
        "2025-10-09T08:53:20Z ",
        "closing code 1006\n",
        "error 306\n",
        "curl -X GET https://example.com/v1/private/create-order",
        "\n",
        '{"code": 42901}',
        "50001",
    ]
)


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=30)), max_size=8))
def test_any_text_has_an_explanation(parts):
    report = told("".join(parts))
    json.dumps(data(report))
    assert "{" not in report.reply.customer
    assert report_markdown(report, CATALOGUE).endswith("\n")
