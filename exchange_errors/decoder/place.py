"""What a number's place in a text calls itself: named as an error, a field, an amount, somebody's number, or free."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ..language.word_classes import read_words, words_in
from ..language.words import is_cjk
from .before_number import read_before
from .behind_number import Right, read_behind
from .last_word import Before, Left

CALLED = ("error", "code", "field")
REACH = 90  # characters to either side
#: Endings that make a number a word: ``40102s``, ``411er``, ``42901-е``, ``320'nin``.
INFLECTED = re.compile(r"\d+(?:['’]?s|ern?|['’][a-zçğıöşü]{1,5}|-[а-яё]{1,3})(?!\w)")
#: A message in capitals to the end of its line: ``309 MARKET NOT OPEN``.
SHOUTED = re.compile(r"\s{1,3}[A-Z][A-Z\d]+(?: [A-Z\d]{2,}){2,}\W{0,3}$")
NUMBER = re.compile(r"(?<![A-Za-z_\d.,:/-])\d{3,5}(?![A-Za-z_\d%€$]|[.,:/-]\d)")


def _joined() -> re.Pattern[str]:
    joining = (re.escape(word) for word in (*words_in("but"), *words_in("also")) if not is_cjk(word))
    return re.compile(rf"(?:[,;，；、]\s?|\s)(?:{'|'.join(joining)})\s|[,;，；、]", re.IGNORECASE)


JOINED = _joined()
SHARED = ("getting", "failing", "error", "code")


class Slot(NamedTuple):
    """What stands on both sides. ``owner`` is the word of an open class that an error word before it belongs to,
    ``subject`` the one that a verb before it has."""

    left: Left
    right: Right
    owner: str = ""
    subject: str = ""


def slot(before: str, digits: str, after: str) -> Slot:
    """Return what the text on both sides of a number, on its own line, makes of it."""
    written = digits + after[:REACH]
    inflected = INFLECTED.match(written)
    after = written[inflected.end() if inflected else len(digits) :]
    left = read_before(before[-REACH:])
    is_message = SHOUTED.match(after) is not None and not before.isupper()
    right = "end" if is_message else read_behind(after)
    if right == "unit" and left.left in CALLED and _is_adjective(after):
        right = "function"  # "err 310 short btc"
    return Slot(left.left, right, left.owner, left.subject)


def _is_adjective(after: str) -> bool:
    """Whether the next word makes a number a size, as ``306 long`` is one, but is no noun of a unit."""
    return any(word.is_a("unit") and word.is_a("function") for word in read_words(after)[:1])


def verb_of_part_before(text: str, is_code: Callable[[int], bool]) -> Before | None:
    """Return the verb by which a code came in the part before the last: ``the master shows 406, and the sub 411``.

    A moment at the beginning of the last part shares the place without a verb too: ``first 406, after that day 411``.
    """
    parts = JOINED.split(text)
    numbers = list(NUMBER.finditer(parts[-2])) if len(parts) > 1 else []
    if len(numbers) != 1 or not is_code(int(numbers[0][0])):
        return None
    before = read_before(parts[-2][: numbers[0].start()])
    begins = read_words(parts[-1])[:1]
    is_moment = before.left == "function" and any(word.is_a("circumstance") for word in begins)
    return before if before.left in SHARED or is_moment else None
