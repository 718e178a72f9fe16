"""Rows below one another that each begin with a code, as tallies and lists of codes do: ``316   1204``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ..language.word_classes import ClassedWord, read_words
from .code_names import CodeNames
from .everyday_numbers import EVERYDAY_STATUSES, LONG

#: The code, and behind it a count, dots up to one, or words that explain it.
ROW = re.compile(r"[ \t]{0,12}(?:(?://|#|[-*•·])[ \t]{0,6})?(\d{3,5})(?:[ \t]|:[ \t]|$)[ \t]{0,40}([^\n]{0,80})")
COUNT = re.compile(r"[.:·x× \t-]{0,80}\d[\d.,]{0,12} ?[%x×]?(?![\w:/-])")
LINE = re.compile(r"[^\n]+")
MOST_ROWS = 400  # of one run: a longer one is no list that somebody wrote


def rows_of_codes(text: str, words: CodeNames) -> frozenset[int]:
    """Return where the codes begin that begin such rows.

    The rows stand below a heading that speaks of errors and count them, or most say what their code is called.
    """
    if "\n" not in text:
        return frozenset()
    found: set[int] = set()
    for heading, rows in _runs(text):
        numbers = {int(row[1]) for row in rows}
        if len(numbers) < 2 or not all(map(words.numbered, numbers)):
            continue
        if _are_explained(rows, numbers, words) or _are_counted(heading, rows, numbers):
            found.update(row.start(1) for row in rows)
    return frozenset(found)


def _runs(text: str) -> Iterator[tuple[str, list[re.Match[str]]]]:
    """Yield the rows that follow one another, with the line above them."""
    above = ""
    lines = ((line, ROW.match(text, *line.span())) for line in LINE.finditer(text))
    for is_row, run in groupby(lines, lambda read: read[1] is not None):
        rows: list[re.Match[str]] = []
        for line, row in run:
            above = line[0] if row is None else above
            rows += [row] if row is not None and len(rows) < MOST_ROWS else []
        if is_row:
            yield above, rows


def _are_explained(rows: list[re.Match[str]], numbers: set[int], words: CodeNames) -> bool:
    """Whether most rows share a word with what their code is called, and one row shares two; of statuses, two rows."""
    shared = [words.shared(int(row[1]), row[2]) for row in rows]
    telling = sum(count > 1 for count in shared)
    return telling > EVERYDAY_STATUSES.issuperset(numbers) and 2 * sum(map(bool, shared)) > len(rows)


def _are_counted(heading: str, rows: list[re.Match[str]], numbers: set[int]) -> bool:
    """Whether nothing but a count follows each code, and the heading speaks of errors and of nothing else's."""
    if EVERYDAY_STATUSES.issuperset(numbers) or not all(COUNT.fullmatch(row[2].rstrip()) for row in rows):
        return False
    said = read_words(heading)
    return any(_is_of_errors(said, place, numbers) for place in range(len(said)))


def _is_of_errors(said: list[ClassedWord], place: int, numbers: set[int]) -> bool:
    """Whether the word is one for an error or a code, and none beside it names a thing that would be its owner."""
    if not said[place].is_a("error", "code", "failing"):
        return False
    beside = said[max(0, place - 1) : place] + (said[place + 1 : place + 2] if said[place].is_a("failing") else [])
    return max(numbers) >= LONG or (not said[place].is_a("code") and all(word.classes for word in beside))
