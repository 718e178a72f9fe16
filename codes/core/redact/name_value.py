"""Secrets in the ``value`` beside a telling ``name``, as HAR files and Postman write headers and cookies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .named import LABEL, quoted_end

VALUE = re.compile(r"""value\\*+["'][ \t\n]{0,8}+:[ \t\n]{0,8}+(?P<open>\\*+["'])""")
NAME = re.compile(
    r"(?:(?P<cookie>cookie2?)|(?P<authorization>authorization)|(?P<api_key>api[-_ ]?key)"
    r"|(?P<passphrase>pass[-_ ]?phrase)|(?P<secret>secret(?:[-_ ]?key)?|passw(?:or)?d|token)"
    r"|(?P<sig>(?<![a-z])sig(?:nature)?))"
    r"""\\*+["'](?:,|[ \t]|\\{0,8}n|\n){1,40}\\*+["']$""",
    re.IGNORECASE,
)
STEMS = ("cookie", "authorization", "api", "pass", "secret", "token", "sig")  # each name holds one
NAME_REACH = 80  # characters before ``value``


def named_values(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each, in the order of the text."""
    place = text.find("value")
    while place >= 0:
        opened = VALUE.match(text, place)
        if opened is None:
            place = text.find("value", place + 5)
            continue
        name = _name_before(text, place)
        kind = name.lastgroup if name else None
        close = opened.end()
        if kind:
            close = quoted_end(text, opened.end(), opened["open"])
            if close > opened.end() and not LABEL.match(text, opened.end()):
                yield opened.end(), close, kind
        place = text.find("value", close)


def _name_before(text: str, place: int) -> re.Match[str] | None:
    """Return the telling name before ``value``; most are not, which their letters say sooner than the pattern does."""
    start = max(0, place - NAME_REACH)
    before = text[start:place].lower()
    if before.isascii() and not any(stem in before for stem in STEMS):  # beyond ASCII a pattern matches odd letters too
        return None
    return NAME.search(text, start, place)
