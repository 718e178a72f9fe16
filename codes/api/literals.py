"""One entry as a constant, and its values as literals and comments of the four languages."""

from __future__ import annotations

import json
from dataclasses import dataclass

from exchange_errors.catalogue.entry import Entry, Retry

PERSON = "While their outcome is unknown, only a person may send these methods again."


@dataclass(frozen=True, slots=True)
class Constant:
    """One entry as a constant: ``key`` is its name in capitals, ``doc`` one line about it."""

    key: str
    doc: str
    entry: Entry

    @property
    def camel(self) -> str:
        return "".join(part.capitalize() for part in self.key.split("_"))

    @property
    def retry(self) -> Retry:
        return self.entry.note.retry


def literal(value: str | int | None) -> str:
    """Return a literal that all four languages read alike, null aside."""
    return json.dumps(value, ensure_ascii=False)


def block_comment(text: str) -> str:
    """Return a text that can stand in a block comment; Java reads escapes even there."""
    return text.replace("*/", "* /").replace("\\", "&#92;")


def line_comment(text: str) -> str:
    return text.replace("\\", "/")


def java_outcome(outcome: str | None) -> str:
    return f"Outcome.{outcome.upper()}" if outcome else "null"


def listed(values: tuple[str, ...]) -> str:
    return ", ".join(map(literal, values))


def union(values: tuple[str, ...]) -> str:
    return " | ".join(literal(value) for value in values)


def upper(values: tuple[str, ...]) -> str:
    return ", ".join(value.upper() for value in values)
