"""Controls of the editor's form. They take whatever is typed: the catalogue's own reader judges it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from exchange_errors.catalogue.record_fields import RecordField, fields_of

from .. import labels

Words = Mapping[str, Any]

CONTROL_LABELS: Words = {
    "for": "Who does it",
    "tell": "How to tell",
    "min_delay_ms": "Least wait, in milliseconds",
    "max_attempts": "Most attempts",
    "this_request": "This very request",
    "source_title": "Title of the page",
    "source_url": "Its address",
    "run": "A call that shows it",
}
NAMES = ("id", "url", "run")  # set in mono, on one line
WIDE = 120  # characters; a control for so many takes a line of its own


class TypedText(forms.Field):
    """A text as it was typed, with one kind of line break; one line where the control has no more."""

    def __init__(
        self, *, one_line: bool = True, rows: int = 2, code: bool = False, wide: bool = False, **options: Any
    ) -> None:
        self.one_line = one_line
        classes = " ".join(name for name, is_so in (("code-text", code), ("wide-text", wide or not one_line)) if is_so)
        attributes = {"class": classes, **({"spellcheck": "false"} if code else {})}
        widget = forms.TextInput(attributes) if one_line else forms.Textarea({"rows": rows, **attributes})
        super().__init__(required=False, **{"widget": widget, **options})

    def to_python(self, value: Any) -> str:
        text = ("" if value is None else str(value)).replace("\r\n", "\n").replace("\r", "\n")
        return text.replace("\n", "") if self.one_line else text  # as a browser does


class Chosen(TypedText):
    """One of several values, or another one that is stored."""

    def __init__(self, choices: list[tuple[str, Any]], *, radio: bool = False, **options: Any) -> None:
        self.is_radio = radio
        widget = forms.RadioSelect if radio else forms.Select
        super().__init__(widget=widget(choices=choices), **options)


class Ticked(TypedText):
    """Yes, which is ``on``, or no, which is empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.CheckboxInput(), **options)

    def to_python(self, value: Any) -> str:
        return "on" if value else ""


def words_of(key: str) -> str:
    """Return how a field is called in the form."""
    return key.replace("_", " ").capitalize()


def choices_of(field: RecordField) -> list[tuple[str, Any]]:
    """Return the values of a field with what editors call them: those without words get a capital."""
    words = labels.VALUES.get(field.key, {})
    empty = [("", "–")] if field.is_optional else []
    return [*empty, *((value, words.get(value) or words_of(value)) for value in field.choices)]


def control(field: RecordField, label: str) -> TypedText:
    """Return the control of one field of a record."""
    options: dict[str, Any] = {"label": label, "help_text": field.about.description}
    if field.choices and not field.is_list:
        return Chosen(choices_of(field), **options)
    longest = field.about.longest
    one_line = field.is_list or field.item is int or bool(longest) or field.key in (*NAMES, "title")
    text = TypedText(one_line=one_line, code=field.is_list or field.key in NAMES, wide=longest > WIDE, **options)
    if field.key == "id":
        text.widget.attrs["list"] = "entry-ids"
    return text


def controls_of(record: type[Any]) -> dict[str, TypedText]:
    """Return the controls of a record; those of a record inside it are named ``outer_inner``."""
    labels_of = ((name, field, CONTROL_LABELS.get(name, words_of(name))) for name, field, _path in flat_fields(record))
    return {name: control(field, label) for name, field, label in labels_of}


def flat_fields(record: Any) -> Iterator[tuple[str, RecordField, tuple[str, ...]]]:
    """Yield the name, the field and the keys that lead to it, of every field of a record."""
    for field in fields_of(record):
        if field.is_record:
            inner = ((f"{field.key}_{name}", each, (field.key, *path)) for name, each, path in flat_fields(field.item))
            yield from inner
        else:
            yield field.key, field, (field.key,)


def as_texts(record: type[Any], row: Mapping[str, Any]) -> dict[str, str]:
    """Return what the controls of a record show; a value of another kind is shown as JSON."""
    texts = {}
    for name, field, path in flat_fields(record):
        value: Any = row
        for key in path:
            value = value.get(key) if isinstance(value, Mapping) else None
        texts[name] = _as_text(field, value)
    return texts


def _as_text(field: RecordField, value: Any) -> str:
    if isinstance(value, str):
        return value
    if field.is_list and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return "" if value in (None, []) else json.dumps(value, ensure_ascii=False)


def as_record(record: type[Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the record that was typed, in the shape of ``note_data``."""
    row: dict[str, Any] = {}
    for name, field, path in flat_fields(record):
        inner = row
        for key in path[:-1]:
            inner = inner.setdefault(key, {})
        inner[path[-1]] = _as_value(field, texts.get(name, ""))
    return row


def _as_value(field: RecordField, text: str) -> Any:
    if field.is_list:
        return [part.strip() for part in text.split(",") if part.strip()]
    if field.item is int and text.strip().isascii() and text.strip().isdecimal() and len(text.strip()) < 19:
        return int(text)
    return None if field.is_optional and not text.strip() else text
