"""What holds on every page: no query, no cookie, no inline code, marked-up well, kept by whoever likes."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.codes.conftest import outline

PAGES = [
    "/",
    "/?q=balance&owner=trader&sort=name",
    "/codes/306/",
    "/codes/50001/",
    "/codes/ws-1006/",
    "/codes/140001/",
    "/decode/",
    "/map/",
    "/compare/?ref=204&ref=205&ref=40006",
    "/guides/",
    "/guides/retrying-safely/",
    "/glossary/",
    "/anatomy/",
    "/privacy/",
    "/changes/",
    "/feedback/?page=/codes/306/",
    "/search/?q=retry",
    "/api/",
    "/api/retry/",
    "/problems/unknown-code/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PAGES, "/codes/777/", "/go/306"])
def test_no_public_page_asks_the_database(client, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_made(visit, path):
    answer, html, page = visit(path).answer, visit(path).html, visit(path).page
    assert len(page.all("h1")) == len(page.all("main")) == 1
    assert "<title>" in html.split("</head>")[0]
    assert page.all("meta", name="description")[0]["content"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert fields_without_a_label(page) == []
    assert inline_code(page) == []


def fields_without_a_label(page):
    labelled = {attributes.get("for") for attributes in page.all("label")}
    fields = [*page.all("input"), *page.all("textarea")]  # a select is inside its label
    return [
        field
        for field in fields
        if field.get("type") not in ("checkbox", "radio", "file") and field.get("id") not in labelled
    ]


def inline_code(page):
    """Return the elements that hold code or style, or load a script or a picture from elsewhere."""
    return [
        (tag, attributes)
        for tag, attributes in page.elements
        if tag == "style"
        or any(name == "style" or name.startswith("on") for name in attributes)
        or (
            tag in ("script", "img")
            and attributes.get("type") != "application/ld+json"
            and not attributes["src"].startswith("/static/")
        )
    ]


def test_links_of_this_site_lead_somewhere(visit):
    """Those of the sitemap answer: test_machines asks for each."""
    hrefs = {a["href"].split("#")[0] for path in PAGES for a in visit(path).page.all("a")}
    listed = set(re.findall(r"<loc>http://testserver(.*?)</loc>", Client().get("/sitemap.xml").content.decode()))
    others = {href for href in hrefs - listed if href.startswith("/") and not href.startswith("/api/")}
    assert others
    for href in others:
        assert Client().get(href).status_code in (200, 301, 302), href


def test_an_unchanged_page_is_not_sent_again(client):
    first = client.get("/codes/306/")
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get("/codes/306/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Accept-Encoding" in again["Vary"]


def test_an_unknown_address_gets_the_sites_own_page(client):
    assert "This page does not exist" in outline(client.get("/nowhere/"), 404).text


@pytest.mark.parametrize("path", ["/", "/codes/306/", "/guides/"])
def test_pages_are_only_read(client, path):
    assert client.post(path).status_code == 405
