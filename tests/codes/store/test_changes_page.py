"""The page of changes names the codes that an editor changed, and their fields."""

from __future__ import annotations

from codes.models import NoteRow
from codes.store import snapshot
from tests.codes.conftest import outline


def test_changes_name_the_codes_and_the_fields(client, loaded):
    snapshot.refresh()
    note = NoteRow.objects.get(pk="306-INSUFFICIENT_AVAILABLE_BALANCE")
    note.summary, note.customer_reply = "Something else.", "Another reply."
    note.save()
    snapshot.refresh()
    page = outline(client.get("/changes/"))
    [headline] = {entry.note.headline for entry in snapshot.current().catalogue.numbered(306)}
    assert f"Changed306{headline} summary, customer reply" in page.text
    assert f"{len(snapshot.current().catalogue.entries)} codes were added" in page.text
