"""Reads typed values out of TOML and remembers every fault with its file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

FENCE = "+++"
ENGLISH = {str: "a string", int: "a whole number", date: "a date such as 2026-11-23", dict: "a table"}
EMPTY: dict[type, Any] = {str: "", int: 0, date: date.min, dict: {}}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a content file; ``line`` counts from 1."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ContentError(ValueError):
    """Content files break the format; ``faults`` names each place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class Reader:
    """Reads typed values out of one file's front matter and remembers every fault with its line."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.lines, self.faults = path, text.split("\n"), list[Fault]()

    def fault(self, message: str, near: str = "", line: int | None = None) -> None:
        if line is None:
            line = next((n for n, text in enumerate(self.lines, 1) if near and text.lstrip("[").startswith(near)), 1)
        self.faults.append(Fault(self.path, line, message))

    def one(self, table: Mapping[str, Any], key: str, kind: type, near: str = "", default: Any = None) -> Any:
        """Return ``table[key]`` when it is of ``kind``; without a ``default`` the key is required."""
        if key not in table:
            if default is None:
                self.fault(f"{key} is missing", near)
            return EMPTY[kind] if default is None else default
        value = table[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fault(f"{key} must be {ENGLISH[kind]}, not {type(value).__name__}", near or key)
            return EMPTY[kind]
        return value.strip() if isinstance(value, str) else value

    def choice(self, table: Mapping[str, Any], key: str, allowed: Iterable[str], near: str = "") -> Any:
        value = self.one(table, key, str, near)
        if value and value not in allowed:
            line = next((n for n, text in enumerate(self.lines, 1) if text.strip() == f'{key} = "{value}"'), None)
            self.fault(f"{key} is {value!r}; allowed: {', '.join(allowed)}", near or key, line)
        return value

    def strings(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        values = table.get(key, [])
        if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
            self.fault(f"{key} must be a list of non-empty strings", key)
            return ()
        return tuple(v.strip() for v in values)

    def tables(self, table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        rows = table.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.fault(f"{key} must be a list of tables", key)
            return []
        return rows

    def only(self, table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
        for key in sorted(set(table) - set(known)):
            self.fault(f"{where} has an unknown key {key!r}", key)

    def front_matter(self) -> tuple[dict[str, Any], list[str], int]:
        """Return the TOML between the two fences, the lines below it and the number of the first of them.

        Raises ContentError where the file does not begin so.
        """
        fences = [number for number, line in enumerate(self.lines) if line.rstrip() == FENCE]
        if len(fences) < 2 or fences[0] != 0:
            raise ContentError([Fault(self.path, 1, f"the file must begin with TOML between two {FENCE} lines")])
        end = fences[1]
        return self.toml("\n".join(self.lines[1:end]), 1), self.lines[end + 1 :], end + 2

    def toml(self, text: str, offset: int = 0) -> dict[str, Any]:
        """Return the parsed TOML; ``offset`` is the number of lines above it in the file."""
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+)", str(error))
            self.fault(str(error), line=offset + (int(place.group(1)) if place else len(text.split("\n"))))
            return {}
