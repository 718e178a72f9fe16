"""One search for everything: a page with a plain form, and the same answers for the dialog of every page."""

from __future__ import annotations

import pytest

from tests.codes.conftest import outline

IN_DIALOG = {"HX-Request": "true"}


def groups(answer):
    return [group["data-group"] for group in outline(answer).all("div", **{"class": "hits-group"})]


def addresses(answer):
    return [link["href"] for link in outline(answer).all("a", **{"class": "hit"})]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("306", "/codes/306/"),
        ("saldo insuficiente", "/codes/306/"),
        ("retrying", "/guides/retrying-safely/"),
        ("glossary", "/glossary/"),
        ("anatomy", "/anatomy/"),
        ("privacy", "/privacy/"),
        ("reduce only", "/glossary/#reduce-only"),
        ("retry policy", "/api/#retryPolicy"),
        ("csv", "/api/#catalogueCsv"),
        ("mcp", "/api/#agents"),
        ("sdk constants", "/api/#constants"),
        ("decode", "/api/#decode"),
    ],
)
def test_every_kind_of_page_is_found(client, text, address):
    assert address in addresses(client.get("/search/", {"q": text}))


def test_answers_are_grouped_and_their_words_marked(client):
    answer = client.get("/search/", {"q": "retry"})
    assert groups(answer) == ["Guides", "API", "Codes"]
    assert b"<mark>Retrying</mark> safely" in answer.content


@pytest.mark.parametrize(
    ("text", "first"), [("retry", "Guides"), ("306", "Codes"), ("nonce", "Codes"), ("post only", "Codes")]
)
@pytest.mark.parametrize("headers", [{}, IN_DIALOG], ids=["page", "dialog"])
def test_pages_whose_title_is_asked_for_come_before_codes_that_only_mention_it(client, text, first, headers):
    assert groups(client.get("/search/", {"q": text}, headers=headers))[0] == first


def test_without_a_question_it_shows_where_to_begin(client):
    answer = client.get("/search/")
    assert groups(answer) == ["Popular codes", "Guides"]
    assert {"/codes/306/", "/guides/reading-an-error/"} <= set(addresses(answer))


def test_the_dialog_gets_the_answers_alone(client):
    part = client.get("/search/", {"q": "nonce"}, headers=IN_DIALOG)
    assert b"<html" not in part.content
    assert "HX-Request" in part["Vary"]
    assert b'class="hit" href="/codes/40102/"' in part.content


def test_what_nothing_holds_says_so(client):
    page = outline(client.get("/search/", {"q": "zzzqqq"}))
    assert "Nothing found for “zzzqqq”." in page.text
    assert "Popular codes 306" in page.text
    part = client.get("/search/", {"q": "zzzqqq"}, headers={"HX-Request": "true"}).content.decode()
    assert "Popular" not in part  # Enter in the dialog would open the first of them


def test_a_text_that_is_too_long_belongs_into_the_decoder(client):
    answer = client.get("/search/", {"q": "x" * 501})
    assert "Decode a paste" in outline(answer, 400).text
    assert b"xxxx" not in answer.content


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x>', "\x00", "🦀", "  ", '"open', "-x"])
def test_any_text_is_answered_and_none_becomes_markup(client, text):
    answer = client.get("/search/", {"q": text})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    assert b"<img src=x" not in answer.content


def test_every_result_leads_to_a_page_with_that_place(client, visit):
    for text in ("margin", "retry"):
        for address in addresses(client.get("/search/", {"q": text})):
            path, _, anchor = address.partition("#")
            assert not anchor or f'id="{anchor}"' in visit(path).html, address


def test_every_page_leads_to_it(client):
    for path in ("/", "/codes/306/", "/nowhere/"):
        page = outline(client.get(path), 404 if path == "/nowhere/" else 200)
        assert [link["href"] for link in page.all("a") if "data-search" in link] == ["/search/"]
        assert page.all("dialog", id="palette")
