"""A note that was changed here and in its file: both texts are shown, and an editor takes one for each field."""

import dataclasses

import pytest

from codes.editing import workflow
from codes.editing.published_notes import published_note
from codes.models import Code, Draft, NoteRow
from codes.store.sync import edited_here, sync
from tests.codes.conftest import outline
from tests.codes.editing.conftest import ENTRY, browser_of
from tests.shipped import CATEGORIES, ENTRIES

PATH = f"/edit/conflicts/{ENTRY}/"
FILE_FIX = "Add funds, or cancel open orders"


def file_with(**changes):
    """The shipped files, with these changes in that of one entry."""
    facts = {key: changes.pop(key) for key in ("http_status",) if key in changes}
    entries, categories = ENTRIES, CATEGORIES
    return [
        dataclasses.replace(entry, **facts, note=dataclasses.replace(entry.note, **changes))
        if entry.id == ENTRY
        else entry
        for entry in entries
    ], categories


@pytest.fixture
def contested(author, reviewer):
    """An entry whose fix and prevention differ on the two sides."""
    draft = workflow.open_draft(ENTRY, author)
    note = {**draft.note, "fix": "Add funds", "prevention": "Ours."}
    workflow.publish(workflow.save(draft, note, author, draft.version), reviewer)
    assert sync(*file_with(fix=FILE_FIX)).conflicts == [ENTRY]
    return browser_of(author)


def choose(browser, **take):
    [version] = outline(browser.get(PATH)).all("input", name="version")
    return browser.post(PATH, {"version": version["value"], **take}, follow=True)


def test_both_texts_are_shown_with_their_words(contested):
    assert ENTRY in contested.get("/edit/conflicts/").content.decode()
    page = outline(contested.get(PATH))
    assert "Keep oursAdd funds" in page.text
    assert "[added: , or cancel open orders]" in page.text


def test_what_is_taken_becomes_a_draft_and_settles_the_conflict_once_published(contested, reviewer):
    choose(contested, **{"take-fix": "file", "take-prevention": "ours"})
    draft = Draft.objects.open().get()
    assert (draft.state, draft.note["fix"], draft.note["prevention"]) == ("in_review", FILE_FIX, "Ours.")
    assert sync(*file_with(fix=FILE_FIX)).conflicts == [ENTRY]
    workflow.publish(draft, reviewer)
    assert published_note(ENTRY)["fix"] == FILE_FIX
    report = sync(*file_with(fix=FILE_FIX))
    assert (report.conflicts, report.kept) == ([], [ENTRY])
    assert [entry.note.prevention for entry in edited_here().entries] == ["Ours."]


def test_a_reviewer_keeps_ours_at_once_and_an_author_does_not(contested, reviewer):
    assert choose(contested).status_code == 409
    assert "Only a reviewer" in choose(contested).content.decode()
    choose(browser_of(reviewer))
    assert not Draft.objects.open().exists()
    report = sync(*file_with(fix=FILE_FIX))
    assert (report.conflicts, report.kept, published_note(ENTRY)["fix"]) == ([], [ENTRY], "Add funds")


def test_a_file_that_changed_again_is_not_settled_by_an_older_choice(contested, reviewer):
    choose(contested, **{"take-fix": "file"})
    sync(*file_with(fix="A third text"))
    workflow.publish(Draft.objects.open().get(), reviewer)
    assert sync(*file_with(fix="A third text")).conflicts == [ENTRY]
    answer = contested.post(PATH, {"version": "0", "take-fix": "file"})
    assert "The file has changed." in answer.content.decode()


def test_an_open_draft_comes_first(contested, author):
    draft = workflow.open_draft(ENTRY, author)
    workflow.save(draft, {**draft.note, "summary": "Mine."}, author, draft.version)
    assert choose(contested, **{"take-fix": "file"}).status_code == 409
    assert Draft.objects.open().get().note["summary"] == "Mine."


def test_facts_that_were_accepted_here_are_kept_and_contested_like_a_note(author, reviewer):
    code = Code.objects.get(pk=ENTRY)
    facts = {"kind": code.kind, "code": code.code, "name": code.name, "http_status": 418}
    facts |= {"description": code.description, "category": code.category_id, "sensitive": code.sensitive, "only_by": []}
    draft = workflow.open_draft(ENTRY, author)
    draft = workflow.save(draft, draft.note, author, draft.version, "The vendor's page.", facts)
    workflow.publish(draft, reviewer)
    assert (sync(ENTRIES, CATEGORIES).kept, Code.objects.get(pk=ENTRY).http_status) == ([ENTRY], 418)
    assert [entry.http_status for entry in edited_here().entries] == [418]
    assert sync(*file_with(http_status=503)).conflicts == [ENTRY]
    browser = browser_of(author)
    assert "Http status" in outline(browser.get(PATH)).text
    choose(browser, **{"take-http_status": "file"})
    workflow.publish(Draft.objects.open().get(), reviewer)
    assert Code.objects.get(pk=ENTRY).http_status == 503
    assert sync(*file_with(http_status=503)).unchanged.count(ENTRY) == 1


@pytest.mark.parametrize("value", [5, [], {}, {"facts": 1, "note": 2}, {"facts": {}, "note": {"causes": 5}}])
def test_a_files_text_that_other_programs_spoiled_is_named(contested, reviewer, value):
    NoteRow.objects.filter(pk=ENTRY).update(file_entry=value)
    assert contested.get("/edit/conflicts/").status_code == 200
    assert contested.get(PATH).status_code in (200, 404)
    sync(*file_with(fix=FILE_FIX))
    assert contested.get(PATH).status_code == 200


def test_without_a_conflict_there_is_no_page(author):
    browser = browser_of(author)
    assert browser.get(PATH).status_code == 404
    assert "agree" in browser.get("/edit/conflicts/").content.decode()
