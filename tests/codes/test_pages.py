"""What holds on every page: no query, no cookie, no inline code, marked-up well, kept by whoever likes."""

from __future__ import annotations

import pytest

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
def test_a_page_is_well_made(client, path):
    answer = client.get(path)
    page = outline(answer)
    assert len(page.all("h1")) == len(page.all("main")) == 1
    assert b"<title>" in answer.content.split(b"</head>")[0]
    assert page.all("meta", name="description")[0]["content"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_no_inline_code_and_nothing_from_elsewhere(client, path):
    page = outline(client.get(path))
    assert not page.all("style")
    for tag, attributes in page.elements:
        assert "style" not in attributes, (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        if tag in ("script", "img") and attributes.get("type") != "application/ld+json":
            assert attributes["src"].startswith("/static/")


@pytest.mark.parametrize("path", PAGES)
def test_every_field_has_a_label(client, path):
    page = outline(client.get(path))
    labelled = {attributes.get("for") for attributes in page.all("label")}
    for tag in ("input", "select", "textarea"):
        for field in page.all(tag):
            wrapped = field.get("type") in ("checkbox", "radio", "file") or tag == "select"  # inside their label
            assert wrapped or field.get("id") in labelled, field


@pytest.mark.parametrize("path", PAGES)
def test_links_of_this_site_lead_somewhere(client, path):
    hrefs = {a["href"].split("#")[0] for a in outline(client.get(path)).all("a")}
    for href in sorted(h for h in hrefs if h.startswith("/") and not h.startswith("/api/"))[:40]:
        assert client.get(href).status_code in (200, 301, 302), href


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
