"""What readers answer: kept without who they are, masked, for a while; and nothing that they send does harm."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, OperationalError
from django.test import Client
from django.utils import timezone

from codes.models import AnswerCount, ReaderText
from codes.models import feedback as feedback_rows
from tests.codes.conftest import outline

ADDRESS = "/feedback/"
ENTRY = "306-INSUFFICIENT_AVAILABLE_BALANCE"
YES = {"place": "entry", "about": ENTRY, "solved": "yes"}
NO = {"place": "entry", "about": ENTRY, "reason": "other_cause", "text": "It was the wrong wallet."}
MISTAKE = {"place": "page", "page": "/codes/306/", "text": "The third step is wrong."}
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7|add:7 }} [a](javascript:alert(1)) ' OR 1=1 --"


@pytest.fixture(autouse=True)
def empty_limits() -> None:
    cache.clear()


def counts() -> dict[tuple[str, str, str], int]:
    rows = AnswerCount.objects.values_list("entry_id", "place", "answer", "count")
    return {(entry, place, answer): count for entry, place, answer, count in rows}


def texts() -> list[str]:
    return list(ReaderText.objects.values_list("text", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(("data", "answer"), [(YES, "yes"), (NO, "other_cause")], ids=["yes", "no"])
def test_an_answer_counts_for_its_entry(client, data, answer):
    page = outline(client.post(ADDRESS, data))
    assert "Thank you" in page.text
    assert page.all("a", href="/codes/306/")
    assert counts() == {(ENTRY, "entry", answer): 1}


@pytest.mark.django_db
def test_an_answer_is_thanked_for_in_place(client):
    response = client.post(ADDRESS, YES, headers={"HX-Request": "true"})
    assert b"<html" not in response.content
    assert b"Thank you" in response.content


@pytest.mark.django_db
def test_a_report_of_a_mistake_names_the_page_and_its_entry(client):
    outline(client.post(ADDRESS, MISTAKE))
    row = ReaderText.objects.get()
    assert (row.path, row.about, row.text) == ("/codes/306/", [ENTRY], "The third step is wrong.")
    assert counts() == {(ENTRY, "page", "mistake"): 1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page",
    ["/?q=my-secret", "/codes/my-secret/", "/go/my-secret", "/guides/my-secret/", "https://evil.example/", "//evil",
     "/admin/", "\x00", "/edit/"],
)  # fmt: skip
def test_only_pages_of_this_site_are_named(client, page):
    form = outline(client.get(ADDRESS, {"page": page}))
    assert form.all("input", name="page")[0]["value"] == ""
    client.post(ADDRESS, {**MISTAKE, "page": page})
    assert list(ReaderText.objects.values_list("path", "about")) == [("", [])]


@pytest.mark.parametrize("path", ["/codes/306/", "/guides/retrying-safely/", "/decode/", "/?q=balance"])
def test_every_page_leads_to_the_form_with_its_path_alone(client, path):
    (link,) = [link for link in outline(client.get(path)).all("a") if link["href"].startswith(ADDRESS)]
    assert link["href"] == f"{ADDRESS}?page={path.partition('?')[0]}"
    outline(client.get(link["href"]))


def test_an_address_that_does_not_exist_is_not_repeated(client):
    (link,) = [
        link for link in outline(client.get("/nothing/my-secret/"), 404).all("a") if link["href"].startswith(ADDRESS)
    ]
    assert link["href"] == ADDRESS


@pytest.mark.django_db
def test_a_text_is_masked_before_it_is_stored(client):
    key = "z7h2kDq8mWx4Rt5Yb9Nc1P"
    client.post(ADDRESS, {**NO, "text": f'{{"api_key": "{key}"}} and ann@example.com'})
    assert key not in texts()[0]
    assert "ann@example.com" not in texts()[0]


@pytest.mark.django_db
def test_hostile_text_stays_text(client):
    client.post(ADDRESS, {**NO, "text": HOSTILE})
    assert texts() == [HOSTILE]
    again = client.post(ADDRESS, {**NO, "reason": HOSTILE, "text": HOSTILE, "about": [ENTRY, HOSTILE]})
    assert b"<script>alert" not in again.content
    assert b"<img" not in again.content
    assert HOSTILE in outline(again, 400).text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": ""}, "Choose one of the reasons"),
        ({"reason": "invented"}, "Choose one of the reasons"),
        ({"text": "x" * 501}, "At most 500 characters; this text has 501"),
        ({"about": "999-NOT_THERE"}, "names no code"),
        ({"website": "https://buy.example"}, "a field that people do not see"),
        ({"text": "a\x00b"}, "Null characters"),
    ],
    ids=["none", "invented", "long", "unknown", "machine", "null"],
)
def test_what_cannot_be_taken_is_said_and_the_words_stay(client, change, words):
    page = outline(client.post(ADDRESS, NO | change), 400)
    assert words.lower() in page.text.lower()
    assert NO["text"] in page.text or "text" in change
    assert counts() == {}
    assert texts() == []


@pytest.mark.django_db
def test_a_report_without_words_is_asked_for_them(client):
    assert "Say in a sentence" in outline(client.post(ADDRESS, {**MISTAKE, "text": " "}), 400).text


@pytest.mark.django_db
def test_answers_of_one_network_count_once_an_hour(client, clock):
    for data in (YES, YES, NO):
        outline(client.post(ADDRESS, data))
    assert counts() == {(ENTRY, "entry", "yes"): 1}
    assert texts() == [NO["text"]]  # words are kept all the same
    client.post(ADDRESS, YES, REMOTE_ADDR="192.0.2.7")
    clock.advance(3600)
    client.post(ADDRESS, YES)
    assert counts() == {(ENTRY, "entry", "yes"): 3}


@pytest.mark.django_db
def test_the_same_words_are_kept_once(client):
    for network in range(3):
        client.post(ADDRESS, NO, REMOTE_ADDR=f"192.0.2.{network}")
    assert texts() == [NO["text"]]


@pytest.mark.django_db
def test_many_answers_of_one_network_have_to_wait(client, clock):
    statuses = [client.post(ADDRESS, {**MISTAKE, "text": f"Mistake {n}"}).status_code for n in range(12)]
    assert statuses == [200] * 10 + [429] * 2
    refused = client.post(ADDRESS, MISTAKE)
    assert int(refused["Retry-After"]) == 30
    assert MISTAKE["text"] in outline(refused, 429).text
    assert ReaderText.objects.count() == 10


@pytest.mark.django_db
def test_a_form_of_another_site_is_refused(client):
    assert client.post(ADDRESS, YES, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post(ADDRESS, YES, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert counts() == {(ENTRY, "entry", "yes"): 1}


@pytest.mark.django_db
def test_no_token_and_no_cookie_is_needed_or_set():
    response = Client(enforce_csrf_checks=True).post(ADDRESS, YES)
    assert (response.status_code, response.cookies) == (200, {})
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_texts_go_after_ninety_days_and_counts_stay(client):
    client.post(ADDRESS, NO)
    ReaderText.objects.update(received_at=timezone.now() - timedelta(days=90, minutes=1))
    assert not ReaderText.objects.kept(timezone.now()).exists()
    client.post(ADDRESS, {**MISTAKE, "text": "Another."})  # writing deletes what is due
    assert texts() == ["Another."]
    assert (ENTRY, "entry", "other_cause") in counts()


@pytest.mark.django_db
def test_a_full_table_takes_no_more_words_and_says_so(client, monkeypatch):
    monkeypatch.setattr(feedback_rows, "MOST_TEXTS", 1)
    client.post(ADDRESS, NO)
    page = outline(client.post(ADDRESS, {**NO, "text": "More."}, REMOTE_ADDR="192.0.2.1"))
    assert "Your words were not kept" in page.text
    assert counts() == {(ENTRY, "entry", "other_cause"): 2}


@pytest.mark.django_db
@pytest.mark.parametrize("failure", [OperationalError("attempt to write a readonly database"), DatabaseError("full")])
def test_a_database_that_cannot_be_written_is_told_and_the_next_attempt_counts(client, monkeypatch, failure):
    def fail(*_args, **_values):
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr("codes.models.feedback.AnswerCountQuerySet.add", fail)
        page = outline(client.post(ADDRESS, NO))
    assert "Nothing was stored" in page.text
    assert NO["text"] in page.text
    client.post(ADDRESS, NO)
    assert counts() == {(ENTRY, "entry", "other_cause"): 1}


@pytest.mark.parametrize("path", ["/codes/306/", "/codes/ws-1006/", "/codes/140001/"])
def test_the_page_of_a_code_asks_and_names_its_id_alone(client, path):
    page = outline(client.get(path))
    assert [field["value"] for field in page.all("input", name="place")] == ["entry"]
    assert len(page.all("input", name="about")) == 1


def test_a_report_names_ids_and_nothing_of_the_paste(client):
    paste = '{"id": 1, "method": "private/create-order", "code": 306, "client_oid": "my-very-own-id"}'
    page = client.post("/decode/", {"text": paste}).content.decode()
    (form,) = re.findall(r'<form action="/feedback/".*?</form>', page, re.DOTALL)
    assert re.findall(r'name="about" value="([^"]*)"', form) == [ENTRY]
    assert "my-very-own-id" not in form


def test_the_page_of_a_report_keeps_its_own_address(client):
    page = outline(client.post("/decode/", {"text": '{"id": 1, "method": "private/create-order", "code": 306}'}))
    assert page.all("link", rel="canonical")[0]["href"].endswith("/decode/")
    assert page.all("a", href=f"{ADDRESS}?page=/decode/")


def test_a_report_without_an_error_does_not_ask(client):
    assert b'action="/feedback/"' not in client.post("/decode/", {"text": "good morning"}).content
