"""Parts of one sentence that differ in a code: ``with the old key 40103, with the new one 40101``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..language.word_classes import ClassedWord, read_words, words_in
from ..language.words import is_cjk
from .before_number import read_before
from .behind_number import read_behind
from .last_word import Before
from .word_kinds import kind_of

NUMBER = re.compile(r"(?<![A-Za-z_\d.,:/-])\d{3,5}(?![A-Za-z_\d%€$]|[.,:/-]\d)")


def _between() -> re.Pattern[str]:
    """Return what parts a sentence: a comma or a semicolon, and a word for "but" with blanks around it."""
    return re.compile(rf"[,;，；、\n]|\s(?:{'|'.join(map(re.escape, words_in('but')))})\s", re.IGNORECASE)


def _joined() -> re.Pattern[str]:
    joining = (re.escape(word) for word in (*words_in("but"), *words_in("also")) if not is_cjk(word))
    return re.compile(rf"(?:[,;，；、]\s?|\s)(?:{'|'.join(joining)})\s|[,;，；、]", re.IGNORECASE)


BETWEEN, JOINED = _between(), _joined()
NUMBERS = re.compile(r"(?<![\w.,:/-])\d{3,5}(?:[/–-]\d{3,5})*(?![\w%€$]|[.,:/-]\d)")
SHARED = ("getting", "failing", "error", "code")
FILLING = ("function", "getting", "failing")


class ContrastedPart(NamedTuple):
    """A part of a sentence that ends with a number: its words, the last of them, and the next behind the number."""

    number: int
    words: frozenset[str]
    last: ClassedWord
    behind: str


def parts_of(sentence: str) -> Iterator[ContrastedPart]:
    """Yield the parts that hold one number, with words before it and behind it nothing but such as fill a sentence."""
    for part in BETWEEN.split(sentence):
        numbers = list(NUMBER.finditer(part))
        if len(numbers) != 1:
            continue
        before, behind = read_words(part[: numbers[0].start()]), read_words(part[numbers[0].end() :])
        if before and all(kind_of(word) in FILLING and not word.is_a("unit") for word in behind):
            telling = (word for word in before if not word.is_a("article", "measure", "unit"))
            words = frozenset(word.text.casefold() for word in telling)
            yield ContrastedPart(int(numbers[0][0]), words, before[-1], behind[0].text.casefold() if behind else "")


def is_contrasted(sentence: str, number: int, is_code: Callable[[int], bool]) -> bool:
    """Whether another part ends with another code, and the two share a word that is not what their numbers count."""
    parts = [part for part in parts_of(sentence) if is_code(part.number)]
    return any(
        _are_alike(part, other) for part in parts if part.number == number for other in parts if other.number != number
    )


def _are_alike(part: ContrastedPart, other: ContrastedPart) -> bool:
    if part.behind and part.behind == other.behind:
        return False  # "306 calls, 415 calls": what both count
    owners = {word.text.casefold() for word in (part.last, other.last) if _may_own(word)}
    return bool((part.words & other.words) - owners)


def _may_own(word: ClassedWord) -> bool:
    """Whether a number behind the word may be of a thing or at a place: ``room 306``, ``in 306``."""
    return kind_of(word) in ("strange", "trade", "function") and not word.is_a("with", "copula")


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
