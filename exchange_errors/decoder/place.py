"""What a number's place in a text calls itself: named as an error, a field, an amount, somebody's number, or free."""

from __future__ import annotations

import re
from typing import NamedTuple

from .before_number import read_before
from .behind_number import Right, read_behind
from .last_word import Left

REACH = 90  # characters to either side
#: Endings that make a number a word: ``40102s``, ``411er``, ``42901-е``, ``320'nin``; three digits may be seconds.
INFLECTED = re.compile(r"\d{5}s(?!\w)|\d+(?:['’]s|ern?|['’][a-zçğıöşü]{1,5}|-[а-яё]{1,3})(?!\w)")
#: "the 223s?", where "the 223s timeout" is seconds.
DETERMINED = re.compile(r"\b(?:the|these|those)\s$", re.IGNORECASE)
SEVERAL = re.compile(r"\d+s(?=\s?(?:[?.!,;]|$))")


class Slot(NamedTuple):
    """What stands on both sides. ``owner`` is the word of an open class that an error word before it belongs to,
    ``subject`` the one that a verb before it has; ``is_noun`` where an article makes the number a noun."""

    left: Left
    right: Right
    owner: str = ""
    subject: str = ""
    is_noun: bool = False


def slot(before: str, digits: str, after: str) -> Slot:
    """Return what the text on both sides of a number, on its own line, makes of it."""
    written = digits + after[:REACH]
    inflected = INFLECTED.match(written) or (SEVERAL.match(written) if DETERMINED.search(before) else None)
    after = after[inflected.end() - len(digits) :] if inflected else after
    left, right = read_before(before[-REACH:]), read_behind(after[:REACH])
    is_noun = inflected is not None or (left.is_noun and right in ("end", "function", "getting", "failing", "question"))
    begins = left.is_joined and right == "getting" and left.left.endswith("_before")  # "... and 320 comes back"
    return Slot("start" if begins else left.left, right, left.owner, left.subject, is_noun)
