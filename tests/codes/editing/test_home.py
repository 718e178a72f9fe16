"""The editors' home says what to do next, to editors alone; the list of notes leads to each of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from codes.editing import plots, workflow
from codes.editing.published_notes import published_note
from codes.editing.weakness import recent_answers, weak_notes
from codes.models import AnswerCount, NoteRow, ReaderText, UnansweredSearch, UnknownCode, VendorDifference
from codes.store import snapshot
from exchange_errors.catalogue.catalogue import Catalogue
from tests.codes.conftest import outline
from tests.codes.editing.conftest import ENTRY, browser_of

OTHER = "40102-INVALID_NONCE"
HOSTILE = "<script>alert(1)</script>"


def answer(entry_id: str, *answers: str) -> None:
    for given in answers:
        AnswerCount.objects.add(entry_id, "entry", given, timezone.now().date())


def reader_text(**values: object) -> ReaderText:
    sent = {"place": "entry", "about": [ENTRY], "answer": "unclear", "text": HOSTILE, "received_at": timezone.now()}
    return ReaderText.objects.create(**sent | values)


def saved(entry_id: str, user: object):
    draft = workflow.open_draft(entry_id, user)
    note = published_note(entry_id) | {"prevention": "Keep a reserve."}
    return workflow.save(draft, note, user, draft.version, "tried")


@pytest.mark.parametrize("address", ["/edit/", "/edit/notes/?owner=integrator&sort=old&q=balance"])
def test_the_pages_lead_to_the_notes(address, author):
    page = outline(browser_of(author).get(address))
    assert page.all("a", href=f"/edit/{ENTRY}/") or address == "/edit/"
    assert len(page.all("h1")) == 1


def test_what_waits_is_told_by_whose_it_is(author, reviewer):
    workflow.send_to_review(saved(ENTRY, author), author)
    saved(OTHER, reviewer)
    for user, own in ((author, ENTRY), (reviewer, OTHER)):
        page = outline(browser_of(user).get("/edit/")).text
        assert f"For review 1 {ENTRY} by ann" in page
        assert f"Your drafts 1 {own}" in page


def test_a_note_that_does_not_help_rises_and_says_why(author):
    answer(OTHER, *["steps_failed"] * 6, "yes")
    page = outline(browser_of(author).get("/edit/"))
    first = page.text.partition("How the points are counted")[2].partition(" · ")[0]
    assert "40102" in first
    assert "6 not helped or reported a mistake, 1 helped (11)" in page.text


def test_answers_and_searches_and_evidence_and_age_make_the_score(author):
    site, now = snapshot.current(), timezone.now()
    answer(OTHER, "other", "mistake", "yes")
    AnswerCount.objects.add(OTHER, "entry", "other", now.date() - timedelta(weeks=20))  # long ago
    UnansweredSearch.objects.create(digest="1", words="nonce zebra quilting", count=3, last_day=now.date())
    UnansweredSearch.objects.create(digest="2", words="", count=3, last_day=now.date())
    note, aged = (
        next(note for note in weak_notes(site, moment) if note.entry.id == OTHER)
        for moment in (now, now + timedelta(days=365))
    )
    points = {reason.kind: reason.points for reason in note.reasons}
    assert points["answers"] == 3
    assert note.score == sum(points.values())
    assert {reason.kind for reason in aged.reasons} >= {"old"}
    assert "answers" not in {reason.kind for reason in aged.reasons}


@pytest.mark.parametrize(
    ("query", "holds", "lacks"),
    [
        ("q=306", ENTRY, OTHER),
        ("category=authentication", OTHER, ENTRY),
        ("weakness=answers", ENTRY, OTHER),
        ("owner=trader", ENTRY, OTHER),
    ],
)
def test_the_list_is_narrowed(author, query, holds, lacks):
    answer(ENTRY, "unclear", "unclear")
    page = outline(browser_of(author).get(f"/edit/notes/?{query}"))
    assert page.all("a", href=f"/edit/{holds}/")
    assert not page.all("a", href=f"/edit/{lacks}/")


@pytest.mark.parametrize("query", ["owner=nobody-known", "sort=%00", "page=zebra", "q=" + "x" * 600, "category=<b>"])
def test_what_cannot_be_asked_for_narrows_nothing(author, query):
    page = outline(browser_of(author).get(f"/edit/notes/?{query}"))
    assert page.all("a", href=f"/edit/{ENTRY}/")


def test_what_readers_wrote_is_text_and_goes_when_done(author):
    text = reader_text(path="/codes/306/")
    reader_text(text="An old one.", received_at=timezone.now() - timedelta(days=91))
    browser = browser_of(author)
    response = browser.get("/edit/")
    assert HOSTILE.encode() not in response.content
    page = outline(response).text
    assert HOSTILE in page
    assert "An old one." not in page
    assert browser.post("/edit/done/", {"text": text.pk}).status_code == 302
    assert HOSTILE not in outline(browser.get("/edit/")).text


def test_the_radar_shows_what_three_networks_asked_alone(author, settings):
    today = timezone.now().date()
    UnknownCode.objects.add(777123, "SOMETHING_NEW", "private/create-order", today, 4)
    UnknownCode.objects.add(777123, "", "", today)
    for network in ("a", "b", "c"):
        UnansweredSearch.objects.add("1", "zebra quilting", network, today)
    UnansweredSearch.objects.add("2", "walrus pottery", "a", today)
    browser = browser_of(author)
    page = outline(browser.get("/edit/")).text
    assert "777123SOMETHING_NEW private/create-order 5" in page
    assert "zebra quilting" in page
    assert "walrus" not in page
    assert "The radar is off" in page
    settings.RADAR = True
    assert "The radar is off" not in outline(browser.get("/edit/")).text
    for sent in ({"number": 777123}, {"search": "1"}, {"search": "2"}, {"text": "zebra"}, {}):
        browser.post("/edit/done/", sent)
    assert not UnknownCode.objects.exists()
    assert [row.digest for row in UnansweredSearch.objects.all()] == ["2"]


def test_nothing_is_done_by_looking(author):
    text = reader_text()
    assert browser_of(author).get("/edit/done/", {"text": text.pk}).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(author)
    assert strict.post("/edit/done/", {"text": text.pk}).status_code == 403
    assert ReaderText.objects.exists()


def test_words_about_a_code_that_nobody_edits_lead_to_its_page(author):
    (entry,) = snapshot.current().catalogue.looked_up("140001")
    reader_text(about=[entry.id])
    page = outline(browser_of(author).get("/edit/"))
    assert page.all("a", href="/codes/140001/")
    assert not page.all("a", href=f"/edit/{entry.id}/")


def test_what_drifted_is_counted_with_the_way_there(author):
    NoteRow.objects.filter(pk=ENTRY).update(file_entry={"facts": {}, "note": {}})
    for key, state in (("1", "pending"), ("2", "pending"), ("3", "rejected")):
        VendorDifference.objects.create(key=key, state=state, seen_at=timezone.now())
    page = outline(browser_of(author).get("/edit/"))
    assert "Changed here and in the file 1" in page.text
    assert "Differences from the vendor’s page to decide 2" in page.text
    assert page.all("a", href="/edit/conflicts/")
    assert page.all("a", href="/edit/vendor/")


def test_each_plot_stands_beside_the_table_of_its_figures(author):
    answer(ENTRY, "yes", "yes", "unclear")
    page = browser_of(author).get("/edit/").content.decode()
    for part in page.split("<figure")[1:]:
        figures = part.partition("</figure>")[0]
        drawn = ElementTree.fromstring("<svg" + figures.partition("<svg")[2].partition("</svg>")[0] + "</svg>")
        assert drawn.get("role") == "img"
        assert drawn.get("aria-label")
        assert figures.count("<tr>") == len(drawn.findall("text")) // 2 + 1
        for bar in drawn.findall("rect"):
            assert 0 <= float(bar.get("x")) + float(bar.get("width")) <= 360
    assert '<td class="num">2</td><td class="num">1</td>' in page


def test_a_bar_is_as_long_as_its_figure():
    drawn = plots.plot("k", "t", "h", ["a", "b"], [("one", [1, 1]), ("four", [4, 0]), ("none", [0, 0])])
    assert [sum(bar["width"] for bar in row["bars"]) for row in drawn["rows"]] == [plots.ROOM / 2, plots.ROOM, 0]
    assert not drawn["is_empty"]
    assert plots.plot("k", "t", "h", ["a"], [("none", [0])])["is_empty"]


def test_answers_under_a_former_id_count_for_the_entry(loaded):
    catalogue = snapshot.current().catalogue
    entries = [replace(entry, former=("306-OLD_NAME",)) if entry.id == ENTRY else entry for entry in catalogue.entries]
    renamed = snapshot.Snapshot(Catalogue(tuple(entries), catalogue.categories), None)
    answer("306-OLD_NAME", "unclear")
    assert recent_answers(renamed, timezone.now().date()) == {ENTRY: {"no": 1}}


def test_a_reply_that_an_editor_changed_is_to_be_renewed_in_every_language(editor):
    assert " to renew" not in editor.get("/edit/").content.decode()
    row = NoteRow.objects.get(pk=ENTRY)
    row.customer_reply = "Your order was refused with error 306."
    row.save()
    snapshot.refresh()
    page = editor.get("/edit/").content.decode()
    letters = page.split("Letters in other languages")[1].split("</section>")[0]
    assert letters.count("0 missing, 1 to renew") == letters.count(f"<li>{ENTRY}</li>") > 1
    assert "German: 0 missing" in letters


@pytest.mark.parametrize(
    ("path", "part"),
    [
        *[(f"/edit/{part}", f"/edit/{part}") for part in ("", "notes/", "review/", "vendor/", "conflicts/", "bulk/")],
        *[(f"/edit/{ENTRY}/{page}", "/edit/notes/") for page in ("", "history/", "desk/")],
        ("/edit/password/", None),
    ],
)
def test_every_page_of_the_workplace_has_the_same_navigation(author, path, part):
    html = browser_of(author).get(path).content.decode()
    nav = re.search(r'<nav aria-label="Editors’ pages">(.*?)</nav>', html, re.DOTALL)[1]
    assert len(re.findall("<a ", nav)) == 6
    assert re.findall(r'href="([^"]+)" aria-current', nav) == ([part] if part else [])
