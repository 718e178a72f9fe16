"""What is wrong with a note: each problem with the part and the row of the form that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from exchange_errors.catalogue.value_reader import Fault

from .. import labels
from .note_form import TypedNote
from .note_part import LABELS, NotePart, Row
from .note_parts import PARTS
from .typed_text import CONTROL_LABELS, Words, words_of

QUOTED = re.compile(r"'([^']+)'")
CHECK = re.compile(r"\bcheck (\d+)")

# What the lint calls by its stored name, in the words of the form, by the part that a problem is about.
NAMES: Mapping[str, Words] = {
    "owner": {"owner": LABELS["owner"], **labels.OWNER},
    "retry": {**CONTROL_LABELS, **labels.RETRY},
    "ask_for": {"ask_for": LABELS["ask_for"]},
    "customer_reply": {"customer_reply": words_of("customer_reply")},
}


class Problem(NamedTuple):
    """One problem in words; ``key`` is "" where it is about the whole note, ``row`` counts from 0, None for no row."""

    key: str
    row: int | None
    words: str


def problems_of(faults: Iterable[Fault], typed: TypedNote) -> list[Problem]:
    """Return the faults of a note, and what its form alone can tell, in the order of the form."""
    problems = [_problem(fault, typed) for fault in faults]
    problems += [Problem(key, None, words) for key, rows in typed.rows.items() for words in PARTS[key].complaints(rows)]
    places = {key: place for place, key in enumerate(PARTS, 1)}
    return sorted(problems, key=lambda problem: (places.get(problem.key, 0), problem.row or 0))


def _problem(fault: Fault, typed: TypedNote) -> Problem:
    part = PARTS.get(fault.field)
    words = _in_form_words(fault)
    words = words[:1].upper() + words[1:]
    if part is None:
        return Problem("", None, words)
    return Problem(part.key, _row(fault.message, part, typed.rows.get(part.key, [])), words)


def _in_form_words(fault: Fault) -> str:
    names = NAMES.get(fault.field)
    if not names:
        return fault.message
    stored = rf"'[^']*'|(?<!exchange )\b(?:retry\.)?({'|'.join(names)})\b"  # what is in quotes was typed
    return re.sub(stored, lambda match: f"“{names[match[1]]}”" if match[1] else match[0], fault.message)


def _row(message: str, part: NotePart, rows: list[Row]) -> int | None:
    """Return which row a complaint is about: the one with the number, or with the words, that it repeats."""
    if not part.is_list:
        return None
    if part.key == "checks" and (match := CHECK.search(message)):
        return int(match[1]) - 1 if int(match[1]) <= len(rows) else None
    repeated = [*QUOTED.findall(message), message.partition(": ")[2].rstrip("…")]
    for words in filter(None, repeated):
        for number, row in enumerate(rows):
            if any(words in text for text in row.values()):
                return number
    return None
