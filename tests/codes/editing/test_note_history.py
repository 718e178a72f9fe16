"""The history of a note: who, when, why, what changed, and the way back to an earlier text."""

import dataclasses

from django.test import override_settings

from codes.editing import workflow
from codes.editing.note_versions import versions
from codes.editing.published_notes import published_note
from codes.models import Draft, NoteRow, Relation
from codes.store import snapshot
from codes.store.sync import sync
from tests.codes.conftest import outline
from tests.codes.editing.conftest import ENTRY, browser_of
from tests.shipped import CATEGORIES, ENTRIES

FIX = "Add funds, or place a smaller order"
PATH = f"/edit/{ENTRY}/history/"


def published(author, reviewer, **changes):
    draft = workflow.open_draft(ENTRY, author)
    draft = workflow.save(draft, {**draft.note, **changes}, author, draft.version, "Shorter.")
    return workflow.publish(draft, reviewer)


def test_it_shows_who_when_why_and_the_words(author, reviewer):
    published(author, reviewer, fix=FIX)
    page = outline(browser_of(author).get(PATH))
    assert "written by ann, published by rob" in page.text
    assert "Shorter." in page.text
    assert "[removed: cancel open orders, ]" in page.text
    assert "The first text." in page.text


def test_hostile_words_stay_words(author, reviewer):
    NoteRow.objects.filter(pk=ENTRY).update(summary="<script>alert(1)</script>")
    row = NoteRow.objects.get(pk=ENTRY)
    row._change_reason = "<img src=x>"
    row.save()
    html = browser_of(author).get(PATH).content.decode()
    assert "<script>alert(1)" not in html
    assert "<img src=x>" not in html


def test_related_entries_are_part_of_each_text(author, reviewer):
    first = published_note(ENTRY)["related"]
    published(author, reviewer, related=first[:1])
    published(author, reviewer, related=[{**first[0], "why": "Read it first."}, *first[1:]])
    assert [version.note["related"][0]["why"] for version in versions(ENTRY, 0, 9)] == [
        "Read it first.",
        first[0]["why"],
        first[0]["why"],
    ]
    assert [len(version.note["related"]) for version in versions(ENTRY, 0, 9)] == [len(first), 1, len(first)]


def test_related_entries_that_no_record_tells_of_were_there_all_the_time(author, reviewer):
    Relation.history.all().delete()  # a site from before a sync kept any
    first = published_note(ENTRY)["related"]
    published(author, reviewer, related=first[1:])
    new, old = versions(ENTRY, 0, 9)
    assert (new.note["related"], old.note["related"]) == (first[1:], first)


def test_a_sync_is_part_of_the_history(author, reviewer):
    entries, categories = ENTRIES, CATEGORIES
    changed = [
        dataclasses.replace(e, note=dataclasses.replace(e.note, summary="New.", related=e.note.related[:1]))
        if e.id == ENTRY
        else e
        for e in entries
    ]
    sync(changed, categories)
    new, old = versions(ENTRY, 0, 9)
    assert (new.publisher, new.note["summary"], len(new.note["related"])) == ("The content files", "New.", 1)
    assert len(old.note["related"]) > 1
    assert "The content file changed." in browser_of(author).get(PATH).content.decode()


def back(browser, place=-1):
    return browser.post(PATH, {"version": versions(ENTRY, 0, 99)[place].pk}, follow=True)


def test_going_back_makes_a_draft_that_waits_for_a_reviewer_and_readers_see_no_change(author, reviewer):
    before = published_note(ENTRY)
    published(author, reviewer, fix=FIX)
    answer = back(browser_of(author))
    draft = Draft.objects.open().get()
    assert "waits for a reviewer" in answer.content.decode()
    assert (draft.state, draft.note, draft.author) == ("in_review", before, author)
    assert draft.reason.startswith("Back to the text of ")
    assert published_note(ENTRY)["fix"] == FIX


@override_settings(EDITORS_PUBLISH_OWN=True)
def test_where_reviewers_publish_their_own_it_is_one_click_and_loses_nothing(author, reviewer):
    before = published_note(ENTRY)
    published(author, reviewer, fix=FIX)
    back(browser_of(reviewer))
    assert published_note(ENTRY) == before
    snapshot.refresh()
    assert snapshot.current().catalogue.get(ENTRY).note.fix == before["fix"]
    assert [version.note["fix"] for version in versions(ENTRY, 0, 9)] == [before["fix"], FIX, before["fix"]]


def test_an_open_draft_is_not_overwritten(author, reviewer):
    published(author, reviewer, fix=FIX)
    draft = workflow.open_draft(ENTRY, author)
    workflow.save(draft, {**draft.note, "fix": "Mine"}, author, draft.version)
    assert "has an open draft" in back(browser_of(reviewer)).content.decode()
    assert Draft.objects.open().get().note["fix"] == "Mine"


def test_who_may_only_look_goes_back_to_nothing(person, author, reviewer):
    published(author, reviewer, fix=FIX)
    nobody = browser_of(person("eve"))
    assert nobody.get(PATH).status_code == 403
    assert nobody.post(PATH, {"version": versions(ENTRY, 0, 9)[-1].pk}).status_code == 403
    assert not Draft.objects.open().exists()


def test_what_names_no_version_is_not_found(author):
    browser = browser_of(author)
    other = NoteRow.history.exclude(code_id=ENTRY).first().history_id
    for number in ("", "x", "0", "9" * 30, str(other)):
        assert browser.post(PATH, {"version": number}).status_code == 404
    assert browser.get("/edit/1-NO_CODE/history/").status_code == 404
