"""Fields and columns that hold a code, by the last part of their name; the parts before it say whose code it is."""

from __future__ import annotations

import re
from functools import lru_cache

from ..language.word_classes import ClassedWord, read_words
from .code_names import CodeNames

KEYED = re.compile(r"([A-Za-z_$][\w$.-]{0,60}+|[^\W\d_]{1,20})[\"'`\]\\]{0,4}\s{0,12}(?:=>|:=|[:=：])")
PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
#: A constant's name, with its type and the sign behind it: ``CDC_NONCE: i32 =``.
CONSTANT = r"([A-Z][a-z]+(?:[A-Z][a-z]+)*|[A-Z]{2,20}(?:_[A-Z\d]{1,20})+)(?:: ?\w{1,20})?\s{0,20}="
DECLARED = re.compile(rf"\b{CONSTANT}\s?(\d{{3,5}})(?!\w)")
#: What holds an answer, which is no owner of its code: ``body.code``.
HOLDS_AN_ANSWER = frozenset(("body", "payload", "message", "data", "content"))
ERROR_CODES = ("errno", "errorcode", "ec")  # an error and a code in one word
#: What programs call the other side that they trade with, this exchange's own name among it.
EXCHANGE = ("exchange", "exch", "venue", "native", "cdc", "crypto")
OWN_NAME = re.compile(r"(?:(?:cdc|crypto_?com)(?:_?status)?|native)(?:_?no)?", re.IGNORECASE)
#: Behind an error or a code: that it is numbered, or the type of its value.
NUMBERED = ("no", "id", "str", "int", "val", "value")
BARE_NUMBERS = ("n", "no", "num", "number", "c", "e", "r")  # or a code, an error or a reason, by its initial
#: A word that is in no list, with a word for a code or an error glued to its end: ``vcode``, ``xerr``, ``errnum``.
GLUED = re.compile(r"([a-z]{1,10}?)(code|err|error|errno|no|nr|num)", re.IGNORECASE)
MOST_OF_A_KEY = 60  # characters


@lru_cache(maxsize=4_096)
def may_hold_code(key: str) -> bool:
    """Whether a field may hold an error's code: called a code, an error or an answer, and nothing of an open class."""
    parts = without_number(key_parts(key[:MOST_OF_A_KEY]))
    if is_called_exchanges(key):
        return True
    if not parts or not (parts[-1].is_a("code", "getting") or is_error_part(parts[-1])) or key.lower().endswith("s"):
        return False
    return all(
        (part.classes or len(part.text) == 1) and not part.is_a("status", "closing") for part in own_parts(parts)
    )


@lru_cache(maxsize=4_096)
def names_a_close(key: str) -> bool:
    """Whether a field is called the code of a connection's end: ``closeCode``, ``wsCode``."""
    parts = key_parts(key[:MOST_OF_A_KEY])
    if len(parts) < 2 or not parts[-1].is_a("code"):
        return False
    return all(part.is_a("closing", "connection") for part in parts[:-1])


@lru_cache(maxsize=4_096)
def names_an_end(key: str) -> bool:
    """Whether a field is called the ends of connections, or what is known of one: ``closes``, ``closeStatus``."""
    parts = key_parts(key[:MOST_OF_A_KEY])
    is_end = any(part.is_a("closing") for part in parts)
    return is_end and all(part.is_a("closing", "connection", "status", "code", "function") for part in parts)


@lru_cache(maxsize=4_096)
def is_called_error(key: str) -> bool:
    """Whether a field of one value is called an error's: ``reject``, ``errCode``; several errors may be a count."""
    parts = key_parts(key[:MOST_OF_A_KEY])
    is_error = any(part.is_a("failing") or is_error_part(part) for part in parts)
    return is_error and not key.lower().endswith("s")


@lru_cache(maxsize=4_096)
def names_a_number(key: str) -> bool:
    """Whether a field says no more than that it holds a number or code: ``n``, ``num``, ``statusNumber``."""
    parts = key_parts(key[:MOST_OF_A_KEY])
    is_number = bool(parts) and parts[-1].text.lower() in BARE_NUMBERS
    return is_number and all(part.is_a("status") for part in parts[:-1])


@lru_cache(maxsize=4_096)
def names_a_code(key: str) -> bool:
    """Whether a field or column is called an error's code, and nobody else's."""
    parts = key_parts(key[:MOST_OF_A_KEY])
    if not parts or not (parts[-1].is_a("code") or (parts[0].is_a("code") and parts[-1].is_a("error"))):
        return False
    parts = own_parts(parts)
    return all(part.is_a("code", "error", "failing", "trade") and not part.is_a("status", "closing") for part in parts)


def is_error_part(part: ClassedWord) -> bool:
    """Whether a part of a key is a word for an error or its reason, or one for its code."""
    return part.is_a("error") or part.text.lower() in (*ERROR_CODES, "why")


@lru_cache(maxsize=4_096)
def is_called_exchanges(key: str) -> bool:
    """Whether a field is called an exchange's error or code, ``exchange_code``, or by this exchange's name alone."""
    parts = without_number(key_parts(key[:MOST_OF_A_KEY]))
    others = [part for part in parts if part.text.lower() not in EXCHANGE]
    is_code = 0 < len(others) < len(parts) and all(part.is_a("error", "code") for part in others)
    return is_code or OWN_NAME.fullmatch(key) is not None


def names_one_error(name: str) -> bool:
    """Whether a column is called an error and nobody else's, or an exchange's: ``errnum``, ``exch_err``."""
    return is_called_exchanges(name) or (is_called_error(name) and may_hold_code(name))


def key_parts(key: str) -> list[ClassedWord]:
    """Return the parts of a key as words; one with accents is a word of a sentence."""
    if not key.isascii():
        return read_words(key)
    return [part for word in read_words(" ".join(PARTS.findall(key))) for part in _opened(word)]


def _opened(word: ClassedWord) -> list[ClassedWord]:
    """Return the two parts of a word of no class that ends with a code or an error, as ``rejcode`` does.

    The first part is a word for an error, an answer or trading, or the initial of one: ``zipcode`` is one word.
    """
    glued = GLUED.fullmatch(word.text) if not word.classes else None
    if glued is None:
        return [word]
    head, tail = read_words(glued[1])[0], read_words(glued[2])[0]
    is_number = not tail.is_a("error", "code")
    is_own = head.is_a("error", "code") or (not is_number and (len(head.text) == 1 or head.is_a("trade", "getting")))
    return [head, tail] if is_own else [word]


def without_number(parts: list[ClassedWord]) -> list[ClassedWord]:
    """Return the parts of a key up to its error or code: of ``errNo`` and ``exchangeCodeStr`` the first."""
    is_numbered = len(parts) > 1 and (parts[-1].is_a("number") or parts[-1].text.lower() in NUMBERED)
    return parts[:-1] if is_numbered and parts[-2].is_a("error", "code") else parts


def own_parts(parts: list[ClassedWord]) -> list[ClassedWord]:
    """Return the parts of a key from its error on: what holds the error says nothing about whose code it is."""
    errors = [place for place, part in enumerate(parts) if is_error_part(part)]
    return parts[errors[-1] :] if errors else parts


def holds_an_answer(word: ClassedWord) -> bool:
    """Whether the word is one for what holds an answer."""
    return word.text.lower() in HOLDS_AN_ANSWER


def names_constants(text: str, words: CodeNames) -> bool:
    """Whether a constant is called as its number is, ``CDC_NONCE = 40102``, or several share a word with theirs."""
    constants = [(int(code), name) for name, code in DECLARED.findall(text)]
    shared = [words.shared(code, " ".join(PARTS.findall(name))) for code, name in constants]
    return any(words.is_called(code, name) for code, name in constants) or (len(shared) > 1 and all(shared))


def last_key(before: str) -> str:
    """Return the last key of a line that ends with what parts a key from its value, "" where there is none."""
    keys = KEYED.findall(before)
    return keys[-1] if keys else ""
