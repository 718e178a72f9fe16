"""Digests that tell which side changed a code: equal texts in file and database have equal digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from exchange_errors.catalogue.note import Note
from exchange_errors.catalogue.serialise import note_data
from exchange_errors.catalogue.vendor_facts import Facts

from ..models import Code

# The fields of the first version of the format: these count in a digest whatever they hold.
FIRST_FIELDS = frozenset((
    "summary", "fix", "causes", "steps", "prevention", "owner", "severity", "retry", "parameters", "methods", "related",
    "aliases", "phrases", "customer_reply", "internal_note", "ask_for", "example", "libraries", "sources",
    "advice", "outcome", "min_delay_ms", "max_attempts", "precondition",
))  # fmt: skip
LATER: Mapping[str, Any] = {"status": "active", "former": []}  # facts that came later, as they were before
DEFAULTS = note_data(Note())


def note_digest(note: Note) -> str:
    """Return the hash of a note's content.

    A field that the format gained later counts only where it says something, so that digests from before stay valid.
    """
    data = _counted(note_data(note), DEFAULTS)
    data["retry"] = _counted(data["retry"], DEFAULTS["retry"])
    return json_digest(data)


def facts_digest(code: Code) -> str:
    """Return the hash of a code's facts and category; what it gained later counts as in a note."""
    facts = facts_data(code)
    return json_digest({key: value for key, value in facts.items() if key not in LATER or value != LATER[key]})


def facts_data(code: Code) -> dict[str, Any]:
    """Return a code's facts and the slug of its category as plain data, whatever the row holds."""
    return {key: getattr(code, key) for key in Facts._fields} | {"category": code.category_id}


def json_digest(value: Any) -> str:
    """Return the hash of plain data."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _counted(data: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _stated(value) for key, value in data.items() if key in FIRST_FIELDS or value != defaults[key]}


def _stated(value: Any) -> Any:
    """Return a value, less what the rows of a list leave out, such as the address that a source may have."""
    if not isinstance(value, list):
        return value
    return [
        {key: item for key, item in row.items() if item is not None} if isinstance(row, dict) else row for row in value
    ]
