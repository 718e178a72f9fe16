"""The part of a sentence before that of a number: ``the master shows 406, and the sub 411`` has one verb for both."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..language.word_classes import read_words, words_in
from ..language.words import is_cjk
from .before_number import read_before
from .behind_number import read_behind
from .last_word import Before

NUMBER = re.compile(r"(?<![A-Za-z_\d.,:/-])\d{3,5}(?![A-Za-z_\d%€$]|[.,:/-]\d)")


def _joined() -> re.Pattern[str]:
    joining = (re.escape(word) for word in (*words_in("but"), *words_in("also")) if not is_cjk(word))
    return re.compile(rf"(?:[,;，；、]\s?|\s)(?:{'|'.join(joining)})\s|[,;，；、]", re.IGNORECASE)


JOINED = _joined()
SHARED = ("getting", "failing", "error", "code")


def verb_of_part_before(text: str, is_code: Callable[[int], bool]) -> Before | None:
    """Return the verb by which a code came in the part before the last: ``the master shows 406, and the sub 411``.

    A moment at the beginning of the last part shares the place without a verb too: ``first 406, after that day 411``.
    """
    parts = JOINED.split(text)
    numbers = list(NUMBER.finditer(parts[-2])) if len(parts) > 1 else []
    if len(numbers) != 1 or not is_code(int(numbers[0][0])):
        return None
    before, behind = read_before(parts[-2][: numbers[0].start()]), read_behind(parts[-2][numbers[0].end() :])
    if behind not in ("end", "function"):
        return None
    begins = read_words(parts[-1])[:1]
    is_moment = before.left == "function" and any(word.is_a("circumstance") for word in begins)
    return before if before.left in SHARED or is_moment else None
