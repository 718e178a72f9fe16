"""A list of codes as people write it, ``213, 314 and ws-1006``, read as the entries that it names."""

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

Named = tuple[str, tuple[Entry, ...]]  # a name as typed, and the entries that have it


@dataclass(frozen=True, slots=True)
class References:
    """What a text names, each once and in its order.

    ``shared`` holds the names that several entries have, with these entries; ``unknown`` what names nothing, as typed.
    """

    entries: tuple[Entry, ...]
    shared: tuple[Named, ...]
    unknown: tuple[str, ...]


def read_references(text: str, catalogue: Catalogue) -> References:
    """Return what ``text`` names; any text is taken. Blanks and dashes may stand inside a name or between two."""
    entries: dict[str, Entry] = {}
    shared: dict[str, tuple[Entry, ...]] = {}
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
    spans = list(_spans(part, words, catalogue))
    if not spans:
        yield from _unknown(part, words)
        return
    end = 0
    for begin, after, named in (*spans, (len(words), len(words), ())):
        yield from _unknown(part, [word for word in words[end:begin] if not _joins(word[0])])
        if named:
            yield _text(part, words[begin:after]), named
        end = after


def _spans(part: str, words: list[re.Match[str]], catalogue: Catalogue) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    """Yield the places of the first and after the last word of each name that entries have, the longest that fits."""
    at = 0
    while at < len(words):
        for end in range(min(at + MOST_WORDS, len(words)), at, -1):
            if named := catalogue.named(_text(part, words[at:end])):
                yield at, end, named
                break
        else:
            end = at + 1
        at = end


def _joins(word: str) -> bool:
    """Say whether a word beside names only joins them: "and", "with", "code"."""
    return is_stop(word.casefold())


def _unknown(part: str, words: list[re.Match[str]]) -> Iterator[Named]:
    if words:
        yield _text(part, words), ()


def _text(part: str, words: list[re.Match[str]]) -> str:
    """Return what stands from the first of ``words`` to the last."""
    return part[words[0].start() : words[-1].end()]
