"""What a number's place in a text calls itself: named as an error, a field, an amount, somebody's number, or free."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from ..language.word_classes import ClassedWord, WordClass, read_words, words_in

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
RANGE = "to|till|until|bis|à|a|до|al|até|do"
RANGE_BEFORE = re.compile(rf"\d\s(?:{RANGE})$", re.IGNORECASE)
RANGE_BEHIND = re.compile(rf"(?:{RANGE})\s\d", re.IGNORECASE)
#: Endings that make a number a word: ``40102s``, ``411er``, ``42901-е``, ``320'nin``; three digits may be seconds.
INFLECTED = re.compile(r"\d{5}s(?!\w)|\d+(?:['’]s|ern?|['’][a-zçğıöşü]{1,5}|-[а-яё]{1,3})(?!\w)")
NUMBERED = re.compile(rf"(?<!\w)(?:nº|{'|'.join(map(re.escape, words_in('number')))})\s{{0,2}}$", re.IGNORECASE)
FAILED = re.compile(rf"(?<!\w)(?:{'|'.join(words_in('failing'))}),$", re.IGNORECASE)
COUNTED_CODE = re.compile(r"(?<![\d:.,-])\d{3,7}$")
ABBREVIATION = re.compile(r"[A-Z]{2,4}")  # ``PO 1006``, in a text that is not shouted
COUNT = re.compile(r"(?<![\w.,])\d{1,2} ?[x×]$")
COMMA = re.compile(r"[,、，]")
HASH_KEY = re.compile(r"(?<![\w-])[a-z_]\w{0,40}[\"'\]]{0,2}\s{0,2}=>\s{0,2}$")
PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
JOINING = "-_ '"
MOST_OF_A_KEY = 60  # characters
MOST_FILLERS = 3

Kind = Literal["error", "code", "status", "failing", "getting", "question", "function", "trade", "closing", "strange"]
Left = Literal[
    "start", "error", "code", "field", "other_code", "other_field", "label", "status", "failing", "getting",
    "question", "function", "closing", "trade", "trade_before", "strange", "strange_before",
    "measure", "between", "with", "again", "money", "arrow", "number",
]  # fmt: skip
Right = Literal["end", "error", "question", "getting", "function", "trade", "strange", "unit", "name", "number"]
AS_RIGHT: dict[str, Right] = {"code": "error", "failing": "getting", "status": "strange", "closing": "strange"}
HEADS: tuple[Kind, ...] = ("error", "code", "status", "failing", "getting", "question", "function", "trade", "closing")
FILLERS: tuple[WordClass, ...] = (
    "unit",
    "between",
    "article",
    "circumstance",
    "also",
    "with",
    "but",
    "measure",
    "again",
)


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
    inflected = INFLECTED.match(digits + after[:REACH])
    after = after[inflected.end() - len(digits) :] if inflected else after
    left, right = _left(before[-REACH:]), _right(after[:REACH])
    is_noun = (left.is_noun and right in ("end", "function", "getting", "question")) or inflected is not None
    return left._replace(right=right, is_noun=is_noun)


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


def _left(before: str) -> Slot:
    if MONEY.search(before):
        return _only("money")
    numbered = NUMBERED.search(before)
    if numbered:  # "order no. 306" is that order's
        left = _left(before[: numbered.start()])
        return _only("strange") if left.left in ("start", "function") else left
    stripped = before.rstrip(OPENING)
    gap = before[len(stripped) :]
    if COUNT.search(stripped):
        return _only("start")
    clause = PARTED.split(stripped)[-1]
    if ARROW.search(before) and not HASH_KEY.search(before):
        keyed = _field(before, clause, is_label=False)
        return keyed if keyed.left == "field" else _only("arrow")
    if not stripped or stripped[-1] in ENDS or "\x00" in stripped[-1:]:
        return _only("failing" if FAILED.search(stripped) else "start")
    if stripped[-1].isdigit():
        is_apart = any(mark in gap for mark in ":-]") and not COUNTED_CODE.search(stripped)
        return _only("start" if is_apart else "number")
    if any(mark in gap for mark in ":=："):
        return _field(before, clause, is_label=gap.startswith(": ") and "=" not in gap)
    if RANGE_BEFORE.search(stripped):
        return _only("number")
    words = read_words(clause)
    if words and kind_of(words[-1]) == "function" and ABBREVIATION.fullmatch(words[-1].text) and not before.isupper():
        return _only("strange")
    return _word_before(words, clause, is_apart="(" in gap or "-" in gap)


def _only(left: Left, owner: str = "") -> Slot:
    return Slot(left, "end", owner)


def _field(before: str, clause: str, *, is_label: bool) -> Slot:
    """Read ``key: number`` by the last part of the key; the parts before it say whose code it is."""
    keys = [match[1] for match in KEYED.finditer(before)]
    parts = read_words(" ".join(PARTS.findall(keys[-1].replace("'", "")))) if keys else []
    words = read_words(clause)
    if not parts:
        return _only("start")
    if parts[-1].is_a("error", "code"):
        return _code_field(parts, clause)
    if parts[-1].is_a("status"):
        return _only("status")
    if parts[-1].is_a("failing"):
        return _only("other_field" if len(words) > 1 and not words[-2].classes else "failing")
    if parts[-1].is_a("getting", "closing"):
        return _only("getting")
    if kind_of(parts[-1]) in ("question", "function") or (is_label and words[0].is_a("circumstance")):
        return _only("start")
    is_said = is_label and (len(words) > 1 or not keys[-1].islower()) and "_" not in keys[-1]
    return _only("label" if is_said else "other_field")


def _code_field(parts: list[ClassedWord], clause: str) -> Slot:
    """Read a key that ends with an error or a code."""
    others = [part for part in own_parts(parts)[:-1] if not part.classes]
    if any(part.is_a("status", "closing") for part in parts):
        return _only("status")
    if others:
        return _only("other_field", others[-1].text)
    words = read_words(clause)
    tags = sum(word.text.isupper() for word in words[: -len(parts)])  # what a logger writes before its fields
    before = _word_before(words[tags:], clause, is_apart=False)
    return _only("other_field" if before.left == "other_code" else "field", before.owner)


def _word_before(words: list[ClassedWord], clause: str, *, is_apart: bool) -> Slot:
    """Read the word that a number follows, past the words that only fill a sentence."""
    if words and not is_apart and words[-1].is_a("measure", "between"):
        return _only("between" if words[-1].is_a("between") else "measure")
    turn = next((place for place in range(len(words) - 1, -1, -1) if words[place].is_a("but")), -1)
    fillers: list[ClassedWord] = []
    rest = words[turn + 1 :]
    while rest and kind_of(rest[-1]) in ("function", "question"):
        fillers.append(rest.pop())
    is_noun = not is_apart and bool(fillers) and fillers[0].is_a("article")
    if not rest or (fillers and COMMA.search(clause, rest[-1].end, fillers[0].start)):
        is_asked = any(kind_of(word) == "question" for word in fillers)
        left: Left = "question" if is_asked else "function" if fillers else "start"
        return _only(left)._replace(is_noun=is_noun)
    return _head(rest, fillers, clause, is_apart=is_apart)._replace(is_noun=is_noun)


def _head(rest: list[ClassedWord], fillers: list[ClassedWord], clause: str, *, is_apart: bool) -> Slot:
    """Read the last word that says something; ``fillers`` stand between it and the number."""
    head, kind = rest[-1], kind_of(rest[-1])
    if kind in ("error", "code"):
        return _named(head, kind, rest[:-1], clause)
    if kind in ("status", "closing"):
        return _only(kind)
    if kind in ("failing", "getting"):
        if len(rest) > 1 and _has_price(rest[-2], head, clause):
            return _only("trade")
        return _only(kind)._replace(subject=_thing(_clause(rest[:-1], clause)))
    if fillers and fillers[0].is_a("with") and any(word.is_a("failing") for word in rest):
        return _only("failing")
    if fillers and kind_of(fillers[0]) == "question":
        return _only("question")
    if fillers and fillers[0].is_a("with", "again"):
        return _only("with" if fillers[0].is_a("with") else "again")
    if is_apart and not fillers:
        return _only("start", head.text)
    if kind == "trade":
        is_apart = bool(fillers) and not fillers[0].is_a("copula") and not head.is_a("asset")
        return _only("trade_before" if is_apart else "trade")
    return _only("strange_before" if fillers else "strange")


def _has_price(asset: ClassedWord, verb: ClassedWord, clause: str) -> bool:
    """Whether a coin is what sees or hits the number: then that is its price."""
    is_counted = clause[: asset.start].rstrip()[-1:].isdigit()
    return asset.is_a("asset") and not is_counted and not clause[asset.end : verb.start].strip()


def _named(head: ClassedWord, kind: Left, rest: list[ClassedWord], clause: str) -> Slot:
    """Read an error word before a number: whose error it is says the word that it stands behind."""
    while rest and clause[rest[-1].end : head.start].strip(JOINING) == "" and rest[-1].is_a("error", "code"):
        head, kind = rest.pop(), "error"
    if not rest or clause[rest[-1].end : head.start].strip(JOINING):
        return _only(kind)
    owner = rest[-1]
    if owner.is_a("status", "closing"):
        return _only("status")
    if kind_of(owner) == "function":
        return _only(kind, _thing(rest) if kind == "code" else "")
    thing = _thing(rest) if head.is_a("owned") else ""
    return _only("other_code" if thing and kind == "code" and not owner.classes else kind, thing)


def _clause(words: list[ClassedWord], text: str) -> list[ClassedWord]:
    """Return the words behind the last comma or joining word: those before belong to another verb."""
    for place in range(len(words) - 1, -1, -1):
        if words[place].is_a("also", "but", "circumstance") or COMMA.match(text, words[place].end):
            return words[place + 1 :]
    return words


def _thing(words: list[ClassedWord]) -> str:
    """Return the last word that says something, where it is of an open class or belongs to such a word."""
    telling = [word for word in words if kind_of(word) not in ("function", "question")]
    if len(telling) > 1 and telling[-1].is_a("trade") and telling[-1].start - telling[-2].end < 2:
        telling.pop()
    return telling[-1].text if telling and (not telling[-1].classes or telling[-1].is_a("asset")) else ""


def _right(after: str) -> Right:
    if UNIT.match(after):
        return "unit"
    stripped = after.lstrip(CLOSING)
    if not stripped or stripped[0] in ENDS or stripped[0] in "\n\x00([{<→":
        return "end"
    words = read_words(stripped[:40])
    behind = stripped[words[0].end :] if words else ""
    if stripped[0].isdigit() or RANGE_BEHIND.match(stripped) or _goes_on(words, behind):
        return "number"
    if not words:
        return "end"
    if behind[:1] == "_" and words[0].text.isupper():
        return "name"
    if behind.lstrip()[:1] in ("=", ":") and words[0].text.isascii():
        return "end"  # the next field
    return _kind_behind(words)


def _goes_on(words: list[ClassedWord], behind: str) -> bool:
    """Whether a word that joins is followed by another number."""
    return bool(words) and words[0].is_a("also") and behind.lstrip()[:3].isdigit()


def _kind_behind(words: list[ClassedWord]) -> Right:
    kinds = [kind_of(word) for word in words[:MOST_FILLERS]]
    if words[0].is_a("unit"):
        return "unit"
    if words[0].is_a("of"):
        return "strange"
    if kinds[0] == "function":
        first = next((kind for kind in kinds if kind != "function"), "function")
        return cast(Right, first) if first in ("error", "question", "getting") else "function"
    return AS_RIGHT.get(kinds[0]) or cast(Right, kinds[0])


def kind_of(word: ClassedWord) -> Kind:
    """Return the class that counts most, "strange" for a word of an open class."""
    if word.is_a("function") and word.is_a("question"):
        return "function"  # ``is`` and ``when`` ask nothing by themselves, and ``was`` asks in one language only
    if word.is_a("asset"):
        return "trade"
    return next((kind for kind in HEADS if kind in word.classes), "function" if word.is_a(*FILLERS) else "strange")
