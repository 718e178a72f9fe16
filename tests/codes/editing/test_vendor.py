"""From the vendor's page to readers and back to the files: compared, decided row by row, published, exported."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from codes.editing import workflow
from codes.models import Code, Draft, NoteRow, VendorDifference
from codes.store import snapshot
from codes.store.sync import edited_here, sync
from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.loader import load_catalogue, load_entries
from exchange_errors.content import CONTENT
from tests.codes.conftest import outline
from tests.shipped import CATEGORIES, ENTRIES
from tests.vendor import PAGE

from .conftest import browser_of

pytestmark = pytest.mark.django_db
ADDRESS = reverse("edit:vendor")
OLD, NEW = "230-INVALID_TRIGGER_TYPE", "230-INVALID_REF_PRICE_TYPE"
CREDIT, MOVED_CREDIT = "50001-DW_CREDIT_LINE_NOT_MAINTAINED", "50002-DW_CREDIT_LINE_NOT_MAINTAINED"
GONE, ADDED = "201-NO_POSITION", "613-INVALID_ISOLATION_ID"
RENAMED = PAGE.replace("INVALID\\_TRIGGER\\_TYPE", "INVALID\\_REF\\_PRICE\\_TYPE")
REMOVED = PAGE.replace("| 201 | 500 | NO\\_POSITION | No position |\n", "")
EXTENDED = PAGE.replace("| 604 |", "| 613 | 500 | INVALID\\_ISOLATION\\_ID | Invalid isolation id |\n| 604 |")
MOVED = PAGE.replace("| 50001 | 400 | DW", "| 50002 | 400 | DW")
REWORDED = PAGE.replace("| 406 | 500 |", "| 406 | 400 |").replace("User is not active", "The user is not active")


@pytest.fixture
def browser(reviewer: Any) -> Any:
    return browser_of(reviewer)


def compare(browser: Any, page: str) -> list[VendorDifference]:
    assert browser.post(ADDRESS, {"do": "compare", "page": page}).status_code == 302
    return list(VendorDifference.objects.filter(state="pending").order_by("key"))


def decide(browser: Any, row: VendorDifference, step: str = "accept", status: int = 302) -> None:
    assert browser.post(ADDRESS, {"do": step, "key": row.key}).status_code == status


def publish(person: Any, entry_id: str) -> None:
    """Publish the draft of an entry by a second reviewer, and let readers see it."""
    name = f"second-{entry_id}"
    workflow.publish(Draft.objects.open().get(entry_id=entry_id), person(name, "Reviewers"))
    snapshot.refresh()


@pytest.fixture
def accepted(browser: Any, reviewer: Any, person: Any) -> Any:
    """Return a function that compares a page, accepts the one difference and publishes its draft."""

    def take(page: str, entry_id: str) -> None:
        [row] = compare(browser, page)
        decide(browser, row)
        draft = Draft.objects.open().get(entry_id=entry_id)
        if draft.facts["code"] == 50002:  # the lint asks for it: customers search for the number
            reply = draft.note["customer_reply"].replace("50001", "50002")
            workflow.save(draft, draft.note | {"customer_reply": reply}, reviewer, draft.version, draft.reason)
        publish(person, entry_id)

    return take


def test_the_source_document_has_no_differences(browser):
    assert compare(browser, PAGE) == []
    assert "no differences" in outline(browser.get(ADDRESS)).text


def test_only_reviewers_decide(editor, browser, client, reviewer):
    assert client.get(ADDRESS).status_code == 302
    [row] = compare(browser, RENAMED)
    for sent in ({"do": "compare", "page": PAGE}, {"do": "accept", "key": row.key}, {"do": "reject", "key": row.key}):
        assert editor.post(ADDRESS, sent).status_code == 403
    page = outline(editor.get(ADDRESS))
    assert "Renamed: 230" in page.text
    assert not page.all("textarea")


def test_a_broken_page_is_refused_with_its_lines_and_kept_in_the_form(browser):
    page = PAGE.replace("| 201 | 500 |", "| 201 | x<script> |")
    answer = browser.post(ADDRESS, {"do": "compare", "page": page})
    shown = outline(answer, 422)
    assert "Line 8: the HTTP status is 'x<script>'" in shown.text
    assert not VendorDifference.objects.exists()
    assert not shown.all("script", **{"type": ""})


def test_a_file_is_read_where_nothing_was_pasted(browser):
    browser.post(ADDRESS, {"do": "compare", "page": "", "file": io.BytesIO(RENAMED.encode())})
    assert VendorDifference.objects.get().changes == ["renamed"]


def test_nothing_changes_before_a_reviewer_accepts(browser):
    revision = snapshot.current().revision
    compare(browser, RENAMED)
    assert not Draft.objects.exists()
    snapshot.refresh()
    assert snapshot.current().revision == revision


def test_the_same_page_again_does_nothing(browser):
    [row] = compare(browser, RENAMED)
    assert compare(browser, RENAMED) == [row]
    decide(browser, row, "reject")
    assert compare(browser, RENAMED) == []
    assert "Rejected" in outline(browser.get(ADDRESS)).text
    decide(browser, row)
    assert compare(browser, RENAMED) == []
    assert Draft.objects.count() == 1


def test_what_nobody_decided_leaves_the_list_with_the_page(browser):
    compare(browser, RENAMED)
    assert [row.changes for row in compare(browser, REMOVED)] == [["removed"]]


def test_an_accepted_difference_is_to_decide_again_once_its_draft_is_discarded(browser, reviewer):
    [row] = compare(browser, RENAMED)
    decide(browser, row)
    workflow.discard(Draft.objects.get(), reviewer)
    assert compare(browser, RENAMED) == [row]


def test_who_accepts_a_difference_does_not_publish_it(browser, reviewer):
    [row] = compare(browser, RENAMED)
    decide(browser, row)
    with pytest.raises(workflow.RefusedChange, match="somebody else"):
        workflow.publish(Draft.objects.get(), reviewer)


def test_a_difference_that_the_catalogue_has_overtaken_is_refused(browser, accepted):
    [row] = compare(browser, RENAMED)
    Code.objects.filter(pk=OLD).update(description="Other words")
    call_command("shell", command="from codes.models import Revision; Revision.bump()", verbosity=0)
    decide(browser, row, status=409)
    assert not Draft.objects.exists()


def test_an_open_draft_keeps_its_note_and_gets_the_facts(browser, author):
    draft = workflow.open_draft(OLD, author)
    workflow.save(draft, draft.note | {"summary": "Being written."}, author, 0)
    [row] = compare(browser, RENAMED)
    decide(browser, row)
    draft = Draft.objects.get()
    assert (draft.note["summary"], draft.facts["name"]) == ("Being written.", "INVALID_REF_PRICE_TYPE")


def test_a_renamed_entry_keeps_its_old_names(client, accepted):
    accepted(RENAMED, OLD)
    assert outline(client.get("/codes/230/")).text.count("INVALID_TRIGGER_TYPE") >= 1
    for ref in (OLD, "invalid_trigger_type", NEW):
        answer = client.get(f"/codes/{ref}/")
        assert (answer.status_code, answer["Location"]) == (301, "/codes/230/")
        assert client.get(f"/api/v1/codes/{ref}").json()["id"] == NEW
    assert client.get(f"/api/v1/codes/{OLD}").json()["former"] == [OLD]
    assert client.get("/api/v1/codes", {"q": "INVALID_TRIGGER_TYPE"}).json()["results"][0]["id"] == NEW
    decoded = client.post(
        "/api/v1/decode", {"text": '{"code": 230, "message": "INVALID_TRIGGER_TYPE"}'}, content_type="application/json"
    ).json()
    assert NEW in json.dumps(decoded)
    assert "Not in" not in outline(client.get("/", {"q": "INVALID_TRIGGER_TYPE"})).text


def test_a_renumbered_entry_is_decoded_by_its_old_number_and_name(client, accepted):
    accepted(MOVED, CREDIT)
    answer = client.get("/codes/50001-DW_CREDIT_LINE_NOT_MAINTAINED/")
    assert answer["Location"] == "/codes/50002/"
    assert client.get("/api/v1/codes/50001").json()["name"] == "ERR_INTERNAL"
    text = '{"code": 50001, "message": "DW_CREDIT_LINE_NOT_MAINTAINED"}'
    decoded = client.post("/api/v1/decode", {"text": text}, content_type="application/json").json()
    assert "50002-DW_CREDIT_LINE_NOT_MAINTAINED" in json.dumps(decoded)


def test_history_and_links_go_along(accepted):
    neighbour = NoteRow.objects.filter(relations__target=OLD).first()
    before = NoteRow.history.filter(code_id=OLD).count()
    accepted(RENAMED, OLD)
    row = NoteRow.objects.get(pk=NEW)
    assert NoteRow.history.filter(code_id=NEW).count() == before + 1
    assert row.history.latest().history_change_reason == "The vendor's page: renamed."
    assert not Code.objects.filter(pk=OLD).exists()
    assert neighbour is None or neighbour.relations.filter(target=NEW).exists()


def test_a_removed_row_keeps_its_page_and_leaves_the_lists(client, accepted):
    accepted(REMOVED, GONE)
    assert "The vendor took this row out" in outline(client.get("/codes/201/")).text
    assert client.get("/api/v1/codes/201").json()["status"] == "withdrawn"
    listed, withdrawn = (
        client.get("/api/v1/codes", query).json()["results"] for query in ({}, {"status": "withdrawn"})
    )
    assert GONE not in [entry["id"] for entry in listed]
    assert [entry["id"] for entry in withdrawn] == [GONE]
    assert "took this row out" in client.get("/codes/201.md").content.decode()


def test_an_added_code_begins_with_what_was_known_and_lint_names_the_rest(browser, client, person):
    [row] = compare(browser, EXTENDED)
    shown = outline(browser.get(ADDRESS))
    assert "Added: 613" in shown.text
    browser.post(ADDRESS, {"do": "accept", "key": row.key, "category": "margin-risk"})
    draft = Draft.objects.get()
    assert (draft.entry_id, draft.facts["category"], draft.base) == (ADDED, "margin-risk", {})
    assert draft.note["headline"] == "The isolation id is not valid"
    with pytest.raises(workflow.RefusedChange) as refused:
        workflow.publish(draft, person("second", "Reviewers"))
    assert len(refused.value.faults) > 2
    assert outline(browser.get(reverse("edit:entry", args=[ADDED])))


def test_a_duplicate_can_only_be_set_aside(browser):
    [row] = compare(browser, PAGE.replace("| 406 |", "| 201 | 500 | NO\\_POSITION | No position |\n| 406 |"))
    decide(browser, row, status=409)
    decide(browser, row, "reject")


def test_facts_that_were_accepted_stay_until_the_files_say_them(accepted, browser, person):
    rows = compare(browser, REWORDED)
    assert {tuple(row.changes) for row in rows} == {("status changed",), ("reworded",)}
    for row in rows:
        decide(browser, row)
    publish(person, "406-ACCOUNT_IS_NOT_ACTIVE")
    report = sync(ENTRIES, CATEGORIES)
    assert report.kept == ["406-ACCOUNT_IS_NOT_ACTIVE"]
    assert Code.objects.get(pk="406-ACCOUNT_IS_NOT_ACTIVE").http_status == 400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.mark.parametrize(
    ("page", "old", "new"), [(RENAMED, OLD, NEW), (REMOVED, GONE, GONE), (MOVED, CREDIT, MOVED_CREDIT)]
)
def test_accepted_facts_go_to_the_files_and_back(accepted, folder, page, old, new):
    accepted(page, old)
    assert not sync(*load_entries(folder)).conflicts  # the old files undo nothing
    served = snapshot.current().catalogue
    call_command("export_codes", dir=folder, verbosity=0)
    assert (folder / "response" / f"{new}.md").exists()
    assert (folder / "response" / f"{old}.md").exists() == (old == new)
    assert dated(load_catalogue(folder)) == dated(served)
    assert sync(*load_entries(folder)).kept == []
    assert not edited_here().entries
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    call_command("export_codes", dir=folder, verbosity=0)
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


def dated(catalogue: Catalogue) -> list[Entry]:
    """The entries as of their day: files have no time of day."""
    entries = (*catalogue.entries, *(entry for entry in catalogue.unlisted.entries if not entry.is_short))
    return [
        dataclasses.replace(e, updated_at=e.updated_at.replace(hour=0, minute=0, second=0, microsecond=0))
        for e in entries
    ]


@pytest.mark.parametrize("kind", ["fresh", "older"])
def test_a_renamed_file_is_loaded_by_a_fresh_and_by_an_older_database(accepted, folder, kind):
    accepted(RENAMED, OLD)
    call_command("export_codes", dir=folder, verbosity=0)
    expected = load_catalogue(folder)
    Draft.objects.all().delete()
    NoteRow.objects.all().delete()
    Code.objects.all().delete()
    if kind == "older":
        sync(ENTRIES, CATEGORIES)
    report = sync(*load_entries(folder))
    snapshot.forget()
    assert (report.orphans, report.conflicts) == ([], [])
    assert snapshot.current().catalogue.version == expected.version
    assert sync(ENTRIES, CATEGORIES).orphans == []  # a release that is taken back takes the name back
    assert Code.objects.filter(pk=OLD).exists()


def run(*arguments: str) -> tuple[str, int]:
    out = io.StringIO()
    try:
        call_command("import_vendor", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), error.returncode
    return out.getvalue(), 0


def test_the_command_prints_every_difference_and_ends_with_3(loaded, tmp_path):
    path = tmp_path / "page.md"
    path.write_text(RENAMED, "utf-8")
    out, status = run(str(path))
    assert status == 3
    assert "renamed\n  - 230 | HTTP 400 | INVALID_TRIGGER_TYPE" in out
    assert not VendorDifference.objects.exists()
    out, status = run(str(path), "--json", "--record")
    assert json.loads(out)["differences"][0]["state"] == "pending"
    VendorDifference.objects.update(state="rejected")
    assert run(str(path))[1] == 0


def test_the_command_takes_standard_input_and_refuses_a_broken_page(loaded, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(PAGE))
    assert run("-") == ("0 differences\n", 0)
    monkeypatch.setattr("sys.stdin", io.StringIO("nothing"))
    assert run("-") == ("", 1)


def test_a_page_that_is_too_long_is_refused(browser, client):
    assert client.post(ADDRESS, {"do": "compare", "page": "x" * 600_000}).status_code == 413
    file = io.BytesIO(b"x" * 5_600_000)
    assert "longer than" in outline(browser.post(ADDRESS, {"do": "compare", "file": file}), 422).text
    assert "longer than" in outline(browser.post(ADDRESS, {"do": "compare", "page": "x" * 2_000_001}), 422).text


def test_the_list_costs_the_same_queries_however_long_it_is(browser, django_assert_max_num_queries):
    compare(browser, "\n".join(line for line in PAGE.splitlines() if not line.startswith("| 2")))
    with django_assert_max_num_queries(12):
        assert outline(browser.get(ADDRESS)).text.count("Removed: 2") > 20
