"""The value of a field as text that people can read and compare word by word."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

JSON_FIELDS = ("example",)  # shown as JSON on the page too


def field_text(name: str, value: Any) -> str:
    """Return the value as lines: a list has a line for each item, a record one for each of its parts. Never raises.

    ``value`` is plain data, as ``entry_data`` and ``note_data`` give it. "" where it says nothing.
    """
    if name in JSON_FIELDS:
        return json.dumps(value, indent=2, ensure_ascii=False) if value else ""
    return _lines(value)


def _lines(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {_in_line(item)}" for key, item in value.items() if item not in (None, "", [], {}))
    if isinstance(value, Sequence) and not isinstance(value, str):
        divider = "\n\n" if any(isinstance(item, Mapping) for item in value) else "\n"
        return divider.join(filter(None, map(_lines, value)))
    return str(value)


def _in_line(value: Any) -> str:
    return _lines(value).replace("\n\n", "; ").replace("\n", ", ")
