"""Which field of a note a complaint of the lint is about: an editor wants to read it beside that field."""

from __future__ import annotations

import re

from .entry import Note
from .record_fields import fields_of

KEYS = tuple(field.key for field in fields_of(Note))

# Where a complaint does not begin with its field, the first of these words that is in it tells.
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
    """Return the key of the field, "" where none can be told."""
    match = _BEGINNING.match(complaint)
    if match and match[1] in KEYS:
        return match[1]
    own_words = _QUOTED.sub("", complaint).split(": ")[0]
    return next((key for word, key in WORDS.items() if re.search(rf"\b({word})\b", own_words)), "")
