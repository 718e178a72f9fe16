"""A result can be shared without the paste: the link holds codes, methods and names of rules only."""

from __future__ import annotations

from html import unescape

from tests.codes.conftest import outline
from tests.codes.test_decode import POST_ONLY, SECRET, paste


def shared_link(client, text):
    buttons = outline(paste(client, text)).all("button")
    (link,) = (unescape(b["data-copy"]) for b in buttons if "/decode/shared/" in b.get("data-copy", ""))
    return link


def test_the_link_holds_nothing_of_the_paste(client):
    link = shared_link(client, POST_ONLY)
    assert link.startswith("http://testserver/decode/shared/?f=43005-POST_ONLY_REJ~private/create-order~")
    assert not any(word in link for word in (SECRET, "CRO_USD", "FILL_OR_KILL", "0.1025"))


def test_the_link_opens_the_same_findings(client):
    page = outline(client.get(shared_link(client, POST_ONLY)))
    assert page.all("a", href="/codes/43005/")
    assert "private/create-order" in page.text
    assert "Found" in page.text


def test_what_is_no_code_method_or_rule_is_not_shown(client):
    page = outline(
        client.get("/decode/shared/?f=306-INSUFFICIENT_AVAILABLE_BALANCE~visit-evil~buy-now&f=<b>&f=31999~~x")
    )
    assert page.all("a", href="/codes/306/")
    assert not any(word in page.text for word in ("visit-evil", "buy-now", "<b>"))
    assert "31999 not in the catalogue" in page.text


def test_an_empty_link_says_so(client):
    assert "There is no code in this link" in outline(client.get("/decode/shared/")).text
