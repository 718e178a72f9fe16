"""POST /api/v1/decode: what it takes, what it answers and what it refuses."""

from __future__ import annotations

import gzip
import json
import logging

import pytest
from django.test import Client

from codes.api.report_schemas import DecodeResult
from exchange_errors.decoder import LIMIT_BYTES
from tests.api.conftest import assert_problem

PASTE = '{"id": 7, "method": "private/create-order", "code": 43005, "message": "POST_ONLY_REJ"}'


def post(client, data, kind="application/json", **headers):
    return client.generic("POST", "/api/v1/decode", data, content_type=kind, headers=headers, CONTENT_TYPE=kind)


def test_text_and_json_give_the_same_answer(client):
    plain = post(client, PASTE, "text/plain")
    wrapped = post(client, json.dumps({"text": PASTE}))
    assert plain.status_code == wrapped.status_code == 200
    assert plain.content == wrapped.content
    DecodeResult.model_validate_json(plain.content)
    [finding] = plain.json()["findings"]
    assert (finding["code"], finding["id"], finding["known"]) == (43005, "43005-POST_ONLY_REJ", True)
    assert finding["entry"]["url"] == "http://testserver/codes/43005/"


def test_the_answer_has_the_contracts_keys(client):
    body = post(client, PASTE, "text/plain").json()
    assert {"findings", "successes", "redactions", "advice", "reply", "read"} <= set(body)
    expected = "kind code name known id role confidence count lines first_at last_at excerpt method instrument "
    expected += "diagnosis candidates suggestions entry"
    assert set(expected.split()) <= set(body["findings"][0])
    assert {"customer", "internal", "ask_for", "in_english"} == set(body["reply"])
    assert {"characters", "lines", "objects", "truncated", "as"} <= set(body["read"])


SPANISH = f"Hola, mi orden fue rechazada y no sé por qué.\n{PASTE}"


@pytest.mark.parametrize(
    ("wish", "language", "begin"),
    [
        ({}, "en", "Thank you"),
        ({"reply_language": "de"}, "de", "Vielen Dank"),
        ({"reply_language": "auto"}, "es", "Gracias"),
    ],
)
def test_the_reply_is_in_the_language_that_is_asked_for(client, wish, language, begin):
    body = post(client, json.dumps({"text": SPANISH, **wish})).json()
    assert (body["language"], body["reply_language"]) == ("es", language)
    assert body["reply_reviewed"] is (language == "en")
    assert body["reply"]["customer"].startswith(begin)
    assert body["reply"]["in_english"].startswith("Thank you")
    query = "&".join(f"{name}={value}" for name, value in wish.items())
    answer = client.generic("POST", f"/api/v1/decode?{query}", SPANISH.encode(), content_type="text/plain")
    assert answer.json() == body


def test_the_language_of_a_bare_response_is_null(client):
    body = post(client, json.dumps({"text": PASTE, "reply_language": "auto"})).json()
    assert (body["language"], body["reply_language"]) == (None, "en")


@pytest.mark.parametrize("wish", ["xx", "", "ES", 5, None, ["es"]])
def test_a_language_that_no_letter_is_written_in_is_refused(client, wish):
    problem = assert_problem(
        post(client, json.dumps({"text": PASTE, "reply_language": wish})), 422, "invalid-parameters"
    )
    assert [error["field"] for error in problem["errors"]] == ["reply_language"]


def test_a_language_is_asked_for_once(client):
    answer = client.generic(
        "POST", "/api/v1/decode?reply_language=es&reply_language=de", PASTE, content_type="text/plain"
    )
    assert_problem(answer, 422, "invalid-parameters")


def test_a_language_in_the_body_is_read_though_the_query_wins(client):
    body = json.dumps({"text": PASTE, "reply_language": {}})
    answer = client.post("/api/v1/decode?reply_language=de", body, content_type="application/json")
    assert assert_problem(answer, 422, "invalid-parameters")["errors"][0]["field"] == "reply_language"


def test_a_ticket_note_holds_the_letter_in_another_language(client):
    body = json.dumps({"text": PASTE, "reply_language": "fr"})
    note = post(client, body, Accept="text/markdown").content.decode()
    assert "### Reply to the customer in French" in note


@pytest.mark.parametrize("text", ["", "   ", "nothing wrong here", "\ud800", "\0", "\ufeff", '{"a": NaN}', "[" * 5000])
def test_a_text_without_an_error_has_no_finding(client, text):
    answer = post(client, json.dumps({"text": text}))
    assert answer.status_code == 200, answer.content
    assert answer.json()["findings"] == []


def test_an_empty_text_body_is_an_empty_paste(client):
    assert post(client, b"", "text/plain").json()["findings"] == []


def test_a_ticket_note_is_to_be_had_as_markdown(client):
    answer = post(client, PASTE, "text/plain", Accept="text/markdown")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert "43005" in answer.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"not json",
        b"\xff\xfe{}",
        b'{"text": "\xe9"}',
        b'{"text": NaN}',
        b'{"text": "a", "n": Infinity}',
        b'{"text": "a", "text": "b"}',
        b'{"text": "a", "n": ' + b"9" * 10_000 + b"}",
        b'{"text": "a", "n": ' + b"[" * 65 + b"]" * 65 + b"}",
        b'{"text": "a", "n": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a":' * 100_000,
    ],
    ids=lambda body: f"{body[:24]!r}",
)
def test_a_body_that_cannot_be_read_is_refused(client, body):
    assert_problem(post(client, body), 400, "malformed-body")


def test_text_that_is_not_utf8_is_refused(client):
    assert_problem(post(client, b"caf\xe9", "text/plain"), 400, "malformed-body")


def test_json_nested_64_deep_is_read(client):
    body = b'{"text": "", "n": ' + b"[" * 63 + b"]" * 63 + b"}"
    assert post(client, body).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("{}", "text"),
        ('{"text": 5}', "text"),
        ('{"text": null}', "text"),
        ("[]", "body"),
        ("null", "body"),
        ('""', "body"),
    ],
)
def test_a_body_without_a_text_names_the_field(client, body, field):
    problem = assert_problem(post(client, body), 422, "invalid-parameters")
    assert [error["field"] for error in problem["errors"]] == [field]


@pytest.mark.parametrize(
    "kind",
    ["application/xml", "multipart/form-data; boundary=x", "text/html", "application/x-www-form-urlencoded", ""],
)
def test_a_format_that_is_not_read_is_refused(client, kind):
    problem = assert_problem(post(client, "x", kind), 415, "unsupported-media-type")
    assert "text/plain" in problem["detail"]


def test_a_charset_that_is_not_utf8_is_refused(client):
    assert_problem(post(client, "x", "text/plain; charset=latin-1"), 415, "unsupported-media-type")
    assert post(client, "x", "Text/Plain; Charset=UTF-8").status_code == 200


def test_a_body_that_is_compressed_is_refused(client):
    answer = post(client, gzip.compress(PASTE.encode()), "text/plain", **{"Content-Encoding": "gzip"})
    assert "uncompressed" in assert_problem(answer, 415, "unsupported-media-type")["detail"]
    assert post(client, PASTE, "text/plain", **{"Content-Encoding": "identity"}).status_code == 200


def test_a_number_of_absurd_length_is_refused_in_our_own_words(client):
    problem = assert_problem(post(client, f'{{"text": "", "n": {"9" * 5000}}}'), 400, "malformed-body")
    assert problem["detail"] == "The body is not JSON that is read here: a number has more than 4300 digits."


def test_an_answer_in_another_format_is_refused(client):
    assert_problem(post(client, PASTE, "text/plain", Accept="text/html"), 406, "not-acceptable")


@pytest.mark.parametrize("kind", ["text/plain", "application/json"])
def test_a_body_over_the_limit_is_refused_before_it_is_read(client, kind):
    problem = assert_problem(post(client, b"x" * 6_000_000, kind), 413, "too-large")
    assert problem["limit"] >= LIMIT_BYTES


def test_a_text_over_the_limit_is_refused_inside_json_too(client):
    text = "é" * (LIMIT_BYTES // 2 + 1)
    problem = assert_problem(post(client, json.dumps({"text": text}, ensure_ascii=False)), 413, "too-large")
    assert problem["limit"] == LIMIT_BYTES


def test_a_body_without_a_length_is_refused(client):
    answer = client.post(
        "/api/v1/decode",
        PASTE,
        content_type="text/plain",
        headers={"Transfer-Encoding": "chunked"},
        CONTENT_LENGTH="",
    )
    assert_problem(answer, 411, "length-required")


@pytest.fixture
def limited(settings, clock):
    """Let a client decode three texts at once, then one a second; return the clock."""
    settings.DECODE_RATE_LIMIT, settings.DECODE_RATE_BURST = 60, 3
    return clock


def test_the_burst_is_answered_and_then_the_client_must_wait(client, limited):
    assert [post(client, "", "text/plain").status_code for _ in range(3)] == [200] * 3
    answer = post(client, "", "text/plain")
    assert_problem(answer, 429, "too-many-requests")
    assert answer["Retry-After"] == "1"
    assert "Retry-After" in answer["Access-Control-Expose-Headers"]


def test_the_bucket_empties_with_time(client, limited):
    assert [post(client, "", "text/plain").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    limited.advance(2)
    assert [post(client, "", "text/plain").status_code for _ in range(3)] == [200, 200, 429]
    limited.advance(1800)
    assert [post(client, "", "text/plain").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_each_address_has_its_own_bucket(limited):
    def exhausted(address):
        client = Client(REMOTE_ADDR=address)
        return [post(client, "", "text/plain").status_code for _ in range(4)] == [200, 200, 200, 429]

    assert exhausted("192.0.2.1")
    assert exhausted("192.0.2.2")
    assert exhausted("2001:db8::1")
    assert post(Client(REMOTE_ADDR="2001:db8::2"), "", "text/plain").status_code == 429  # the same /64
    assert post(Client(REMOTE_ADDR="::ffff:192.0.2.1"), "", "text/plain").status_code == 429


def test_reading_is_not_limited(client, limited):
    assert {client.get("/api/v1/codes/306").status_code for _ in range(60)} == {200}


def test_a_limit_of_zero_is_none(client, settings):
    settings.DECODE_RATE_LIMIT, settings.DECODE_RATE_BURST = 0, 1
    assert {post(client, "", "text/plain").status_code for _ in range(100)} == {200}


def test_nothing_of_a_paste_is_logged(client, caplog):
    caplog.set_level(logging.DEBUG)
    for kind in ("text/plain", "application/json", "x/y"):
        post(client, '{"text": "hunter2 code: 306', kind)
    assert "hunter2" not in caplog.text


def test_a_decode_says_where_to_start(client):
    log = "\n".join(
        f'2025-11-27T09:00:0{n}Z {{"id":{n},"method":"private/create-order","code":{code}}}'
        for n, code in enumerate((306, 213, 40801))
    )
    body = client.post("/api/v1/decode", log, content_type="text/plain").json()
    codes = [body["findings"][start["finding"]]["code"] for start in body["start_here"]]
    assert [(start["for"], code) for start, code in zip(body["start_here"], codes, strict=True)] == [
        ("money", 40801),
        ("cause", 306),
    ]
    assert body["start_here"][0]["why"].startswith("Look up request 2 first. 40801 ")


def test_a_text_without_errors_has_nothing_to_start_with(client):
    assert client.post("/api/v1/decode", "all is well", content_type="text/plain").json()["start_here"] == []


@pytest.mark.parametrize(
    ("query", "body"), [("?explain=yes", {}), ("?explain=1&explain=0", {}), ("", {"explain": "1"})]
)
def test_a_wish_for_signals_that_is_neither_yes_nor_no_is_refused(client, query, body):
    answer = client.post(f"/api/v1/decode{query}", {"text": "306", **body}, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "explain"
