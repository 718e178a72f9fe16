"""One change of one field for many entries: chosen, looked at, then a draft for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from exchange_errors.catalogue.note import Note, Retry
from exchange_errors.catalogue.record_fields import RecordField, fields_of
from exchange_errors.catalogue.value_reader import Fault

from .. import audit_trail
from ..models import Draft
from . import workflow
from .field_differences import FieldDifference, field_differences, field_label
from .note_check import examine
from .published_notes import NoteData, published_note
from .typed_text import choices_of
from .workflow import RefusedChange

# Fields that hold one of a few values; every other field says something of its own entry.
FIELDS: dict[str, RecordField] = {
    **{field.key: field for field in fields_of(Note) if field.choices},
    **{f"retry.{field.key}": field for field in fields_of(Retry) if field.choices and not field.is_optional},
}
HOW = (
    ("first", "Put first, as the main one"),
    ("add", "Add at the end"),
    ("remove", "Remove"),
    ("only", "Replace all by it"),
)


class BulkForm(forms.Form):
    """Which entries change, in which field, and to what."""

    field = forms.ChoiceField(choices=[(key, ": ".join(map(field_label, key.split(".")))) for key in FIELDS])
    how = forms.ChoiceField(choices=HOW, required=False, label="How")
    value = forms.ChoiceField()
    entries = forms.MultipleChoiceField(required=False)
    category = forms.MultipleChoiceField(required=False)
    reason = forms.CharField(max_length=workflow.LONGEST_REASON, label="Why this change")

    def __init__(self, data: Any, key: str, by_category: dict[str, list[str]]) -> None:
        super().__init__(data, initial={"field": key})
        chosen: Any = self.fields
        self.by_category = by_category
        chosen["value"].choices = [each for each in choices_of(FIELDS[key]) if each[0]]
        chosen["entries"].choices = [(each, each) for ids in by_category.values() for each in ids]
        chosen["category"].choices = [(slug, slug) for slug in by_category]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        of_categories = [each for slug in cleaned.get("category", ()) for each in self.by_category[slug]]
        cleaned["entries"] = list(dict.fromkeys([*cleaned.get("entries", ()), *of_categories]))
        if not cleaned["entries"] and "entries" not in self.errors:
            self.add_error("entries", "Choose at least one entry.")
        return cleaned


@dataclass(frozen=True)
class BulkRow:
    """One chosen entry: its note after the change, in what it differs, and what speaks against it."""

    entry_id: str
    note: NoteData
    differences: list[FieldDifference]
    faults: tuple[Fault, ...]
    open_draft: Draft | None

    @property
    def is_changed(self) -> bool:
        return bool(self.differences) and self.open_draft is None


def preview(form: BulkForm) -> list[BulkRow]:
    """Return what a valid form changes. An entry with an open draft is left alone: somebody is at work there."""
    chosen, rows = form.cleaned_data, []
    drafts = {draft.entry_id: draft for draft in Draft.objects.open().filter(entry_id__in=chosen["entries"])}
    for entry_id in chosen["entries"]:
        before = published_note(entry_id)
        after = changed(before, chosen["field"], chosen["how"], chosen["value"])
        differences = field_differences(before, after)
        faults = examine(entry_id, after).faults if differences and entry_id not in drafts else ()
        rows.append(BulkRow(entry_id, after, differences, faults, drafts.get(entry_id)))
    return rows


def changed(note: NoteData, key: str, how: str, value: str) -> NoteData:
    """Return the note with the field changed; ``how`` speaks of lists only."""
    outer, _, inner = key.partition(".")
    if inner:
        return {**note, outer: {**(note.get(outer) or {}), inner: value}}
    return {**note, outer: _listed(note.get(outer), how, value) if FIELDS[key].is_list else value}


def _listed(stored: Any, how: str, value: str) -> list[str]:
    others = [each for each in stored if each != value] if isinstance(stored, list) else []
    return {"add": [*others, value], "remove": others, "only": [value]}.get(how, [value, *others])


def confirm(rows: list[BulkRow], user: Any, reason: str) -> dict[str, list[str]]:
    """Make a draft for each entry that changes, and send to review what meets the standard.

    Return the ids by what became of them: ``in_review``, ``drafts`` that have faults, or ``refused``.
    """
    outcome: dict[str, list[str]] = {"in_review": [], "drafts": [], "refused": []}
    for row in rows:
        if row.is_changed:
            outcome[_drafted(row, user, reason)].append(row.entry_id)
    if begun := [*outcome["in_review"], *outcome["drafts"]]:
        audit_trail.record("bulk", f"{len(begun)} entries", f"{reason}\n{', '.join(begun)}", user)
    return outcome


def _drafted(row: BulkRow, user: Any, reason: str) -> str:
    try:
        draft = workflow.open_draft(row.entry_id, user)
        draft = workflow.save(draft, row.note, user, 0, reason)  # 0: a draft begun since the preview is left alone
    except RefusedChange:
        return "refused"
    try:
        workflow.send_to_review(draft, user)
    except RefusedChange:
        return "drafts"
    return "in_review"
