"""Pages to read: guides that link what they name, the glossary, and what changed."""

from __future__ import annotations

import re

import pytest

from codes.documents import guides, terms
from codes.markdown import prose
from tests.codes.conftest import outline

KNOWN = {"306", "401", "1000", "40102", "50001"}


def linked(text):
    html, _ = prose(text, lambda span: None, lambda number: f"<a>{number}</a>" if number in KNOWN else None)
    return re.findall(r"<a>(\d+)</a>", html)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Code 401 is not HTTP 401.", ["401"]),
        ("40102, 306 and (50001) differ.", ["40102", "306", "50001"]),
        ("Wait 1000 ms, or 306 seconds.", []),
        ("1,306 or 306.5 or 306% or -306 or 2026-306", []),
        ("The order `306` and [306](/codes/306/) are linked as they are.", []),
        ("| 306 | a table |\n| --- | --- |\n| 40102 | too |", ["306", "40102"]),
        ("999 is no code.", []),
        ("HTTP status 401 comes with 40102.", ["40102"]),
        ("[306](/codes/306/) before 40102.", ["40102"]),
    ],
)
def test_a_guide_links_the_numbers_that_are_codes(text, numbers):
    assert linked(text) == numbers


def test_a_guide_carries_no_script():
    html, headings = prose(
        "## <b>x</b> `<i>`\n\n```json\n<script>\n```\n<script>1</script>", lambda _: None, lambda _: None
    )
    assert "<script" not in html
    assert "<b>" not in html
    assert headings == [("b-x-b-i", "<b>x</b> <i>")]


@pytest.mark.parametrize("guide", guides(), ids=lambda guide: guide.slug)
def test_a_guide_has_contents_neighbours_and_terms_in_place(client, guide):
    answer = client.get(f"/guides/{guide.slug}/")
    page = outline(answer)
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    contents = [a["href"] for a in page.all("a") if a.get("href", "").startswith("#")]
    assert contents
    assert {href[1:] for href in contents} <= ids
    assert {button["popovertarget"] for button in page.all("button", **{"class": "term"})} <= ids
    assert page.all("a", rel="next")
    for link in page.all("a", **{"class": "code-link"}):
        assert client.get(link["href"]).status_code == 200
        assert link["title"]


def test_the_glossary_has_every_term_under_its_letter(client):
    page = outline(client.get("/glossary/"))
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    assert {term.slug for term in terms()} <= ids
    assert {f"letter-{term.name[0].upper()}" for term in terms()} <= ids


def test_changes_say_when_there_are_none(client):
    assert "No version has been recorded" in outline(client.get("/changes/")).text
