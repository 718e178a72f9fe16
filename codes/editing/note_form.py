"""The editors' form of one note: checked by the catalogue's own reader, saved only where something was typed.

The form carries a digest of each field's text as it was shown. That tells what the editor typed from what somebody
else saved meanwhile, and from what nobody touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms

from exchange_errors.catalogue.entry import AUDIENCES, EVIDENCE, LOOK_AT
from exchange_errors.catalogue.record_reader import note_from_data
from exchange_errors.catalogue.value_reader import ContentError, Fault

from ..models import PLAIN, RETRY, Code, NoteRow, Relation
from .note_fields import Data, Lines, Owners, Questions, Tables

RETRY_FIELDS = tuple(f"retry_{key}" for key in RETRY)
FIELDS = (*PLAIN, *RETRY_FIELDS, "related")


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A field that somebody else saved while the form was open: the text saved, and the editor's own."""

    label: str
    saved: str
    typed: str
    touched: bool  # whether the editor typed something in this field too


ASK_FOR = (
    "What to request when it is missing, never a secret; one to a line: a text, or "
    '{ needs = ["request"], fields = ["side"], optional = ["price"] }, which is not asked for where the paste has it.'
)


class NoteForm(forms.ModelForm):
    """One note. What the content format refuses is refused here, at its field and in the format's own words."""

    loaded = forms.CharField(required=False, widget=forms.HiddenInput)
    owner = Owners(help_text="The first is the main owner: pages, the map and the API name it first.")
    causes = Tables(key="causes", help_text=f"text, tell and evidence ({', '.join(EVIDENCE)}) of each cause.")
    checks = Tables(
        key="checks",
        required=False,
        help_text=f"ask, look_at ({', '.join(LOOK_AT)}), yes and no (cause 2, check 3 or an id) and any run of each.",
    )
    steps = Tables(key="steps", help_text=f"text and for ({', '.join(AUDIENCES)}) of each step.")
    seen = Tables(
        key="seen", required=False, help_text="text and source (title and url) of each variant met in public."
    )
    sources = Tables(key="sources", required=False)
    related = Tables(
        key="related",
        required=False,
        help_text="id (such as 306-INSUFFICIENT_AVAILABLE_BALANCE) and why of each neighbouring entry, in their order.",
    )
    parameters = Lines(required=False, help_text="One to a line.")
    methods = Lines(required=False, help_text="One to a line.")
    aliases = Lines(required=False, help_text="How people say it; one to a line.")
    ask_for = Questions(required=False, help_text=ASK_FOR)
    phrases = Data(required=False, help_text='Customers\' words by language, in JSON: {"es": ["…", "…"]}.')
    example = Data(required=False, help_text='In JSON: {"response": {…}, "corrected_request": {…}}.')
    libraries = Data(required=False, help_text='The exception\'s class by library, in JSON: {"ccxt": "…"}.')

    class Meta:
        model = NoteRow
        fields = (*PLAIN, *RETRY_FIELDS)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.is_bound:
            self.data: Any = self.data.copy()  # a request's own cannot be changed
        self.shown = [name for name in FIELDS if name in self.fields]  # a reader who may only look has fewer
        self.meanwhile: list[Meanwhile] = []
        self.current = self._current_row()
        self.stored = _values(self.current)
        self.initial = {**self.initial, "related": self.stored["related"], "loaded": self._versions()}

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields whose text is no longer the stored one, however a field would read it."""
        return [name for name in self.shown if self._typed(name) != self._saved(name)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.shown:  # what was not touched stays as it is stored, to the byte
            if name not in self.changed_data:
                cleaned[name] = self.stored[name]
            elif isinstance(cleaned.get(name), str):
                cleaned[name] = cleaned[name].replace("\r\n", "\n")
        self._find_meanwhile()
        self._hold_to_the_rules(cleaned)
        self.instance.file_digest = self.current.file_digest  # a sync may have run since the row was first read
        return cleaned

    def _hold_to_the_rules(self, cleaned: Mapping[str, Any]) -> None:
        """Ask the catalogue's reader, with the stored values where a field has an error already."""
        refused = set(self.errors)
        values = {name: cleaned.get(name, self.stored[name]) for name in FIELDS}
        faults = [*_faults(values), *_unknown_targets(values["related"], self.instance.pk)]
        for fault in faults:
            name = f"retry_{fault.key}" if fault.field == "retry" else fault.field
            if name not in refused:
                self.add_error(name if name in self.fields else None, fault.message)

    def _find_meanwhile(self) -> None:
        """Where others saved since the form was opened: say so, show both texts, and save nothing this time."""
        opened = dict(part.partition(":")[::2] for part in self.data.get("loaded", "").split())
        for name in self.shown:
            saved, typed = self._saved(name), self._typed(name)
            if opened.get(name) == _digest(saved) or saved == typed:
                continue
            touched = opened.get(name) != _digest(typed)
            self.meanwhile.append(Meanwhile(str(self[name].label), saved, typed, touched))
            if touched:
                self.add_error(name, "This was saved by somebody else meanwhile. Your text is kept here, not saved.")
            else:
                self._show_saved(name)
        self.data["loaded"] = self._versions()
        if self.meanwhile:
            self.add_error(None, "Nothing was saved yet: somebody else saved this note after you opened it.")

    def _show_saved(self, name: str) -> None:
        """Put the text saved meanwhile into a field that the editor did not touch."""
        widget, value = self.fields[name].widget, self[name].field.prepare_value(self.stored[name])
        if isinstance(widget, forms.MultiWidget):
            for place, part in enumerate(widget.decompress(value) or ()):
                self.data[f"{name}_{place}"] = part
        else:
            self.data[name] = "" if value is None else value

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]  # Django has it, its stubs have not
        if "related" in self.changed_data:
            _save_relations(self.instance.pk, self.cleaned_data["related"])

    def _current_row(self) -> NoteRow:
        """Return the row as it is stored now; locked until the end of the transaction where a form was sent."""
        rows = NoteRow.objects.defer("updated_at").prefetch_related("relations")
        if self.is_bound:
            rows = rows.select_for_update()
        return rows.get(pk=self.instance.pk)

    def _versions(self) -> str:
        return " ".join(f"{name}:{_digest(self._saved(name))}" for name in self.shown)

    def _saved(self, name: str) -> str:
        field = self.fields[name]
        value = field.prepare_value(self.stored[name])
        return _text(field.widget.decompress(value) if isinstance(field.widget, forms.MultiWidget) else value)

    def _typed(self, name: str) -> str:
        widget, sent = self.fields[name].widget, (self.data, self.files, self.add_prefix(name))
        return self._saved(name) if widget.value_omitted_from_data(*sent) else _text(widget.value_from_datadict(*sent))


def _values(row: NoteRow) -> dict[str, Any]:
    related = [{"id": relation.target_id, "why": relation.why} for relation in row.relations.all()]
    return {**{name: getattr(row, name) for name in (*PLAIN, *RETRY_FIELDS)}, "related": related}


def _text(value: Any) -> str:
    """Return what a browser shows of a value and sends back, with one kind of line break."""
    if isinstance(value, list | tuple):
        return "\n".join(_text(part) for part in value if part)
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _faults(values: Mapping[str, Any]) -> tuple[Fault, ...]:
    retry = {key: values[f"retry_{key}"] for key in RETRY}
    try:
        note_from_data({**{key: values[key] for key in PLAIN}, "related": values["related"], "retry": retry})
    except ContentError as error:
        return error.faults
    return ()


def _unknown_targets(related: Any, own: str) -> list[Fault]:
    """Name what is wrong with the ids of related entries: the database holds each once, and to a code that is there."""
    ids = [row["id"] for row in related if isinstance(row, dict) and isinstance(row.get("id"), str)]
    known = set(Code.objects.filter(pk__in=[key for key in ids if "\x00" not in key]).values_list("pk", flat=True))
    messages = [f"No entry has the id {key[:60]!r}." for key in ids if key not in known]
    messages += [f"{key} stands here twice." for key in sorted({key for key in ids if ids.count(key) > 1})]
    messages += ["An entry is not related to itself."] if own in ids else []
    return [Fault("related", 1, message, "related") for message in messages]


def _save_relations(note_id: str, wanted: list[dict[str, str]]) -> None:
    """Make the note's relations those that are wanted; rows that stay as they are, are not written."""
    known = {relation.target_id: relation for relation in Relation.objects.filter(note_id=note_id)}
    for position, row in enumerate(wanted):
        relation = known.pop(row["id"], None) or Relation(note_id=note_id, target_id=row["id"], position=-1)
        if (relation.why, relation.position) != (row["why"], position):
            relation.why, relation.position = row["why"], position
            relation.save()
    for relation in known.values():
        relation.delete()
