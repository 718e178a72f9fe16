"""Writes a changed entry to its content file so that only lines with changes differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, NamedTuple

from .entry import Entry
from .file_writer import render_entry
from .note import Note
from .record_fields import fields_of
from .value_reader import FENCE

_TABLE = re.compile(r"\[\[([\w-]+)\]\]")
_LINE = re.compile(r"([\w-]+) = ")
_HEADING = re.compile(r"## (.*)")


class FilePart(NamedTuple):
    """A field of a file as it is written: one line or one table of the front matter, or one section below it."""

    place: str  # "line", "table" or "section"
    key: str
    text: str


def fold_entry(entry: Entry, before: Entry, text: str) -> str:
    """Return ``text``, which is the file of ``before``, as that of ``entry``.

    A part that says the same as before stays as it is written; the writer's own form is used for all others.
    """
    ordered = replace(entry, note=_in_order(entry.note, before.note))
    written, old, new = (_parts(each) for each in (text, render_entry(before), render_entry(ordered)))
    parts: list[FilePart] = []
    for place, key in _order(written, new):
        changed = _of(new, place, key)
        parts += _as_written(changed, _of(old, place, key), _of(written, place, key))
    return _joined(parts)


def _in_order(note: Note, before: Note) -> Note:
    """Return the note with the keys of its tables as they stood before: PostgreSQL keeps no order of keys."""
    tables = {field.name: getattr(note, field.name) for field in fields_of(Note) if field.is_table}
    return replace(note, **{name: _ordered(table, getattr(before, name)) for name, table in tables.items()})


def _ordered(new: Any, old: Any) -> Any:
    if isinstance(new, Mapping) and isinstance(old, Mapping):
        keys = [*(key for key in old if key in new), *(key for key in new if key not in old)]
        return {key: _ordered(new[key], old.get(key)) for key in keys}
    if isinstance(new, list) and isinstance(old, list):
        return [_ordered(*pair) for pair in zip(new, [*old, *[None] * len(new)], strict=False)]
    return new


def _parts(text: str) -> list[FilePart]:
    parts: list[FilePart] = []
    lines = text.split("\n")
    place, end = "line", lines.index(FENCE, 1)
    for number, line in enumerate(lines[1:], 1):
        table = _TABLE.match(line) if number < end else None
        begin = table or (_HEADING if number > end else _LINE).match(line)
        if table:
            place = "table"
        elif number > end:
            place = "section"
        if begin and (table or place != "table"):
            parts.append(FilePart(place, begin[1], line))
        elif parts and number != end:
            parts[-1] = parts[-1]._replace(text=f"{parts[-1].text}\n{line}")
    return [part._replace(text=part.text.rstrip()) for part in parts]


def _order(written: Sequence[FilePart], new: Sequence[FilePart]) -> list[tuple[str, str]]:
    """Return the places of the new text, those that were written already in their order."""
    new_keys = [key for key, _same in groupby((part.place, part.key) for part in new)]
    order = [key for key, _same in groupby((part.place, part.key) for part in written) if key in new_keys]
    for at, key in enumerate(new_keys):
        if key not in order:
            order.insert(order.index(new_keys[at - 1]) + 1 if at else 0, key)
    return order


def _of(parts: Sequence[FilePart], place: str, key: str) -> list[FilePart]:
    return [part for part in parts if (part.place, part.key) == (place, key)]


def _as_written(new: Sequence[FilePart], old: Sequence[FilePart], written: Sequence[FilePart]) -> list[FilePart]:
    if len(old) != len(written):
        return list(new)
    forms = dict(zip(old, written, strict=True))
    return [forms.get(part, part) for part in new]


def _joined(parts: Sequence[FilePart]) -> str:
    lines = [part.text for part in parts if part.place == "line"]
    tables = [f"\n{part.text}" for part in parts if part.place == "table"]
    sections = [f"\n{part.text}" for part in parts if part.place == "section"]
    return "\n".join([FENCE, *lines, *tables, FENCE, *sections]) + "\n"
