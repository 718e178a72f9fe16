"""Files to database and back: repeatable, all or nothing, and no editor's work is overwritten."""

import dataclasses
import difflib
import hashlib
import json
import shutil

import pytest
from django.core.management import CommandError, call_command

from codes.models import PLAIN, RETRY, Code, NoteRow, Relation, Revision
from codes.store.digests import FIRST_FIELDS
from codes.store.sync import EditedHere, edited_here, sync
from exchange_errors.catalogue.file_reader import parse_entry
from exchange_errors.catalogue.serialise import note_data
from exchange_errors.content import CONTENT
from tests.shipped import CATEGORIES, ENTRIES

pytestmark = pytest.mark.django_db
ONE = "43005-POST_ONLY_REJ"
LATER = [
    name for name in (*PLAIN, *(f"retry_{key}" for key in RETRY)) if name.removeprefix("retry_") not in FIRST_FIELDS
]


@pytest.fixture(scope="module")
def content():
    return ENTRIES, CATEGORIES


def with_summary(entries, text, entry_id=ONE):
    """The entries as if the file of one had another summary."""
    return [
        dataclasses.replace(e, note=dataclasses.replace(e.note, summary=text)) if e.id == entry_id else e
        for e in entries
    ]


def edit(text, entry_id=ONE):
    row = NoteRow.objects.get(pk=entry_id)
    row.summary = text
    row.save()


def test_the_first_sync_loads_everything_and_the_second_changes_nothing(content):
    assert len(sync(*content).added) == Code.objects.count() == NoteRow.objects.count() == len(content[0])
    revision = Revision.current()
    report = sync(*content)
    assert (len(report.unchanged), report.changed, Revision.current()) == (len(content[0]), False, revision)


def test_the_database_gives_back_what_the_files_said(content):
    sync(*content)
    rows = NoteRow.objects.select_related("code__category").prefetch_related("relations")
    assert {row.pk: row.entry() for row in rows} == {entry.id: entry for entry in content[0]}


def test_a_changed_file_is_taken_over(content):
    entries, categories = content
    sync(*content)
    assert sync(with_summary(entries, "New in the file."), categories).updated == [ONE]
    assert NoteRow.objects.get(pk=ONE).summary == "New in the file."


def test_an_edit_is_kept_while_the_file_stays(content):
    sync(*content)
    edit("Edited here.")
    report = sync(*content)
    assert (report.kept, report.conflicts) == ([ONE], [])
    assert NoteRow.objects.get(pk=ONE).summary == "Edited here."
    assert [e.id for e in edited_here().entries] == [ONE]


def test_notes_loaded_before_the_format_grew_are_no_conflicts(content):
    """A site that is updated holds digests of notes without the fields that came later."""
    sync(*content)
    NoteRow.objects.update(**{name: NoteRow._meta.get_field(name).get_default() for name in LATER})
    for row in NoteRow.objects.prefetch_related("relations"):
        NoteRow.objects.filter(pk=row.pk).update(**_of_the_first_format(row))
    assert edited_here() == EditedHere()
    report = sync(*content)
    assert (report.conflicts, report.kept) == ([], [])
    assert NoteRow.objects.get(pk=ONE).note().retry.evidence == "documented"
    assert len(FIRST_FIELDS) == 24, "a field that comes later never joins those of the first format"


def _of_the_first_format(row):
    """What an older site holds of a note once its columns are migrated: sources without addresses, an older digest."""
    row.sources = [{key: source[key] for key in ("title", "evidence")} for source in row.sources]
    data = {key: value for key, value in note_data(row.note()).items() if key in FIRST_FIELDS}
    data["sources"] = row.sources
    data["retry"] = {key: value for key, value in data["retry"].items() if key in FIRST_FIELDS}
    text = json.dumps(data, sort_keys=True, ensure_ascii=False)
    return {"sources": row.sources, "file_digest": hashlib.sha256(text.encode()).hexdigest()}


def test_a_note_edited_before_there_were_headlines_takes_the_files(content):
    sync(*content)
    NoteRow.objects.filter(pk=ONE).update(headline="", summary="Edited here.", file_digest="of an older file")
    revision = Revision.current()
    assert sync(*content).conflicts == [ONE]
    row = NoteRow.objects.get(pk=ONE)
    assert (row.summary, row.headline) == ("Edited here.", "Post-only order could not enter the order book")
    assert Revision.current() == revision + 1


def test_an_edited_relation_counts_as_an_edit(content):
    sync(*content)
    Relation.objects.filter(note=ONE).first().delete()
    assert sync(*content).kept == [ONE]


def test_an_edit_and_a_newer_file_are_a_conflict_that_keeps_the_edit(content):
    entries, categories = content
    sync(*content)
    edit("Edited here.")
    report = sync(with_summary(entries, "New in the file."), categories)
    assert (report.conflicts, report.updated) == ([ONE], [])
    assert NoteRow.objects.get(pk=ONE).summary == "Edited here."


def test_an_edit_that_the_file_took_over_is_settled(content):
    entries, categories = content
    sync(*content)
    edit("Said in both.")
    assert sync(with_summary(entries, "Said in both."), categories).unchanged.count(ONE) == 1
    assert edited_here() == EditedHere()
    assert sync(with_summary(entries, "Next."), categories).updated == [ONE]


def test_a_code_without_a_file_stays_and_is_named(content):
    entries, categories = content
    sync(*content)
    report = sync([e for e in entries if e.id != "0-SUCCESS"], categories)
    assert report.orphans == ["0-SUCCESS"]
    assert Code.objects.filter(pk="0-SUCCESS").exists()


def test_changed_facts_are_taken_from_the_file(content):
    entries, categories = content
    sync(*content)
    revision = Revision.current()
    sync([dataclasses.replace(e, http_status=418) if e.id == ONE else e for e in entries], categories)
    assert Code.objects.get(pk=ONE).http_status == 418
    assert Revision.current() > revision


@pytest.fixture
def content_copy(tmp_path):
    return shutil.copytree(CONTENT, tmp_path / "content")


def test_the_command_names_each_fault_by_file_and_line_and_writes_nothing(content_copy):
    path = content_copy / "response" / f"{ONE}.md"
    path.write_text(path.read_text("utf-8").replace('severity = "blocked"', 'severity = "bad"'), "utf-8")
    (content_copy / "response" / "0-SUCCESS.md").write_bytes(b"\xff")
    with pytest.raises(CommandError) as caught:
        call_command("sync_codes", dir=content_copy)
    assert f"response/{ONE}.md:11: severity is 'bad'" in str(caught.value)
    assert "response/0-SUCCESS.md:1: not UTF-8" in str(caught.value)
    assert not Code.objects.exists()


def test_the_command_ends_with_3_and_names_the_entry_on_a_conflict(content_copy, capsys):
    call_command("sync_codes", dir=content_copy)
    edit("Edited here.")
    path = content_copy / "response" / f"{ONE}.md"
    path.write_text(path.read_text("utf-8").replace("## Prevention\n", "## Prevention\nFirst. "), "utf-8")
    with pytest.raises(CommandError, match=ONE) as caught:
        call_command("sync_codes", dir=content_copy)
    assert caught.value.returncode == 3


def test_the_command_goes_on_beside_a_note_that_cannot_be_read_and_names_it(content_copy, capsys):
    call_command("sync_codes", dir=content_copy)
    NoteRow.objects.filter(pk=ONE).update(example=[1, 2])
    call_command("sync_codes", dir=content_copy)
    assert f"left alone: {ONE}" in capsys.readouterr().err
    assert NoteRow.objects.get(pk=ONE).example == [1, 2]


def test_export_folds_an_edit_back_into_its_file(content_copy, content, capsys):
    call_command("sync_codes", dir=content_copy)
    edit("Edited here, for the file.")
    call_command("export_codes", dir=content_copy)
    assert capsys.readouterr().out.splitlines()[-1] == "1 written"
    path = content_copy / "response" / f"{ONE}.md"
    assert parse_entry(path.name, path.read_text("utf-8"), content[1]).note.summary == "Edited here, for the file."
    call_command("sync_codes", dir=content_copy)
    assert edited_here() == EditedHere()


def test_export_changes_only_the_lines_that_say_something_new(content_copy, capsys):
    call_command("sync_codes", dir=content_copy)
    before = {path: path.read_text("utf-8") for path in content_copy.rglob("*.*")}
    row = NoteRow.objects.get(pk=ONE)
    row.fix = "Another cure"
    row.causes[0]["text"] = "Another cause."
    row.save()
    call_command("export_codes", dir=content_copy)
    after = {path: path.read_text("utf-8") for path in content_copy.rglob("*.*")}
    [path] = [path for path in after if after[path] != before[path]]
    differing = [line for line in difflib.ndiff(before[path].split("\n"), after[path].split("\n")) if line[0] in "+-"]
    assert path.stem == ONE
    assert [line for line in differing if line[0] == "+"] == [
        '+ fix = "Another cure"',
        '+ text = "Another cause."',
    ]
    assert len(differing) == 4
    call_command("export_codes", dir=content_copy)
    assert {path: path.read_text("utf-8") for path in content_copy.rglob("*.*")} == after


def test_a_conflict_is_not_exported_over_the_newer_file(content_copy, capsys):
    call_command("sync_codes", dir=content_copy)
    edit("Edited here.")
    path = content_copy / "response" / f"{ONE}.md"
    newer = path.read_text("utf-8").replace("## Prevention\n", "## Prevention\nFirst. ")
    path.write_text(newer, "utf-8")
    with pytest.raises(CommandError):
        call_command("sync_codes", dir=content_copy)
    call_command("export_codes", dir=content_copy)
    assert path.read_text("utf-8") == newer
    assert ONE in capsys.readouterr().err


def test_check_names_what_differs_and_writes_nothing(content_copy, capsys, everything):
    with pytest.raises(CommandError, match=r"not in the database: .*0-SUCCESS"):
        call_command("sync_codes", dir=content_copy, check=True)
    assert not Code.objects.exists()
    call_command("sync_codes", dir=content_copy)
    call_command("sync_codes", dir=content_copy, check=True)
    assert "files and database agree" in capsys.readouterr().out
    edit("Edited here.")
    path = content_copy / "response" / "0-SUCCESS.md"
    path.write_text(path.read_text("utf-8").replace("## Prevention\n", "## Prevention\nFirst. "), "utf-8")
    before = everything()
    with pytest.raises(CommandError) as differing:
        call_command("sync_codes", dir=content_copy, check=True)
    assert "changed in the file: 0-SUCCESS" in str(differing.value)
    assert f"edited here: {ONE}" in str(differing.value)
    assert everything() == before


def test_facts_of_a_site_from_before_they_had_a_digest_follow_the_file(content):
    sync(*content)
    Code.objects.update(file_digest="")
    Code.objects.filter(pk=ONE).update(description="Of an older file.")
    assert sync(*content).updated == [ONE]
    assert sync(*content).unchanged.count(ONE) == 1
