"""What changed between two texts, word by word, for people who compare them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from .words import CJK

Change = Literal["same", "removed", "added"]
# Scripts without spaces are compared by character, all others by word; spaces and marks are parts of their own.
_PART = re.compile(rf"[{CJK}]|(?:(?![{CJK}])\w)+|\s+|[^\w\s]")
MOST_PARTS = 4_000  # on one side: the comparison takes their product in bits of memory; more are compared by line
CONTEXT = 120  # characters of an unchanged text that stay on either side of a change


class ComparedRun(NamedTuple):
    """A run of a text and whether it changed."""

    change: Change
    text: str


def word_differences(before: str, after: str) -> list[ComparedRun]:
    """Return the two texts as one: the runs that are the same, removed, or added; a removal before what replaces it.

    The runs that are not added make up ``before``, those that are not removed ``after``, to the character.
    """
    return list(_joined(_bridged(_compared(before, after))))


def shortened(parts: Sequence[ComparedRun], context: int = CONTEXT) -> list[ComparedRun]:
    """Return the parts with long unchanged runs cut to the text next to a change, with ``…`` for the rest."""
    last = len(parts) - 1
    return [_cut(part, context, at > 0, at < last) if part.change == "same" else part for at, part in enumerate(parts)]


def _compared(before: str, after: str) -> Iterator[ComparedRun]:
    old, new = _PART.findall(before), _PART.findall(after)
    if max(len(old), len(new)) > MOST_PARTS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(old), len(new)) > MOST_PARTS:
        old, new = [before], [after]
    for step in Indel.opcodes(old, new):
        if step.tag == "insert":
            yield ComparedRun("added", "".join(new[step.dest_start : step.dest_end]))
        else:
            change: Change = "same" if step.tag == "equal" else "removed"
            yield ComparedRun(change, "".join(old[step.src_start : step.src_end]))


def _bridged(parts: Iterable[ComparedRun]) -> Iterator[ComparedRun]:
    """Join changes with only spaces and marks between them: two replaced words read better as one replacement."""
    removed = added = gap = ""
    for part in parts:
        if part.change == "removed":
            removed, added, gap = removed + gap + part.text, added + gap, ""
        elif part.change == "added":
            removed, added, gap = removed + gap, added + gap + part.text, ""
        elif removed and added and not gap and not re.search(r"\w|\n", part.text):
            gap = part.text
        else:
            yield from (
                ComparedRun("removed", removed),
                ComparedRun("added", added),
                ComparedRun("same", gap + part.text),
            )
            removed = added = gap = ""
    yield from (ComparedRun("removed", removed), ComparedRun("added", added), ComparedRun("same", gap))


def _joined(parts: Iterable[ComparedRun]) -> Iterator[ComparedRun]:
    """Drop empty parts, and join neighbours of one kind."""
    last: ComparedRun | None = None
    for part in parts:
        if last and part.text and last.change == part.change:
            last = ComparedRun(last.change, last.text + part.text)
        elif part.text:
            if last:
                yield last
            last = part
    if last:
        yield last


def _cut(part: ComparedRun, context: int, follows: bool, precedes: bool) -> ComparedRun:
    """Return an unchanged part without its middle; ``follows`` and ``precedes`` say on which sides a change is."""
    text = part.text
    if len(text) <= context * (follows + precedes) + 20 or not (follows or precedes):
        return part
    begin = text[:context].rsplit(" ", 1)[0] if follows else ""
    end = text[-context:].split(" ", 1)[-1] if precedes else ""
    return ComparedRun("same", f"{begin} … {end}" if begin else f"… {end}")
