"""A wrapped text reads as the text itself does, and any text at all gives a report."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exchange_errors.decoder import decode
from exchange_errors.decoder.decoded import Report
from tests.exchange_errors.decoder.wrappings import WRAPPINGS
from tests.shipped import CATALOGUE

ORIGINAL = json.dumps(
    {
        "id": 7,
        "method": "private/create-order",
        "params": {"instrument_name": "CRO_USD", "side": "BUY", "exec_inst": ["POST_ONLY"]},
    }
)
ANSWER = {"id": 7, "method": "private/create-order", "code": 306, "message": "INSUFFICIENT_AVAILABLE_BALANCE"}
PASTES = {
    "answer": json.dumps(ANSWER),
    "answer-with-original": json.dumps({**ANSWER, "code": 43005, "message": "POST_ONLY_REJ", "original": ORIGINAL}),
    "pretty-answer": json.dumps(ANSWER, indent=2),
    "cut-off": json.dumps({**ANSWER, "original": ORIGINAL})[:-40],
    "python-dict": f"HTTP status is 400. Message: {ANSWER}",
    "exception": 'InvalidNonce: cryptocom {"code":"40102","message":"INVALID_NONCE"}',
    "batch": '{"id":8,"method":"private/create-order-list","code":0,"result":[{"code":0},{"code":204,"index":1}]}',
    "order": '{"code":0,"method":"private/get-orders","result":{"order_id":"65","status":"REJECTED","reason":315}}',
    "log": "\n".join(f"2026-11-23T06:17:0{n}.123Z ERROR bot {json.dumps({**ANSWER, 'id': n})}" for n in range(3)),
    "close-line": "websocket: close 1006 (abnormal closure): unexpected EOF",
    "sentence": "error 306 when I place an order on the exchange",
    "http-json": '{"code":401,"message":"Unauthorized"}',
    "quantities": '{"quantity":"306","price":"401"}',
    "access-log": 'GET /orders/306 HTTP/1.1 401 306 "-"',
    "other-exchange": 'binance {"code":-2015,"msg":"Invalid API-key"}',
}  # fmt: skip


def findings(report: Report) -> list[tuple[object, ...]]:
    """Return what a wrapping must not change; whether the line sounds like an error, a log prefix may change."""
    return sorted(
        (f.kind, f.code, f.name or "", f.known, f.method or "", f.instrument or "", f.count) for f in report.findings
    )


#: Pluses for blanks cannot be told from arithmetic in a text in which nothing else is encoded.
PLUSES_ALONE = {("sentence", "form-encoded")}
PAIRS = [(paste, wrapping) for paste in PASTES for wrapping in WRAPPINGS if (paste, wrapping) not in PLUSES_ALONE]


@pytest.mark.parametrize(("paste", "wrapping"), PAIRS)
def test_a_wrapped_paste_reads_as_the_paste_itself(paste: str, wrapping: str) -> None:
    text = PASTES[paste]
    assert findings(decode(WRAPPINGS[wrapping](text), CATALOGUE)) == findings(decode(text, CATALOGUE))


@given(
    st.sampled_from(["306", "40102", "43005", "50001", "99999"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40),
    st.sampled_from(sorted(WRAPPINGS)),
)
def test_any_answer_reads_the_same_in_any_wrapping(code: str, extra: str, wrapping: str) -> None:
    paste = json.dumps(
        {
            "id": 1,
            "method": "private/create-order",
            "code": int(code),
            "result": {"client_oid": extra.replace("\\", "")},
        }
    )
    assert [f.code for f in decode(WRAPPINGS[wrapping](paste), CATALOGUE).findings] == [int(code)]


PIECES = st.sampled_from(
    ['"', "'", "\\", "{", "}", "[", "]", "(", ":", "=", ",", "\n", "\x00", "\ud800", "code", "306", '{"code":306',
     "original", "map[", "&quot;", "%22", "\\u0022", "2026-11-23T06:17:01Z", "private/create-order", "INVALID_NONCE",
     "HTTP/1.1 500", "websocket close 1006"]
)  # fmt: skip


@given(
    st.one_of(
        st.text(), st.lists(PIECES, max_size=60).map("".join), st.binary().map(lambda data: data.decode("latin-1"))
    )
)
@example("[" * 100_000)
@example('{"a":' * 100_000)
@example('{"code":' + "9" * 5_000 + "}")
@example('"' + '\\"' * 50_000)
def test_any_text_gives_a_report(text: str) -> None:
    report = decode(text, CATALOGUE)
    assert report.read.characters == len(text)
    for finding in report.findings:
        assert finding.count == len(finding.sightings)
        assert all(0 <= start <= end <= len(report.masked) for start, end in (one.span for one in finding.sightings))
        assert (finding.id is not None) <= finding.known
