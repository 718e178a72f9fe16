"""The page of a code: it answers first, keeps the exchange's words apart, and has one address."""

from __future__ import annotations

import re

import pytest

from codes.views.example import example_of

from .conftest import outline


def test_the_page_answers_in_order(client, catalogue):
    note = catalogue.get("43005-POST_ONLY_REJ").note
    text = outline(client.get("/codes/43005/")).text
    places = [text.index(words) for words in ("43005", "What to do now", "Send it again?", "Why it happens", "Sources")]
    assert places == sorted(places)
    assert note.causes[0].tell.replace("`", "") in text
    assert note.related[0].why.replace("`", "") in text


def test_every_entry_has_a_page_with_one_heading_and_unique_ids(client, catalogue):
    for entry in catalogue.entries:
        ref = entry.code if entry.kind == "response" and entry.code != 50001 else entry.id
        page = outline(client.get(f"/codes/{ref}/"))
        assert len(page.all("h1")) == 1, entry.id
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids)), entry.id
        assert entry.description.replace("`", "") in page.text


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/codes/306-INSUFFICIENT_AVAILABLE_BALANCE/", "/codes/306/"),
        ("/codes/INSUFFICIENT_AVAILABLE_BALANCE/", "/codes/306/"),
        ("/codes/insufficient-available%20balance/", "/codes/306/"),
        ("/codes/ERR_INTERNAL/", "/codes/50001-ERR_INTERNAL/"),
        ("/codes/ws:1006/", "/codes/ws-1006/"),
        ("/codes/WS-1006/", "/codes/ws-1006/"),
        ("/codes/1006/", "/codes/ws-1006/"),
        ("/codes/306", "/codes/306/"),
    ],
)
def test_every_other_spelling_leads_to_the_one_address(client, path, target):
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (301, target)


def test_a_number_with_two_meanings_shows_both_side_by_side(client):
    page = outline(client.get("/codes/50001/"))
    links = {a["href"] for a in page.all("a")}
    assert {"/codes/50001-ERR_INTERNAL/", "/codes/50001-DW_CREDIT_LINE_NOT_MAINTAINED/"} <= links
    assert "DW_CREDIT_LINE_NOT_MAINTAINED" in page.text


def test_neighbours_and_related_codes_are_linked(client, catalogue):
    page = outline(client.get("/codes/43005/"))
    assert page.all("a", rel="prev")[0]["href"] == "/codes/43004/"
    assert page.all("a", rel="next")[0]["href"] == "/codes/43012/"
    assert page.all("a", href="/codes/219/")


def test_an_unknown_number_gets_its_place_and_its_neighbours(client):
    page = outline(client.get("/codes/777/"), 404)
    assert {"/codes/606/", "/codes/30024/"} <= {a["href"] for a in page.all("a")}
    assert page.all("meta", name="robots")[0]["content"] == "noindex"


def test_an_unknown_number_that_is_an_http_status_is_asked_about(client):
    page = outline(client.get("/codes/429/"), 404)
    assert "429 Too Many Requests is an HTTP status" in page.text
    assert page.all("a", href="/?http_status=429")


def test_a_misspelt_name_gets_the_near_ones(client):
    page = outline(client.get("/codes/INVALID_NONSE/"), 404)
    assert page.all("a", href="/codes/40102/")


@pytest.mark.parametrize(
    "ref", ["%00", "%3Cscript%3E", "..", "x" * 3000, "９９９", "-1", "1e9", "%F0%9F%92%A9", "0306"]
)
def test_any_reference_is_answered_without_an_error(client, ref):
    answer = client.get(f"/codes/{ref}/")
    assert answer.status_code == 404
    assert b"<script>" not in answer.content


def test_the_example_marks_only_what_is_wrong():
    request = '{"id": 1, "nonce": 1, "params": {"type": "LIMIT", "time_in_force": "FILL_OR_KILL"}}'
    right = {"id": 2, "nonce": 2, "params": {"type": "LIMIT", "time_in_force": "GOOD_TILL_CANCEL"}}
    example = example_of({"response": {"code": 43005, "original": request}, "corrected_request": right})
    assert [line.text.strip() for line in example.failed if line.differs] == ['"time_in_force": "FILL_OR_KILL"']
    assert [line.text.strip() for line in example.corrected if line.differs] == ['"time_in_force": "GOOD_TILL_CANCEL"']


def test_an_example_without_a_readable_original_marks_nothing():
    example = example_of({"response": {"code": 1, "original": "{"}, "corrected_request": {"a": 1}})
    assert example.failed == ()
    assert not any(line.differs for line in example.corrected)


def test_a_term_links_to_the_glossary_once(client):
    links = [a["href"] for a in outline(client.get("/codes/43005/")).all("a") if a["href"].startswith("/glossary/#")]
    assert "/glossary/#fill-or-kill" in links
    assert len(links) == len(set(links))


def test_no_text_for_the_desk_shows_a_blank_to_fill_in(client, catalogue):
    filled = [e for e in catalogue.entries if "{" in e.note.customer_reply + e.note.internal_note]
    assert filled
    for entry in filled:
        html = client.get(f"/codes/{entry.id}/", follow=True).content.decode()
        desk = html[html.index(f'id="desk-{entry.id}"') : html.index('class="answer-side"')]
        assert not re.search(r"\{(instrument|method|parameter|order_id)\}", desk), entry.id


def test_a_corrected_request_says_that_it_is_not_signed_yet(client):
    assert "sign it with a new nonce" in " ".join(outline(client.get("/codes/43005/")).text.split())


def test_a_request_that_shows_its_signature_needs_no_such_line():
    signed = {"corrected_request": {"method": "public/auth", "api_key": "k", "sig": "s"}}
    unsigned = {"corrected_request": {"method": "private/create-order", "params": {}}}
    assert [example_of(example).unsigned for example in (signed, unsigned)] == [False, True]


@pytest.mark.parametrize("ref", ["204", "205", "40006", "43004", "43012"])
def test_an_outcome_to_look_up_does_not_contradict_the_note(client, ref):
    text = outline(client.get(f"/codes/{ref}/")).text
    assert "may have been carried out" not in text
    assert "This alone does not tell what took effect" in text


def again(client, ref):
    """The part of the page that says whether to send the request again."""
    html = client.get(f"/codes/{ref}/").content.decode()
    return html.split('class="again"')[1].split("</section>")[0]


@pytest.mark.parametrize(("ref", "differs"), [("204", True), ("40006", True), ("40801", False), ("0", False)])
def test_a_refused_copy_is_told_from_what_it_was_for(client, ref, differs):
    part = again(client, ref)
    assert "This alone does not tell what took effect." in part
    assert ("This request itself was not carried out." in part) is differs
    assert f"<dt>this_request</dt><dd><code>{'not_executed' if differs else 'null'}</code>" in part


@pytest.mark.parametrize(
    ("ref", "level", "word"),
    [("42901", "documented", "Documented"), ("605", "inferred", "Inferred"), ("212", "observed", "Observed")],
)
def test_the_page_says_what_the_retry_advice_rests_on(client, ref, level, word):
    part = again(client, ref)
    assert f"<dt>evidence</dt><dd><code>{level}</code>" in part
    assert f">{word}</span>" in part


def test_after_a_close_one_connects_again_and_sends_nothing(client):
    text = outline(client.get("/codes/ws-1006/")).text
    assert "Wait, then connect again" in text
    assert "Wait, then send it again" not in text


def test_a_page_is_titled_as_people_search_and_has_a_card(client):
    html = client.get("/codes/306/").content.decode()
    assert "<title>306 INSUFFICIENT_AVAILABLE_BALANCE: cause and fix</title>" in html
    page = outline(client.get("/codes/306/"))
    cards = {m["property"]: m["content"] for m in page.all("meta") if "property" in m}
    assert {"og:title", "og:description", "og:url", "og:image", "og:type", "og:site_name"} <= cards.keys()
    assert cards["og:image"].startswith("http://testserver/static/img/card")
