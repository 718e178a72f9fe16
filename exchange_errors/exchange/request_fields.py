"""The request and response fields that our sources name: content/exchange/fields.toml and field_values.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ..content import read_table
from .evidence_levels import Evidence

Json = Literal["text", "number_text", "integer", "flexible", "list", "object", "boolean", "timestamp"]
VALUES = "exchange/field_values.toml"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``json`` is the JSON type it has in a request, or in a response where only those carry it.

    ``number_text`` is a decimal number between double quotes; ``flexible`` is a number or text, as either is taken;
    ``timestamp`` is milliseconds (or nanoseconds, where the exchange allows them) since 1970.
    ``max_length`` is in characters, None where none is documented.
    """

    name: str
    meaning: str
    json: Json
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The values that a field takes. ``refused_as`` is the code whose name speaks of the field, or None."""

    values: tuple[str, ...]
    evidence: Evidence
    refused_as: int | None = None


@dataclass(frozen=True, slots=True)
class WrongType:
    """A field sent as the JSON type ``sent_as`` was answered with ``refused_as``."""

    sent_as: Literal["number", "text"]
    refused_as: int
    evidence: Evidence


@cache
def known_fields() -> Mapping[str, Field]:
    """Return the fields by name, in the exchange's own spelling. One that is absent is unknown to us, not wrong."""
    lengths = read_table(VALUES)["max_length"]
    by_type: Mapping[Any, Mapping[str, str]] = read_table("exchange/fields.toml")
    return {
        name: Field(name, meaning, json_type, lengths.get(name))
        for json_type, meanings in by_type.items()
        for name, meaning in meanings.items()
    }


@cache
def enumerations() -> Mapping[str, Enumeration]:
    """Return the fields that take certain values only, by name."""
    return {name: Enumeration(**row) for name, row in read_table(VALUES)["values"].items()}


@cache
def other_words() -> Mapping[str, str]:
    """Return the words of libraries and of other exchanges, with the value that a field takes instead."""
    words: dict[str, str] = read_table(VALUES)["other_words"]
    return words


@cache
def wrong_types() -> Mapping[str, WrongType]:
    """Return by field how a value of the wrong JSON type is answered."""
    return {name: WrongType(**row) for name, row in read_table(VALUES)["wrong_type"].items()}
