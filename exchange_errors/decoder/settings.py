"""Whether a ``key = number`` line stands among settings: fields that no answer of this exchange has."""

from __future__ import annotations

import re

from ..language.word_classes import read_words
from .foreign_fields import ENVELOPE

AROUND, MOST_LINES = 400, 12  # characters and lines in which the fields beside a field are looked for
FIELD = re.compile(r"(?:-\s)?[\"']?([A-Za-z_][\w.-]{0,40})[\"']?\s{0,8}[:=]")
SECTION = re.compile(r"\[\[?\s{0,4}[\"']?([\w .:/-]{1,60})[\"']?\s{0,4}\]\]?")
ANSWERS = ENVELOPE | {
    "error", "err", "desc", "exchange", "instrument_name", "order_id", "client_oid", "answer", "reply",
}  # fmt: skip


def is_among_settings(text: str, start: int) -> bool:
    """Whether the fields around ``start`` are none of an answer."""
    keys = sibling_keys(text, start)
    return bool(keys) and not keys & ANSWERS and not any(word.is_a("error") for key in keys for word in read_words(key))


def sibling_keys(text: str, start: int) -> set[str]:
    """Return the keys of the ``key = value`` lines around ``start``, and the section that they stand in."""
    line_start = text.rfind("\n", max(0, start - AROUND), start) + 1
    keys: set[str] = set()
    for line in text[max(0, line_start - AROUND) : line_start].split("\n")[-2 : -2 - MOST_LINES : -1]:
        stripped = line.strip()
        if (section := SECTION.fullmatch(stripped)) is not None:
            keys.add(section[1].lower())
            break
        if (field := FIELD.match(stripped)) is None:
            break
        keys.add(field[1].lower())
    for line in text[start : start + AROUND].split("\n")[1 : MOST_LINES + 1]:
        if (field := FIELD.match(line.strip())) is None:
            break
        keys.add(field[1].lower())
    return keys
