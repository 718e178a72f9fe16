"""The parts of the editor's form that are records, lists and tables, and the list of all parts.

They follow Note's definition: a new field has its part at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet

from exchange_errors.catalogue.note import OWNERS, CustomerQuestion, Note
from exchange_errors.catalogue.record_fields import RecordField, fields_of
from exchange_errors.catalogue.sections import EXAMPLES

from .. import labels
from .note_part import MOST_ROWS, ChoicePart, LinesPart, NotePart, PlainPart, Row, text_lines
from .typed_text import Chosen, Ticked, TypedText, as_record, as_texts, controls_of, words_of


class RecordPart(NotePart):
    """One record, such as the advice on retries."""

    def controls(self) -> dict[str, forms.Field]:
        return dict(controls_of(self.field.item))

    def shows(self, value: Any) -> bool:
        return isinstance(value, dict)

    def rows(self, value: Any) -> list[Row]:
        return [as_texts(self.field.item, value)]

    def value(self, rows: list[Row]) -> Any:
        return as_record(self.field.item, rows[0])


class RecordsPart(RecordPart):
    """A list of records, such as the causes. Rows without any text are left out."""

    kind = "rows"
    is_list = True
    value_type: type[Any] = list

    def shows(self, value: Any) -> bool:
        return isinstance(value, list) and len(value) <= MOST_ROWS and all(isinstance(row, dict) for row in value)

    def rows(self, value: Any) -> list[Row]:
        return [as_texts(self.field.item, row) for row in value]

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

    value_type: type[Any] = dict

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
        texts = ((name, item if isinstance(item, str) else "\n".join(map(str, item))) for name, item in value.items())
        return [{"name": name, "item": item} for name, item in texts]

    def value(self, rows: list[Row]) -> Any:
        rows = [row for row in rows if self.says_something(row)]
        if self.key != "phrases":
            return {row["name"].strip(): row["item"].strip() for row in rows}
        table: dict[str, list[str]] = {}
        for row in rows:
            table.setdefault(row["name"].strip(), []).extend(text_lines(row["item"]))
        return table


class ExamplePart(NotePart):
    """The failing response and the corrected request, as JSON."""

    def controls(self) -> dict[str, forms.Field]:
        boxes = {key: TypedText(one_line=False, rows=8, code=True, label=words_of(key)) for key in EXAMPLES.values()}
        return dict(boxes)

    def shows(self, value: Any) -> bool:
        return isinstance(value, dict)

    def rows(self, value: Any) -> list[Row]:
        return [{key: _as_json(value[key]) if key in value else "" for key in EXAMPLES.values()}]

    def value(self, rows: list[Row]) -> Any:
        return {key: _from_json(text)[0] for key, text in rows[0].items() if text.strip()}

    def complaints(self, rows: list[Row]) -> Iterable[str]:
        wrong = ((key, _from_json(text)[1]) for key, text in rows[0].items() if text.strip())
        return [f"{words_of(key)} is not JSON: {reason}" for key, reason in wrong if reason]


class OwnersPart(NotePart):
    """Who fixes it: the main person first, then everybody else who has a step."""

    kind = "owners"
    value_type: type[Any] = list

    def __init__(self, field: RecordField) -> None:
        super().__init__(field)
        self.help = "Main: who does the first step. Also: everybody else who has a step."

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
        also = {f"also_{owner}": "on" if owner in value[1:] else "" for owner in OWNERS}
        return [{"main": value[0] if value else "", **also}]

    def value(self, rows: list[Row]) -> Any:
        main = [rows[0]["main"]] if rows[0]["main"] else []
        return main + [owner for owner in OWNERS if rows[0][f"also_{owner}"] and owner not in main]


def _part(field: RecordField) -> NotePart:
    if field.item is CustomerQuestion:
        return QuestionsPart(field)
    if field.is_record:
        return RecordsPart(field) if field.is_list else RecordPart(field)
    if field.is_table:
        return ExamplePart(field) if field.key == "example" else TablePart(field)
    if field.choices:
        return OwnersPart(field) if field.is_list else ChoicePart(field)
    return LinesPart(field) if field.is_list else PlainPart(field)


PARTS: Mapping[str, NotePart] = {field.key: _part(field) for field in fields_of(Note)}


def _as_tables(questions: Any) -> Any:
    if not isinstance(questions, list):
        return questions
    return [{"text": row} if isinstance(row, str) else row for row in questions]


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
