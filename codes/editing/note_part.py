"""A field of a note as a part of the editor's form, and the parts that are one text.

A part shows a value as rows of texts, one for each control, and reads such rows back. A part that is no list has one
row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory

from exchange_errors.catalogue.lint import LONGEST_FIX, LONGEST_HEADLINE, LONGEST_SUMMARY
from exchange_errors.catalogue.note import EVIDENCE
from exchange_errors.catalogue.record_fields import RecordField

from .typed_text import Chosen, TypedText, Words, choices_of, words_of

Row = dict[str, str]
MOST_ROWS = 100

MOST_WORDS = {"headline": LONGEST_HEADLINE, "summary": LONGEST_SUMMARY}

LABELS: Words = {
    "owner": "Who fixes it",
    "ask_for": "Ask for",
    "example": "Example, in JSON",
    "seen": "Seen in public",
    "related": "Easily confused with",
    "checks": "Which one is it?",
    "aliases": "Also called",
}
# How one row is called.
ROW_WORDS: Words = {
    "seen": "variant",
    "ask_for": "question",
    "related": "entry",
    "phrases": "language",
    "libraries": "library",
}


class NotePart:
    """One field of a note in the form; ``kind`` names its template, ``value_type`` is that of its value."""

    kind = "fields"
    is_list = False
    value_type: type[Any] = dict

    def __init__(self, field: RecordField) -> None:
        self.key = field.key
        self.field = field
        self.label = LABELS.get(field.key, words_of(field.key))
        self.row_word = ROW_WORDS.get(field.key, field.key.removesuffix("s"))
        self.help = field.about.description

    def controls(self) -> dict[str, forms.Field]:
        """Return the controls of a row by name."""
        raise NotImplementedError

    def shows(self, value: Any) -> bool:
        """Say whether ``rows`` can show the value; a stored one may be anything."""
        raise NotImplementedError

    def rows(self, value: Any) -> list[Row]:
        """Return a value that can be shown as rows of texts."""
        raise NotImplementedError

    def value(self, rows: list[Row]) -> Any:
        """Return what was typed, in the shape of ``note_data``, right or not."""
        raise NotImplementedError

    def complaints(self, rows: list[Row]) -> Iterable[str]:
        """Return what is wrong with the texts where their value alone would not tell."""
        return ()

    def count(self, rows: list[Row]) -> str:
        """Return how long the text is and may be; "" where nothing limits it."""
        return ""

    def shown(self, value: Any) -> list[Row]:
        """Return the rows as a browser sends them back: with its own line breaks; empty where no control fits."""
        controls: Mapping[str, Any] = self.form_class.base_fields
        rows = self.rows(value if self.shows(value) else self.value_type())
        return [{name: controls[name].to_python(text) for name, text in row.items()} for row in rows]

    def blank_row(self, rows: list[Row]) -> Row:
        """Return a row to be typed into after these; what is chosen is as in the last one, but never how well founded.

        A new row claims no more than that we infer it.
        """
        row = {}
        for name, control in self.form_class.base_fields.items():
            choices = [value for value, _words in getattr(control.widget, "choices", ())]
            row[name] = rows[-1][name] if choices and rows else next(iter(choices), "")
        return row | ({"evidence": EVIDENCE[-1]} if "evidence" in row else {})

    @cached_property
    def form_class(self) -> type[forms.Form]:
        return type("NotePartForm", (forms.Form,), {**self.controls(), "use_required_attribute": False})

    @cached_property
    def formset_class(self) -> type[BaseFormSet[Any]]:
        return formset_factory(self.form_class, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)

    def formset(self, rows: list[Row]) -> BaseFormSet[Any]:
        """Return the controls, filled; a value that is none of a control's choices is one more of them."""
        formset = self.formset_class(initial=rows, prefix=self.key, auto_id="%s")
        for form, row in zip(formset.forms, rows, strict=True):
            for name, field in form.fields.items():
                known = [value for value, _words in getattr(field.widget, "choices", ())]
                if known and row[name] not in known:
                    field.widget.choices = [(row[name], row[name] or "–"), *field.widget.choices]
        return formset

    def sent(self, data: Mapping[str, Any]) -> list[Row] | None:
        """Return the rows of a form that was sent, None where this part is not in it."""
        formset = self.formset_class(data, prefix=self.key)
        if not formset.management_form.is_valid():
            return None
        formset.is_valid()
        rows = [{name: form.cleaned_data.get(name, "") for name in form.fields} for form in formset.forms]
        return rows if rows or self.is_list else None


class PlainPart(NotePart):
    """One text."""

    kind = "text"
    value_type = str

    def controls(self) -> dict[str, forms.Field]:
        about = self.field.about
        return {"text": TypedText(one_line=bool(about.longest), rows=4 if about.heading else 2, label=self.label)}

    def shows(self, value: Any) -> bool:
        return isinstance(value, str)

    def rows(self, value: Any) -> list[Row]:
        return [{"text": value}]

    def value(self, rows: list[Row]) -> Any:
        return rows[0]["text"]

    def count(self, rows: list[Row]) -> str:
        text = self.value(rows)
        if self.key == "fix":
            return f"{len(text)} of {LONGEST_FIX} characters"
        return f"{len(text.split())} of {MOST_WORDS[self.key]} words" if self.key in MOST_WORDS else ""


class ChoicePart(PlainPart):
    """One of several words."""

    kind = "choice"

    def controls(self) -> dict[str, forms.Field]:
        return {"text": Chosen(choices_of(self.field), radio=True, label=self.label)}


class LinesPart(PlainPart):
    """A list of short texts, one to a line."""

    value_type: type[Any] = list

    def controls(self) -> dict[str, forms.Field]:
        code = self.key in ("parameters", "methods")
        return {"text": TypedText(one_line=False, rows=4, code=code, label=self.label, help_text="One to a line.")}

    def shows(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(line, str) for line in value)

    def rows(self, value: Any) -> list[Row]:
        return [{"text": "\n".join(value)}]

    def value(self, rows: list[Row]) -> Any:
        return text_lines(rows[0]["text"])


def text_lines(text: str) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in text.split("\n") if line.strip()]
