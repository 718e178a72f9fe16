"""Writes an entry as its content file, so that edits in the database can be written back to the files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .entry import Entry
from .note import Note
from .record_fields import fields_of
from .sections import EXAMPLES, PROSE
from .serialise import note_data
from .value_reader import FENCE

ELSEWHERE = ("example", "phrases")  # the first is below the front matter, the second in a file for each language


def render_entry(entry: Entry) -> str:
    """Return the text that ``parse_entry`` reads back as the same entry, without its phrases."""
    note = note_data(entry.note)
    body = [part for heading, key in PROSE.items() if note[key] for part in (f"## {heading}", note[key], "")]
    for heading, key in EXAMPLES.items():
        if key in note["example"]:
            shown = json.dumps(note["example"][key], indent=2, ensure_ascii=False)
            body += [f"## {heading}", "```json", shown, "```", ""]
    return "\n".join([FENCE, *_facts(entry), *_front_matter(note), FENCE, "", *body]).rstrip() + "\n"


def toml_value(value: Any) -> str:
    """Return a string, number, list or flat table as TOML. JSON's strings are TOML's, DEL aside.

    A list of tables has a line for each item; empty values of a table are left out.
    """
    if isinstance(value, Mapping):
        pairs = (f"{_toml_key(key)} = {toml_value(item)}" for key, item in value.items() if item not in (None, "", []))
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, list | tuple):
        items = [toml_value(item) for item in value]
        if any(isinstance(item, Mapping) for item in value):
            return "".join(["[\n", *(f"  {item},\n" for item in items), "]"])
        return f"[{', '.join(items)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _toml_tables(key: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as ``[[key]]`` tables, without their empty values."""
    return "\n\n".join("\n".join([f"[[{key}]]", *_toml_lines(row)]) for row in rows)


def _toml_lines(row: Mapping[str, Any]) -> Iterator[str]:
    for name, value in row.items():
        if value is not None and value not in ([], ()):
            yield f"{name} = {toml_value(value)}"


def _toml_key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else toml_value(key)


def _facts(entry: Entry) -> list[str]:
    facts: dict[str, Any] = {"kind": entry.kind} if entry.kind == "websocket" else {}
    facts["code"] = entry.code
    if entry.name:
        facts["name"] = entry.name
    if entry.http_status is not None:
        facts["http_status"] = entry.http_status
    facts |= {"description": entry.description, "category": entry.category.slug}
    lines = [f"{key} = {toml_value(value)}" for key, value in facts.items()]
    lines.append(f"updated = {entry.updated_at:%Y-%m-%d}")
    status = entry.status if entry.status != "active" else ""
    decided = {"sensitive": entry.sensitive, "only_by": entry.only_by, "status": status, "former": entry.former}
    return lines + [f"{key} = {toml_value(value)}" for key, value in decided.items() if value]


def _front_matter(note: Mapping[str, Any]) -> list[str]:
    """Return the fields of the front matter in the order of Note; in TOML, tables follow the other lines."""
    lines, tables = [], []
    for field in fields_of(Note):
        value = note[field.key]
        if field.about.heading or field.key in ELSEWHERE or not (value or field.choices):
            continue
        if field.is_record and field.is_list and field.key != "ask_for":
            tables += ["", _toml_tables(field.key, value)]
        else:
            lines.append(f"{field.key} = {toml_value(value)}")
    return lines + tables
