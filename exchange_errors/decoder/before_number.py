"""What stands right before a number: a mark, a key, another number, or else the last word that says something."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ..language.word_classes import ClassedWord, WordClass, read_words, words_in
from ..language.words import is_cjk
from .behind_number import ENDS, MOMENT, RANGE
from .code_fields import EXCHANGE, holds_an_answer, key_parts, last_key, may_hold_code, own_parts, without_number
from .last_word import COMMA, Before, Left, is_filler, kind_of, read_last_word
from .message import ADDRESSED

OPENING = " \t\"'`“”„‘’«»([{<*_~#№:=>→➜➔⇒：（「-–—\\|"
PARTED = re.compile(r"[.!?;。！？；\x00]\s|[。！？；\x00]|\s[–—|]\s|: (?=\S)|(?<![\w.,])\d{1,4} ?[x×] (?=[^\W\d])")
APART = re.compile(r"[(（–—-]|\s\[")
ARROW = re.compile(r"(?:->|→|=>|⇒|➜|➔)\s{0,2}[\"'`(]?$")
MONEY = re.compile(r"(?:[@$€£¥₽₺₩]|\b(?:USDT?|EUR))\s?$")
RANGE_BEFORE = re.compile(rf"\d\s?(?:(?<=\s)(?:{RANGE})|\.\.)$", re.IGNORECASE)
PART_BEFORE = re.compile(
    rf"(?<![\d.,])\d{{3,5}}\s(?:out\s)?(?:{'|'.join(words_in('of'))})$", re.IGNORECASE
)  # "306 of 415"


def _numbered() -> re.Pattern[str]:
    """Return the words for "number": behind one of a writing without blanks, the mark of a topic may follow."""
    words, runs = ["nº", "№"], list[str]()
    for word in words_in("number"):
        (runs if is_cjk(word) else words).append(re.escape(word))
    topic = "|".join(word for word in words_in("copula") if is_cjk(word))
    return re.compile(rf"(?:(?<!\w)(?:{'|'.join(words)})|(?:{'|'.join(runs)})(?:{topic})?)\s{{0,2}}$", re.IGNORECASE)


NUMBERED = _numbered()
#: "Kundennr. 501", "ext. 306": behind a short word for a thing the full stop ends no sentence.
SHORTENED = re.compile(r"(?<![^\W\d_])([a-z]{1,4}|\w{1,20}nr)\.(?=\s?$)")
ADDRESS = re.compile(r"(?:(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}|\[ip:\d{1,3}\])(?::| ([a-z]{2,20}) )$")  # or masked
LONGEST_LABEL = 5  # words
COUNTED_CODE = re.compile(r"(?<![\d:.,-])\d{3,7}$")
ABBREVIATION = re.compile(r"[A-Z]{1,4}")  # ``PO 1006``, in a text that is not shouted
COMMENT = re.compile(r"(?:(?<!:)//|/\*)\s{0,4}$")
METRIC = re.compile(r"\b[a-z]\w{2,80}\x00 $")  # its labels stand as one object
COUNT = re.compile(r"(?<![\w.,])\d{1,2} ?[x×]$")
MOMENT_BEFORE = re.compile(rf"(?<![\w.:/-]){MOMENT}$")
GLUED = re.compile(r"\b\w{1,40}=[^\s=]")  # a field of a log before the last one
HASH_KEY = re.compile(r"(?:^|[,{(\[\"'])\s{0,12}[\"':]?[a-z_]\w{0,40}[\"'\]]{0,2}\s{0,2}=>\s{0,2}$")
CONSTRUCTED = re.compile(r"(=\s?)[A-Z]\w{1,40}\((?=\{\s?$)")  # ``= Counter({``
#: A line of a record that a database prints a field a line: ``cdc_fault_no     | 308``.
COLUMN = re.compile(r"\s{0,4}([A-Za-z]\w{1,60}) {1,40}\| {1,4}$")
ISSUED = ("trade", "start")  # what is before "#" where the number is that of an issue, an order or a person


class Text(NamedTuple):
    """A text before a number: up to its last word, the marks behind that, and the clause that the word stands in."""

    whole: str
    said: str
    gap: str
    clause: str


Reader = Callable[[Text], "Before | None"]


def read_before(before: str) -> Before:
    """Return what the text before a number, on its own line, says that the number is."""
    numbered = None if MONEY.search(before) else NUMBERED.search(before)
    if numbered:  # "order no. 306" is that order's
        owner = read_before(before[: numbered.start()])
        return Before("strange") if owner.left in ("start", "function") else owner
    before = CONSTRUCTED.sub(r"\1", before)
    before = SHORTENED.sub(lambda match: match[0] if read_words(match[1])[0].classes else match[1], before)
    before = ADDRESSED.sub("", before)
    said = before.rstrip(OPENING)
    text = Text(before, said, before[len(said) :], PARTED.split(said)[-1])
    return next(beside for reader in READERS if (beside := reader(text)) is not None)


def _money(text: Text) -> Before | None:
    return Before("money") if MONEY.search(text.whole) else None


def _port(text: Text) -> Before | None:
    """Read ``on :8080``, ``127.0.0.1:8080`` and ``10.0.4.13 port 8080``: no number of a port answers the search."""
    address = ADDRESS.search(text.whole)
    if address and (not address[1] or kind_of(read_words(address[1])[0]) == "strange"):
        return Before("strange", owner=address[1] or ":")
    words = read_words(text.said)[-1:] if text.gap == " :" else []
    return Before("strange") if words and words[0].is_a("measure", "circumstance") else None


def _comment(text: Text) -> Before | None:
    return Before("start") if COMMENT.search(text.whole) else None


def _metric(text: Text) -> Before | None:
    """Read the value of a metric behind its labels: ``orders_total{side="BUY"} 306``."""
    return Before("other_field") if METRIC.search(text.whole) else None


def _issue(text: Text) -> Before | None:
    """Read a number with the mark of an issue or of somebody's own: ``(#213)``, ``sub #213``."""
    if not text.whole.endswith("#"):
        return None
    owner = read_before(text.whole.removesuffix("#").removesuffix("("))
    return Before("strange") if text.whole.endswith("(#") or owner.left in ISSUED else owner


def _count(text: Text) -> Before | None:
    return Before("start") if COUNT.search(text.said) else None


def _arrow(text: Text) -> Before | None:
    """Read what an arrow leads from: ``too small -> 415`` names no thing that the number could be."""
    if not ARROW.search(text.whole) or HASH_KEY.search(text.whole):
        return None
    return Before("arrow")


def _end_of_clause(text: Text) -> Before | None:
    if text.said and text.said[-1] not in f"{ENDS}\x00" and "|" not in text.gap:
        return None
    return Before("failing" if _is_only_failing(text.said) else "start")


def _is_only_failing(said: str) -> bool:
    """Whether the part of a sentence that a comma ends says only that something failed: ``rejected 3 times, 303``."""
    if not said.endswith(","):
        return False
    words = read_words(PARTED.split(said[:-1])[-1].rpartition(",")[2])
    telling = [word for word in words if not is_filler(word)]
    return len(telling) == 1 and kind_of(telling[0]) == "failing"


def _other_number(text: Text) -> Before | None:
    if MOMENT_BEFORE.search(text.said):
        return Before("start")
    if text.said[-1].isdigit():
        is_apart = any(mark in text.gap for mark in ":-–—]") and not COUNTED_CODE.search(text.said)
        return Before("start" if is_apart else "number")
    return None


def _key(text: Text) -> Before | None:
    if not any(mark in text.gap for mark in ":=："):
        return None
    return _field(text, is_label=text.gap.lstrip().startswith(": ") and "=" not in text.gap)


def _column(text: Text) -> Before | None:
    key = COLUMN.fullmatch(text.whole)
    if key is None:
        return None
    if may_hold_code(key[1]):
        return _code_field(without_number(key_parts(key[1])), [], "")
    return Before("other_field") if key[1].islower() else None


def _range(text: Text) -> Before | None:
    is_number = RANGE_BEFORE.search(text.said) or PART_BEFORE.search(text.said)
    return Before("number") if is_number else None


def _abbreviation(text: Text) -> Before | None:
    """Read a last word that is a name in capitals, such as ``PO``, or a letter that begins no sentence."""
    words = [] if APART.search(text.gap) else read_words(text.clause)
    if text.whole.isupper() or not words or kind_of(words[-1]) != "function":
        return None
    shortest = 1 if len(words) > 1 else 2
    is_name = len(words[-1].text) >= shortest and ABBREVIATION.fullmatch(words[-1].text)
    return Before("strange") if is_name else None


def _word(text: Text) -> Before:
    return read_last_word(read_words(text.clause), text.clause, is_apart=APART.search(text.gap) is not None)


READERS: tuple[Reader, ...] = (
    _port, _comment, _metric, _issue, _money, _count, _arrow, _range, _column, _end_of_clause, _other_number, _key,
    _abbreviation, _word,
)  # fmt: skip

CLOSED_CONNECTION: tuple[WordClass, ...] = ("closing", "connection")
BY_LAST_PART: tuple[tuple[WordClass, Left], ...] = (
    ("status", "status"), ("getting", "getting"), ("closing", "closing"),
)  # fmt: skip


def _field(text: Text, *, is_label: bool) -> Before:
    """Read ``key: number`` by the last part of the key; the parts before it say whose code it is."""
    key = last_key(text.whole)
    parts = without_number(key_parts(key.replace("'", "")))
    if not parts:
        return Before("start")
    is_program = text.gap[:1] == "=" and GLUED.search(text.said) is not None  # ``off=40004``, and no ``now = 306``
    last, words = parts[-1], read_words(text.clause)
    if last.is_a("error", "code"):
        return _code_field(parts, [] if is_program else words, text.clause)  # the words are another field's
    if last.is_a("failing"):
        is_owned = len(words) > 1 and not words[-2].classes
        return Before("other_field" if is_owned else "failing")
    left = next((left for name, left in BY_LAST_PART if last.is_a(name)), None)
    if left is not None and (left == "status" or all(part.classes for part in parts)):
        return Before(left)
    is_free = is_filler(last) and all(part.classes for part in parts) and not is_program  # and not ``ack_us``
    return Before("start") if is_free else _other_field(key, words, text.clause, is_label=is_label)


def _other_field(key: str, words: list[ClassedWord], clause: str, *, is_label: bool) -> Before:
    """Read a key of something else: as a person's label, or as a program's field."""
    begins = read_words(COMMA.split(clause)[-1])[:1]
    leads = len(words) > LONGEST_LABEL or any(word.is_a("circumstance") for word in begins)
    if is_label and leads:
        return Before("start")  # a sentence that leads to it
    if not is_label or "_" in key or (len(words) == 1 and key.islower()):
        return Before("other_field")
    if all(any(word.is_a(name) for word in words) for name in CLOSED_CONNECTION):
        return Before("closing")  # ``connection dropped by server: 1006``
    return Before("announced" if _announces(words) else "label")


def _announces(words: list[ClassedWord]) -> bool:
    """Whether a label speaks of errors, or of answers and of nothing that is not this exchange's."""
    telling = [word for word in words if not word.is_a("trade")]
    is_answer = all(word.classes for word in words) and any(word.is_a("getting") for word in telling)
    return is_answer or any(word.is_a("error", "code", "failing") for word in telling)


def _code_field(parts: list[ClassedWord], words: list[ClassedWord], clause: str) -> Before:
    """Read a key that ends with an error or a code."""
    named = (part for part in own_parts(parts)[:-1] if len(part.text) > 1)
    others = [part for part in named if not (part.classes or holds_an_answer(part))]
    if any(part.is_a("status", "closing") for part in parts):
        return Before("status")
    if others:
        return Before("other_field", others[-1].text)
    if len(parts) > 1:  # a program's own name for it: what stands before that is another field
        is_exchanges = any(part.text.lower() in EXCHANGE for part in parts)
        initial = "" if is_exchanges else next((part.text for part in parts if len(part.text) == 1), "")
        return Before("field", owner=initial)  # ``vcode``: the venue's, or a voucher's
    tags = sum(word.text.isupper() for word in words[: -len(parts)])  # what a logger writes before its fields
    beside = read_last_word(words[tags:], clause, is_apart=False)
    if beside.left == "status":  # "HTTP status code: 401"
        return beside
    return Before("other_field" if beside.left == "other_code" else "field", beside.owner)
