"""The texts that a note had: each with who wrote it, when and why."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple

from ..models import Draft, NoteRow, Relation
from ..store.sync import REASON
from .published_notes import NoteData, note_of


class NoteVersion(NamedTuple):
    """One text of a note. ``writer`` is who saved the draft last, where that was somebody else than ``publisher``."""

    pk: int
    moment: datetime
    publisher: str
    writer: str
    reason: str
    note: NoteData


def versions(entry_id: str, begin: int, end: int) -> list[NoteVersion]:
    """Return the versions from place ``begin`` up to ``end``, the newest at 0."""
    records = NoteRow.history.filter(code_id=entry_id).defer("updated_at").select_related("history_user")
    rows = list(records.order_by("-history_date", "-history_id")[begin:end])
    related = RelatedHistory(entry_id)
    drafts = Draft.objects.filter(entry_id=entry_id, state="published", changed_at__in=[r.history_date for r in rows])
    writers = {draft.changed_at: draft.changed_by for draft in drafts.select_related("changed_by")}
    return [_version(row, related, writers.get(row.history_date)) for row in rows]


def version(entry_id: str, pk: int) -> NoteVersion | None:
    """Return one version of an entry."""
    row = NoteRow.history.filter(code_id=entry_id, history_id=pk).defer("updated_at").first()
    return _version(row, RelatedHistory(entry_id), None) if row else None


def _version(row: Any, related: RelatedHistory, writer: Any) -> NoteVersion:
    publisher = row.history_user.get_username() if row.history_user else ""
    written_by = writer.get_username() if writer else ""
    return NoteVersion(
        row.history_id,
        row.history_date,
        publisher or ("The content files" if row.history_change_reason in (None, REASON) else "Somebody who left"),
        written_by if written_by != publisher else "",
        row.history_change_reason or "",
        note_of(row, related.at(row.history_date)),
    )


class RelatedHistory:
    """The related entries of a note at any time; they have rows, and so a history, of their own."""

    def __init__(self, entry_id: str) -> None:
        self._records: dict[int, list[Any]] = defaultdict(list)
        for record in Relation.history.filter(note_id=entry_id).order_by("history_date", "history_id"):
            self._records[record.id].append(record)
        # Those that no record tells of were loaded before a sync kept any: they were there all the time.
        self._always = [row for row in Relation.objects.filter(note_id=entry_id) if row.pk not in self._records]

    def at(self, moment: datetime) -> list[dict[str, str]]:
        """Return the related entries as they were then, in their order."""
        rows = [*self._always, *filter(None, (_at(records, moment) for records in self._records.values()))]
        rows.sort(key=lambda row: (row.position, row.id))
        return [{"id": row.target_id, "why": row.why} for row in rows]


def _at(records: list[Any], moment: datetime) -> Any:
    past = [record for record in records if record.history_date <= moment]
    if past:
        return None if past[-1].history_type == "-" else past[-1]
    return None if records[0].history_type == "+" else records[0]
