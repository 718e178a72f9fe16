"""Finds the exchange's names and sentences in plain text, in any spelling: snake case, dashes, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..catalogue.entry import Entry
from ..exchange.unlisted_codes import Unlisted
from .code_names import CodeNames

PHRASE = re.compile(r"[A-Za-z][A-Za-z']*(?:(?:_|-|[ ]|, |/|\. )[A-Za-z]+){0,11}")
WORD = re.compile(r"[A-Za-z][A-Za-z']*")


class Named(NamedTuple):
    """A name or vendor sentence at its place in the text, as it was written there."""

    start: int
    end: int
    what: Entry | Unlisted
    said: str
    style: Literal["snake", "kebab", "words"]


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
    return "kebab" if "-" in written else "words"
