"""Content files to database and back. Files own the vendor's facts; of a note, the only one that changed it wins.

A note keeps the digest of the file text that it was loaded from. That tells "edited here" (the row differs from its
digest), "changed in the file" (the file differs from it) and "both" apart; both is a conflict: the edit stays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from exchange_errors.catalogue.entry import Category, Entry, Note
from exchange_errors.catalogue.serialise import note_data
from exchange_errors.catalogue.value_reader import ContentError
from exchange_errors.catalogue.vendor_facts import Facts

from ..models import PLAIN, RETRY, CategoryRow, Code, NoteRow, Relation, Revision
from . import row_reader

# The fields of the first version of the format: these count in a digest whatever they hold.
FIRST_FIELDS = frozenset((
    "summary", "fix", "causes", "steps", "prevention", "owner", "severity", "retry", "parameters", "methods", "related",
    "aliases", "phrases", "customer_reply", "internal_note", "ask_for", "example", "libraries", "sources",
    "advice", "outcome", "min_delay_ms", "max_attempts", "precondition",
))  # fmt: skip
DEFAULTS = note_data(Note())


@dataclass
class SyncReport:
    """What a sync did, by entry id.

    ``orphans`` are codes in the database that no file describes. ``unread`` are notes that cannot be read, so that
    nobody can say who changed them last. Both stay as they are.
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


def digest(note: Note) -> str:
    """Return the hash of a note's content; equal texts in file and database have equal digests.

    A field that the format gained later counts only where it says something, so that digests from before stay valid.
    """
    data = _counted(note_data(note), DEFAULTS)
    data["retry"] = _counted(data["retry"], DEFAULTS["retry"])
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _counted(data: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _said(value) for key, value in data.items() if key in FIRST_FIELDS or value != defaults[key]}


def _said(value: Any) -> Any:
    """Return a value, less what the rows of a list leave unsaid, such as the address that a source may have."""
    if not isinstance(value, list):
        return value
    return [
        {key: item for key, item in row.items() if item is not None} if isinstance(row, dict) else row for row in value
    ]


@transaction.atomic
def sync(entries: Iterable[Entry], categories: Mapping[str, Category]) -> SyncReport:
    """Bring the database to what the files say, editors' changes aside. Safe to repeat; all or nothing.

    The notes are locked first: an editor's save waits, and is then a change to what the sync wrote.
    """
    entries = list(entries)
    report = SyncReport()
    list(NoteRow.objects.select_for_update().order_by("pk").values_list("pk"))
    facts_changed = _sync_categories(categories) | _sync_codes(entries)
    rows = dict(row_reader.read_rows(row_reader.all_rows()))
    _add([entry for entry in entries if entry.id not in rows], report)
    for entry in entries:
        if row := rows.get(entry.id):
            _sync_note(entry, row, report)
    filled = _fill_headlines(entries)
    report.orphans = sorted(set(Code.objects.values_list("pk", flat=True)) - {entry.id for entry in entries})
    if facts_changed or filled or report.changed:
        Revision.bump()
    return report


def _sync_categories(categories: Mapping[str, Category]) -> bool:
    wanted = [
        CategoryRow(slug=c.slug, name=c.name, kind=c.kind, definition=c.definition, position=n)
        for n, c in enumerate(categories.values())
    ]
    fields = ("name", "kind", "definition", "position")
    return _upsert(CategoryRow, wanted, fields)


def _sync_codes(entries: list[Entry]) -> bool:
    facts = ({key: getattr(entry, key) for key in Facts._fields} | {"name": entry.name or ""} for entry in entries)
    wanted = [
        Code(id=entry.id, category_id=entry.category.slug, **known | {"only_by": list(entry.only_by)})
        for entry, known in zip(entries, facts, strict=True)
    ]
    return _upsert(Code, wanted, (*Facts._fields, "category_id"))


def _upsert(model: type[CategoryRow] | type[Code], wanted: list[Any], fields: tuple[str, ...]) -> bool:
    """Write the rows that are new or differ; say whether there were any."""
    known = model.objects.in_bulk()
    differing = [
        row
        for row in wanted
        if row.pk not in known or any(getattr(known[row.pk], name) != getattr(row, name) for name in fields)
    ]
    model.objects.bulk_create(
        differing,
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=[name.removesuffix("_id") for name in fields],
    )
    return bool(differing)


def _add(entries: list[Entry], report: SyncReport) -> None:
    """Write the notes of new entries all at once: a first load is four statements, not four hundred."""
    rows = [NoteRow(pk=entry.id, **_values(entry)) for entry in entries]
    bulk_create_with_history(rows, NoteRow)
    Relation.objects.bulk_create(row for entry in entries for row in _relations(entry))
    report.added += [entry.id for entry in entries]


def _sync_note(entry: Entry, row: NoteRow | Exception, report: SyncReport) -> None:
    in_file, here = digest(entry.note), _digest_of(row)
    if isinstance(row, Exception) or here is None:
        report.unread.append(entry.id)
    elif here == in_file:
        if row.file_digest != in_file:  # the edit was folded into the file: both agree again
            NoteRow.objects.filter(pk=row.pk).update(file_digest=in_file)
        report.unchanged.append(entry.id)
    elif row.file_digest == in_file:
        report.kept.append(entry.id)
    elif row.file_digest == here:
        _replace(row, entry)
        report.updated.append(entry.id)
    else:
        report.conflicts.append(entry.id)


def _fill_headlines(entries: Iterable[Entry]) -> bool:
    """Give the notes that were edited before there were headlines that of their file; say whether there were any."""
    missing = set(NoteRow.objects.filter(headline="").values_list("pk", flat=True))
    for entry in entries:
        if entry.id in missing:
            NoteRow.objects.filter(pk=entry.id).update(headline=entry.note.headline)
    return bool(missing)


def _replace(row: NoteRow, entry: Entry) -> None:
    """Replace the note, and its relations, by what the file says."""
    for name, value in _values(entry).items():
        setattr(row, name, value)
    row.save()
    row.relations.all().delete()
    Relation.objects.bulk_create(_relations(entry))


def _values(entry: Entry) -> dict[str, Any]:
    data = note_data(entry.note)
    values = {key: data[key] for key in PLAIN} | {f"retry_{key}": data["retry"][key] for key in RETRY}
    values["retry_this_request"] = values["retry_this_request"] or ""  # a column of text holds no null
    return {**values, "updated_at": entry.updated_at, "file_digest": digest(entry.note)}


def _relations(entry: Entry) -> list[Relation]:
    return [
        Relation(note_id=entry.id, target_id=related.id, why=related.why, position=n)
        for n, related in enumerate(entry.note.related)
    ]


def _digest_of(row: NoteRow | Exception) -> str | None:
    """Return the digest of the row's note, None where it cannot be read."""
    try:
        return None if isinstance(row, Exception) else digest(row.note())
    except ContentError:
        return None


def edited_here() -> tuple[list[Entry], list[str]]:
    """Return the entries whose note is no longer the file's it was loaded from, and the ids that cannot be read."""
    edited: list[Entry] = []
    unread: list[str] = []
    for entry_id, row in row_reader.read_rows(row_reader.all_rows()):
        try:
            if isinstance(row, Exception):
                raise row
            if is_edited(row):
                edited.append(row.entry())
        except Exception:
            unread.append(entry_id)
    return edited, unread


def is_edited(row: NoteRow) -> bool:
    """Say whether an editor's text stands in the row, other than the file's that it was loaded from.

    Raises ContentError.
    """
    return digest(row.note()) != row.file_digest
