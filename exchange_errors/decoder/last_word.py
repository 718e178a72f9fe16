"""The last word before a number that says something, past the words that only fill a sentence."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

from ..language.word_classes import ClassedWord, WordClass
from ..language.words import is_cjk

COMMA = re.compile(r"[,、，]")
JOINING = "-_ '"
#: A Japanese clause ends with the ending of its verb, in hiragana, and a noun seldom; ``の`` makes an owner of it.
INFLECTED = re.compile(r"[\u3041-\u306d\u306f-\u3096]$")
Left = Literal[
    "start", "error", "code", "field", "other_code", "other_field", "label", "announced", "status", "failing",
    "getting",
    "question", "function", "closing", "trade", "trade_before", "strange", "strange_before",
    "measure", "between", "with", "money", "arrow", "number",
]  # fmt: skip
Kind = Literal["error", "code", "status", "failing", "getting", "question", "function", "trade", "closing", "strange"]
HEADS: tuple[Kind, ...] = ("error", "code", "status", "failing", "getting", "question", "function", "trade", "closing")
FILLERS: tuple[WordClass, ...] = (
    "unit", "between", "article", "circumstance", "also", "with", "but", "measure", "again", "ending", "postposition",
)  # fmt: skip
Words = list[ClassedWord]


def kind_of(word: ClassedWord) -> Kind:
    """Return the class that counts most, "strange" for a word of an open class."""
    if word.is_a("function") and word.is_a("question"):
        return "function"  # ``is`` and ``when`` ask nothing by themselves, and ``was`` asks in one language only
    if word.is_a("asset", "connection"):
        return "trade"
    return next((kind for kind in HEADS if kind in word.classes), "function" if word.is_a(*FILLERS) else "strange")


def is_filler(word: ClassedWord) -> bool:
    """Whether the word only fills a sentence or asks."""
    return kind_of(word) in ("function", "question")


class Before(NamedTuple):
    """What stands before a number; ``owner`` and ``subject`` are those of ``place.Slot``."""

    left: Left
    owner: str = ""
    subject: str = ""


def read_last_word(words: Words, clause: str, *, is_apart: bool) -> Before:
    """Return what the last word of ``clause`` makes of a number; ``is_apart`` where a bracket or a dash follows it."""
    if words and not is_apart and words[-1].is_a("measure", "between"):
        return _measured(words, clause)
    rest, fillers = _without_fillers(words)
    if not rest or (fillers and COMMA.search(clause, rest[-1].end, fillers[0].start)):
        return _only_fillers(fillers)
    if len(fillers) > 1 and rest[-1].is_a("number") and not fillers[-1].is_a("copula"):
        return Before("strange")  # "the number of my case is"
    if _is_new_clause(fillers):
        return Before("start")
    return _telling(rest, fillers, clause, is_apart=is_apart)


def _measured(words: Words, clause: str) -> Before:
    """Read a word that stands before amounts, prices and places, unless a verb or a question before it tells a code."""
    if words[-1].is_a("between"):
        return Before("between")
    kind = kind_of(words[-2]) if len(words) > 1 else "strange"
    is_agents = words[-1].is_a("agent") and kind in ("getting", "failing")  # "what do you mean by"
    if is_agents or kind == "question":  # "differs from"
        return Before(cast(Left, kind))
    told = clause_of(words[:-1], clause)
    is_value = len(told) > 1 and kind_of(told[-2]) == "trade"  # "the fee changes to"
    if told and told[-1].is_a("becoming") and not is_value:  # "then it changes to"
        return Before("getting", subject=_thing(told[:-1]))
    return Before("measure", subject=_thing(told))


def _without_fillers(words: Words) -> tuple[Words, Words]:
    """Return the words up to the last one that says something, and those behind it, the last one first.

    What stands before a ``but`` belongs to another thought.
    """
    turn = next((place for place in range(len(words) - 1, -1, -1) if words[place].is_a("but")), -1)
    rest, fillers = words[turn + 1 :], []
    while rest and is_filler(rest[-1]):
        fillers.append(rest.pop())
    return rest, fillers


def _only_fillers(fillers: Words) -> Before:
    is_asked = any(kind_of(word) == "question" for word in fillers)
    return Before("question" if is_asked else "function" if fillers else "start")


def _is_new_clause(fillers: Words) -> bool:
    """Whether a clause ends before the number: with its last word, or because another begins with ``and now``."""
    if any(word.is_a("ending") for word in fillers):
        return True
    return len(fillers) > 1 and fillers[-1].is_a("also") and not fillers[0].is_a("article", "measure", "of", "between")


def _telling(rest: Words, fillers: Words, clause: str, *, is_apart: bool) -> Before:
    """Read the last word of ``rest``, which says something; ``fillers`` stand between it and the number."""
    kind, is_with = kind_of(rest[-1]), bool(fillers) and fillers[0].is_a("with")
    if kind in ("error", "code"):
        return _error_word(rest, kind, clause)
    if kind in ("status", "closing"):
        return Before("with" if is_with and kind == "closing" else kind)
    if kind in ("failing", "getting"):
        if _is_price(rest, clause):
            return Before("trade")
        return Before(kind, subject=_thing(clause_of(rest[:-1], clause)))
    return Before("with") if is_with else _thing_word(rest[-1], fillers, is_apart=is_apart)


def _thing_word(word: ClassedWord, fillers: Words, *, is_apart: bool) -> Before:
    """Read a word of trading or of an open class, right before the number or before ``fillers``."""
    if is_apart:
        return Before("start", "" if fillers else word.text)
    if kind_of(word) == "trade":
        is_farther = bool(fillers) and not fillers[0].is_a("copula") and not word.is_a("asset")
        return Before("trade_before" if is_farther else "trade")
    return Before("strange_before" if fillers else "strange")


def _is_price(rest: Words, clause: str) -> bool:
    """Whether a coin is what sees or hits the number, and no instrument or amount: then that is its price."""
    if len(rest) < 2 or not rest[-2].is_a("asset"):
        return False
    coin, verb = rest[-2:]
    before = clause[: coin.start].rstrip()[-1:]
    return not (before.isdigit() or before in ("_", "-", "/")) and not clause[coin.end : verb.start].strip()


def _error_word(rest: Words, kind: Left, clause: str) -> Before:
    """Read an error word before a number: whose error it is says the word that it stands behind."""
    head, rest = rest[-1], rest[:-1]
    while rest and _is_joined(rest[-1], head, clause) and rest[-1].is_a("error", "code"):
        head, kind = rest.pop(), "error"
    if not rest or not _is_joined(rest[-1], head, clause):
        return Before(kind)
    if rest[-1].is_a("status", "closing"):
        return Before("status")
    if kind == "code":
        return _owned_code(rest, head, clause)
    if kind_of(rest[-1]) == "getting":  # "the app shows error 306"
        return Before(kind, subject=_thing(clause_of(rest[:-1], clause)))
    is_owned = head.is_a("owned") and not is_filler(rest[-1])
    return Before(kind, _thing(rest) if is_owned else "")


def _owned_code(owners: Words, head: ClassedWord, clause: str) -> Before:
    """Read a word for a code behind another word: a one-time code and a log-in code are codes of something else."""
    owner = owners[-1]
    thing = _thing(owners) if head.is_a("owned") or is_filler(owner) else ""
    return Before("other_code" if thing and not owner.classes else "code", thing)


def _is_joined(word: ClassedWord, following: ClassedWord, clause: str) -> bool:
    return not clause[word.end : following.start].strip(JOINING)


def clause_of(words: Words, text: str) -> Words:
    """Return the words behind the last comma or joining word: those before belong to another verb."""
    for place in range(len(words) - 1, -1, -1):
        if words[place].is_a("also", "but", "circumstance") or COMMA.match(text, words[place].end):
            return words[place + 1 :]
    return words


def _thing(words: Words) -> str:
    """Return the last word that says something, where it is of an open class or belongs to such a word."""
    telling = [word for word in words if not (is_filler(word) or INFLECTED.search(word.text))]
    telling = [word for word in telling if len(word.text) > 1 or is_cjk(word.text)]
    if len(telling) > 1 and telling[-1].is_a("trade") and telling[-1].start - telling[-2].end < 2:
        telling.pop()
    return telling[-1].text if telling and (not telling[-1].classes or telling[-1].is_a("asset")) else ""
