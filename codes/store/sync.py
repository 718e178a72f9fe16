"""Content files to database and back: of facts and note of a code, the only side that changed one wins.

A row keeps the digest of the file text that it was loaded from. That tells "edited here" (the row differs from its
digest), "changed in the file" (the file differs from it) and "both" apart; both is a conflict: the edit stays, and what
the file says is stored with it for the editors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from exchange_errors.catalogue.entry import Category, Entry
from exchange_errors.catalogue.serialise import note_data
from exchange_errors.catalogue.value_reader import ContentError
from exchange_errors.catalogue.vendor_facts import Facts, facts_of

from ..models import PLAIN, RETRY, CategoryRow, Code, NoteRow, Relation, Revision
from . import row_reader
from .digests import facts_data, facts_digest, note_digest
from .renaming import ids_here

FACTS = (*Facts._fields, "category_id")
REASON = "The content file changed."
Ids = Mapping[str, str]  # the ids that the files' entries have here
Outcome = Literal["added", "updated", "unchanged", "kept", "conflicts", "unread"]


@dataclass
class SyncReport:
    """What a sync did, by entry id.

    ``kept`` are edited here only, ``conflicts`` on both sides. ``orphans`` are codes in the database that no file
    describes. ``unread`` are notes that cannot be read, so that nobody can say who changed them last. All stay as they
    are.
    """

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return bool(self.added or self.updated)


@transaction.atomic
def sync(entries: Iterable[Entry], categories: Mapping[str, Category]) -> SyncReport:
    """Bring the database to what the files say, editors' changes aside. Safe to repeat; all or nothing.

    The notes are locked first: an editor's save waits, and is then a change to what the sync wrote.
    """
    entries = list(entries)
    list(NoteRow.objects.select_for_update().order_by("pk").values_list("pk"))
    categories_changed = _sync_categories(categories)
    ids = ids_here(entries)
    of_facts = _sync_codes(entries, ids)
    rows = dict(row_reader.read_rows(row_reader.all_rows()))
    _add([entry for entry in entries if ids[entry.id] not in rows], ids)
    report = SyncReport()
    for entry in entries:
        row = rows.get(ids[entry.id])
        outcomes = {of_facts[entry.id], _sync_note(entry, row, ids) if row else "added"}
        for outcome in outcomes - {"unchanged"} or {"unchanged"}:
            getattr(report, outcome).append(entry.id)
        _keep_file(entry, row, "conflicts" in outcomes)
    filled = _fill_headlines(entries)
    report.orphans = sorted(set(Code.objects.values_list("pk", flat=True)) - set(ids.values()))
    if categories_changed or filled or report.changed:
        Revision.bump()
    return report


def _sync_categories(categories: Mapping[str, Category]) -> bool:
    """Write the categories that are new or differ; say whether there were any."""
    fields = ("name", "kind", "definition", "position")
    known = CategoryRow.objects.in_bulk()
    in_files = [
        CategoryRow(slug=c.slug, name=c.name, kind=c.kind, definition=c.definition, position=n)
        for n, c in enumerate(categories.values())
    ]
    differing = [
        row
        for row in in_files
        if row.pk not in known or any(getattr(known[row.pk], name) != getattr(row, name) for name in fields)
    ]
    CategoryRow.objects.bulk_create(differing, update_conflicts=True, unique_fields=["slug"], update_fields=fields)
    return bool(differing)


def _sync_codes(entries: list[Entry], ids: Ids) -> dict[str, Outcome]:
    """Write the facts that only the files changed, and return what became of each entry's."""
    known = Code.objects.in_bulk()
    outcomes: dict[str, Outcome] = {}
    written: list[Code] = []
    for entry in entries:
        in_file, row = code_of(entry), known.get(ids[entry.id])
        outcomes[entry.id] = _facts_outcome(in_file, row)
        is_settled = row is not None and row.file_digest == in_file.file_digest
        if outcomes[entry.id] in ("added", "updated") or (outcomes[entry.id] == "unchanged" and not is_settled):
            written.append(in_file)
    fields = [*(name.removesuffix("_id") for name in FACTS), "file_digest"]
    Code.objects.bulk_create(written, update_conflicts=True, unique_fields=["id"], update_fields=fields)
    return outcomes


def code_of(entry: Entry) -> Code:
    """Return the row that a file's facts make."""
    code = Code(id=entry.id, category_id=entry.category.slug, **columns_of(entry))
    code.file_digest = facts_digest(code)
    return code


def columns_of(entry: Entry) -> dict[str, Any]:
    """Return the facts of an entry as the columns hold them."""
    facts = facts_of(entry)
    lists = {key: list(getattr(facts, key)) for key in ("only_by", "former")}
    return facts._asdict() | lists | {"name": entry.name or ""}


def _facts_outcome(in_file: Code, row: Code | None) -> Outcome:
    if row is None:
        return "added"
    if facts_data(row) == facts_data(in_file):
        return "unchanged"
    # "" is of a site from before facts had a digest. What breaks the rules, no editor wrote.
    if row.file_digest in ("", facts_digest(row)) or not row.is_sound():
        return "updated"
    return "kept" if row.file_digest == in_file.file_digest else "conflicts"


def _add(entries: list[Entry], ids: Ids) -> None:
    """Write the notes of new entries all at once: a first load is six statements, not six hundred."""
    moment = timezone.now()
    rows = [NoteRow(pk=entry.id, **_values(entry)) for entry in entries]
    bulk_create_with_history(rows, NoteRow, default_date=moment)
    _add_relations((row for entry in entries for row in _relations(entry, ids)), moment)


def _sync_note(entry: Entry, row: NoteRow | Exception, ids: Ids) -> Outcome:
    in_file, here = note_digest(entry.note), _digest_of(row)
    if isinstance(row, Exception) or here is None:
        return "unread"
    if here == in_file:
        if row.file_digest != in_file:  # the edit was folded into the file: both agree again
            NoteRow.objects.filter(pk=row.pk).update(file_digest=in_file)
        return "unchanged"
    if row.file_digest == in_file:
        return "kept"
    if row.file_digest == here:
        _replace(row, entry, ids)
        return "updated"
    return "conflicts"


def _keep_file(entry: Entry, row: NoteRow | Exception | None, is_conflict: bool) -> None:
    """Store what the file says with a note on which both sides differ, and drop it once they agree."""
    file_entry = {"facts": facts_data(code_of(entry)), "note": note_data(entry.note)} if is_conflict else None
    if isinstance(row, NoteRow) and row.file_entry != file_entry:
        NoteRow.objects.filter(pk=row.pk).update(file_entry=file_entry)


def _fill_headlines(entries: Iterable[Entry]) -> bool:
    """Give the notes that were edited before there were headlines that of their file; say whether there were any."""
    missing = set(NoteRow.objects.filter(headline="").values_list("pk", flat=True))
    for entry in entries:
        if entry.id in missing:
            NoteRow.objects.filter(pk=entry.id).update(headline=entry.note.headline)
    return bool(missing)


def _replace(row: NoteRow, entry: Entry, ids: Ids) -> None:
    """Replace the note, and its relations, by what the file says."""
    moment = timezone.now()
    for name, value in (_values(entry) | {"_history_date": moment, "_change_reason": REASON}).items():
        setattr(row, name, value)
    row.save()
    for relation in row.relations.all():
        setattr(relation, "_history_date", moment)  # noqa: B010  (simple_history reads it; the model has no such field)
        relation.delete()
    _add_relations(_relations(entry, ids), moment)


def _values(entry: Entry) -> dict[str, Any]:
    data = note_data(entry.note)
    values = {key: data[key] for key in PLAIN} | {f"retry_{key}": data["retry"][key] for key in RETRY}
    values["retry_this_request"] = values["retry_this_request"] or ""  # a column of text holds no null
    return {**values, "updated_at": entry.updated_at, "file_digest": note_digest(entry.note)}


def _relations(entry: Entry, ids: Ids) -> list[Relation]:
    return [
        Relation(note_id=ids[entry.id], target_id=ids.get(related.id, related.id), why=related.why, position=n)
        for n, related in enumerate(entry.note.related)
    ]


def _add_relations(relations: Iterable[Relation], moment: datetime) -> None:
    bulk_create_with_history(list(relations), Relation, default_date=moment, default_change_reason=REASON)


def _digest_of(row: NoteRow | Exception) -> str | None:
    """Return the digest of the row's note, None where it cannot be read."""
    try:
        return None if isinstance(row, Exception) else note_digest(row.note())
    except ContentError:
        return None


@dataclass
class EditedHere:
    """The entries that are no longer the file's they were loaded from; by id those to be settled or repaired first."""

    entries: list[Entry] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def edited_here() -> EditedHere:
    """Return what editors changed and no file says yet."""
    edited = EditedHere()
    for entry_id, row in row_reader.read_rows(row_reader.all_rows()):
        try:
            if isinstance(row, Exception):
                raise row
            if row.file_entry is not None:
                edited.conflicts.append(entry_id)
            elif is_edited(row):
                edited.entries.append(row.entry())
        except Exception:
            edited.unread.append(entry_id)
    return edited


def is_edited(row: NoteRow) -> bool:
    """Say whether the rows hold an editor's text or facts, other than the file's that they were loaded from.

    Raises ContentError.
    """
    return note_digest(row.note()) != row.file_digest or row.code.file_digest not in ("", facts_digest(row.code))
