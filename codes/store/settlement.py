"""The text of a file that contradicts an edit: the sync keeps it until an editor has compared the two."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from exchange_errors.catalogue.record_reader import note_from_data
from exchange_errors.catalogue.value_reader import ContentError

from ..models import Code, NoteRow
from .digests import json_digest, note_digest


class FileText(NamedTuple):
    """What a file says of a code, as plain data; ``version`` names this very text."""

    facts: dict[str, Any]
    note: dict[str, Any]
    version: str


def contested() -> QuerySet[NoteRow]:
    """Return the notes on which file and database contradict each other."""
    return NoteRow.objects.filter(file_entry__isnull=False).order_by("code__kind", "code__code", "pk")


def file_text(entry_id: str) -> FileText | None:
    """Return what the file says against an edit; None where nothing does, or where that cannot be read."""
    value = NoteRow.objects.values_list("file_entry", flat=True).filter(pk=entry_id).first()
    if not isinstance(value, dict) or not all(isinstance(value.get(key), dict) for key in ("facts", "note")):
        return None
    return FileText(value["facts"], value["note"], json_digest(value))


@transaction.atomic
def settle(entry_id: str, version: str) -> bool:
    """Mark this version of the file's text as settled: the database's text counts as an edit of it from now on.

    False where the file says something else by now.
    """
    NoteRow.objects.select_for_update().filter(pk=entry_id).values_list("pk").first()
    text = file_text(entry_id)
    if text is None or text.version != version:
        return False
    try:
        digest = note_digest(note_from_data(text.note))
    except ContentError:
        return False
    NoteRow.objects.filter(pk=entry_id).update(file_digest=digest, file_entry=None)
    Code.objects.filter(pk=entry_id).update(file_digest=json_digest(text.facts))
    return True
