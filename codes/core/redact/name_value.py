"""Secrets in the ``value`` beside a telling ``name``, as HAR files and Postman write headers and cookies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .names import LABEL, kind_named
from .values import quoted_end

VALUE = re.compile(r"""val(?:ue)?\\*+["'][ \t\n]{0,8}+:[ \t\n]{0,8}+(?P<open>\\*+["'])""")
SPACE = r"(?:[ \t\n]|\\{0,8}n){0,40}"
NAME = rf"""\\*+["'](?:name|key|field|label)\\*+["']{SPACE}:{SPACE}\\*+["'](?P<name>[^"'\\\n]{{1,60}})\\*+["']"""
NAME_BEFORE = re.compile(rf"""{NAME}{SPACE},{SPACE}\\*+["']$""")
NAME_BEHIND = re.compile(rf"""\\*+["']{SPACE},{SPACE}{NAME}""")
NAME_REACH = 160  # characters before the value


def named_values(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each, in the order of the text."""
    place = text.find("val")
    while place >= 0:
        close = place + 3
        if opened := VALUE.match(text, place):
            close = quoted_end(text, opened.end(), opened["open"])
            name = _name_before(text, place) or NAME_BEHIND.match(text, close)
            kind = kind_named(name["name"]) if name else None
            if kind and close > opened.end() and not LABEL.match(text, opened.end()):
                yield opened.end(), close, kind
        place = text.find("val", close)


def _name_before(text: str, place: int) -> re.Match[str] | None:
    start = text.rfind(",", max(0, place - NAME_REACH), place)
    start = text.rfind("{", max(0, place - NAME_REACH), start) if start >= 0 else -1
    return NAME_BEFORE.search(text, start, place) if start >= 0 else None
