"""An editor's day in a real browser: what no test client sends, such as Origin, decides whether it works."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from codes import snapshot
from codes.loader import load_entries
from codes.models import NoteRow
from codes.sync import sync

PASSWORD = "a long pass phrase"
ONE = "43005-POST_ONLY_REJ"
SUMMARY = "An editor's words, typed in a browser."


@pytest.fixture
def editors_site(live_server, fresh_snapshot):
    """The address of a running site whose database holds the notes and one editor."""
    sync(*load_entries())
    User.objects.create_superuser("ed", password=PASSWORD)
    return live_server.url


def log_in(page, site, path="/admin/"):
    page.goto(site + path)
    page.get_by_label("Username").fill("ed")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def edit_the_summary(page, text):
    """From the index to the saved note, the way an editor clicks."""
    page.get_by_role("link", name="Notes", exact=True).first.click()
    page.get_by_role("link", name=ONE).click()
    page.get_by_label("Summary").fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def test_an_editor_logs_in_edits_sees_it_live_reads_the_history_and_logs_out(page, editors_site):
    log_in(page, editors_site)
    edit_the_summary(page, SUMMARY)
    snapshot.refresh()  # what the watch does twice a second
    page.goto(f"{editors_site}/codes/43005/")
    expect(page.get_by_text(SUMMARY).first).to_be_visible()
    page.goto(f"{editors_site}/admin/codes/noterow/{ONE.replace('_', '_5F')}/history/")
    expect(page.get_by_role("row", name="Changed").get_by_text("ed", exact=True)).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_text("Logged out")).to_be_visible()
    page.goto(f"{editors_site}/admin/codes/noterow/")
    expect(page.get_by_label("Password")).to_be_visible()
    assert NoteRow.objects.get(pk=ONE).summary == SUMMARY
