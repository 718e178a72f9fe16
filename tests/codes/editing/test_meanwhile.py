"""Two editors with one note open: the second is told, both texts are shown, and nothing is lost."""

import html

import pytest

from codes.models import Draft, NoteRow
from tests.codes.editing.browser import controls, form_data, text_of
from tests.codes.editing.conftest import ENTRY, address_of, browser_of

PAGE = address_of(ENTRY)


@pytest.fixture
def second(person):
    return browser_of(person("sue", "Authors"))


def typed(browser, **texts):
    """What a browser would send after these parts were typed."""
    return form_data(browser, PAGE, **{f"{key}-0-text": text for key, text in texts.items()}) | {"do": "save"}


def shown(answer, **changes):
    """What a browser would send from the page of an answer."""
    page = answer.content.decode()
    data: dict = {}
    for name, value in controls(page, "editor"):
        data.setdefault(name, []).append(value)
    return data | {"do": "save"} | changes


def draft_text(key):
    return Draft.objects.get().note[key]


def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten(editor, second):
    mine = typed(second, summary="Second's words.")
    assert editor.post(PAGE, typed(editor, summary="First's words.")).status_code == 302
    answer = second.post(PAGE, mine)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "ann saved this draft after you opened it" in page
    assert ">First's words.</pre>" in page
    assert ">Second's words.</pre>" in page
    assert text_of(page, "summary-0-text") == "Second's words."
    assert draft_text("summary") == "First's words."


def test_saving_once_more_after_having_seen_both_replaces_the_text(editor, second):
    mine = typed(second, summary="Second's words.")
    editor.post(PAGE, typed(editor, summary="First's words."))
    assert second.post(PAGE, shown(second.post(PAGE, mine))).status_code == 302
    assert draft_text("summary") == "Second's words."


def test_the_text_of_the_other_can_be_chosen(editor, second):
    mine = typed(second, summary="Second's words.", prevention="Second's prevention.")
    editor.post(PAGE, typed(editor, summary="First's words."))
    again = shown(second.post(PAGE, mine), **{"keep-summary": "theirs"})
    assert second.post(PAGE, again).status_code == 302
    assert (draft_text("summary"), draft_text("prevention")) == ("First's words.", "Second's prevention.")


def test_a_third_save_in_between_is_told_of_too(editor, second):
    mine = typed(second, summary="Second's words.")
    editor.post(PAGE, typed(editor, summary="First's words."))
    told = second.post(PAGE, mine)
    editor.post(PAGE, typed(editor, summary="First's other words."))
    again = second.post(PAGE, shown(told))
    assert again.status_code == 409
    assert ">First's other words.</pre>" in html.unescape(again.content.decode())
    assert draft_text("summary") == "First's other words."


def test_a_part_that_only_the_first_changed_keeps_the_first_ones_text(editor, second):
    mine = typed(second, prevention="Second's prevention.")
    editor.post(PAGE, typed(editor, fix="First's cure"))
    told = second.post(PAGE, mine)
    page = told.content.decode()
    assert "You did not change it" in page
    assert (text_of(page, "fix-0-text"), text_of(page, "prevention-0-text")) == ("First's cure", "Second's prevention.")
    assert second.post(PAGE, shown(told)).status_code == 302
    assert (draft_text("fix"), draft_text("prevention")) == ("First's cure", "Second's prevention.")


def test_rows_saved_meanwhile_are_not_lost_either(editor, second):
    mine = form_data(second, PAGE, **{"related-0-why": "Second's reason."}) | {"do": "save"}
    editor.post(PAGE, form_data(editor, PAGE, **{"related-1-why": "First's reason."}) | {"do": "save"})
    page = html.unescape(second.post(PAGE, mine).content.decode())
    assert "First's reason." in page
    assert text_of(page, "related-0-why") == "Second's reason."


def test_a_note_published_meanwhile_is_shown_beside_the_draft(editor):
    editor.post(PAGE, typed(editor, summary="The draft's words."))
    NoteRow.objects.filter(pk=ENTRY).update(summary="The file's words.", fix="The file's cure")
    answer = editor.get(PAGE)
    page = html.unescape(answer.content.decode())
    assert ">The file's words.</pre>" in page
    assert ">The draft's words.</pre>" in page
    assert text_of(page, "fix-0-text") == "The file's cure"
    assert editor.post(PAGE, shown(answer, **{"keep-summary": "published"})).status_code == 302
    draft = Draft.objects.get()
    assert (draft.note["summary"], draft.note["fix"]) == ("The file's words.", "The file's cure")
    assert draft.base["summary"] == "The file's words."


def test_a_form_without_its_versions_overwrites_nothing_unseen(editor, second):
    editor.post(PAGE, typed(editor, summary="First's words."))
    mine = typed(second, summary="New.")
    for version in ("0", "", "-1", "9" * 30, "one"):
        assert second.post(PAGE, mine | {"version": version}).status_code == 409
    for seen in ("", "junk", "summary:0", "\x00", "a:" * 10_000):
        assert second.post(PAGE, mine | {"seen": seen}).status_code == 409
    assert draft_text("summary") == "First's words."


def test_a_draft_is_not_discarded_by_somebody_who_has_not_seen_its_text(editor, second):
    editor.post(PAGE, typed(editor, summary="First's words."))
    old = typed(second)
    editor.post(PAGE, typed(editor, summary="First's other words."))
    assert second.post(PAGE, old | {"do": "discard"}).status_code == 409
    assert Draft.objects.get().state == "draft"
