"""What machines read: sitemap, robots, manifest, and the data beside an entry."""

from __future__ import annotations

import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders

from codes.views.linked_data import script
from tests.codes.conftest import outline
from tests.codes.test_identity import says_who_it_is

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_lists_every_code_with_its_last_change(client, catalogue):
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    changes = {u.findtext(f"{SITEMAP}loc"): u.findtext(f"{SITEMAP}lastmod") for u in root}
    assert date.fromisoformat(changes["http://testserver/codes/306/"])
    assert "http://testserver/codes/50001-ERR_INTERNAL/" in changes
    assert sum("/codes/" in address for address in changes) == len(catalogue.entries)


def test_every_address_of_the_sitemap_answers_under_that_name_and_says_who_it_is(client):
    addresses = re.findall(r"<loc>http://testserver(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    assert {"/api/", "/codes/306/"} <= set(addresses)
    for address in addresses:
        page = outline(client.get(address))
        says_who_it_is(page)
        assert [link["href"] for link in page.all("link", rel="canonical")] == [f"http://testserver{address}"]
        assert len(page.all("meta", name="description")) == 1, address


def test_a_search_is_no_page_of_its_own(client):
    page = outline(client.get("/", {"q": "nonce"}))
    assert page.all("link", rel="canonical")[0]["href"] == "http://testserver/"
    assert page.all("meta", name="robots")[0]["content"] == "noindex"


def test_what_is_not_there_has_no_address(client):
    assert not outline(client.get("/nothing/here/"), 404).all("link", rel="canonical")
    assert not outline(client.get("/codes/777/"), 404).all("link", rel="canonical")


def test_robots_name_the_sitemap(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in answer.content.decode()


def test_the_manifests_icons_are_there(client):
    for icon in json.loads(client.get("/manifest.webmanifest").content)["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/")), icon["src"]


@pytest.mark.parametrize("path", ["/codes/306/", "/codes/ws-1006/", "/codes/50001-ERR_INTERNAL/"])
def test_an_entry_is_described_for_search_engines(client, path):
    html = client.get(path).content.decode()
    term, article, crumbs = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert (term["@type"], article["@type"], crumbs["@type"]) == ("DefinedTerm", "TechArticle", "BreadcrumbList")
    assert article["url"] == f"http://testserver{path}"
    assert f'<link rel="canonical" href="http://testserver{path}">' in html
    assert "cause and fix</title>" in html


def test_no_text_can_close_the_script_that_holds_it():
    html = script({"name": "</script><script>alert(1)</script>&"})
    assert html.count("<") == 2
    assert json.loads(html[html.index(">") + 1 : html.rindex("<")])["name"].startswith("</script>")
