"""Which values the catalogue can store: one rule for files, forms and database rows.

An allowed value can be written as UTF-8, JSON and TOML, stored by SQLite and PostgreSQL, and walked by recursion.
"""

from __future__ import annotations

import re
from typing import Any

DEEPEST = 12  # levels of lists and tables; an example has six
LONGEST = 50_000  # characters in all texts of one value together
MOST = 2_000  # values in one
LARGEST_SMALL_INTEGER = 2**15 - 1  # what columns of a database row hold
LARGEST_INTEGER = 2**31 - 1
LARGEST = 2**63 - 1  # what databases and JSON readers keep as a whole number

# Line breaks and tabs are the only control characters that a note needs; PostgreSQL refuses U+0000. Surrogates, halves
# of characters, cannot be written as UTF-8.
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class UnreadableValue(str):
    """The stored text of a value that is not allowed; ``reason`` is a sentence after the name of its field."""

    reason: str

    def __new__(cls, text: str, reason: str) -> UnreadableValue:
        value = super().__new__(cls, text)
        value.reason = reason
        return value


def objection(value: Any) -> str:
    """Return why ``value`` is not allowed, as words that follow its name; "" when it is.

    Never raises, and walks without recursion: a value may be nested deeper than Python can follow.
    """
    if isinstance(value, UnreadableValue):
        return value.reason
    level, depth, values, characters = [value], 0, 0, 0
    while level:
        values += len(level)
        characters += sum(len(item) for item in level if isinstance(item, str))
        if depth > DEEPEST:
            return f"is nested more than {DEEPEST} levels deep"
        if values > MOST or characters > LONGEST:
            return f"is too large: at most {LONGEST:,} characters in {MOST:,} values"
        for item in level:
            if wrong := _scalar_objection(item):
                return wrong
        level = [part for item in level for part in _parts(item)]
        depth += 1
    return ""


def _parts(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return [*item, *item.values()]
    return list(item) if isinstance(item, list | tuple) else []


def _scalar_objection(item: Any) -> str:
    if isinstance(item, str):
        match = _UNUSABLE.search(item)
        return f"holds the character U+{ord(match.group()):04X}, which cannot be kept" if match else ""
    if isinstance(item, float) and item != item:
        return "holds NaN, which is no number"
    if isinstance(item, int | float) and abs(item) > LARGEST:
        return "holds a number of more than 63 bits; write it as a text"
    if item is None or isinstance(item, int | float | dict | list | tuple):
        return ""
    return f"holds a {type(item).__name__}; put texts in quotes"
