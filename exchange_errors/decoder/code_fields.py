"""Fields and columns that hold a code, by the last part of their name; the parts before it say whose code it is."""

from __future__ import annotations

import re
from functools import lru_cache

from ..language.word_classes import ClassedWord, read_words

KEYED = re.compile(r"([A-Za-z_$][\w$.-]{0,60}+|[^\W\d_]{1,20})[\"'`\]\\]{0,4}\s{0,12}(?:=>|:=|[:=：])")
PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
#: A constant's name, with its type and the sign behind it: ``CDC_NONCE: i32 =``.
CONSTANT = r"([A-Z][a-z]+(?:[A-Z][a-z]+)*|[A-Z]{2,20}(?:_[A-Z\d]{1,20})+)(?:: ?\w{1,20})?\s{0,20}="
#: What holds an answer, which is no owner of its code: ``body.code``.
HOLDS_AN_ANSWER = frozenset(("body", "payload", "message", "data", "content"))
ERROR_CODES = ("errno", "errorcode")  # an error and a code in one word
MOST_OF_A_KEY = 60  # characters


@lru_cache(maxsize=4_096)
def may_hold_code(key: str) -> bool:
    """Whether a field may hold an error's code: called a code, an error or an answer, and nothing of an open class."""
    parts = without_number(key_parts(key[:MOST_OF_A_KEY]))
    if not parts or not parts[-1].is_a("error", "code", "getting") or key.lower().endswith("s"):
        return False
    return all(part.classes and not part.is_a("status", "closing") for part in own_parts(parts))


@lru_cache(maxsize=4_096)
def names_a_close(key: str) -> bool:
    """Whether a field is called the code of a connection's end: ``closeCode``, ``wsCode``."""
    parts = key_parts(key[:MOST_OF_A_KEY])
    if len(parts) < 2 or not parts[-1].is_a("code"):
        return False
    return all(part.is_a("closing", "connection") for part in parts[:-1])


@lru_cache(maxsize=4_096)
def is_called_error(key: str) -> bool:
    """Whether a field of one value is called an error's: ``reject``, ``errCode``; several errors may be a count."""
    parts = key_parts(key[:MOST_OF_A_KEY])
    is_error = any(part.is_a("error", "failing") or part.text.lower() in ERROR_CODES for part in parts)
    return is_error and not key.lower().endswith("s")


@lru_cache(maxsize=4_096)
def names_a_code(key: str) -> bool:
    """Whether a field or column is called an error's code, and nobody else's."""
    parts = key_parts(key[:MOST_OF_A_KEY])
    if not parts or not (parts[-1].is_a("code") or (parts[0].is_a("code") and parts[-1].is_a("error"))):
        return False
    parts = own_parts(parts)
    return all(part.is_a("code", "error", "failing", "trade") and not part.is_a("status", "closing") for part in parts)


def key_parts(key: str) -> list[ClassedWord]:
    """Return the parts of a key as words; one with accents is a word of a sentence."""
    return read_words(" ".join(PARTS.findall(key)) if key.isascii() else key)


def without_number(parts: list[ClassedWord]) -> list[ClassedWord]:
    """Return the parts of a key up to its error or code: of ``errNo`` and ``reject_number`` the first."""
    is_numbered = len(parts) > 1 and (parts[-1].is_a("number") or parts[-1].text.lower() == "no")
    return parts[:-1] if is_numbered and parts[-2].is_a("error", "code") else parts


def own_parts(parts: list[ClassedWord]) -> list[ClassedWord]:
    """Return the parts of a key from its error on: what holds the error says nothing about whose code it is."""
    errors = [place for place, part in enumerate(parts) if part.is_a("error")]
    return parts[errors[-1] :] if errors else parts


def holds_an_answer(word: ClassedWord) -> bool:
    """Whether the word is one for what holds an answer."""
    return word.text.lower() in HOLDS_AN_ANSWER


def last_key(before: str) -> str:
    """Return the last key of a line that ends with what parts a key from its value, "" where there is none."""
    keys = KEYED.findall(before)
    return keys[-1] if keys else ""
