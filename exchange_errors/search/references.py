"""Reads a list of codes as people write it, such as ``213, 314 and ws-1006``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..catalogue.catalogue import Catalogue
from ..catalogue.entry import Entry
from .lexicon import is_stop

_PART = re.compile(r"(?:\w|[^\S\n]|-)+")  # a comma, a slash, a line break and the like always end a name
_WORD = re.compile(r"\w+")
MOST_WORDS = 12  # of one name: the longest in the catalogue has half as many

Entries = tuple[Entry, ...]
Named = tuple[str, Entries]  # a name as typed, and the entries that have it
Words = list[re.Match[str]]


@dataclass(frozen=True, slots=True)
class References:
    """What a text names, each entry once, in the order of the text.

    ``shared`` holds the names that several entries have, with these entries; ``unknown`` what names nothing, as typed.
    """

    entries: Entries
    shared: tuple[Named, ...]
    unknown: tuple[str, ...]


def read_references(text: str, catalogue: Catalogue) -> References:
    """Return what ``text`` names; any text is taken. Blanks and dashes may be inside a name or between two."""
    entries: dict[str, Entry] = {}
    shared: dict[str, Entries] = {}
    unknown: dict[str, None] = {}
    for part in _PART.findall(text):
        for name, named in _names(part, catalogue):
            if len(named) == 1:
                entries[named[0].id] = named[0]
            elif named:
                shared[name] = named
            else:
                unknown[name] = None
    return References(tuple(entries.values()), tuple(shared.items()), tuple(unknown))


def _names(part: str, catalogue: Catalogue) -> Iterator[Named]:
    """Yield the names in ``part`` with their entries; words in a row that name nothing are one name without any."""
    words = list(_WORD.finditer(part))
    names: list[tuple[Words, Entries]] = []
    at = 0
    while at < len(words):
        end, entries = _longest_name(part, words, at, catalogue)
        if entries or not names or names[-1][1]:
            names.append((words[at:end], entries))
        else:
            names[-1][0].append(words[at])
        at = end
    for name, entries in names:
        if not entries and len(names) > 1:  # next to a name, words such as "and" or "code" only connect
            name = [word for word in name if not is_stop(word[0].casefold())]
        if name:
            yield part[name[0].start() : name[-1].end()], entries


def _longest_name(part: str, words: Words, at: int, catalogue: Catalogue) -> tuple[int, Entries]:
    """Return the place after the longest name that begins at a word, and its entries; one word and () for none."""
    for end in range(min(at + MOST_WORDS, len(words)), at, -1):
        if entries := catalogue.named(part[words[at].start() : words[end - 1].end()]):
            return end, entries
    return at + 1, ()
