"""The paste-box: finds, masks, forgets, and says what was wrong with a paste that it cannot read."""

from __future__ import annotations

import json
import logging
import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from exchange_errors.decoder import LIMIT_BYTES
from tests.codes.conftest import outline

POST_ONLY = """{"id": 43, "method": "private/create-order", "code": 43005, "message": "POST_ONLY_REJ",
 "original": "{\\"id\\":43,\\"method\\":\\"private/create-order\\",\\"api_key\\":\\"AbCdEfGhIjKlMnOpQrStUv\\",
 \\"params\\":{\\"instrument_name\\":\\"CRO_USD\\",\\"type\\":\\"LIMIT\\",\\"exec_inst\\":[\\"POST_ONLY\\"],
 \\"time_in_force\\":\\"FILL_OR_KILL\\"}}"}""".replace("\n", "")
SECRET = "AbCdEfGhIjKlMnOpQrStUv"
REQUEST = (
    '{"id":11,"method":"private/create-order","params":{"instrument_name":"BTC_USD","side":"buy","type":"LIMIT",'
    '"price":"9000","quantity":"0,5"},"nonce":1763629200000}'
)


MOST_BYTES = 200_000


def refused(number, code=42901, instrument="BTC_USD", oid="bot-1"):
    """Return one line of a log: a refused order with its request."""
    params = {"instrument_name": instrument, "side": "BUY", "type": "LIMIT", "price": "1", "quantity": "1"}
    method = "private/create-order"
    request = {"id": number, "method": method, "params": {**params, "client_oid": oid}, "nonce": 1763629200000 + number}
    answer = {"id": number, "method": method, "code": code, "message": "", "original": json.dumps(request)}
    return f"2025-11-20T09:00:{number:02}Z ERROR {json.dumps(answer)}"


def paste(client, text, **headers):
    return client.post("/decode/", {"text": text}, headers=headers)


def test_a_paste_is_explained(client):
    page = outline(paste(client, POST_ONLY))
    assert page.all("a", href="/codes/43005/")
    assert "POST_ONLY is accepted with GOOD_TILL_CANCEL only" in page.text
    assert "Reply to the customer" in page.text
    assert "line-fault" in {word for span in page.all("span") for word in span.get("class", "").split()}


def test_no_secret_comes_back(client):
    answer = paste(client, POST_ONLY)
    assert SECRET not in answer.content.decode()
    assert "1 secret masked" in outline(answer).text


def test_a_marked_place_leads_to_its_finding(client):
    page = outline(paste(client, POST_ONLY))
    assert page.all("a", href="#finding-1")
    assert page.all("section", id="finding-1")


def test_nothing_of_a_paste_is_kept_or_found(client, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = paste(client, POST_ONLY)
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    assert SECRET not in caplog.text
    assert "43005" not in caplog.text


def test_htmx_gets_the_report_only(client):
    answer = paste(client, POST_ONLY, **{"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert b"/codes/43005/" in answer.content


def test_a_text_without_a_code_says_so(client):
    assert "No error code found" in outline(paste(client, "the price is 306.5 and the port 40101")).text


def test_an_empty_box_says_so(client):
    page = outline(paste(client, "  \n"))
    assert "There was no text in the box" in page.text
    assert page.all("div", role="alert")


def test_the_form_leads_to_its_answer(client):
    (form,) = outline(client.get("/decode/")).all("form", id="paste")
    assert form["action"] == "/decode/#report"


@pytest.mark.parametrize(
    "text", ['api_key: "[api_key:22]"', "Authorization: [authorization:19]", "write to [email:18]", "sig=[sig:64]"]
)
def test_the_masks_of_the_browser_are_no_secrets(client, text):
    page = outline(client.post("/decode/", {"text": text + "\ncode: 306"}))
    assert "secret masked" not in page.text
    assert text in page.text


def test_hostile_text_comes_back_as_text(client):
    answer = paste(client, '<script>alert(1)</script> {"code": 306, "message": "<img src=x onerror=alert(1)>"}')
    assert b"<script>alert" not in answer.content
    assert b"<img src=x" not in answer.content
    outline(answer)


def test_an_unknown_code_is_never_shown_as_a_known_one(client):
    page = outline(paste(client, '{"id": 1, "code": 31999, "message": "SOMETHING_NEW"}'))
    assert "This code is not in our list" in page.text


def test_a_number_with_two_meanings_offers_both(client):
    page = outline(paste(client, '{"id": 1, "code": 50001}'))
    assert {"/codes/50001-ERR_INTERNAL/", "/codes/50001-DW_CREDIT_LINE_NOT_MAINTAINED/"} <= {
        a["href"] for a in page.all("a")
    }


def test_a_file_is_read_where_the_box_is_empty(client):
    file = SimpleUploadedFile("error.log", POST_ONLY.encode())
    assert outline(client.post("/decode/", {"text": "", "file": file})).all("a", href="/codes/43005/")


def test_a_file_never_touches_the_disk(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a temporary file was opened")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    file = SimpleUploadedFile("big.log", POST_ONLY.encode() + b"\n" + b"x" * 3_000_000)
    assert client.post("/decode/", {"text": "", "file": file}).status_code == 200


@pytest.mark.parametrize(
    "form",
    [
        {"text": "x" * 6_000_000},
        {"text": "x" * (LIMIT_BYTES + 1)},
        {"text": "é" * (LIMIT_BYTES // 2 + 1)},
        {"text": "", "file": SimpleUploadedFile("big.log", b"x" * (LIMIT_BYTES + 1))},
    ],
    ids=["far too long", "a byte too long", "too long as UTF-8", "a file"],
)
def test_a_paste_over_the_limit_is_refused_with_the_limit(client, form):
    page = outline(client.post("/decode/", form), 413)
    assert f"At most {LIMIT_BYTES / 1e6:g} MB" in page.text


def test_a_large_paste_is_still_read(client):
    text = "2026-01-01 nothing to see here\n" * 60_000 + POST_ONLY
    answer = paste(client, text)
    assert outline(answer).all("a", href="/codes/43005/")
    assert len(answer.content) < MOST_BYTES


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x", 200),
        (b"x", "multipart/form-data", 400),
        (b"text=%FF%FE", "application/x-www-form-urlencoded", 200),
        (b"{}", "application/json", 200),
        (b"&".join(b"a=1" for _ in range(1200)), "application/x-www-form-urlencoded", 400),
    ],
)
def test_a_damaged_form_is_answered(client, body, kind, status):
    outline(client.post("/decode/", body, content_type=kind), status)


@pytest.fixture
def limited(settings, clock):
    """Let a client decode three texts at once, then one a second; return the clock."""
    settings.DECODE_RATE_LIMIT, settings.DECODE_RATE_BURST = 60, 3
    cache.clear()
    yield clock
    cache.clear()


def test_a_client_that_sends_too_many_pastes_is_told_how_long_to_wait(client, limited):
    assert [paste(client, "code 306").status_code for _ in range(3)] == [200] * 3
    answer = paste(client, "code 306")
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (429, "1", "no-store")
    assert "wait 1 second" in answer.content.decode()
    part = paste(client, "code 306", **{"HX-Request": "true"})
    assert part.status_code == 429
    assert "<html" not in part.content.decode()
    assert client.get("/decode/").status_code == 200
    limited.advance(1)
    assert [paste(client, "code 306").status_code for _ in range(2)] == [200, 429]


@pytest.mark.usefixtures("limited")
def test_page_and_api_share_one_limit(client):
    assert [paste(client, "code 306").status_code for _ in range(2)] == [200] * 2
    assert client.post("/api/v1/decode", "code 306", content_type="text/plain").status_code == 200
    assert paste(client, "code 306").status_code == 429
    assert client.post("/api/v1/decode", "code 306", content_type="text/plain").status_code == 429


def test_the_form_needs_no_token(settings):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/decode/", {"text": "306"}).status_code == 200


def test_texts_to_send_carry_no_marks_of_markdown(client):
    html = paste(client, POST_ONLY + '\n{"code": 40101, "message": "UNAUTHORIZED"}').content.decode()
    boxes = re.findall(r'<textarea [^>]*id="reply-\w+"[^>]*>(.*?)</textarea>', html, re.DOTALL)
    assert len(boxes) == 2
    assert all("time_in_force" in box or "private/get-accounts" in box or "POST_ONLY" in box for box in boxes)
    assert not any("`" in box for box in boxes)


def test_secrets_that_the_browser_masked_are_counted_and_warned_of(client):
    answer = client.post("/decode/", {"text": POST_ONLY.replace(SECRET, "[api_key:22]"), "masked": "api_key:2 email:1"})
    text = outline(answer).text
    assert "3 secrets masked: 2 API keys and 1 email." in text
    assert "An API key seems to be in this text" in text


def test_masks_of_the_browser_and_of_the_server_are_one_list(client):
    answer = client.post("/decode/", {"text": POST_ONLY, "masked": "api_key:2"})
    page, html = outline(answer), answer.content.decode()
    assert "3 secrets masked: 3 API keys." in page.text
    assert html.count("<li>An API key seems to be in this text") == 1


@pytest.mark.parametrize(
    "said", ["<b>:1", "api_key:-4", "api_key:", ":1", "api_key:1e9", "x" * 9000, "api_key:²", "\x00"]
)
def test_masks_that_make_no_sense_are_passed_over(client, said):
    answer = client.post("/decode/", {"text": "code: 306", "masked": said})
    assert "masked:" not in outline(answer).text


def test_a_request_with_faults_is_announced_by_them(client):
    page = outline(paste(client, REQUEST))
    assert "No error code found" not in page.text
    assert re.search(r"\d problems found before sending", page.text)


def test_a_request_without_fault_is_announced_as_such(client):
    sound = REQUEST.replace('"buy"', '"BUY"').replace("0,5", "0.5")
    assert "No problem found before sending" in outline(paste(client, sound)).text


def test_a_finding_tells_all_its_methods_and_instruments(client):
    log = "\n".join(refused(n, instrument="ETH_USD" if n % 3 else "BTC_USD") for n in range(1, 7))
    text = outline(paste(client, log)).text
    assert "Lines 1 to 6: private/create-order × 6, ETH_USD × 4, BTC_USD × 2." in text


def test_lines_that_share_an_id_are_shown_together(client):
    log = "\n".join((refused(1), refused(2, 204), refused(3, oid="bot-2")))
    text = outline(paste(client, log)).text
    assert "Lines that belong together (1 id)" in text
    assert re.search(r"client_oid bot-1\s*line 1, \S+: 42901 \w+\s*line 2, \S+: 204 DUPLICATE_CLORDID", text)
    assert "client_oid bot-2" not in text


def test_two_errors_without_times_draw_no_timeline(client):
    assert not outline(paste(client, "code: 306\ncode: 213")).all("a", **{"class": "lanes-row"})
    assert outline(paste(client, refused(1) + "\n" + refused(9))).all("a", **{"class": "lanes-row"})


def test_what_to_look_up_stands_beside_an_open_outcome(client, catalogue):
    text = outline(paste(client, '{"code": 40801, "message": "REQUEST_TIMEOUT"}')).text
    assert catalogue.get("40801-REQUEST_TIMEOUT").note.retry.precondition.replace("`", "") in text


def test_a_value_of_the_paste_is_neither_markup_nor_kept(client):
    from codes import markdown

    value = "[open](https://evil.example/x)"
    request = {"method": "private/create-order", "id": 1, "nonce": 1760000000000, "params": {"side": value}}
    error = {"id": 1, "method": "private/create-order", "code": 220, "message": "INVALID_SIDE"}
    for paste in (request, {**error, "original": json.dumps(request)}):
        client.post("/decode/", {"text": json.dumps(paste)})  # fills the cache with the notes' own texts
        again = json.dumps(paste).replace("evil.example", "worse.example")
        kept = markdown.inline.cache_info().currsize
        page = client.post("/decode/", {"text": again}).content.decode()
        assert "worse.example" in page
        assert 'href="https://worse.example' not in page
        assert markdown.inline.cache_info().currsize == kept
