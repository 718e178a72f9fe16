"""What a number's place in a text calls itself: named as an error, a field, an amount, somebody's number, or free."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..language.word_classes import read_words
from .before_number import read_before
from .behind_number import Right, read_behind
from .last_word import Before, Left

CALLED = ("error", "code", "field")
REACH = 90  # characters to either side
#: Endings that make a number a word: ``40102s``, ``411er``, ``42901-е``, ``320'nin``; three digits may be seconds.
INFLECTED = re.compile(r"\d{5}s(?!\w)|\d+(?:['’]s|ern?|['’][a-zçğıöşü]{1,5}|-[а-яё]{1,3})(?!\w)")
#: A message in capitals to the end of its line: ``309 MARKET NOT OPEN``.
SHOUTED = re.compile(r"\s{1,3}[A-Z][A-Z\d]+(?: [A-Z\d]{2,}){2,}\W{0,3}$")
#: ``208s`` may be seconds or several.
SECONDS = re.compile(r"\d{3,4}s(?!\w)")


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
    inflected = INFLECTED.match(written)
    has_s = inflected is None and SECONDS.match(written) is not None
    after = written[inflected.end() if inflected else len(digits) + has_s :]
    left = read_before(before[-REACH:])
    right = _right(before, after)
    if right == "unit" and left.left in CALLED and _is_adjective(after):
        right = "function"  # "err 310 short btc"
    is_alone = right in ("end", "function", "getting", "question")
    is_noun = inflected is not None or (left.is_noun and is_alone)
    return Slot(_left(left, right, after), right, left.owner, left.subject, is_noun)


def _is_adjective(after: str) -> bool:
    """Whether the next word makes a number a size, as ``306 long`` is one, but is no noun of a unit."""
    return any(word.is_a("unit") and word.is_a("function") for word in read_words(after[:REACH])[:1])


def _left(read: Before, right: Right, after: str) -> Left:
    """Return what stands before a number, once it is known what stands behind it."""
    begins = read.is_joined and right == "getting" and read.left.endswith("_before")  # "... and 320 comes back"
    return "start" if begins else read.left


def _right(before: str, after: str) -> Right:
    is_message = SHOUTED.match(after) is not None and not before.isupper()
    return "end" if is_message else read_behind(after[:REACH])
