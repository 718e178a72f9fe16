"""Finds the numbers of a text that may be codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge

from ..language.word_classes import words_in

#: Before it nothing that makes digits a part of an amount, a path or a name. This is looked at behind the first digit:
#: a pattern that begins with a look behind is tried at every character.
NUMBER = re.compile(
    r"[1-9](?<![\d./$€£_A-Za-z-]\d)(?<!\d,\d)(?<!\s\+\d)\d{2,6}+(?!(?!(?:s|ern?|x\d{1,2})(?!\w))[\dA-Za-z_%‰$€£°]|[.,:/#-]\d)"
)
#: ``err213``, ``err-213``: the digits are looked for first, then the word before them.
GLUED = re.compile(r"[1-9](?:(?<=[^\W\d_].)|(?<=[^\W\d_][._/-].))\d{2,4}(?!\w|[.,:/-]\w)")
ERROR_BEFORE = re.compile(rf"(?<![\w.-])(?:{'|'.join(words_in('error'))})[._/-]?$", re.IGNORECASE)
LONGEST_ERROR = max(map(len, words_in("error"))) + 1
#: With commas only what is too long to be a group of thousands.
SLASHED = re.compile(r"(?<![\w/.,$€£-])(?:\d{3,7}(?:/\d{3,7})+|\d{5}(?:,\d{5})+)(?![\w/%$€£]|[.,:-]\d)")
DIGITS = re.compile(r"\d+")


def numbers_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield in order where three to seven digits stand by themselves, apart from amounts, paths and names."""
    spans = (match.span() for match in NUMBER.finditer(text))
    others = [match.span() for match in GLUED.finditer(text) if _is_behind_error(text, match.start())]
    for match in SLASHED.finditer(text) if "/" in text or "," in text else ():
        others += [digits.span() for digits in DIGITS.finditer(text, *match.span())]
    return merge(spans, sorted(others)) if others else spans


def _is_behind_error(text: str, start: int) -> bool:
    return ERROR_BEFORE.search(text, max(0, start - LONGEST_ERROR), start) is not None
