"""Finds the field of a note that a complaint of the lint is about; the editor shows it next to that field."""

from __future__ import annotations

import re

from .note import Note
from .record_fields import fields_of

KEYS = tuple(field.key for field in fields_of(Note))

# For complaints that do not begin with their field: the first of these words that they contain decides.
WORDS = {
    "owner": "owner",
    "headline": "headline",
    "summary": "summary",
    "fix": "fix",
    "(corrected|failing) request": "example",
    "checks?": "checks",
    "related": "related",
    "aliases|alias": "aliases",
    "phrase": "phrases",
    "sources?": "sources",
    "method": "methods",
    "parameter": "parameters",
    "outcome|precondition|retry": "retry",
    "causes?": "causes",
    "steps?": "steps",
}
_BEGINNING = re.compile(r"(?:a text of )?([a-z_]+)\b")
_QUOTED = re.compile(r"'[^']*'")


def field_of(complaint: str) -> str:
    """Return the key of the field, "" where there is none."""
    match = _BEGINNING.match(complaint)
    if match and match[1] in KEYS:
        return match[1]
    own_words = _QUOTED.sub("", complaint).split(": ")[0]
    return next((key for word, key in WORDS.items() if re.search(rf"\b({word})\b", own_words)), "")
