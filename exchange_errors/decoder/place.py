"""What a number's place in a text calls itself: named as an error, a field, an amount, somebody's number, or free."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..language.word_classes import read_words
from .before_number import NUMBERED, read_before
from .behind_number import Right, is_verb_of_end, read_behind
from .last_word import VERB, Before, Left

CALLED = ("error", "code", "field")
OF_SUBJECT = ("strange", "strange_before")
REACH = 90  # characters to either side
#: Endings that make a number a word: ``40102s``, ``411er``, ``42901-е``, ``320'nin``; three digits may be seconds.
INFLECTED = re.compile(r"\d{5}s(?!\w)|\d+(?:['’]s|ern?|['’][a-zçğıöşü]{1,5}|-[а-яё]{1,3})(?!\w)")
#: A message in capitals to the end of its line: ``309 MARKET NOT OPEN``.
SHOUTED = re.compile(r"\s{1,3}[A-Z][A-Z\d]+(?: [A-Z\d]{2,}){2,}\W{0,3}$")
#: ``208s`` may be seconds or several; behind a word for each of several they are seconds.
SECONDS = re.compile(r"\d{3,4}s(?!\w)")
EACH_OF = r"\b(?:every|each|alle|jede[nmrs]?|cada|chaque|ogni|setiap|tiap|her|co|każd\w{1,3}|кажд\w{1,3}|mỗi)\W{1,2}"
EACH_BEHIND = re.compile(rf"\s{EACH_OF}", re.IGNORECASE)
EACH = re.compile(rf"{EACH_OF}$", re.IGNORECASE)
#: A number behind a thing of which each is spoken of is not that thing's: "we get on every order 306".
EACH_THING = re.compile(rf"{EACH_OF}(?:[^\W\d_]{{2,20}}\s){{1,2}}$", re.IGNORECASE)


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
    written = digits + after[:REACH]
    inflected = INFLECTED.match(written)
    has_s = inflected is None and SECONDS.match(written) is not None and not _is_time(before)
    after = written[inflected.end() if inflected else len(digits) + has_s :]
    left = _verb_of_each(before[-REACH:]) or _verb_of_program(before[-REACH:], after) or read_before(before[-REACH:])
    right = _right(before, after)
    if (
        right == "unit"
        and left.left in CALLED
        and any(w.is_a("unit") and w.is_a("function") for w in read_words(after[:REACH])[:1])
    ):
        right = "function"  # "err 310 short btc"
    if right == "getting" and left.left in OF_SUBJECT and is_verb_of_end(after) and not NUMBERED.search(before):
        left = Before("start", subject=left.subject or before)
    is_alone = right in ("end", "function", "getting", "question")
    is_noun = inflected is not None or (left.is_noun and is_alone)
    return Slot(_left(left, right, after), right, left.owner, left.subject, is_noun)


def _left(read: Before, right: Right, after: str) -> Left:
    """Return what stands before a number, once it is known what stands behind it."""
    begins = read.is_joined and right == "getting" and read.left.endswith("_before")  # "... and 320 comes back"
    return "start" if begins else read.left


def _right(before: str, after: str) -> Right:
    is_message = SHOUTED.match(after) is not None and not before.isupper()
    return "end" if is_message else read_behind(after[:REACH])


def _verb_of_each(before: str) -> Before | None:
    """Return the verb before a thing of which each is spoken of: ``we get on every order 306``."""
    each = EACH_THING.search(before)
    verb = read_before(before[: each.start()]) if each else None
    return verb if verb is not None and verb.left in ("getting", "failing") else None


def _verb_of_program(before: str, after: str) -> Before | None:
    """Read any verb between a word of trading and a number that comes again and again: ``my bot spams 306 since 4``."""
    if not (before.endswith("s ") and after.startswith(" ")):
        return None
    words = read_words(before)[-2:]
    behind = next(iter(read_words(after[:REACH])), None)
    if len(words) < 2 or behind is None or before[words[0].start :] != f"{words[0].text} {words[1].text} ":
        return None
    is_verb = words[0].is_a("trade") and not words[1].classes and VERB.fullmatch(words[1].text)
    is_often = EACH_BEHIND.match(after) or (behind.is_a("circumstance") and not behind.is_a("measure", "with"))
    return Before("getting") if is_verb and is_often else None


def _is_time(before: str) -> bool:
    """Whether a word of time stands right before a number: what is done "after 208s" is done after seconds."""
    words = [word for word in read_words(before)[-1:] if word.end == len(before.rstrip())]
    return EACH.search(before) is not None or any(
        word.is_a("circumstance") and not word.is_a("with", "question") for word in words
    )
