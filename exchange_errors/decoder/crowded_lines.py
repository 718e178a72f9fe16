"""Bounds what is read of one line: a logger writes a line for each record, and what holds more is no report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

P = TypeVar("P")


def end_of_line(text: str, position: int) -> int:
    """Return where the line around ``position`` ends: at its line feed, or at the end of the text."""
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def first_of_each_line(
    text: str, places: Iterable[P], start_of: Callable[[P], int], most: int, note: Callable[[int], None]
) -> Iterator[P]:
    """Yield at most ``most`` places of each line of ``text``; ``note`` gets the first that a line has too many."""
    line_end, count = -1, 0
    for place in places:
        start = start_of(place)
        if start > line_end:
            line_end, count = end_of_line(text, start), 0
        count += 1
        if count <= most:
            yield place
        elif count == most + 1:
            note(start)
            if line_end == len(text):
                return
