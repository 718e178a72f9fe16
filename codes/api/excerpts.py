"""Answers cut down to what a reader of the documentation looks at: the shape of JSON, the beginning of a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

MEMBERS = (20, 9)  # of an object that are shown, by its depth; deeper ones stand on one line
LINE = 58  # characters that a value on one line may take
SHOWN_LINES = 8
MORE = "…"


def abridged(value: Any) -> str:
    """Return a JSON value as readable text; ``…`` stands for what was left out."""
    return "\n".join(_lines(value, 0, 0))


def first_lines(text: str) -> str:
    """Return the beginning of a text, its lines cut to a width that a page can show."""
    lines = text.splitlines()
    shown = [line if len(line) <= LINE + 20 else line[: LINE + 20] + MORE for line in lines[:SHOWN_LINES]]
    return "\n".join([*shown, MORE] if len(lines) > SHOWN_LINES else shown)


def _lines(value: Any, depth: int, indent: int) -> list[str]:
    """Return a value as lines; those after the first are indented."""
    short = _on_one_line(value)
    if len(short) + indent <= LINE or not isinstance(value, dict | list):
        return [short]
    if depth >= len(MEMBERS):
        return ["{ … }" if isinstance(value, dict) else f"[ {MORE} {len(value)} ]"]
    inner = " " * (indent + 2)
    if isinstance(value, list):
        first, *others = _lines(value[0], depth, indent + 2)
        more = [f"{inner}{MORE} {len(value) - 1} more"] if len(value) > 1 else []
        return ["[", inner + first, *others, *more, " " * indent + "]"]
    members = [_member(key, part, depth + 1, indent + 2) for key, part in list(value.items())[: MEMBERS[depth]]]
    rest = [[inner + MORE]] if len(value) > len(members) else []
    return ["{", *_joined([*members, *rest]), " " * indent + "}"]


def _member(key: str, value: Any, depth: int, indent: int) -> list[str]:
    first, *others = _lines(value, depth, indent)
    return [f'{" " * indent}"{key}": {first}', *others]


def _joined(members: Iterable[list[str]]) -> list[str]:
    """Return the lines of all members with a comma behind each but the last."""
    lines: list[str] = []
    for member in members:
        if lines:
            lines[-1] += ","
        lines += member
    return lines


def _on_one_line(value: Any) -> str:
    match value:
        case str() if len(value) > LINE - 14:
            return orjson.dumps(value[: LINE - 16] + MORE).decode()
        case dict() if value:
            return "{ " + ", ".join(f'"{key}": {_on_one_line(part)}' for key, part in value.items()) + " }"
        case list():
            return "[" + ", ".join(map(_on_one_line, value)) + "]"
    return orjson.dumps(value).decode()
