"""The masked text line by line, each error a link to its finding; of a long text the lines around its errors."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from exchange_errors.decoder.decoded import Finding
from exchange_errors.redaction.kinds import kinds

SHOWN_CHARACTERS, SHOWN_LINES = 40_000, 600  # a longer text is shown in windows; a browser stays quick with that much
AROUND = 2  # lines on either side of an error
SPOTS_EACH = 10  # of a finding that are shown in a long text
MARKUP = 160  # characters of markup around the text of a line
LONGEST = 1_000  # characters of a line in a long text
MASK = re.compile(rf"\[(?:{'|'.join(kinds())}):\d+\]")


class LogLine(NamedTuple):
    """One line as HTML; ``skipped`` counts the lines that are left out above it."""

    number: int
    html: SafeString
    skipped: int = 0


class Spot(NamedTuple):
    """A place of a line that an error stands at; ``number`` is that of its finding, from 1."""

    start: int
    end: int
    number: int


def log_lines(masked: str, findings: Sequence[Finding], classes: Mapping[int, str]) -> tuple[LogLine, ...]:
    """Return the text, or the lines around its errors; ``classes`` are those of the links, by number of the finding."""
    lines = masked.removesuffix("\n").split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    spots: dict[int, list[Spot]] = defaultdict(list)
    for number, finding in enumerate(findings, start=1):
        for sighting in finding.sightings:
            left, right = sighting.span
            row = bisect_right(starts, left) - 1
            spots[row].append(Spot(left - starts[row], min(right - starts[row], len(lines[row])), number))
    is_whole = len(masked) <= SHOWN_CHARACTERS and len(lines) <= SHOWN_LINES
    chosen = range(len(lines)) if is_whole else sorted(_windows(lines, findings, starts))
    shown, before = [], -1
    for row in chosen:
        text, own = lines[row], sorted(spots.get(row, ()))
        html = _line(text, own, classes) if is_whole else _cut(text, own, classes)
        shown.append(LogLine(row + 1, html, row - before - 1))
        before = row
    return tuple(shown)


def marked_excerpt(excerpt: str, code: int, css_class: str) -> SafeString:
    """Return the text around an error, the code in it marked."""
    parts = re.split(rf"(?<![\d.])({code})(?![\d.]*\d)", excerpt, maxsplit=1)
    if len(parts) != 3:
        return _masks_marked(excerpt)
    mark = f'<mark class="{css_class}">{code}</mark>'
    return mark_safe(_masks_marked(parts[0]) + mark + _masks_marked(parts[2]))  # each part is escaped


def _windows(lines: Sequence[str], findings: Sequence[Finding], starts: Sequence[int]) -> set[int]:
    """Return the rows around the first errors of each finding, as many as there is room for."""
    chosen: set[int] = set()
    room = SHOWN_CHARACTERS
    for row in _rows(findings, starts) if findings else range(SHOWN_LINES):
        window = {n for n in range(row - AROUND, row + AROUND + 1) if 0 <= n < len(lines)} - chosen
        room -= sum(min(len(lines[n]), LONGEST) + MARKUP for n in window)
        if room < 0 or len(chosen) > SHOWN_LINES:
            break
        chosen |= window
    return chosen or {0}


def _rows(findings: Sequence[Finding], starts: Sequence[int]) -> Iterator[int]:
    """Yield the row of the first error of each finding, then of the last of each, the second, and so on."""
    for turn in range(SPOTS_EACH):
        place = -(turn // 2) - 1 if turn % 2 else turn // 2
        for finding in findings:
            if turn < len(finding.sightings):
                yield bisect_right(starts, finding.sightings[place].span[0]) - 1


def _cut(text: str, spots: Sequence[Spot], classes: Mapping[int, str]) -> SafeString:
    """Return a line, of a long one the part around its first error."""
    if len(text) <= LONGEST:
        return _line(text, spots, classes)
    left = max(0, min(spots[0].start - LONGEST // 2, len(text) - LONGEST)) if spots else 0
    kept = [Spot(s.start - left, s.end - left, s.number) for s in spots if left <= s.start and s.end <= left + LONGEST]
    part = _line(text[left : left + LONGEST], kept, classes)
    return mark_safe(f"{'… ' if left else ''}{part}{' …' if left + LONGEST < len(text) else ''}")


def _line(text: str, spots: Sequence[Spot], classes: Mapping[int, str]) -> SafeString:
    parts, position = [], 0
    for spot in spots:
        if spot.start < position or spot.end <= spot.start:  # a place inside another one is marked once
            continue
        link = (
            f'<a class="{classes[spot.number]}" href="#finding-{spot.number}">{escape(text[spot.start : spot.end])}</a>'
        )
        parts += [_masks_marked(text[position : spot.start]), link]
        position = spot.end
    return mark_safe("".join([*parts, _masks_marked(text[position:])]))  # all text of the paste went through escape()


def _masks_marked(text: str) -> SafeString:
    return mark_safe(MASK.sub(lambda mask: f'<span class="secret">{mask[0]}</span>', escape(text)))
