"""The fields of a note as parts of the editor's form. They follow Note's definition: a new field has its part at once.

A part shows a value as rows of texts, one for each control, and reads such rows back. Of a part that is no list, there
is one row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory

from exchange_errors.catalogue.entry import OWNERS, CustomerQuestion, Note
from exchange_errors.catalogue.lint import LONGEST_FIX, LONGEST_HEADLINE, LONGEST_SUMMARY
from exchange_errors.catalogue.record_fields import RecordField, fields_of
from exchange_errors.catalogue.sections import EXAMPLES

from .. import labels
from .typed_text import Chosen, Ticked, TypedText, Words, as_record, as_texts, choices_of, controls_of, words_of

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


class Part:
    """One field of a note in the form; ``kind`` names its template."""

    kind = "fields"
    is_list = False

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
        """Return the value as rows of texts; empty ones for a value that cannot be shown."""
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
        """Return the rows as a browser shows them and sends them back: with its own line breaks."""
        controls = self.form_class.base_fields
        return [{name: controls[name].to_python(text) for name, text in row.items()} for row in self.rows(value)]

    @cached_property
    def form_class(self) -> type[forms.Form]:
        return type("PartForm", (forms.Form,), {**self.controls(), "use_required_attribute": False})

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
        """Return the rows of a form that was sent, None where it has not got this part."""
        formset = self.formset_class(data, prefix=self.key)
        if not formset.management_form.is_valid():
            return None
        formset.is_valid()
        return [form.cleaned_data for form in formset.forms]


class TextPart(Part):
    """One text."""

    kind = "text"

    def controls(self) -> dict[str, forms.Field]:
        about = self.field.about
        return {"text": TypedText(one_line=bool(about.longest), rows=4 if about.heading else 2, label=self.label)}

    def shows(self, value: Any) -> bool:
        return isinstance(value, str)

    def rows(self, value: Any) -> list[Row]:
        return [{"text": value if isinstance(value, str) else ""}]

    def value(self, rows: list[Row]) -> Any:
        return rows[0]["text"] if rows else ""

    def count(self, rows: list[Row]) -> str:
        text = self.value(rows)
        if self.key == "fix":
            return f"{len(text)} of {LONGEST_FIX} characters"
        return f"{len(text.split())} of {MOST_WORDS[self.key]} words" if self.key in MOST_WORDS else ""


class ChoicePart(TextPart):
    """One of several words."""

    kind = "choice"

    def controls(self) -> dict[str, forms.Field]:
        return {"text": Chosen(choices_of(self.field), radio=True, label=self.label)}


class LinesPart(TextPart):
    """A list of short texts, one to a line."""

    kind = "text"

    def controls(self) -> dict[str, forms.Field]:
        code = self.key in ("parameters", "methods")
        return {"text": TypedText(one_line=False, rows=4, code=code, label=self.label, help_text="One to a line.")}

    def shows(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(line, str) for line in value)

    def rows(self, value: Any) -> list[Row]:
        return [{"text": "\n".join(value) if self.shows(value) else ""}]

    def value(self, rows: list[Row]) -> Any:
        return _lines(rows[0]["text"]) if rows else []


class RecordPart(Part):
    """One record, such as the advice on retries."""

    def controls(self) -> dict[str, forms.Field]:
        return dict(controls_of(self.field.item))

    def shows(self, value: Any) -> bool:
        return isinstance(value, dict)

    def rows(self, value: Any) -> list[Row]:
        return [as_texts(self.field.item, value if isinstance(value, dict) else {})]

    def value(self, rows: list[Row]) -> Any:
        return as_record(self.field.item, rows[0] if rows else {})


class RecordsPart(RecordPart):
    """A list of records, such as the causes. Rows without any text are left out."""

    kind = "rows"
    is_list = True

    def shows(self, value: Any) -> bool:
        return isinstance(value, list) and len(value) <= MOST_ROWS and all(isinstance(row, dict) for row in value)

    def rows(self, value: Any) -> list[Row]:
        return [as_texts(self.field.item, row) for row in value] if self.shows(value) else []

    def value(self, rows: list[Row]) -> Any:
        return [as_record(self.field.item, row) for row in rows if self.says_something(row)]

    def says_something(self, row: Row) -> bool:
        """Say whether somebody typed in the row: what is only chosen from a list is there from the start."""
        controls = self.form_class.base_fields
        return any(text.strip() for name, text in row.items() if not isinstance(controls[name], Chosen))


class QuestionsPart(RecordsPart):
    """What to ask for; a question that is only a text stands as such."""

    def shows(self, value: Any) -> bool:
        return super().shows(_as_tables(value))

    def rows(self, value: Any) -> list[Row]:
        return super().rows(_as_tables(value))

    def value(self, rows: list[Row]) -> Any:
        questions = ({key: item for key, item in row.items() if item} for row in super().value(rows))
        return [row["text"] if row.keys() == {"text"} else row for row in questions]


class TablePart(RecordsPart):
    """A table of names and values: the exception of each library, the customers' words in each language."""

    def controls(self) -> dict[str, forms.Field]:
        if self.key == "phrases":
            lines = TypedText(one_line=False, rows=4, label="What customers say", help_text="One to a line.")
            return {"name": TypedText(label="Language", help_text="A tag such as es.", code=True), "item": lines}
        return {"name": TypedText(label="Library", code=True), "item": TypedText(label="Its error class", code=True)}

    def shows(self, value: Any) -> bool:
        kind = list if self.key == "phrases" else str
        few = isinstance(value, dict) and len(value) <= MOST_ROWS
        return few and all(isinstance(item, kind) for item in value.values())

    def rows(self, value: Any) -> list[Row]:
        table = value if self.shows(value) else {}
        texts = ((name, item if isinstance(item, str) else "\n".join(map(str, item))) for name, item in table.items())
        return [{"name": name, "item": item} for name, item in texts]

    def value(self, rows: list[Row]) -> Any:
        rows = [row for row in rows if self.says_something(row)]
        if self.key != "phrases":
            return {row["name"].strip(): row["item"].strip() for row in rows}
        table: dict[str, list[str]] = {}
        for row in rows:
            table.setdefault(row["name"].strip(), []).extend(_lines(row["item"]))
        return table


class ExamplePart(Part):
    """The failing response and the corrected request, as JSON."""

    def controls(self) -> dict[str, forms.Field]:
        boxes = {key: TypedText(one_line=False, rows=8, code=True, label=words_of(key)) for key in EXAMPLES.values()}
        return dict(boxes)

    def shows(self, value: Any) -> bool:
        return isinstance(value, dict)

    def rows(self, value: Any) -> list[Row]:
        table = value if isinstance(value, dict) else {}
        parts = {key: table[key] for key in EXAMPLES.values() if key in table}
        return [dict.fromkeys(EXAMPLES.values(), "") | {key: _as_json(part) for key, part in parts.items()}]

    def value(self, rows: list[Row]) -> Any:
        row = rows[0] if rows else {}
        return {key: _from_json(text)[0] for key, text in row.items() if text.strip()}

    def complaints(self, rows: list[Row]) -> Iterable[str]:
        row = rows[0] if rows else {}
        wrong = ((key, _from_json(text)[1]) for key, text in row.items() if text.strip())
        return [f"{words_of(key)} is not JSON: {reason}" for key, reason in wrong if reason]


class OwnersPart(Part):
    """Who fixes it: the main person first, then everybody else who has a step."""

    kind = "owners"
    help = "Main: who does the first step. Also: everybody else who has a step."

    def __init__(self, field: RecordField) -> None:
        super().__init__(field)
        self.help = type(self).help

    def controls(self) -> dict[str, forms.Field]:
        also = {f"also_{owner}": Ticked(label=f"{labels.OWNER[owner]} has a step too") for owner in OWNERS}
        words = [(owner, f"{labels.OWNER[owner]} is the main one") for owner in OWNERS]
        return {"main": Chosen(words, radio=True, label="Main"), **also}

    def formset(self, rows: list[Row]) -> BaseFormSet[Any]:
        """Return the controls, with the two of each person together."""
        formset = super().formset(rows)
        form: Any = formset.forms[0]
        radios = {radio.data["value"]: radio for radio in form["main"].subwidgets}
        form.people = [(owner, radios[owner], form[f"also_{owner}"]) for owner in OWNERS]
        return formset

    def shows(self, value: Any) -> bool:
        return isinstance(value, list) and all(owner in OWNERS for owner in value) and len(set(value)) == len(value)

    def rows(self, value: Any) -> list[Row]:
        owners = value if self.shows(value) else []
        also = {f"also_{owner}": "on" if owner in owners[1:] else "" for owner in OWNERS}
        return [{"main": owners[0] if owners else "", **also}]

    def value(self, rows: list[Row]) -> Any:
        row = rows[0] if rows else {}
        main = [row["main"]] if row.get("main") else []
        return main + [owner for owner in OWNERS if row.get(f"also_{owner}") and owner not in main]


def _part(field: RecordField) -> Part:
    if field.item is CustomerQuestion:
        return QuestionsPart(field)
    if field.is_record:
        return RecordsPart(field) if field.is_list else RecordPart(field)
    if field.is_table:
        return ExamplePart(field) if field.key == "example" else TablePart(field)
    if field.choices:
        return OwnersPart(field) if field.is_list else ChoicePart(field)
    return LinesPart(field) if field.is_list else TextPart(field)


PARTS: Mapping[str, Part] = {field.key: _part(field) for field in fields_of(Note)}


def _as_tables(questions: Any) -> Any:
    if not isinstance(questions, list):
        return questions
    return [{"text": row} if isinstance(row, str) else row for row in questions]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _as_json(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)


def _from_json(text: str) -> tuple[Any, str]:
    """Return the value, or the text itself with the reason why it is none."""
    try:
        return json.loads(text), ""
    except RecursionError:
        return text, "it is nested too deep"
    except ValueError as error:
        return text, str(error)
