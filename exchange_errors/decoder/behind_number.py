"""What stands right behind a number: a unit, another number, a name, or the kind of the next word."""

from __future__ import annotations

import re
from typing import Literal, cast

from ..language.word_classes import ClassedWord, WordClass, read_words, words_in
from .last_word import kind_of

Right = Literal["end", "error", "question", "getting", "function", "trade", "strange", "unit", "name", "number"]
AS_RIGHT: dict[str, Right] = {"code": "error", "failing": "getting", "status": "strange", "closing": "strange"}
CLOSING = " \t\"'`“”‘’»)]}*_~）」"
ENDS = ".,;!?:…。，、；！？：-–—>|"
STOPS = f"{ENDS}\n\x00([{{<→⇒&="
STOP = re.compile(r"[,.;:!?](?!\S)|[，。、；：！？]")  # what is behind it says nothing of the number
#: A clock time or a date: beside another number it says when, and makes nothing of that.
MOMENT = r"(?:\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,6})?|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2})"
MOMENT_BEHIND = re.compile(rf"{MOMENT}(?![\w.:-])")
TIMES_BEHIND = re.compile(r"\s?[x×]\s?\d{1,2}\b(?!\s?=)", re.IGNORECASE)  # ``1000 x 14``, and no product
#: Units and currencies behind a number; capitals alone may be a currency, or the beginning of a name.
UNIT = re.compile(
    r"\s?[%‰$€£¥₽₺₩°]|\s?(?:mm|cm|km|m|kg|g|ms|[µu]s|s|sec|min|h|px|[kMG]i?B|[kMG]?Hz|x|k|th|st|nd|rd)(?![\w'’])"
    r"|\s[A-Z]{2,5}(?![\w-])(?!\s[A-Z])|[.,:/-]\d|\s{0,3}--- |#(?=\d|\W|$)|\s{1,3}---? ?\["
)
#: A comment of source code or settings, or the end of the one that the number is all of.
COMMENT = re.compile(r"[\"'\])},;]{0,4}\s{0,40}(?:#\s|//|/\*|\*/|--\s\w)")
NEXT_FIELD = re.compile(r"[A-Za-z][\w.]{0,40}=")
ENDED: tuple[WordClass, ...] = ("failing", "closing", "getting", "finishing")
RANGE = "to|till|until|bis|auf|à|a|до|al|até|do|ke|hingga|sampai|lên|đến|tới|hasta"
RANGE_BEHIND = re.compile(rf"(?:{RANGE}|(?:out\s)?(?:{'|'.join(words_in('of'))}))\s(?!{MOMENT})\d", re.IGNORECASE)
REACH = 40  # characters in which the words behind are read
MOST_WORDS = 3


def read_behind(after: str) -> Right:
    """Return what follows a number on its line."""
    if TIMES_BEHIND.match(after):
        return "end"
    if UNIT.match(after):
        return "unit"
    rest = after.lstrip(CLOSING)
    if not rest or rest[0] in STOPS or COMMENT.match(after):
        return "end"
    if MOMENT_BEHIND.match(rest) or NEXT_FIELD.match(rest):
        return "end"
    words = read_words(STOP.split(rest[:REACH], maxsplit=1)[0])
    if rest[0].isdigit() or RANGE_BEHIND.match(rest):
        return "number"
    return _kind_behind(words, rest[words[0].end :]) if words else "end"


def _kind_behind(words: list[ClassedWord], behind: str) -> Right:
    """Read the next word; ``behind`` is what follows that."""
    word, follows = words[0], behind.lstrip()
    if word.is_a("also") and follows[:3].isdigit():
        return "number"
    if behind[:1] == "_" and word.text.isupper():
        return "name"
    if follows[:1] in ("=", ":") and word.text.isascii():
        return "end"  # the next field
    if word.is_a("unit"):
        return "unit"
    return "strange" if word.is_a("of") else _telling_kind(words)


def _telling_kind(words: list[ClassedWord]) -> Right:
    """Return the kind of the next word or, past words that fill a sentence, of one that speaks of an error."""
    kinds = [kind_of(word) for word in words[:MOST_WORDS]]
    if words[0].is_a("postposition"):
        verb = next((word for word in words[1:MOST_WORDS] if kind_of(word) != "function"), None)
        if verb and verb.is_a(*ENDED):  # "refused with 306", in the order of other languages
            return "getting"
    if kinds[0] == "function":
        first = next((kind for kind in kinds if kind != "function"), "function")
        return cast(Right, first) if first in ("error", "question", "getting") else "function"
    return AS_RIGHT.get(kinds[0]) or cast(Right, kinds[0])
