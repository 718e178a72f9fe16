"""Two states of a note as the fields in which they differ, each as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from exchange_errors.catalogue.field_text import field_text

from ..labels import field_name


class FieldDifference(NamedTuple):
    """A field by its key and in editors' words, with both texts."""

    key: str
    label: str
    before: str
    after: str


def field_differences(before: Any, after: Any) -> list[FieldDifference]:
    """Return the fields that differ, in their order. What is no note, such as a row that cannot be read, has none."""
    old, new = as_fields(before), as_fields(after)
    keys = [key for key in {**new, **old} if old.get(key) != new.get(key)]
    return [
        FieldDifference(key, field_name(key).capitalize(), field_text(key, old.get(key)), field_text(key, new.get(key)))
        for key in keys
    ]


def as_fields(value: Any) -> Mapping[str, Any]:
    """Return stored data as fields; a value that cannot be read has none."""
    return value if isinstance(value, dict) else {}
