"""The letter in the customer's language, on the page of a paste and on that of a code, without any script."""

from __future__ import annotations

import pytest

from codes.store import snapshot
from exchange_errors.catalogue.reply_gaps import all_reply_gaps
from exchange_errors.catalogue.reply_languages import reply_languages
from tests.codes.conftest import outline

REFUSED = '{"id":1,"method":"private/create-order","code":306,"message":"INSUFFICIENT_AVAILABLE_BALANCE"}'
SPANISH = f"Hola, mi orden fue rechazada y no sé por qué.\n{REFUSED}"
UNREVIEWED = "has reviewed this translation yet"


def letter(client, text, **picked):
    """The page, the letter's element and its text."""
    page = outline(client.post("/decode/", {"text": text, **picked}))
    [box] = page.all("textarea", id="reply-customer")
    return page, box


@pytest.mark.parametrize(
    ("text", "picked", "tag"),
    [
        (SPANISH, {}, "es"),
        (SPANISH, {"usual": "fr"}, "es"),
        (SPANISH, {"reply": "de", "usual": "fr"}, "de"),
        (SPANISH, {"reply": "en"}, "en"),
        (REFUSED, {}, "en"),
        (REFUSED, {"usual": "fr"}, "fr"),
        (REFUSED, {"reply": "xx", "usual": "<script>"}, "en"),
    ],
)
def test_a_letter_is_in_the_language_picked_or_in_that_of_the_words(client, text, picked, tag):
    page, box = letter(client, text, **picked)
    assert (box["lang"], box["dir"]) == (tag, "ltr")
    assert (UNREVIEWED in page.text) is (tag != "en")
    assert ("The same in English" in page.text) is (tag != "en")
    assert "<script>" not in box["lang"]


def test_every_language_can_be_picked_by_sending_the_paste_again(client):
    page, _ = letter(client, SPANISH)
    buttons = page.all("button", name="reply")
    assert [button["value"] for button in buttons] == list(reply_languages())
    assert {(button["type"], button["form"]) for button in buttons} == {("submit", "paste")}
    [form] = page.all("form", id="paste")
    assert form["method"] == "post"  # the paste and the language travel in the body only


def test_only_one_button_of_the_reply_copies_and_it_takes_the_customers_letter(client):
    html = client.post("/decode/", {"text": SPANISH}).content.decode()
    panel = html.split('class="panel panel-reply"')[1].split('class="panel panel-internal"')[0]
    assert panel.count("data-copy") == 1
    assert 'data-copy-from="reply-customer"' in panel
    english = panel.split("The same in English")[1]
    assert "Thank you for the details." in english
    assert "Thank you for the details." not in panel.split("</textarea>")[0]


def test_a_paste_without_a_code_is_answered_in_its_language(client):
    page = outline(client.post("/decode/", {"text": "Bonjour, mon ordre ne passe pas et je ne sais pas pourquoi."}))
    [box] = page.all("div", id="reply-none")
    assert box["lang"] == "fr"
    assert "Merci" in page.text
    assert page.all("button", name="reply")


def test_the_page_of_a_code_shows_its_reply_in_a_language(client):
    page = outline(client.get("/codes/306/?reply=de"))
    [box] = page.all("div", id="reply")
    assert box["lang"] == "de"
    assert "Ihre Order wurde mit Fehler 306 abgelehnt" in page.text
    assert UNREVIEWED in page.text
    plain = client.get("/codes/306/")
    assert 'id="reply" lang="en"' in plain.content.decode()
    assert plain["Cache-Control"] == client.get("/codes/306/?reply=de")["Cache-Control"]
    assert 'id="reply" lang="en"' in client.get("/codes/306/?reply=xx").content.decode()


@pytest.mark.parametrize("ref", ["40801", "50001-ERR_INTERNAL"])
def test_people_never_read_the_markup_of_a_shared_sentence(client, ref):
    paths = (f"/codes/{ref}/", f"/codes/{ref}.md", f"/api/v1/codes/{ref}", "/offline.html", "/api/v1/catalogue.csv")
    for path in paths:
        text = client.get(path, follow=True).content.decode()
        assert "{look_up" not in text, path
    assert "some minutes later" in client.get(f"/api/v1/codes/{ref}").json()["customer_reply"]


def test_editors_can_ask_what_each_language_lacks(db):
    gaps = all_reply_gaps(snapshot.current().catalogue.entries)
    assert list(gaps) == [tag for tag in reply_languages() if tag != "en"]
