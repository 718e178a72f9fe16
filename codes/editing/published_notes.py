"""The published notes as plain data: read as they are stored, and written field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from exchange_errors.catalogue.allowed_values import objection
from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.serialise import note_data
from exchange_errors.catalogue.vendor_facts import facts_of

from ..models import PLAIN, RETRY, Code, NoteRow, Relation
from ..store.renaming import rename_code
from ..store.sync import columns_of

NoteData = dict[str, Any]


def stored_note(row: NoteRow) -> NoteData:
    """Return a row in the shape of ``note_data``, each value as it is stored, whether or not it can be read.

    A value that no draft can hold is returned as text that shows it.
    """
    return note_of(row, [{"id": relation.target_id, "why": relation.why} for relation in row.relations.all()])


def note_of(row: Any, related: list[dict[str, str]]) -> NoteData:
    """Return a row of the notes or of their history as ``stored_note`` does, with these related entries."""
    values = {key: getattr(row, key) for key in PLAIN}
    values["retry"] = {key: _retry_value(row, key) for key in RETRY}
    values["related"] = related
    return {key: _shown(value) for key, value in values.items()}


def published_note(entry_id: str, *, lock: bool = False) -> NoteData:
    """Return the published note of an entry, {} where none is; ``lock`` keeps it to the end of the transaction."""
    row = fetch_row(entry_id, lock=lock)
    return stored_note(row) if row else {}


def fetch_row(entry_id: str, *, lock: bool = False) -> NoteRow | None:
    """Return the row without its date: SQLite may hold there what is no date."""
    rows = NoteRow.objects.defer("updated_at").prefetch_related("relations")
    return (rows.select_for_update() if lock else rows).filter(pk=entry_id).first()


def _retry_value(row: NoteRow, key: str) -> Any:
    value = getattr(row, f"retry_{key}")
    return None if key == "this_request" and value == "" else value  # a column of text holds no null


def _shown(value: Any) -> Any:
    if not objection(value):
        return value
    return str(value).encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")


def write_facts(entry: Entry, entry_id: str) -> None:
    """Write the vendor's facts of an entry, which may be new; ``entry_id`` is the id that it has so far."""
    if entry.id != entry_id:
        rename_code(entry_id, entry.id, facts_of(entry))
    facts = columns_of(entry) | {"category_id": entry.category.slug}
    Code.objects.update_or_create(pk=entry.id, defaults=facts)


def write_note(entry: Entry, base: NoteData, changed: set[str], user: Any, reason: str, moment: datetime) -> None:
    """Write the changed fields of a note, with who, when and why in its history. ``base`` is {} for a new note.

    What did not change stays as it is stored, to the byte; ``file_digest`` stays too, which tells that it was edited.
    """
    row = fetch_row(entry.id, lock=True) or NoteRow(pk=entry.id, file_digest="")
    data = note_data(entry.note)
    for key in PLAIN:
        if key in changed or not base:
            setattr(row, key, data[key])
    if "retry" in changed or not base:
        for key in RETRY:
            setattr(row, f"retry_{key}", data["retry"][key])
        row.retry_this_request = row.retry_this_request or ""
    row.updated_at = moment
    for name, value in _history(user, reason, moment).items():
        setattr(row, name, value)
    row.save()
    if "related" in changed or not base:
        _write_relations(entry.id, data["related"], _history(user, reason, moment))


def _history(user: Any, reason: str, moment: datetime) -> dict[str, Any]:
    return {"_history_user": user, "_change_reason": reason or None, "_history_date": moment}


def _write_relations(note_id: str, related: list[dict[str, str]], history: Mapping[str, Any]) -> None:
    """Make these the note's relations; rows that do not change are not written."""
    known = {relation.target_id: relation for relation in Relation.objects.filter(note_id=note_id)}
    for position, row in enumerate(related):
        relation = known.pop(row["id"], None) or Relation(note_id=note_id, target_id=row["id"], position=-1)
        if (relation.why, relation.position) != (row["why"], position):
            relation.why, relation.position = row["why"], position
            _with(relation, history).save()
    for relation in known.values():
        _with(relation, history).delete()


def _with(relation: Relation, history: Mapping[str, Any]) -> Relation:
    for name, value in history.items():
        setattr(relation, name, value)
    return relation
