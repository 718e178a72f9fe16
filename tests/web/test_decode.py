"""The paste-box: finds, masks, forgets, and says what was wrong with a paste that it cannot read."""

from __future__ import annotations

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from codes.core.decode import LIMIT_BYTES

from .conftest import outline

POST_ONLY = """{"id": 43, "method": "private/create-order", "code": 43005, "message": "POST_ONLY_REJ",
 "original": "{\\"id\\":43,\\"method\\":\\"private/create-order\\",\\"api_key\\":\\"AbCdEfGhIjKlMnOpQrStUv\\",
 \\"params\\":{\\"instrument_name\\":\\"CRO_USD\\",\\"type\\":\\"LIMIT\\",\\"exec_inst\\":[\\"POST_ONLY\\"],
 \\"time_in_force\\":\\"FILL_OR_KILL\\"}}"}""".replace("\n", "")
SECRET = "AbCdEfGhIjKlMnOpQrStUv"


def paste(client, text, **headers):
    return client.post("/decode/", {"text": text}, headers=headers)


def test_a_paste_is_explained(client):
    page = outline(paste(client, POST_ONLY))
    assert page.all("a", href="/codes/43005/")
    assert "In this paste" in page.text
    assert "FILL_OR_KILL" in page.text
    assert "Reply to the customer" in page.text


def test_no_secret_comes_back(client):
    answer = paste(client, POST_ONLY)
    assert SECRET not in answer.content.decode()
    assert "1 secret masked" in outline(answer).text


def test_a_marked_place_leads_to_its_finding(client):
    page = outline(paste(client, POST_ONLY))
    spots = [a["href"] for a in page.all("a") if a.get("class") == "spot"]
    assert "#finding-1" in spots
    assert page.all("article", id="finding-1")


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
    assert "There was no text in the box" in outline(paste(client, "  \n")).text


def test_hostile_text_comes_back_as_text(client):
    answer = paste(client, '<script>alert(1)</script> {"code": 306, "message": "<img src=x onerror=alert(1)>"}')
    assert b"<script>alert" not in answer.content
    assert b"<img src=x" not in answer.content
    outline(answer)


def test_an_unknown_code_is_never_shown_as_a_known_one(client):
    page = outline(paste(client, '{"id": 1, "code": 31999, "message": "SOMETHING_NEW"}'))
    assert "not in the catalogue" in page.text


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
    assert len(answer.content) < 200_000


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x", 200),
        (b"x", "multipart/form-data", 400),
        (b"text=%FF%FE", "application/x-www-form-urlencoded", 200),
        (b"{}", "application/json", 200),
        (b"&".join(b"a=1" for _ in range(200)), "application/x-www-form-urlencoded", 400),
    ],
)
def test_a_damaged_form_is_answered(client, body, kind, status):
    outline(client.post("/decode/", body, content_type=kind), status)


def test_the_form_needs_no_token(settings):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/decode/", {"text": "306"}).status_code == 200
