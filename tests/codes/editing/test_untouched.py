"""Sending a form in which nothing was typed changes nothing at all; what was typed changes that field and no other."""

import pytest

from codes.models import Draft, NoteRow
from codes.store import snapshot
from codes.store.sync import EditedHere, edited_here, sync
from tests.codes.editing.browser import form_data
from tests.codes.editing.conftest import ENTRY, address_of
from tests.shipped import CATEGORIES, ENTRIES


@pytest.mark.parametrize("step", ["save", "publish"])
def test_sending_any_untouched_note_changes_no_byte_of_the_database(alone, everything, step):
    snapshot.current()  # records a release; a page would do it otherwise
    before = everything()
    entries = list(NoteRow.objects.values_list("pk", flat=True)[::9])
    for entry_id in entries[::2] if step == "save" else entries[1::2]:
        page = address_of(entry_id)
        answer = alone.post(page, form_data(alone, page) | {"do": step})
        assert answer.status_code == (302 if step == "save" else 409), entry_id
    assert everything() == before
    assert edited_here() == EditedHere()
    assert not sync(ENTRIES, CATEGORIES).kept


def test_the_editor_is_told_that_nothing_was_changed(editor):
    page = address_of(ENTRY)
    answer = editor.post(page, form_data(editor, page) | {"do": "save"}, follow=True)
    assert "Nothing was changed." in answer.content.decode()


STORED = [
    {"summary": "Two lines.\r\n\r\nSaved with the line breaks of another system. "},
    {"aliases": ["  blanks around  ", "a\u2028separator"]},
    {"example": {"response": {"b": 1.0, "a": [1, 2]}}},
    {"owner": ["support", "trader", "integrator"]},
    {"retry_precondition": "  x"},
    {"severity": "nonsense"},
    {"causes": {"text": "no list"}},
    {"steps": [{"text": "x", "for": "nobody you know", "colour": "red"}]},
    {"phrases": {"es": [1]}},
    {"ask_for": [{"needs": "luck"}, 5]},
    {"seen": [{"text": "x"}]},
    {"retry_min_delay_ms": None, "retry_max_attempts": None, "retry_evidence": "hearsay"},
]


@pytest.mark.parametrize("fields", STORED, ids=lambda fields: next(iter(fields)))
def test_a_row_that_was_stored_otherwise_stays_as_it_is(editor, fields):
    """Nothing is saved where nothing was typed; a draft of another field keeps it to the byte."""
    NoteRow.objects.filter(pk=ENTRY).update(**fields)
    page = address_of(ENTRY)
    typed = form_data(editor, page)
    editor.post(page, typed | {"do": "save"})
    assert not Draft.objects.exists()
    editor.post(page, typed | {"headline-0-text": "Typed", "do": "save"})
    draft = Draft.objects.get()
    assert {key for key in draft.note if draft.note[key] != draft.base[key]} == {"headline"}
    for name, value in fields.items():
        stored = draft.note["retry"][name.removeprefix("retry_")] if name.startswith("retry_") else draft.note[name]
        assert stored == value


def test_publishing_one_field_leaves_all_others_as_they_were(alone):
    NoteRow.objects.filter(pk=ENTRY).update(prevention="One.\r\nTwo.", owner=["trader", "integrator"])
    before = NoteRow.objects.values().get(pk=ENTRY)
    page = address_of(ENTRY)
    typed = form_data(alone, page, **{"fix-0-text": "Another cure"})
    assert alone.post(page, typed | {"do": "publish"}).status_code == 302
    after = NoteRow.objects.values().get(pk=ENTRY)
    assert {key for key in after if after[key] != before[key]} == {"fix", "updated_at"}
