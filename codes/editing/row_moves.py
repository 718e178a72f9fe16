"""Add, move and remove rows of the form with the buttons next to them."""

from __future__ import annotations

import re
from typing import NamedTuple

from .note_form import TypedNote
from .note_part import MOST_ROWS
from .note_parts import PARTS

MOVE = re.compile(r"([a-z_]+):(add|remove|up|down):(\d{1,3})")


class RowMove(NamedTuple):
    """What was done to the rows: the part, the control to focus, and the words for a screen reader."""

    key: str
    focus: str
    words: str


def move_rows(typed: TypedNote, asked: str) -> RowMove | None:
    """Do what a button says, such as ``steps:up:2``; None where there is nothing to do. Rows count from 0."""
    match = MOVE.fullmatch(asked)
    part = PARTS.get(match[1]) if match else None
    if match is None or part is None or not part.is_list or part.key not in typed.rows:
        return None
    rows, what, at = typed.rows[part.key], match[2], int(match[3])
    word = part.row_word.capitalize()
    if what == "add" and len(rows) < MOST_ROWS:
        rows.append(part.blank_row(rows))
        first = next(iter(part.controls()))
        return RowMove(part.key, f"{part.key}-{len(rows) - 1}-{first}", f"{word} {len(rows)} added.")
    if what == "add" or at >= len(rows):
        return None
    if what == "remove":
        del rows[at]
        focus = f"{part.key}-{min(at, len(rows) - 1)}-remove" if rows else f"{part.key}-add"
        return RowMove(part.key, focus, f"{word} {at + 1} removed.")
    to = at - 1 if what == "up" else at + 1
    if not 0 <= to < len(rows):
        return None
    rows[at], rows[to] = rows[to], rows[at]
    ends = {"up": 0, "down": len(rows) - 1}
    button = what if to != ends[what] else "down" if what == "up" else "up"
    return RowMove(part.key, f"{part.key}-{to}-{button}", f"{word} {at + 1} is {word.lower()} {to + 1} now.")
