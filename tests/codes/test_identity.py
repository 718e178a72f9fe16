"""Every page and text says which exchange and API it is about, and that the site is independent of it."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.urls import get_resolver

from codes import labels
from ops.database_errors import unavailable
from tests.codes.conftest import Outline, outline

SUBJECT, INDEPENDENCE = str(labels.SUBJECT), str(labels.INDEPENDENCE)


def pages_without_arguments(client):
    """Return the answers, by path, of all addresses of the site that need no argument and answer with a page."""
    found = get_resolver().namespace_dict
    dicts = [(prefix, found[space][1].reverse_dict) for space in ("codes", "api") for prefix in [found[space][0]]]
    paths = {f"/{prefix}{path}" for prefix, names in dicts for [(path, args)], *_ in names.values() if not args}
    answers = {path: client.get(path) for path in sorted(paths)}
    return {
        path: answer
        for path, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }


def says_who_it_is(page: Outline) -> None:
    begin, end = page.text.find(SUBJECT), page.text.rfind(INDEPENDENCE)
    assert 0 <= begin < 200, page.text[:200]
    assert len(page.text) - end < 3000, page.text[-300:]
    assert end > begin


def test_every_page_of_the_url_conf_says_so(client, settings):
    settings.DEBUG = True  # the style guide is shown to developers only
    pages = pages_without_arguments(client)
    assert {"/", "/compare/", "/offline.html", "/privacy/", "/api/", "/api/retry/", "/styleguide/"} <= set(pages)
    for answer in pages.values():
        says_who_it_is(outline(answer))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere/", 404),
        ("/codes/99999/", 404),
        ("/problems/not-found/", 200),
        ("/codes/50001/", 200),
        ("/decode/shared/?f=306-INSUFFICIENT_AVAILABLE_BALANCE", 200),
        ("/?q=zzzqqq", 200),
        ("/?http_status=abc", 400),
    ],
)
def test_pages_about_a_failure_say_so(client, path, status):
    says_who_it_is(outline(client.get(path), status))


def test_a_request_that_cannot_be_read_gets_a_page_that_says_so(client):
    says_who_it_is(outline(client.get("/", headers={"Host": "elsewhere.example"}), 400))


def test_the_pages_without_a_context_say_so(rf):
    says_who_it_is(Outline(render_to_string("500.html")))
    says_who_it_is(Outline(unavailable(rf.get("/admin/")).content.decode()))


@pytest.mark.parametrize("path", ["/llms.txt", "/codes/306.md", "/codes/50001.md", "/api/v1/catalogue.md"])
def test_a_text_for_programs_says_so_at_its_head(client, path):
    head = client.get(path).content.decode()[:1000]
    assert "Crypto.com Exchange API v1" in head
    assert "ndependent" in head
