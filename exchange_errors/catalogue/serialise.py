"""Entries as plain data: the shape that the JSON API, the content version and the editors' forms share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from ..exchange.read_calls import read_calls
from .entry import Entry
from .note import Check, CustomerQuestion, Note, Retry
from .optional_clauses import without_brackets
from .record_fields import fields_of


def entry_data(entry: Entry) -> dict[str, Any]:
    """Return the entry as ``api-contract.md`` prints it, less the two addresses that depend on the site."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "code": entry.code,
        "name": entry.name,
        "http_status": entry.http_status,
        "description": entry.description,
        "category": {"slug": entry.category.slug, "name": entry.category.name},
        **note_data(entry.note),
        "customer_reply": without_brackets(entry.note.customer_reply),
        "ask_for": list(entry.note.ask_for),
        "checks": [_check(check) for check in entry.note.checks],
        "impact": entry.impact,
        "sensitive": entry.sensitive,
        "status": entry.status,
        "equivalent": list(entry.equivalent),
        "former": list(entry.former),
        "updated_at": entry.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def run_command(run: str | None) -> str | None:
    """Return the command behind a check's ``run``: the call that it names, or what an editor wrote there."""
    call = read_calls().get(run or "")
    return call.command if call else run


def _check(check: Check) -> dict[str, Any]:
    shown = {field.key for field in fields_of(Check) if field.about.shown}
    data = {key: value for key, value in _record(check).items() if key in shown}
    return data | {"run": run_command(check.run)}


def note_data(note: Note) -> dict[str, Any]:
    """Return the note as plain data, ready for JSON; ``record_reader.note_from_data`` reads it back."""
    return _record(note)


def retry_data(retry: Retry) -> dict[str, Any]:
    """Return the retry advice as plain data."""
    return _record(retry)


def _record(record: Any) -> dict[str, Any]:
    return {field.key: _plain(getattr(record, field.name)) for field in fields_of(record.__class__)}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, CustomerQuestion):
        data = {key: item for key, item in _record(value).items() if item}
        return value.text if data.keys() == {"text"} else data
    if is_dataclass(value):
        return _record(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value
