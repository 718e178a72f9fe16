"""Reads records from plain data by the list of their fields: one rule for files, forms and database rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .entry import Category
from .note import CustomerQuestion, Note
from .record_fields import RecordField, fields_of
from .sections import EXAMPLES
from .value_reader import Reader

WEB_ADDRESS = re.compile(r"https://[^\s<>\"]+")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")

Table = Mapping[str, Any]


def note_from_data(data: Table, path: str = "note") -> Note:
    """Return the note in plain data, as ``note_data`` writes it. Raises ContentError for anything else."""
    read = Reader(path, "")
    note = read_note(read, data)
    read.raise_faults()
    return note


def read_note(read: Reader, data: Table) -> Note:
    """Return the note; keys that are not its fields are ignored. Every fault is recorded."""
    values: dict[str, Any] = {}
    for field in fields_of(Note):
        read.field = field.key
        values[field.name] = _value(read, data, field, "")
    read.field = ""
    return Note(**values)


def read_category(read: Reader, data: Table) -> Category:
    """Return the category in plain data, and record what is wrong with it."""
    category: Category = _record(read, Category, data, "category")
    return category


def _record(read: Reader, record: type, table: Table, near: str) -> Any:
    fields = fields_of(record)
    read.only(table, [field.key for field in fields], near)
    return record(**{field.name: _value(read, table, field, near) for field in fields})


def _value(read: Reader, table: Table, field: RecordField, near: str) -> Any:
    """Return one field's value; ``near`` names the table that holds it, "" the note itself."""
    if field.is_record:
        return _records(read, table, field)
    if field.is_table:
        return TABLES[field.key](read, table, field.key)
    if field.is_list:
        return _choices(read, table, field) if field.choices else read.strings(table, field.key)
    if field.choices:
        absent = field.is_optional and not table.get(field.key)
        return None if absent else read.choice(table, field.key, field.choices, near)
    if field.item is int:
        return read.count(table, field.key, field.about.most, near)
    if field.is_optional and table.get(field.key) is None:
        return None
    text: str = read.value(table, field.key, str, near, default=None if field.is_required else "")
    _check_text(read, field, text)
    return text or None if field.is_optional else text


def _records(read: Reader, table: Table, field: RecordField) -> Any:
    if field.item is CustomerQuestion:
        return tuple(_questions(read, table, field))
    if field.is_list:
        return tuple(_record(read, field.item, row, field.key) for row in read.tables(table, field.key))
    return _record(read, field.item, read.value(table, field.key, dict), field.key)


def _questions(read: Reader, table: Table, field: RecordField) -> Iterator[CustomerQuestion]:
    """Yield each question; one that has only a text may be written as that text."""
    values = table.get(field.key, [])
    if isinstance(values, list):
        values = [{"text": value} if isinstance(value, str) else value for value in values]
    for row in read.tables({field.key: values}, field.key):
        question = _record(read, CustomerQuestion, row, field.key)
        if not (question.text or question.is_of_one_object or question.needs == ("time",)):
            read.fault(f"{field.key} has a question without a text", field.key, key=field.key)
        yield question


def _check_text(read: Reader, field: RecordField, text: str) -> None:
    longest = field.about.longest
    if longest and (len(text) > longest or "\n" in text):
        read.fault(f"{field.key} must be one line of at most {longest} characters", field.key, key=field.key)
    if field.key == "url" and text and not WEB_ADDRESS.fullmatch(text):
        read.fault("url must be an address that begins with https://", field.key, key=field.key)
    if field.about.heading and any(line.startswith("## ") for line in text.split("\n")):
        message = f"{field.about.heading} must not hold a line that begins with '## ': those divide the file"
        read.fault(message, key=field.key)


def _choices(read: Reader, table: Table, field: RecordField) -> tuple[str, ...]:
    values = read.strings(table, field.key)
    for value in values:
        if value not in field.choices:
            message = f"{field.key} is {value[:60]!r}; allowed: {', '.join(field.choices)}"
            read.fault(message, field.key, key=field.key)
    if len(set(values)) < len(values):
        read.fault(f"{field.key} names somebody twice", field.key, key=field.key)
    return values


def _phrases(read: Reader, data: Table, key: str) -> dict[str, tuple[str, ...]]:
    table = _table(read, data, key)
    for language in table:
        if not LANGUAGE.fullmatch(language):
            read.fault(f"{key} has {language[:60]!r}, which is no language tag such as es", key, key=key)
    return {language: read.strings(table, language) for language in table}


def _libraries(read: Reader, data: Table, key: str) -> dict[str, str]:
    table = _table(read, data, key)
    if not all(isinstance(name, str) and name.strip() for pair in table.items() for name in pair):
        read.fault(f"{key} must be a table of library = class", key, key=key)
        return {}
    return {library.strip(): name.strip() for library, name in table.items()}


def _example(read: Reader, data: Table, key: str) -> dict[str, Any]:
    table = _table(read, data, key)
    read.only(table, EXAMPLES.values(), key)
    for part in EXAMPLES.values():
        if part in table and not isinstance(table[part], dict):
            read.fault(f"{part} must be a JSON object", key=part)
            return {}
    return table


def _table(read: Reader, data: Table, key: str) -> dict[str, Any]:
    table: dict[str, Any] = read.value(data, key, dict, default={})
    return dict(table)


TABLES: Mapping[str, Callable[[Reader, Table, str], Any]] = {
    "phrases": _phrases,
    "libraries": _libraries,
    "example": _example,
}
