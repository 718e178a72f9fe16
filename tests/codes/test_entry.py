"""The page of a code: it answers first, keeps the exchange's words apart, and has one address."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.utils.html import escape

from codes import labels
from codes.syntax import highlighted
from codes.views.example import example_of
from tests.codes.conftest import outline


def test_the_page_answers_in_order(client, catalogue):
    note = catalogue.get("43005-POST_ONLY_REJ").note
    html = client.get("/codes/43005/").content.decode().split("<main")[1].replace("<code>", "").replace("</code>", "")
    answers = [note.headline, "Who fixes it", "Retry?", "Outcome", "Impact"]
    parts = [f'id="{part}"' for part in ("steps", "retry", "why", "example", "support", "confused", "sources")]
    places = [html.index(words) for words in (">43005<", *answers, *parts)]
    assert places == sorted(places)
    text = outline(client.get("/codes/43005/")).text
    assert note.causes[0].tell.replace("`", "") in text
    assert note.related[0].why.replace("`", "") in text


@pytest.fixture
def visits(visit, catalogue):
    """Each entry with its page."""
    return [(entry, visit(f"/codes/{entry.id}/")) for entry in catalogue.entries]


def test_the_contents_lead_to_the_parts_that_the_page_has(visits):
    for entry, visit in visits:
        targets = re.findall(r'href="#([\w-]+)"', visit.html.split('class="contents"')[1].split("</nav>")[0])
        parts = [attributes["id"] for tag, attributes in visit.page.elements if tag == "section" and "id" in attributes]
        assert targets == parts, entry.id


def test_every_entry_has_a_page_with_one_heading_and_unique_ids(visits):
    for entry, visit in visits:
        assert len(visit.page.all("h1")) == 1, entry.id
        ids = [attributes["id"] for _, attributes in visit.page.elements if "id" in attributes]
        assert len(ids) == len(set(ids)), entry.id
        assert entry.description.replace("`", "") in visit.page.text


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


def test_a_check_names_its_cause_by_number_and_leaves_the_sentence_to_the_causes(client, catalogue):
    html = client.get("/codes/306/").content.decode()
    assert '<a href="#cause-3">Cause 3</a>' in html
    assert html.count(str(catalogue.get("306-INSUFFICIENT_AVAILABLE_BALANCE").note.causes[3].text)) == 1


def test_neighbours_and_related_codes_are_linked(client, catalogue):
    page = outline(client.get("/codes/43005/"))
    assert page.all("a", rel="prev")[0]["href"] == "/codes/43004/"
    assert page.all("a", rel="next")[0]["href"] == "/codes/43012/"
    assert page.all("a", href="/codes/219/")


def test_an_unknown_number_gets_its_place_and_its_neighbours(client):
    page = outline(client.get("/codes/777/"), 404)
    assert {"/codes/606/", "/codes/30024/"} <= {a["href"] for a in page.all("a")}
    assert page.all("meta", name="robots")[0]["content"] == "noindex"


def test_a_number_beyond_the_table_is_not_called_the_highest_nor_sent_to_the_decoder(client):
    page = outline(client.get("/codes/99999/"), 404)
    assert "The vendor’s table ends at 50001" in page.text
    assert not page.all("button", name="text", value="99999")


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


def diff(failed: dict, corrected: dict, *parameters: str) -> dict[str, list[str]]:
    """The lines of an example by what they are marked as."""
    answer = {"code": 1, "original": json.dumps(failed)}
    example = example_of({"response": answer, "corrected_request": corrected}, parameters)
    marked: dict[str, list[str]] = {}
    for line in example["request"]:
        marked.setdefault(line.kind, []).append(line.text.strip(" ,"))
    return marked


def order(method: str = "private/create-order", **changes: object) -> dict:
    outer = {name: changes.pop(name) for name in ("id", "nonce", "sig") if name in changes}
    return {"id": 1, "nonce": 1, "method": method, **outer, "params": {"type": "LIMIT", **changes}}


def test_the_example_marks_only_what_is_wrong():
    marked = diff(order(price=1), order(id=2, nonce=2, sig="s", price="1"), "price")
    assert (marked["fault"], marked["fixed"]) == (['"price": 1'], ['"price": "1"'])
    assert marked["new"] == ['"id": 2', '"nonce": 2', '"sig": "s"']


def test_a_spent_value_stands_above_the_new_one_and_is_no_fault():
    marked = diff(order(price=1, sig="s"), order(id=2, nonce=2, price="1"), "price")
    assert marked["old"] == ['"id": 1', '"nonce": 1', '"sig": "s"']
    assert marked["fault"] == ['"price": 1']


@pytest.mark.parametrize("name", ["client_oid", "client_wid"])
def test_a_new_id_of_the_client_is_no_fault_beside_another(name):
    failed, corrected = order(quantity="9", **{name: "a"}), order(quantity="1", **{name: "b"})
    marked = diff(failed, corrected, "quantity", name)
    assert (marked["fault"], marked["fixed"], marked["new"]) == (
        ['"quantity": "9"'],
        ['"quantity": "1"'],
        [f'"{name}": "b"'],
    )


def test_an_id_of_the_client_that_alone_changed_is_the_fault():
    marked = diff(order(client_oid="a"), order(id=2, nonce=2, client_oid="b"), "client_oid", "nonce")
    assert (marked["fault"], marked["fixed"]) == (['"client_oid": "a"'], ['"client_oid": "b"'])
    assert marked["new"] == ['"id": 2', '"nonce": 2']


def test_an_id_that_names_an_order_to_look_up_can_be_the_fault():
    failed = order("private/cancel-order", client_oid="gone", order_id=1)
    marked = diff(failed, order("private/cancel-order", client_oid="here", order_id="1"))
    assert marked["fault"] == ['"client_oid": "gone"', '"order_id": 1']


def test_the_nonce_is_the_fault_where_the_note_says_so_and_nothing_else_changed():
    marked = diff(order(), order(id=2, nonce=2000), "nonce")
    assert (marked["fault"], marked["fixed"], marked["new"]) == (['"nonce": 1'], ['"nonce": 2000'], ['"id": 2'])


def test_a_request_sent_again_unchanged_has_no_fault():
    marked = diff(order(client_oid="a"), order(id=2, nonce=2, client_oid="a"), "client_oid")
    assert marked.keys() == {"same", "old", "new"}


def test_the_order_of_names_is_no_difference():
    failed = {"params": {"side": "BUY", "type": "LIMIT"}, "method": "private/create-order"}
    corrected = {"method": "private/create-order", "params": {"type": "LIMIT", "side": "BUY"}}
    assert diff(failed, corrected).keys() == {"same"}


def test_one_leg_of_a_list_can_be_wrong():
    def batch(*legs: dict) -> dict:
        return {"method": "private/create-order-list", "params": {"order_list": list(legs)}}

    failed = batch({"side": "BUY", "client_oid": "a"}, {"side": "sell", "client_oid": "b"})
    marked = diff(failed, batch({"side": "BUY", "client_oid": "c"}, {"side": "SELL", "client_oid": "d"}))
    assert (marked["fault"], marked["fixed"]) == (['"side": "sell"'], ['"side": "SELL"'])
    assert marked["new"] == ['"client_oid": "c"', '"client_oid": "d"']


def test_without_its_marks_a_diff_is_the_corrected_request(catalogue):
    for entry in catalogue.entries:
        example = example_of(entry.note.example, entry.note.parameters)
        if example and example["compared"]:
            text = "\n".join(line.text for line in example["request"] if line.kind not in ("fault", "old"))
            assert json.loads(text) == entry.note.example["corrected_request"], entry.id


def test_a_request_that_a_fix_puts_right_shows_what_was_fixed(catalogue):
    fixable = [entry for entry in catalogue.entries if entry.note.retry.advice == "after_fix"]
    for entry in fixable:
        example = example_of(entry.note.example, entry.note.parameters)
        if example["compared"]:
            assert {line.kind for line in example["request"]} & {"fault", "fixed"}, entry.id


@pytest.mark.parametrize("original", ["{", "[1]", "null", '"text"', 7, None])
def test_an_example_without_a_readable_original_marks_nothing(original):
    example = example_of({"response": {"code": 1, "original": original}, "corrected_request": {"a": 1}}, ())
    assert not example["compared"]
    assert {line.kind for line in example["request"]} == {"same"}


def test_the_page_shows_the_fault_of_a_request_and_greys_what_is_spent(client):
    html = client.get("/codes/306/").content.decode()
    marked = re.findall(r'<span class="line line-(fault|fixed|old|new)">.*?<span class="a">&quot;(\w+)&quot;', html)
    assert [field for kind, field in marked if kind in ("fault", "fixed")] == ["quantity", "quantity"]
    assert {field for kind, field in marked if kind in ("old", "new")} == {"id", "nonce", "client_oid"}


def test_json_is_marked_by_its_parts_and_escaped():
    marked = highlighted('"a<b": "x: \\"1\\"", "n": -1.5e3, "k": null', "json")
    assert re.sub(r"<.*?>", "", marked) == escape('"a<b": "x: \\"1\\"", "n": -1.5e3, "k": null')
    parts = re.findall(r'<span class="(\w)">(.*?)</span>', marked)
    assert [kind for kind, _text in parts] == ["a", "s", "a", "n", "a", "k"]


STEP = re.compile(r'<li class="for-(\w+)">.*?<span class="who">.*?<span>(.*?)</span></span>', re.DOTALL)


def lists_of_steps(html):
    return [STEP.findall(steps) for steps in re.findall(r'<ol class="steps">(.*?)</ol>', html, re.DOTALL)]


def test_the_steps_are_one_list_that_says_who(visits):
    for entry, visit in visits:
        people = [(step.audience, str(labels.OWNER[step.audience])) for step in entry.note.steps]
        assert lists_of_steps(visit.html) == [people], entry.id


def test_steps_of_several_people_can_be_narrowed_to_one(visits):
    for entry, visit in visits:
        choices = [field.get("id", "") for field in visit.page.all("input", name="only")]
        audiences = {step.audience for step in entry.note.steps}
        assert set(choices) == ({"", *(f"only-{who}" for who in audiences)} if len(audiences) > 1 else set()), entry.id


def test_the_facts_name_everyone_who_has_a_step(visits):
    for entry, visit in visits:
        named = re.search(r"<dt>Who fixes it</dt><dd>.*?<span>(.*?)</span></dd>", visit.html)[1].split(", ")
        people = {str(labels.OWNER[step.audience]) for step in entry.note.steps}
        assert named == ["No one"] if entry.code == 0 else set(named) == people, entry.id


def test_the_ticket_note_says_who_does_each_step(client, catalogue):
    entry = catalogue.get("306-INSUFFICIENT_AVAILABLE_BALANCE")
    note = re.search(r'<pre id="ticket".*?</pre>', client.get("/codes/306/").content.decode(), re.DOTALL)[0]
    assert entry.note.headline in note
    for number, step in enumerate(entry.note.steps, 1):
        assert f"{number}. {labels.OWNER[step.audience]}: {step.text[:4]}" in note


def test_two_meanings_of_a_number_begin_with_the_worse_and_its_first_steps(client, catalogue):
    people = [
        [(step.audience, str(labels.OWNER[step.audience])) for step in catalogue.get(entry_id).note.steps[:3]]
        for entry_id in ("50001-ERR_INTERNAL", "50001-DW_CREDIT_LINE_NOT_MAINTAINED")
    ]
    assert lists_of_steps(client.get("/codes/50001/").content.decode()) == people


def test_two_meanings_of_a_number_offer_a_choice_by_the_message(client):
    text = outline(client.get("/codes/50001/")).text
    offers = ("The message says DW_CREDIT_LINE_NOT_MAINTAINED", "It says anything else, or nothing", "All about")
    assert sorted(offers, key=text.index) == list(offers)


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("306", "HTTP 500 here is not a server fault."),
        ("40401", "HTTP 200 here does not mean success."),
        ("0", "HTTP 200 Copy link"),
        ("213", "HTTP 400 Copy link"),
    ],
)
def test_an_http_status_that_misleads_is_explained(client, ref, words):
    assert words in outline(client.get(f"/codes/{ref}/")).text


def test_a_term_links_to_the_glossary_once(client):
    links = [a["href"] for a in outline(client.get("/codes/43005/")).all("a") if a["href"].startswith("/glossary/#")]
    assert "/glossary/#fill-or-kill" in links
    assert len(links) == len(set(links))


def test_no_text_for_the_desk_shows_a_blank_to_fill_in(visits):
    filled = [pair for pair in visits if "{" in pair[0].note.customer_reply + pair[0].note.internal_note]
    assert filled
    for entry, visit in filled:
        desk = visit.html.split('id="support"')[1].split("</section>")[0]
        assert not re.search(r"\{(instrument|method|parameter|order_id)\}", desk), entry.id


def test_a_corrected_request_says_that_it_is_not_signed_yet(client):
    assert "sign with a new nonce" in " ".join(outline(client.get("/codes/43005/")).text.split())


def test_a_request_that_shows_its_signature_needs_no_such_line():
    signed = {"corrected_request": {"method": "public/auth", "api_key": "k", "sig": "s"}}
    unsigned = {"corrected_request": {"method": "private/create-order", "params": {}}}
    assert [example_of(example, ())["unsigned"] for example in (signed, unsigned)] == [False, True]


@pytest.mark.parametrize("ref", ["204", "205", "40006", "43004", "43012"])
def test_an_outcome_to_look_up_does_not_contradict_the_note(client, ref):
    text = outline(client.get(f"/codes/{ref}/")).text
    assert "may have been executed" not in text
    assert "You cannot tell from this code alone what took effect" in text


def again(client, ref):
    """The words of the part of the page that says whether to retry, and its data."""
    html = client.get(f"/codes/{ref}/").content.decode().split('id="retry"')[1].split("</section>")[0]
    words, data = html.split("<pre")
    return words, json.loads(unescape(re.sub(r"<.*?>", "", data.split("<code>")[1])))


@pytest.mark.parametrize(("ref", "differs"), [("204", True), ("40006", True), ("40801", False), ("0", False)])
def test_a_refused_copy_is_told_from_what_it_was_for(client, ref, differs):
    words, data = again(client, ref)
    assert "You cannot tell from this code alone what took effect." in words
    assert ("This request itself was not executed." in words) is differs
    assert data["this_request"] == ("not_executed" if differs else None)


@pytest.mark.parametrize(
    ("ref", "level", "word"),
    [("42901", "documented", "Documented"), ("605", "inferred", "Inferred"), ("212", "observed", "Observed")],
)
def test_the_page_says_what_the_retry_advice_rests_on(client, ref, level, word):
    _words, data = again(client, ref)
    assert data["evidence"] == level
    assert f"Retry? # {word}" in outline(client.get(f"/codes/{ref}/")).text


def test_after_a_close_one_connects_again_and_sends_nothing(client):
    text = outline(client.get("/codes/ws-1006/")).text
    assert "Wait, then reconnect." in text
    assert "Wait, then retry" not in text


def test_a_page_is_titled_as_people_search_and_has_a_card(client):
    html = client.get("/codes/306/").content.decode()
    assert "<title>306 INSUFFICIENT_AVAILABLE_BALANCE: cause and fix</title>" in html
    page = outline(client.get("/codes/306/"))
    cards = {m["property"]: m["content"] for m in page.all("meta") if "property" in m}
    assert {"og:title", "og:description", "og:url", "og:image", "og:type", "og:site_name"} <= cards.keys()
    assert cards["og:image"].startswith("http://testserver/static/img/card")


def test_a_note_links_the_guide_that_it_names(client):
    links = outline(client.get("/codes/40101/")).all("a", href="/guides/signing-and-nonces/")
    assert [link for link in links if "class" not in link]


def test_a_note_links_the_codes_that_it_names(client):
    assert outline(client.get("/codes/202/")).all("a", **{"class": "code-link", "href": "/codes/42901/"})


def test_a_note_links_no_number_that_counts_something(client, catalogue):
    """318 speaks of 1000 open orders; 1000 is a close code too."""
    assert not outline(client.get("/codes/318/")).all("a", **{"class": "code-link", "href": "/codes/ws-1000/"})


def test_a_code_page_names_the_guides_that_are_about_the_code(client):
    assert "Read more Reading an error For support desks" in outline(client.get("/codes/306/")).text
    assert "Read more" not in outline(client.get("/codes/230/")).text
