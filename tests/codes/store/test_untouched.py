"""Saving a form in which nothing was typed changes nothing at all; an order that was shown is kept."""

import pytest

from codes.models import NoteRow
from codes.store import snapshot
from codes.store.sync import EditedHere, edited_here, sync
from exchange_errors.catalogue.loader import load_entries
from tests.codes.store.browser import form_data
from tests.codes.store.conftest import address_of

ONE = "43005-POST_ONLY_REJ"


def test_saving_any_untouched_note_changes_no_byte_of_the_database(editor, everything):
    before = everything()
    for entry_id in NoteRow.objects.values_list("pk", flat=True):
        page = address_of(entry_id)
        assert editor.post(page, form_data(editor, page)).status_code == 302
    assert everything() == before
    assert edited_here() == EditedHere()
    report = sync(*load_entries())
    assert not report.kept
    assert not report.conflicts


def test_the_editor_is_told_that_nothing_was_changed(editor):
    page = address_of(ONE)
    answer = editor.post(page, form_data(editor, page), follow=True)
    assert "Nothing was changed." in answer.content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": "Two lines.\r\n\r\nSaved with the line breaks of another system. "},
        {"aliases": ["  blanks around  ", "a\u2028separator"]},
        {"example": {"response": {"b": 1.0, "a": [1, 2]}}},
        {"owner": ["support", "trader", "integrator"]},
        {"retry_precondition": "  x"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_row_that_was_stored_otherwise_stays_as_it_is(editor, everything, fields):
    NoteRow.objects.filter(pk=ONE).update(**fields)
    before = everything()
    page = address_of(ONE)
    editor.post(page, form_data(editor, page))
    assert everything() == before


def test_an_edit_of_one_field_leaves_all_others_as_they_were(editor):
    NoteRow.objects.filter(pk=ONE).update(prevention="One.\r\nTwo.", owner=["support", "trader"])
    before = NoteRow.objects.values().get(pk=ONE)
    page = address_of(ONE)
    assert editor.post(page, form_data(editor, page, fix="Another cure")).status_code == 302
    after = NoteRow.objects.values().get(pk=ONE)
    assert {key for key in after if after[key] != before[key]} == {"fix", "updated_at"}


def test_an_editor_changes_which_owner_is_first(editor):
    page = address_of(ONE)
    editor.post(page, form_data(editor, page, owner_0="support", owner_1="integrator"))
    assert NoteRow.objects.get(pk=ONE).owner == ["support", "integrator"]
    editor.post(page, form_data(editor, page, owner_0="integrator", owner_1="support"))
    assert NoteRow.objects.get(pk=ONE).owner == ["integrator", "support"]
    snapshot.refresh()
    assert snapshot.current().catalogue.get(ONE).note.owner == ("integrator", "support")


def test_an_owner_stands_once(editor):
    page = address_of(ONE)
    answer = editor.post(page, form_data(editor, page, owner_0="support", owner_1="support"))
    assert "owner names somebody twice" in str(answer.context["adminform"].form.errors["owner"])


def test_relations_are_edited_as_in_the_files(editor):
    page = address_of(ONE)
    rows = [("306-INSUFFICIENT_AVAILABLE_BALANCE", "One."), ("0-SUCCESS", "Two.")]
    related = "\n".join(f'[[related]]\nid = "{target}"\nwhy = "{why}"' for target, why in rows)
    assert editor.post(page, form_data(editor, page, related=related)).status_code == 302
    row = NoteRow.objects.get(pk=ONE)
    assert [(r.target_id, r.why) for r in row.relations.all()] == rows
    assert row.updated_at > load_entries()[0][0].updated_at


@pytest.mark.parametrize(
    ("target", "complaint"),
    [("7-NOTHING", "No entry has the id"), (ONE, "not related to itself"), ("0-SUCCESS", "stands here twice")],
)
def test_a_relation_that_leads_nowhere_is_refused(editor, everything, target, complaint):
    page = address_of(ONE)
    row = f'[[related]]\nid = "{target}"\nwhy = "So."\n\n'
    before = everything()
    answer = editor.post(page, form_data(editor, page, related=row * (2 if "twice" in complaint else 1)))
    assert complaint in str(answer.context["adminform"].form.errors["related"])
    assert everything() == before
