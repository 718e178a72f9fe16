"""Checks the arguments of a tool against its JSON Schema: the few keywords that the schemas of our tools use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

TYPES: Mapping[str, type[Any]] = {"string": str, "integer": int, "array": list}
MOST_FAULTS = 10  # that are named at once

Schema = Mapping[str, Any]


class ArgumentsError(ValueError):
    """The arguments cannot be used; the message names each fault, so that a model can try again."""


def checked(schema: Schema, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments with the defaults of those left out; null counts as left out. Raises ArgumentsError."""
    given = {name: value for name, value in given.items() if value is not None}
    if faults := list(_faults(schema, given)):
        raise ArgumentsError("; ".join(faults[:MOST_FAULTS]))
    return {name: given.get(name, field.get("default")) for name, field in schema["properties"].items()}


def _faults(schema: Schema, given: Mapping[str, Any]) -> Iterator[str]:
    fields = schema["properties"]
    for name in given:
        if name not in fields:
            yield f"{name[:40]}: there is no such argument; there are: {', '.join(fields)}"
    for name in schema.get("required", ()):
        if name not in given:
            yield f"{name}: is missing"
    for name, field in fields.items():
        if name in given and (fault := _fault(field, given[name])):
            yield f"{name}: {fault}"


def _fault(field: Schema, value: Any) -> str:
    """Return what is wrong with a value, "" where nothing is."""
    if not isinstance(value, TYPES[field["type"]]) or isinstance(value, bool):
        return f"must be of type {field['type']}"
    if "enum" in field and value not in field["enum"]:
        return f"must be one of {', '.join(field['enum'])}"
    if "pattern" in field and not re.fullmatch(field["pattern"], value):
        return f"must match {field['pattern']}"
    if isinstance(value, int):
        return _outside(value, field.get("minimum"), field.get("maximum"), "must be")
    if isinstance(value, str):
        return _outside(len(value), field.get("minLength"), field.get("maxLength"), "must have as many characters as")
    if fault := _outside(len(value), field.get("minItems"), field.get("maxItems"), "must have as many items as"):
        return fault
    return next(filter(None, (_fault(field["items"], item) for item in value)), "")


def _outside(number: int, least: int | None, most: int | None, says: str) -> str:
    if least is not None and number < least:
        return f"{says} {least} or more"
    if most is not None and number > most:
        return f"{says} {most} or less"
    return ""
