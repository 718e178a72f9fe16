"""A result can be shared without the paste: the link holds codes, methods and names of rules only."""

from __future__ import annotations

from html import unescape
from urllib.parse import parse_qs, urlsplit

from tests.codes.conftest import outline
from tests.codes.test_decode import POST_ONLY, SECRET, paste, refused


def shared_link(client, text):
    buttons = outline(paste(client, text)).all("button")
    (link,) = (unescape(b["data-copy"]) for b in buttons if "/decode/shared/" in b.get("data-copy", ""))
    return link


def test_the_link_holds_nothing_of_the_paste(client):
    link = shared_link(client, POST_ONLY)
    assert link.startswith("http://testserver/decode/shared/?f=43005~create-order~post-only-needs-gtc")
    assert not any(word in link for word in (SECRET, "CRO_USD", "FILL_OR_KILL", "0.1025"))


def test_the_link_opens_the_same_findings(client):
    page = outline(client.get(shared_link(client, POST_ONLY)))
    assert page.all("a", href="/codes/43005/")
    assert "private/create-order" in page.text
    assert "POST_ONLY was sent with a time in force other than GOOD_TILL_CANCEL" in page.text


def test_what_is_no_code_method_or_rule_is_not_shown(client):
    page = outline(
        client.get("/decode/shared/?f=306-INSUFFICIENT_AVAILABLE_BALANCE~visit-evil~buy-now&f=<b>&f=31999~~x")
    )
    assert page.all("a", href="/codes/306/")
    assert not any(word in page.text for word in ("visit-evil", "buy-now", "<b>"))
    assert "31999 Not in our list" in page.text


def test_an_empty_link_says_so(client):
    assert "There is no code in this link" in outline(client.get("/decode/shared/")).text


def test_the_link_tells_how_often_and_in_the_order_of_the_report(client):
    link = shared_link(
        client, "\n".join(refused(n, code) for n, code in enumerate((306, 42901, 42901, 50001), start=1))
    )
    assert [value.split("~")[0] for value in parse_qs(urlsplit(link).query)["f"]] == [
        "50001-ERR_INTERNAL",
        "306",
        "42901",
    ]
    page = outline(client.get(link))
    assert "4 errors · 3 codes" in page.text
    assert "seen 2 times" in page.text


def test_a_link_of_the_earlier_form_still_opens(client):
    page = outline(client.get("/decode/shared/?f=43005-POST_ONLY_REJ~private/create-order~post-only-needs-gtc"))
    assert page.all("a", href="/codes/43005/")
    assert "POST_ONLY was sent" in page.text


def test_it_begins_with_the_verdict_of_the_report(client):
    text = "\n".join(refused(n, code) for n, code in enumerate((306, 42901, 50001), start=1))
    answer = paste(client, text)
    verdict = answer.context["triage"].verdict
    assert verdict
    assert verdict in outline(client.get(shared_link(client, text))).text.replace("\u00a0", " ")
