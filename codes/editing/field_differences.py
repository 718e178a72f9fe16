"""Two states of a note as the fields in which they differ, each as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from exchange_errors.catalogue.field_text import field_text

from ..labels import field_words
from .note_part import LABELS
from .typed_text import words_of


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
    return [FieldDifference(key, field_label(key), _text(key, old), _text(key, new)) for key in keys]


def field_label(key: str) -> str:
    """Return what editors call a field: what its part of the form is called."""
    return str(LABELS.get(key) or words_of(key))


def _text(key: str, fields: Mapping[str, Any]) -> str:
    return field_words(key, field_text(key, fields.get(key)))


def as_fields(value: Any) -> Mapping[str, Any]:
    """Return stored data as fields; a value that cannot be read has none."""
    return value if isinstance(value, dict) else {}
