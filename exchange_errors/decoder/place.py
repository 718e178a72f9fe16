"""What a number's place in a text calls itself: named as an error, a field, an amount, somebody's number, or free."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from ..language.word_classes import ClassedWord, read_words

REACH = 90  # characters to either side
OPENING = " \t\"'`“”„‘’«»([{<*_~#№:=>→➜➔⇒：（「-–—\\|"
CLOSING = " \t\"'`“”‘’»)]}*_~）」"
ENDS = ".,;!?:…。，、；！？：-–—>|"
PARTED = re.compile(r"[.!?;。！？；\x00]\s|[。！？；\x00]|\s[–—|]\s|: (?=\S)")
KEYED = re.compile(r"([A-Za-z_$][\w$.-]{0,60}+|[^\W\d_]{1,20})[\"'`\]\\]{0,4}\s{0,12}(?:=>|:=|[:=：])")
ARROW = re.compile(r"(?:->|→|=>|⇒|➜|➔)\s{0,2}[\"'`(]?$")
MONEY = re.compile(r"(?:[$€£¥₽₺₩]|\b(?:USDT?|EUR))\s?$")
#: Units and currencies behind a number; capitals alone may be a currency, or the beginning of a name.
UNIT = re.compile(
    r"\s?[%‰$€£¥₽₺₩°]|\s?(?:mm|cm|km|m|kg|g|ms|[µu]s|s|sec|min|h|px|[kMG]i?B|[kMG]?Hz|x|k|th|st|nd|rd)(?![\w'’])"
    r"|\s[A-Z]{2,5}(?![\w-])(?!\s[A-Z])|[.,:/-]\d|\s{0,3}--- |#\d|\s{1,3}---? ?\["
)
RANGE_BEFORE = re.compile(r"\d\s(?:to|till|until|bis|à|a|до|al|até|do)$", re.IGNORECASE)
RANGE_BEHIND = re.compile(r"(?:to|till|until|bis|à|a|до|al|até|do)\s\d", re.IGNORECASE)
PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
JOINING = "-_ '"
MOST_OF_A_KEY = 60  # characters
MOST_FILLERS = 3

Kind = Literal["error", "code", "status", "failing", "getting", "question", "function", "trade", "strange"]
Left = Literal[
    "start", "error", "code", "field", "other_code", "other_field", "status", "failing", "getting", "question",
    "function", "trade", "trade_before", "strange", "strange_before",
    "measure", "money", "arrow", "number",
]  # fmt: skip
Right = Literal["end", "error", "question", "getting", "function", "trade", "strange", "unit", "name", "number"]


AS_RIGHT: dict[str, Right] = {"code": "error", "failing": "getting", "status": "strange"}


HEADS: tuple[Kind, ...] = ("error", "code", "status", "failing", "getting", "question", "function", "trade")


class Slot(NamedTuple):
    """What stands on both sides; ``owner`` is the word of an open class that an error word before it belongs to."""

    left: Left
    right: Right
    owner: str = ""


def slot(before: str, after: str) -> Slot:
    """Return what the text on both sides of a number, on its own line, makes of it."""
    left, owner = _left(before[-REACH:])
    return Slot(left, _right(after[:REACH]), owner)


def own_parts(parts: list[ClassedWord]) -> list[ClassedWord]:
    """Return the parts of a key from its error on: what holds the error says nothing about whose code it is."""
    errors = [place for place, part in enumerate(parts) if part.is_a("error")]
    return parts[errors[-1] :] if errors else parts


@lru_cache(maxsize=4_096)
def names_a_code(key: str) -> bool:
    """Whether a field or column is called an error's code, by the last part of its name, and nobody else's."""
    parts = read_words(" ".join(PARTS.findall(key[:MOST_OF_A_KEY])))
    if not parts or not parts[-1].is_a("code"):
        return False
    parts = own_parts(parts)
    return all(part.is_a("code", "error", "failing", "trade") and not part.is_a("status", "closing") for part in parts)


def _left(before: str) -> tuple[Left, str]:
    if MONEY.search(before):
        return "money", ""
    stripped = before.rstrip(OPENING)
    if ARROW.search(before):
        keyed = _field(before, stripped)
        return keyed if keyed[0] == "field" else ("arrow", "")
    gap = before[len(stripped) :]
    if not stripped or stripped[-1] in ENDS or "\x00" in stripped[-1:]:
        return "start", ""
    if stripped[-1].isdigit():
        return ("start" if ":" in gap or "-" in gap or "]" in gap else "number"), ""
    if any(mark in gap for mark in ":=："):
        return _field(before, stripped)
    clause = PARTED.split(stripped)[-1]
    if RANGE_BEFORE.search(stripped):
        return "number", ""
    return _word_before(read_words(clause), clause, is_apart="(" in gap or "-" in gap)


def _field(before: str, stripped: str) -> tuple[Left, str]:
    """Read ``key: number`` by the last part of the key; the parts before it say whose code it is."""
    keys = [match[1] for match in KEYED.finditer(before)]
    parts = read_words(" ".join(PARTS.findall(keys[-1].replace("'", "")))) if keys else []
    if not parts:
        return "start", ""
    if parts[-1].is_a("error", "code"):
        others = [part for part in own_parts(parts)[:-1] if not part.classes]
        if any(part.is_a("status", "closing") for part in parts):
            return "status", ""
        if others:
            return "other_field", others[-1].text
        clause = PARTED.split(stripped)[-1]
        slot_before, owner = _word_before(read_words(clause), clause, is_apart=False)
        return ("other_field" if slot_before == "other_code" else "field"), owner
    if parts[-1].is_a("status"):
        return "status", ""
    if parts[-1].is_a("failing"):
        clause = read_words(PARTED.split(stripped)[-1])
        return ("other_field" if len(clause) > 1 and not clause[-2].classes else "failing"), ""
    if parts[-1].is_a("getting", "closing"):
        return "getting", ""
    return ("start" if parts[-1].is_a("question", "function") else "other_field"), ""


def _word_before(words: list[ClassedWord], clause: str, *, is_apart: bool) -> tuple[Left, str]:
    """Read the word that a number follows, past the words that only fill a sentence."""
    if not words:
        return "start", ""
    if words[-1].is_a("measure") and len(words) > 1 and not is_apart:
        return "measure", words[-2].text
    turn = next((place for place in range(len(words) - 1, -1, -1) if words[place].is_a("but")), -1)
    words = words[turn + 1 :]
    if not words:
        return "start", ""
    fillers = 0
    while fillers < len(words) and kind_of(words[-1 - fillers]) in ("function", "question"):
        fillers += 1
    if fillers == len(words):
        return ("question" if any(kind_of(word) == "question" for word in words) else "function"), ""
    head = words[-1 - fillers]
    kind = kind_of(head)
    rest = words[: len(words) - 1 - fillers]
    if kind in ("error", "code"):
        return _named(head, kind, rest, clause)
    if kind in ("failing", "getting", "status"):
        return kind, ""
    if words[-1].is_a("with") and any(word.is_a("failing") for word in rest):
        return "failing", ""
    if fillers:
        return ("trade_before" if kind == "trade" else "strange_before"), head.text
    if is_apart:
        return "start", head.text
    return ("trade" if kind == "trade" else "strange"), head.text


def _named(head: ClassedWord, kind: Left, rest: list[ClassedWord], clause: str) -> tuple[Left, str]:
    """Read an error word before a number: whose error it is says the word that it stands behind."""
    while rest and clause[rest[-1].end : head.start].strip(JOINING) == "" and rest[-1].is_a("error", "code"):
        head, kind = rest.pop(), "error"
    if not rest or clause[rest[-1].end : head.start].strip(JOINING):
        return kind, ""
    owner = rest[-1]
    if owner.is_a("status", "closing"):
        return "status", ""
    if owner.classes:
        return kind, _deed(rest) if kind == "code" and owner.is_a("function") else ""
    return ("other_code" if kind == "code" else "error"), owner.text


def _deed(words: list[ClassedWord]) -> str:
    """Return what was done "with code N" where that is neither a failure nor an answer: a process exits so."""
    deeds = [word for word in words if kind_of(word) not in ("function", "question")]
    return deeds[-1].text if deeds and not deeds[-1].classes else ""


def _right(after: str) -> Right:
    if UNIT.match(after):
        return "unit"
    stripped = after.lstrip(CLOSING)
    if not stripped or stripped[0] in ENDS or stripped[0] in "\n\x00([{<→":
        return "end"
    if stripped[0].isdigit():
        return "number"
    words = read_words(stripped[:40])
    if not words:
        return "end"
    if stripped[words[0].end : words[0].end + 1] == "_" and words[0].text.isupper():
        return "name"
    if stripped[words[0].end :].lstrip()[:1] in ("=", ":") and words[0].text.isascii():
        return "end"  # the next field
    if RANGE_BEHIND.match(stripped) or (words[0].is_a("also") and stripped[words[0].end :].lstrip()[:1].isdigit()):
        return "number"
    kinds = [kind_of(word) for word in words[:MOST_FILLERS]]
    first = next((kind for kind in kinds if kind != "function"), "function")
    if kinds[0] == "function":
        return cast(Right, first) if first in ("error", "question", "getting") else "function"
    return AS_RIGHT.get(kinds[0]) or cast(Right, kinds[0])


def kind_of(word: ClassedWord) -> Kind:
    """Return the class that counts most, "strange" for a word of an open class."""
    if word.is_a("function") and word.is_a("question"):
        return "function"  # ``is`` and ``when`` ask nothing by themselves, and ``was`` asks in one language only
    return next((kind for kind in HEADS if kind in word.classes), "strange")
