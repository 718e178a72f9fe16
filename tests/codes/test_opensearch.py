"""Search from the browser's address bar."""

from __future__ import annotations

import json
from xml.etree import ElementTree

NAMES = {"os": "http://a9.com/-/spec/opensearch/1.1/"}


def test_the_description_names_addresses_that_work(client):
    root = ElementTree.fromstring(client.get("/opensearch.xml").content)
    templates = [url.get("template") for url in root.findall("os:Url", NAMES)]
    assert templates == ["http://testserver/go/?q={searchTerms}", "http://testserver/suggest/?q={searchTerms}"]
    assert client.get(templates[0].replace("{searchTerms}", "306")).status_code == 302


def test_suggestions_come_as_browsers_ask_for_them(client):
    answer = client.get("/suggest/", {"q": "insuff"})
    assert answer["Content-Type"] == "application/x-suggestions+json"
    typed, titles = json.loads(answer.content)
    assert typed == "insuff"
    assert "306 INSUFFICIENT_AVAILABLE_BALANCE" in titles


def test_any_text_gets_suggestions_or_none(client):
    for text in ("", " ", "\x00", "x" * 5000, "<script>", "🦀"):
        assert client.get("/suggest/", {"q": text}).status_code == 200


def test_what_asks_for_nothing_suggests_nothing(client):
    assert json.loads(client.get("/suggest/", {"q": "\x00"}).content)[1] == []
