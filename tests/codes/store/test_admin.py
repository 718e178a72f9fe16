"""Editors change notes, never facts; each change is checked, dated and kept with its author."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from codes.models import NoteRow
from codes.store import snapshot
from codes.store.sync import sync
from exchange_errors.catalogue.loader import load_entries
from tests.codes.store import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_snapshot")]
ONE = "43005-POST_ONLY_REJ"
ADDRESS = f"/admin/codes/noterow/{ONE.replace('_', '_5F')}/change/"


@pytest.fixture
def editor(client):
    sync(*load_entries())
    user = get_user_model().objects.create_superuser("ed", password="a long pass phrase")
    client.force_login(user)
    return client


def form_data(client, **changes):
    """What a browser would send from the change form as it stands, with ``changes``."""
    return browser.form_data(client, ADDRESS, **changes)


def test_an_edit_is_saved_and_shown_on_the_site(editor):
    answer = editor.post(ADDRESS, form_data(editor, summary="Edited in the admin."))
    assert answer.status_code == 302, answer.context["errors"]
    snapshot.refresh()
    entry = snapshot.current().catalogue.get(ONE)
    assert entry.note.summary == "Edited in the admin."
    assert entry.updated_at > load_entries()[0][0].updated_at


def test_causes_are_edited_as_in_the_files_and_checked(editor):
    causes = '[[causes]]\ntext = "One."\ntell = "So."\nevidence = "hearsay"'
    answer = editor.post(ADDRESS, form_data(editor, causes=causes))
    assert "hearsay" in answer.content.decode()
    editor.post(ADDRESS, form_data(editor, causes=causes.replace("hearsay", "observed")))
    assert NoteRow.objects.get(pk=ONE).causes == [{"text": "One.", "tell": "So.", "evidence": "observed"}]


def test_a_slip_in_the_tables_is_named_with_its_line(editor):
    answer = editor.post(ADDRESS, form_data(editor, steps='[[steps]]\ntext = "No end'))
    assert "Line 2: " in answer.content.decode()


def test_questions_are_edited_one_to_a_line(editor):
    lines = 'What changed?\n{ needs = ["request"], fields = ["side"] }'
    editor.post(ADDRESS, form_data(editor, ask_for=lines))
    row = NoteRow.objects.get(pk=ONE)
    assert row.ask_for == ["What changed?", {"needs": ["request"], "fields": ["side"]}]
    assert row.note().ask_for[1] == "The full request, with `side`. Remove the key and the signature first."
    refused = editor.post(ADDRESS, form_data(editor, ask_for='What changed?\n{ needs = "luck'))
    assert "Question 2: " in refused.content.decode()
    assert NoteRow.objects.get(pk=ONE).ask_for == row.ask_for


def test_facts_cannot_be_changed(editor):
    editor.post(ADDRESS, form_data(editor, summary="x") | {"code": "0-SUCCESS", "vendor_http_status": "200"})
    assert NoteRow.objects.get(pk=ONE).code.http_status == 500
    assert editor.post("/admin/codes/code/0-SUCCESS/change/", {"description": "x"}).status_code == 403
    assert editor.get("/admin/codes/code/add/").status_code == 403
    assert editor.get("/admin/codes/noterow/add/").status_code == 403


def test_the_history_says_who_changed_what(editor):
    old = NoteRow.objects.get(pk=ONE).summary
    editor.post(ADDRESS, form_data(editor, summary="Edited in the admin."))
    newest = NoteRow.objects.get(pk=ONE).history.latest()
    assert (newest.history_user.username, newest.summary) == ("ed", "Edited in the admin.")
    page = editor.get(ADDRESS.replace("change", "history")).content.decode()
    assert "ed" in page
    assert old[:20] in page or "Summary" in page


def test_the_list_marks_what_was_edited_here(editor):
    editor.post(ADDRESS, form_data(editor, summary="Edited in the admin."))
    page = editor.get(reverse("admin:codes_noterow_changelist")).content.decode()
    assert page.count('alt="True"') == 1


def test_the_public_may_not_edit(client):
    assert client.get(ADDRESS).status_code == 302
