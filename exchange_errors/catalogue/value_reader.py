"""Reads typed values from TOML and records every fault with its file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .allowed_values import objection

FENCE = "+++"
ENGLISH = {
    str: "a string",
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2026-11-23",
    dict: "a table",
}
EMPTY: dict[type, Any] = {str: "", int: 0, bool: False, date: date.min, dict: {}}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a content file or a note's plain data; ``line`` counts from 1.

    ``field`` is the field of the note and ``key`` the innermost name in it, both "" where there is none.
    """

    path: str
    line: int
    message: str
    field: str = ""
    key: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ContentError(ValueError):
    """Content files break the format; ``faults`` names each place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class Reader:
    """Reads typed values from the front matter of one file and records every fault with its line.

    ``field`` names the part of the note that is being read; its reader sets it.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path, self.lines, self.faults = path, text.split("\n"), list[Fault]()
        self.field = ""

    def fault(self, message: str, near: str = "", line: int | None = None, key: str = "") -> None:
        if line is None:
            line = next((n for n, text in enumerate(self.lines, 1) if near and text.lstrip("[").startswith(near)), 1)
        self.faults.append(Fault(self.path, line, message, self.field, key))

    def raise_faults(self) -> None:
        """Raise ContentError where anything was wrong."""
        if self.faults:
            raise ContentError(self.faults)

    def holds(self, value: Any, key: str, near: str = "") -> bool:
        """Return whether ``value`` is allowed; record the fault where it is not."""
        wrong = objection(value)
        if wrong:
            self.fault(f"{key} {wrong}", near or key, key=key)
        return not wrong

    def value(self, table: Mapping[str, Any], key: str, kind: type, near: str = "", default: Any = None) -> Any:
        """Return ``table[key]`` when it is of ``kind``; without a ``default`` the key is required.

        Line breaks in a text become ``\\n``, whichever the writer's system makes.
        """
        if key not in table:
            if default is None:
                self.fault(f"{key} is missing", near, key=key)
            return EMPTY[kind] if default is None else default
        value = table[key]
        if kind is not date and not self.holds(value, key, near):
            return EMPTY[kind]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fault(f"{key} must be {ENGLISH[kind]}, not {type(value).__name__}", near or key, key=key)
            return EMPTY[kind]
        return _unix_lines(value).strip() if isinstance(value, str) else value

    def count(self, table: Mapping[str, Any], key: str, most: int, near: str) -> int | None:
        """Return a whole number from 1 to ``most``, or None where the key is absent or None."""
        value = table.get(key)
        if value is None or (type(value) is int and 1 <= value <= most):
            return value
        self.fault(f"{near}.{key} must be a whole number from 1 to {most}", near, key=key)
        return None

    def choice(self, table: Mapping[str, Any], key: str, allowed: Iterable[str], near: str = "") -> Any:
        faults = len(self.faults)
        value = self.value(table, key, str, near)
        if value not in allowed and len(self.faults) == faults:
            line = next((n for n, text in enumerate(self.lines, 1) if text.strip() == f'{key} = "{value}"'), None)
            self.fault(f"{key} is {_short(value)}; allowed: {', '.join(allowed)}", near or key, line, key)
        return value

    def strings(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """Return a list of texts of one line each."""
        values = table.get(key, [])
        if not self.holds(values, key):
            return ()
        if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
            self.fault(f"{key} must be a list of non-empty strings", key, key=key)
            return ()
        texts = tuple(v.strip() for v in values)
        if any("\n" in text or "\r" in text for text in texts):
            self.fault(f"{key} must be a list of strings of one line each", key, key=key)
        return texts

    def tables(self, table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        """Return a list of tables; their values still have to be read."""
        rows = table.get(key, [])
        if not self.holds(rows, key):
            return []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.fault(f"{key} must be a list of tables", key, key=key)
            return []
        return rows

    def only(self, table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
        for key in sorted(set(table) - set(known)):
            self.fault(f"{where} has an unknown key {_short(key)}", key, key=key)

    def front_matter(self) -> tuple[dict[str, Any], list[str], int]:
        """Return the TOML between the two fences, the lines below it and the number of the first of them.

        Raises ContentError where the file does not begin with a fence.
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
        except RecursionError:
            self.fault("nested too deep", line=offset + 1)
            return {}
        except ValueError as error:  # not TOML, or a number or date that Python cannot represent
            place = re.search(r"at line (\d+)", str(error))
            self.fault(str(error), line=offset + (int(place.group(1)) if place else len(text.split("\n"))))
            return {}


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _short(value: str) -> str:
    """Return a text in quotes, cut where it is long."""
    return repr(value if len(value) <= 60 else f"{value[:59]}…")
