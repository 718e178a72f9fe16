"""Finds the exchange's names and sentences in plain text, in any spelling: snake case, dashes, words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..catalogue.catalogue import spelling_key
from ..catalogue.entry import Entry
from .code_names import CodeNames

PHRASE = re.compile(r"[A-Za-z][A-Za-z']*(?:(?:_|-|[ ]|, |/|\. | -- )[A-Za-z]+|[ ]\d{1,3}(?= [a-z])){0,11}")
CAPITALS = re.compile(r"(?<![A-Za-z0-9_.])[A-Z01l]{2,}(?:_[A-Z01l]{2,})+(?![A-Za-z0-9_(])")
LOOK_ALIKE = str.maketrans("01l", "OII")
CLAUSE = re.compile(r"[^\n:;,.?!\"'()\d]{8,120}")
MOST_SLIPS = 40
SHORT, SHORTEST_SLIP, LONG_NAME = 240, 9, 14  # characters: of a text, of a name with one slip, and of one with two
WORD = re.compile(r"[A-Za-z][A-Za-z']*|\d+")


class Named(NamedTuple):
    """A name or vendor sentence at its place in the text, as it was written there."""

    start: int
    end: int
    what: Entry
    said: str
    style: Literal["snake", "kebab", "words"]
    is_slip: bool = False

    def is_apart(self, other: Named) -> bool:
        return self.end <= other.start or other.end <= self.start


def find_names(text: str, words: CodeNames) -> Iterator[Named]:
    """Yield the names and vendor's sentences in order, longest reading first, none inside a longer name."""
    position = 0
    for start in words.openings(text):
        phrase = PHRASE.match(text, start) if start >= position else None
        name = _longest(text, start, phrase[0], words) if phrase else None
        if name:
            position = name.end
            yield name


def _longest(text: str, start: int, phrase: str, words: CodeNames) -> Named | None:
    """Return the longest name or sentence that ``phrase`` begins with, ending where a word ends."""
    parts = list(WORD.finditer(phrase))
    first = parts[0][0]
    if first in words.single_names and text[start + len(first) : start + len(first) + 1] not in ("_", "-"):
        return Named(start, start + len(first), words.phrases[words.single_names[first]], first, "snake")
    keys = [part[0].lower().replace("'", "") for part in parts]
    for count in range(len(keys), 1, -1):
        what = words.phrases.get("".join(keys[:count]))
        if what is None:
            continue
        written = phrase[: parts[count - 1].end()]
        follows = text[start + len(written) : start + len(written) + 1]
        if follows != "_" and (follows != "-" or "-" not in written):
            return Named(start, start + len(written), what, written, _style(written))
    return None


def _style(written: str) -> Literal["snake", "kebab", "words"]:
    if "_" in written:
        return "snake" if written.isupper() else "kebab"
    return "kebab" if re.search(r"\w-\w", written) else "words"


def find_slips(text: str, words: CodeNames) -> Iterator[Named]:
    """Yield what is a name or a sentence but for a slip of the pen: names in capitals, and parts of a short text."""
    names = [match.span() for match in itertools.islice(CAPITALS.finditer(text), MOST_SLIPS)]
    parts = [match.span() for match in CLAUSE.finditer(text) if "_" not in match[0]] if len(text) <= SHORT else []
    for start, end in names:
        written = text[start:end]
        near = _nearest(written, spelling_key(written.translate(LOOK_ALIKE)), LONG_NAME - 3, words)
        if near is not None:
            yield Named(start, end, near, written, "snake", is_slip=True)
    for start, end in parts:
        written = text[start:end]
        near = _nearest(written, spelling_key(written), LONG_NAME, words)
        if near is not None:
            yield Named(start, end, near, written, "words", is_slip=True)


def _nearest(written: str, key: str, long: int, words: CodeNames) -> Entry | None:
    """Return the entry that is called ``key`` but for a slip, or for two in more than ``long`` characters."""
    is_right = key in words.phrases and key == spelling_key(written)
    if is_right or len(key) < SHORTEST_SLIP or any(char.isdigit() for char in key):
        return None
    near = process.extractOne(key, words.slip_keys, scorer=OSA.distance, score_cutoff=2 if len(key) > long else 1)
    return words.phrases[near[0]] if near is not None else None
