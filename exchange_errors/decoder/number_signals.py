"""Signals of numbers: what the place calls itself, what the number is, and what the message says besides.

They stand in one module, however long, so that "why does this number speak, or not?" has one place to look.
"""

from __future__ import annotations

import re
from http import HTTPStatus

from .code_candidate import CodeCandidate
from .everyday_numbers import EVERYDAY_STATUSES
from .line_signals import LINE_SIGNALS
from .signals import Signals, Test

number_signals = Signals()

LONG = 10_000  # from here on a number of this exchange is hardly a count, a page or a status
HTTP = re.compile(
    r"\bHTTP\b|https?://|\bstatus\b|\bheaders?\b|\bresponse[ -]code\b|\burllib3\b|\brequests\.|\bproxy\b|\bnginx\b",
    re.IGNORECASE,
)
PHRASE = re.compile(
    r"[\"')\]:,.–-]{0,3}\s{0,2}[\"'(]?(?:HTTP )?(?:" + "|".join(s.phrase.replace(" ", "[ _]") for s in HTTPStatus)
    + r"|(?:Client|Server) Error|Unauthenticated)", re.IGNORECASE,
)  # fmt: skip
COUNTED = re.compile(
    r"[\"'`]?\s{0,2}(?:\(?[x×]\s?\d{1,6}\b|\(\d{1,6}\s?[x×]\)|,?\s(?:once|twice|thrice)\b"
    r"|,?\s(?:\d{1,6}|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|multiple) times\b)",
    re.IGNORECASE,
)
PLURAL = re.compile(r"(?:errors|failures|rejects|rejections|exceptions)\W{1,4}$", re.IGNORECASE)
SAID_BEHIND = ("getting", "question", "error")  # a trader's word before is then who says it

#: What stands right before or behind a number: the side, what it is, and the signal with its reason.
BESIDE = (
    ("left", "error", "error_word_before", "A word for an error stands right before it."),
    ("left", "code", "code_word_before", "A word for a code stands right before it."),
    ("left", "field", "code_field", "It is the value of a field that holds an error's code."),
    ("left", "getting", "verb_before", "It follows a verb of receiving, seeing or saying."),
    ("left", "failing", "failure_before", "It follows a word for failing."),
    ("left", "question", "question_before", "It is what a question asks for."),
    ("left", "start", "starts_clause", "It begins a sentence or a part of one."),
    ("left", "function", "filler_before", "Only words that fill a sentence stand before it."),
    ("left", "measure", "measure_before", "A preposition of amounts, prices and places stands right before it."),
    ("left", "strange_before", "thing_before", "The last word before it that says something names a thing."),
    ("right", "error", "error_word_behind", "A word for an error stands right behind it."),
    ("right", "question", "question_behind", "A question follows it."),
    ("right", "getting", "verb_behind", "A verb of receiving, meaning or saying follows it."),
    ("right", "end", "ends_clause", "It ends a sentence or a part of one."),
    ("right", "trade", "trade_word_behind", "A trader's word behind it names what it may count."),
)  # fmt: skip


def _stands_beside(side: str, kind: str) -> Test:
    return lambda candidate: getattr(candidate.slot, side) == kind


for _side, _kind, _name, _reason in BESIDE:
    number_signals.add(_name, _reason, _stands_beside(_side, _kind))
for _test in LINE_SIGNALS:
    number_signals(_test)


@number_signals
def arrow_before(c: CodeCandidate) -> bool:
    """An arrow behind a method of this exchange leads to it."""
    return c.slot.left == "arrow" and c.names_method


@number_signals
def trade_word_before(c: CodeCandidate) -> bool:
    """A trader's word stands right before it: its number, amount or price."""
    return c.slot.left in ("trade", "trade_before") and c.slot.right not in SAID_BEHIND


@number_signals
def belongs_to_a_thing(c: CodeCandidate) -> bool:
    """The word right before it names a thing, so the number is most likely that thing's."""
    return c.slot.left == "strange" and c.slot.right != "error"


@number_signals
def code_of_a_thing(c: CodeCandidate) -> bool:
    """It is called the code of something else."""
    return c.slot.left in ("other_code", "other_field")


@number_signals
def called_a_status(c: CodeCandidate) -> bool:
    """It is called an HTTP status, or a number of the connection."""
    return c.slot.left == "status" and not c.is_close


@number_signals
def counts_errors(c: CodeCandidate) -> bool:
    """It is the value of a field in the plural, which counts errors."""
    return c.slot.left == "field" and c.listed == 1 and PLURAL.search(c.before) is not None


@number_signals
def beside_another_number(c: CodeCandidate) -> bool:
    """Another number stands right beside it, and nothing lists the two."""
    return c.slot.left == "number" or c.slot.right == "number"


@number_signals
def error_of_a_thing(c: CodeCandidate) -> bool:
    """The error is called that of something which is nothing of this exchange."""
    return c.slot.left in ("error", "code", "field") and bool(c.slot.owner)


@number_signals
def arrow_elsewhere(c: CodeCandidate) -> bool:
    """An arrow leads to it from something that is no method of this exchange."""
    return c.slot.left == "arrow" and not c.names_method


@number_signals
def thing_behind(c: CodeCandidate) -> bool:
    """A word behind it names a thing that it may count."""
    return c.slot.right == "strange" and not COUNTED.match(c.after)


@number_signals
def name_of_another_behind(c: CodeCandidate) -> bool:
    """A name follows it that is not its own."""
    return c.slot.right == "name" and c.named is None


@number_signals
def is_an_amount(c: CodeCandidate) -> bool:
    """A unit or a currency stands beside it, or it is part of a longer number."""
    return c.slot.right == "unit" or c.slot.left == "money"


@number_signals
def times_counted(c: CodeCandidate) -> bool:
    """How often it was seen is said behind it."""
    return COUNTED.match(c.after) is not None


@number_signals
def status_phrase_behind(c: CodeCandidate) -> bool:
    """The reason phrase of an HTTP status follows it."""
    return c.number < 600 and PHRASE.match(c.after) is not None


@number_signals
def foreign_text_behind(c: CodeCandidate) -> bool:
    """The text behind it is nothing that this exchange says with this number."""
    return c.has_foreign_text


@number_signals
def five_digits(c: CodeCandidate) -> bool:
    """It has five digits or more, as few counts and no HTTP statuses have."""
    return c.number >= LONG


@number_signals
def http_status_too(c: CodeCandidate) -> bool:
    """HTTP uses the same number as a status."""
    return c.number in EVERYDAY_STATUSES


@number_signals
def http_near(c: CodeCandidate) -> bool:
    """HTTP is spoken of, and the number may be a status."""
    return c.number < 600 and c.line.holds(HTTP)


@number_signals
def unlisted_number(c: CodeCandidate) -> bool:
    """The number is not in the catalogue, only in lists of other versions."""
    return not c.words.numbered(c.number) and c.words.is_number(c.number)


@number_signals
def unknown_number(c: CodeCandidate) -> bool:
    """The number is in no list of this exchange's codes."""
    return not c.words.is_number(c.number) and not c.is_close


@number_signals
def close_code(c: CodeCandidate) -> bool:
    """It is a close code of the websocket, and a round number."""
    return c.is_close


@number_signals
def connection_near(c: CodeCandidate) -> bool:
    """It is a close code, and the message speaks of a connection's end."""
    return c.is_close and c.message.has("closing")


@number_signals
def respelt_number(c: CodeCandidate) -> bool:
    """Its digits are written with letters that look alike, or with a separator."""
    return c.is_respelt


@number_signals
def own_name_beside(c: CodeCandidate) -> bool:
    """Its own name or sentence stands beside it."""
    return c.has_own_name


@number_signals
def a_name_beside(c: CodeCandidate) -> bool:
    """A name of this exchange stands beside it."""
    return c.name is not None and not c.has_own_name


@number_signals
def telling_words_beside(c: CodeCandidate) -> bool:
    """Words of its own name stand right beside it."""
    return c.has_telling_words


@number_signals
def listed_with_codes(c: CodeCandidate) -> bool:
    """It stands in a list of numbers that are all codes of this exchange."""
    return c.listed > 1 and c.listed_known == c.listed


@number_signals
def listed_with_others(c: CodeCandidate) -> bool:
    """It stands in a list with numbers that are no codes of this exchange."""
    return 1 < c.listed > c.listed_known


@number_signals
def error_word_near(c: CodeCandidate) -> bool:
    """The message speaks of an error elsewhere."""
    return not c.is_named and c.message.has("error", "code")


@number_signals
def failure_near(c: CodeCandidate) -> bool:
    """The message says that something failed or was refused."""
    return c.slot.left != "failing" and c.message.has("failing")


@number_signals
def asks_a_question(c: CodeCandidate) -> bool:
    """The message asks a question."""
    return c.message.asks


@number_signals
def trade_words_near(c: CodeCandidate) -> bool:
    """The message speaks of trading."""
    return c.message.has("trade") and c.slot.left not in ("trade", "trade_before")


@number_signals
def nothing_to_own_it(c: CodeCandidate) -> bool:
    """The message is short and names no other thing that the number could belong to."""
    return c.message.is_short and c.message.has_words and c.message.strange == 0 and c.is_free and not http_near(c)


@number_signals
def little_to_own_it(c: CodeCandidate) -> bool:
    """The message is short, and one or two words of it may name a thing that the number belongs to."""
    return c.message.is_short and 0 < c.message.strange < 3 and c.is_free and not http_near(c)


@number_signals
def only_numbers(c: CodeCandidate) -> bool:
    """The text holds no word at all, and is no plain list of codes."""
    return not c.message.has_words and c.named is None


@number_signals
def many_strange_words(c: CodeCandidate) -> bool:
    """Nothing calls it an error, and the message names many things that are nothing of this exchange."""
    return not c.is_named and c.message.strange > 4


@number_signals
def error_among_strange_words(c: CodeCandidate) -> bool:
    """It is called an error, among words for things that are nothing of this exchange."""
    return c.is_named and c.message.strange > 2


@number_signals
def asked_above(c: CodeCandidate) -> bool:
    """The line above asks for a code or announces one, and the number is all that answers."""
    return c.answers_line_above


@number_signals
def many_numbers(c: CodeCandidate) -> bool:
    """The line holds many numbers."""
    return c.line.count_numbers > 4 and c.listed < 3


@number_signals
def names_the_exchange(c: CodeCandidate) -> bool:
    """The text names this exchange, one of its methods, hosts or instruments."""
    return c.is_ours


@number_signals
def method_in_line(c: CodeCandidate) -> bool:
    """The line names a method of this exchange."""
    return c.names_method


@number_signals
def certain_error_near(c: CodeCandidate) -> bool:
    """The paste holds a certain error of this exchange."""
    return c.near_certain


@number_signals
def among_settings(c: CodeCandidate) -> bool:
    """It is a field among fields that no answer of this exchange has."""
    return c.is_among_settings


@number_signals
def in_a_link(c: CodeCandidate) -> bool:
    """It is part of a link."""
    return c.is_in_link
