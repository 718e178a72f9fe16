"""The page of changes names the codes that an editor changed, and their fields."""

from __future__ import annotations

import re

from codes.models import NoteRow, Revision
from codes.store import snapshot
from codes.views import changes_page
from tests.codes.conftest import outline

ONE = "306-INSUFFICIENT_AVAILABLE_BALANCE"


def test_changes_name_the_codes_and_the_fields(client, loaded):
    snapshot.refresh()
    note = NoteRow.objects.get(pk=ONE)
    note.summary, note.customer_reply = "Something else.", "Another reply."
    note.save()
    snapshot.refresh()
    page = outline(client.get("/changes/"))
    [headline] = {entry.note.headline for entry in snapshot.current().catalogue.numbered(306)}
    assert f"Changed306{headline} summary, customer reply" in page.text
    assert "[added: Something else" in page.text
    assert f"{len(snapshot.current().catalogue.entries)} codes were added" in page.text


def test_the_page_of_an_entry_leads_to_the_words_of_its_last_change(client, loaded):
    snapshot.refresh()
    row = NoteRow.objects.get(pk=ONE)
    row.fix = f"{row.fix} <script>alert(1)</script>"
    row.save()
    snapshot.refresh()
    [address] = re.findall(r'href="(/changes/\d+/#change-[^"]+)"', client.get("/codes/306/").content.decode())
    path, _, place = address.partition("#")
    page = client.get(path)
    assert outline(page).all("li", id=place)
    assert "&lt;script&gt;alert" in page.content.decode()
    assert "<script>alert" not in page.content.decode()


def test_a_version_that_was_never_served_has_no_page(client, loaded):
    assert client.get("/changes/999999/").status_code == 404


def test_versions_come_in_pages(client, loaded, monkeypatch):
    monkeypatch.setattr(changes_page, "PER_PAGE", 2)
    for number in range(2):
        NoteRow.objects.filter(pk=ONE).update(summary=f"Edited {number}.")
        Revision.bump()
        snapshot.refresh()
    first, second = outline(client.get("/changes/")), outline(client.get("/changes/?page=2"))
    assert [a["href"] for a in first.all("a", rel="next")] == ["?page=2"]
    assert len(second.all("section", **{"class": "change"})) == 1
