"""The editor's page: rows that move without a script, a preview by the page's own template, problems in words."""

import html
import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from codes.editing import workflow
from codes.models import Draft, NoteRow
from codes.store import snapshot
from tests.codes.conftest import outline
from tests.codes.editing.browser import controls, form_data, text_of, untouched
from tests.codes.editing.conftest import ENTRY, address_of, browser_of

PAGE = address_of(ENTRY)
HTMX = {"HX-Request": "true"}
SLIP = "Call `private/get-open-order` and look."


def texts_of(answer, key, name):
    """Return what the rows of a part show in the form of an answer."""
    pattern = re.compile(rf"{key}-\d+-{name}")
    return [value for control, value in controls(answer.content.decode(), "editor") if pattern.fullmatch(control)]


def send(browser, headers=None, *, row="", do="", **typed):
    """Send the form as it stands, after these controls were typed into, by one of its buttons."""
    data = form_data(browser, PAGE) if Draft.objects.exists() else untouched(browser)
    typed = {name.replace("__", "-"): text for name, text in typed.items()}
    assert typed.keys() <= data.keys()
    return browser.post(PAGE, data | typed | ({"row": row} if row else {"do": do}), headers=headers)


def test_the_form_has_each_part_of_the_note_and_no_toml(editor):
    answer = editor.get(PAGE)
    page, note = outline(answer), NoteRow.objects.get(pk=ENTRY).note()
    assert texts_of(answer, "steps", "text") == [step.text for step in note.steps]
    assert texts_of(answer, "causes", "evidence") == [cause.evidence for cause in note.causes]
    assert "no-store" in answer.headers["Cache-Control"]
    assert "[[" not in page.text
    for words in ("Save draft", "Send to review", "View"):
        assert words in page.text
    assert "Publish " not in page.text.partition("Save draft")[2]  # an author does not


def test_a_number_or_a_name_leads_to_the_editor_of_the_entry(editor):
    for ref in ("306", ENTRY.lower(), "insufficient available balance"):
        assert editor.get(address_of(ref)).headers["Location"] == PAGE


def test_a_number_of_two_entries_offers_both(editor):
    page = outline(editor.get(address_of("50001")))
    for entry in snapshot.current().catalogue.numbered(50001):
        assert page.all("a", href=address_of(entry.id))


def test_a_problem_names_people_and_fields_as_the_form_does(editor):
    shown = outline(send(editor, do="preview", owner__0__main="support")).text
    assert "“Who fixes it” names “Exchange”, who has no step" in shown
    assert "integrator" not in shown.partition("Edit 306")[2].partition("Preview")[0]


def test_rows_are_added_moved_and_removed_without_a_script_and_nothing_is_stored(editor):
    before = [step.text for step in NoteRow.objects.get(pk=ENTRY).note().steps]
    typed = {"headline__0__text": "Typed before"}
    moved = send(editor, row="steps:down:0", **typed)
    assert texts_of(moved, "steps", "text") == [before[1], before[0], *before[2:]]
    assert text_of(moved.content.decode(), "headline-0-text") == "Typed before"
    assert texts_of(send(editor, row="steps:remove:0"), "steps", "text") == before[1:]
    assert texts_of(send(editor, row="steps:add:0"), "steps", "text") == [*before, ""]
    assert not Draft.objects.exists()


def test_a_new_row_claims_no_more_than_that_we_infer_it(editor):
    note = NoteRow.objects.get(pk=ENTRY).note()
    evidence = [cause.evidence for cause in note.causes]
    added = send(editor, row="causes:add:0", **{f"causes__{len(evidence) - 1}__evidence": "documented"})
    assert texts_of(added, "causes", "evidence") == [*evidence[:-1], "documented", "inferred"]
    doers = [step.audience for step in note.steps]
    assert texts_of(send(editor, row="steps:add:0"), "steps", "for") == [*doers, doers[-1]]


@pytest.mark.parametrize(
    ("row", "focus"),
    [
        ("steps:down:0", "steps-1-down"),
        ("steps:up:1", "steps-0-down"),  # the first row has no use for "up"
        ("steps:remove:0", "steps-0-remove"),
        ("phrases:add:0", "phrases-{}-name"),
    ],
)
def test_the_keyboard_goes_on_where_the_row_went(editor, row, focus):
    count = len(NoteRow.objects.get(pk=ENTRY).phrases)
    page = send(editor, HTMX, row=row).content.decode()
    (focused,) = re.findall(r"<[^>]*\bautofocus\b[^>]*>", page)
    assert f'id="{focus.format(count)}"' in focused


def test_the_keyboard_goes_on_without_a_script_too(editor):
    (focused,) = re.findall(r"<[^>]*\bautofocus\b[^>]*>", send(editor, row="steps:up:1").content.decode())
    assert 'id="steps-0-down"' in focused


def test_htmx_gets_the_part_alone_with_words_for_a_screen_reader(editor):
    page = send(editor, HTMX, row="steps:up:1").content.decode()
    assert page.strip().startswith('<section class="form-part part-changed" id="part-steps"')
    assert "Step 2 is step 1 now." in page
    assert "part-causes" not in page


def test_the_preview_is_the_page_of_what_is_typed(editor):
    answer = send(editor, HTMX, do="preview", headline__0__text="A headline typed now", steps__0__text="Do `price` so.")
    page = answer.content.decode()
    assert "HX-Reswap" not in answer.headers
    assert "A headline typed now</h1>" in page
    assert "Do <code>price</code> so." in page
    assert 'class="row-link"' in page
    assert '<p id="editor-state" hx-swap-oob="innerHTML"><b class="unsaved">2 changes</b>' in page
    assert not Draft.objects.exists()


def test_a_note_that_cannot_be_shown_leaves_the_last_preview(editor):
    answer = send(editor, HTMX, do="preview", fix__0__text="x" * 121)
    assert answer.headers["HX-Reswap"] == "none"
    assert "the last version that could" in answer.content.decode()
    assert "at most 120 characters" in answer.content.decode()
    send(editor, do="save", headline__0__text="Unseen", fix__0__text="x" * 121)
    page = editor.get(PAGE).content.decode()
    assert "Below is the published page." in page
    assert "Not enough free balance for this order</h1>" in page


def test_a_problem_stands_beside_its_row_and_says_what_was_meant(editor):
    page = html.unescape(send(editor, HTMX, do="preview", steps__3__text=SLIP).content.decode())
    row = re.search(r'<div id="problems-steps-3"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert "unknown method 'private/get-open-order'; did you mean private/get-open-orders?" in row[1]


def test_problems_do_not_keep_a_draft_from_being_saved_but_from_going_on(editor):
    assert send(editor, do="save", steps__0__text=SLIP).status_code == 302
    assert Draft.objects.get().note["steps"][0]["text"] == SLIP
    answer = send(editor, do="review")
    assert answer.status_code == 409
    assert "One problem has to be fixed first." in answer.content.decode()
    assert Draft.objects.get().state == "draft"


def test_a_change_goes_from_its_author_by_a_reviewer_to_readers(editor, reviewer):
    assert send(editor, do="review", fix__0__text="Add funds, or order less", reason="Shorter.").status_code == 302
    assert Draft.objects.get().state == "in_review"
    snapshot.refresh()
    assert "or order less" not in editor.get("/codes/306/").content.decode()
    second = browser_of(reviewer)
    assert "Add funds, or order less" in second.get(PAGE).content.decode()
    answer = second.post(PAGE, form_data(second, PAGE) | {"do": "publish"}, follow=True)
    assert "Published: readers see it now." in answer.content.decode()
    snapshot.refresh()
    assert "or order less" in editor.get("/codes/306/").content.decode()
    version = NoteRow.objects.get(pk=ENTRY).history.latest()
    assert (version.history_user, version.history_change_reason) == (reviewer, "Shorter.")


def test_a_reviewer_who_corrects_a_draft_hands_it_on(editor, reviewer):
    send(editor, do="review", fix__0__text="Add funds, or order less")
    second = browser_of(reviewer)
    typed = form_data(second, PAGE, **{"fix-0-text": "Add funds, or order a little less"})
    answer = second.post(PAGE, typed | {"do": "publish"})
    assert "somebody else has to publish it" in answer.content.decode()
    draft = Draft.objects.get()
    assert (draft.state, draft.note["fix"]) == ("draft", "Add funds, or order a little less")


def test_a_draft_is_discarded_and_the_published_note_stays(editor):
    before = NoteRow.objects.values().get(pk=ENTRY)
    send(editor, do="save", fix__0__text="Add funds")
    assert send(editor, do="discard").status_code == 302
    assert Draft.objects.get().state == "discarded"
    assert NoteRow.objects.values().get(pk=ENTRY) == before
    assert "Add funds, cancel" in text_of(editor.get(PAGE).content.decode(), "fix-0-text")


def test_every_kind_of_part_is_read_back(alone):
    row = NoteRow.objects.get(pk=ENTRY)
    data = form_data(alone, PAGE)
    data |= {
        "owner-0-main": "integrator",
        "owner-0-also_trader": "on",
        "owner-0-also_integrator": "",
        "aliases-0-text": "one\r\n two \r\nthree",
        "retry-0-precondition": "Look first.",
        "example-0-response": '{"code": 306}',
        "ask_for-0-text": "What changed?",
        "ask_for-0-needs": "",
        "ask_for-0-fields": "",
        "ask_for-0-optional": "",
        "do": "save",
    }
    assert alone.post(PAGE, data).status_code == 302
    note = Draft.objects.get().note
    assert note["owner"] == ["integrator", "trader"]
    assert note["aliases"] == ["one", "two", "three"]
    assert note["retry"] == {
        "advice": row.retry_advice,
        "outcome": row.retry_outcome,
        "min_delay_ms": None,
        "max_attempts": None,
        "precondition": "Look first.",
        "this_request": None,
        "evidence": row.retry_evidence,
    }
    assert note["example"]["response"] == {"code": 306}
    assert note["ask_for"][0] == "What changed?"
    assert note["ask_for"][1:] == row.ask_for[1:]


def test_a_stored_value_that_no_control_shows_can_be_replaced(alone):
    NoteRow.objects.filter(pk=ENTRY).update(sources={"title": "no list"})
    page = alone.get(PAGE).content.decode()
    assert "What is stored here cannot be shown" in page
    assert "no list" in page
    alone.post(PAGE, form_data(alone, PAGE) | {"keep-sources": "typed", "do": "save"})
    assert Draft.objects.get().note["sources"] == []


STEPS = ("save", "review", "publish", "discard")


@pytest.mark.parametrize(
    ("groups", "allowed"),
    [((), ()), (("Authors",), ("save", "review", "discard")), (("Reviewers",), STEPS)],
    ids=lambda value: "-".join(value) or "nobody",
)
def test_each_role_takes_its_own_steps_and_no_other(person, author, groups, allowed):
    browser, writer = browser_of(person("per", *groups)), browser_of(author)
    for step in STEPS:
        Draft.objects.all().delete()
        draft = workflow.open_draft(ENTRY, author)
        workflow.save(draft, {**draft.note, "fix": f"Add funds, then {step}"}, author, draft.version)
        before = Draft.objects.values().get()
        typed = {"fix-0-text": "Add funds at once"} if step == "save" else {}
        answer = browser.post(PAGE, form_data(writer, PAGE, **typed) | {"do": step})
        changed = Draft.objects.values().get() != before or NoteRow.history.filter(code_id=ENTRY).count() > 1
        assert changed == (step in allowed), step
        assert answer.status_code == (302 if changed else 409 if groups else 403)


def test_somebody_who_may_only_look_sees_the_form_and_no_button(person):
    viewer = person("vic")
    viewer.user_permissions.add(Permission.objects.get(codename="view_draft"))
    browser = browser_of(viewer)
    page = outline(browser.get(PAGE))
    assert page.all("fieldset", **{"class": "whole", "disabled": ""})
    assert "Save draft" not in page.text
    assert browser.post(PAGE, {"do": "save", "version": "0"}).status_code in (302, 409)
    assert not Draft.objects.exists()


def test_a_form_of_another_site_is_refused(author):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(author)
    assert browser.post(PAGE, {"do": "save"}).status_code == 403


def test_the_public_page_says_nothing_of_editors(editor):
    assert "/edit/" not in Client().get("/codes/306/").content.decode()
