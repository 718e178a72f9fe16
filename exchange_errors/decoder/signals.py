"""The signals for and against a number or a name being an error code of this exchange: one function each.

Each answers whether it holds for a candidate; its docstring is the reason that a reader is shown, and its weight stands
in content/decoder/weights.toml. The weights are summed as log-odds, so no signal decides alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import NamedTuple

from .candidates import CodeCandidate
from .decoded import Signal
from .weights import weights

Test = Callable[[CodeCandidate], bool]
SIGNALS: dict[str, tuple[Test, str]] = {}
NUMBER_SIGNALS: list[str] = []
NAME_SIGNALS: list[str] = []

STATUSES = frozenset(HTTPStatus)
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
STATUS_BEFORE = re.compile(r"(?:HTTP/\S{1,4} |\b)[1-5]\d\d[ :-]{1,3}$")


def number(test: Test) -> Test:
    """Register a signal of numbers."""
    SIGNALS[test.__name__] = test, (test.__doc__ or "").strip()
    NUMBER_SIGNALS.append(test.__name__)
    return test


def name(test: Test) -> Test:
    """Register a signal of names."""
    SIGNALS[test.__name__] = test, (test.__doc__ or "").strip()
    NAME_SIGNALS.append(test.__name__)
    return test


class Weighed(NamedTuple):
    """The sum for a candidate and what it is made of, the heaviest first."""

    total: float
    signals: tuple[Signal, ...]


def holding(candidate: CodeCandidate) -> list[str]:
    """Return the names of the signals that hold."""
    tested = NAME_SIGNALS if candidate.is_name else NUMBER_SIGNALS
    return [signal for signal in tested if SIGNALS[signal][0](candidate)]


def weigh(candidate: CodeCandidate) -> Weighed:
    """Add up what speaks for and against a candidate."""
    table = weights()
    signals = [
        Signal(signal_name, table.signals[signal_name], SIGNALS[signal_name][1]) for signal_name in holding(candidate)
    ]
    signals.sort(key=lambda signal: -abs(signal.weight))
    start = table.signals["name" if candidate.is_name else "number"]
    return Weighed(start + sum(signal.weight for signal in signals), tuple(signals))


# What the place before the number calls itself.


@number
def error_word_before(c: CodeCandidate) -> bool:
    """A word for an error stands right before it."""
    return c.slot.left == "error"


@number
def code_word_before(c: CodeCandidate) -> bool:
    """A word for a code stands right before it."""
    return c.slot.left == "code"


@number
def code_field(c: CodeCandidate) -> bool:
    """It is the value of a field that holds an error's code."""
    return c.slot.left == "field"


@number
def verb_before(c: CodeCandidate) -> bool:
    """It follows a verb of receiving, seeing or saying."""
    return c.slot.left == "getting"


@number
def failure_before(c: CodeCandidate) -> bool:
    """It follows a word for failing."""
    return c.slot.left == "failing"


@number
def question_before(c: CodeCandidate) -> bool:
    """It is what a question asks for."""
    return c.slot.left == "question"


@number
def starts_clause(c: CodeCandidate) -> bool:
    """It begins a sentence or a part of one."""
    return c.slot.left == "start"


@number
def filler_before(c: CodeCandidate) -> bool:
    """Only words that fill a sentence stand before it."""
    return c.slot.left == "function"


@number
def arrow_before(c: CodeCandidate) -> bool:
    """An arrow behind a method of this exchange leads to it."""
    return c.slot.left == "arrow" and c.names_method


@number
def trade_word_before(c: CodeCandidate) -> bool:
    """A trader's word stands right before it: its number, amount or price."""
    return c.slot.left in ("trade", "trade_before") and c.slot.right not in SAID_BEHIND


@number
def belongs_to_a_thing(c: CodeCandidate) -> bool:
    """The word right before it names a thing, so the number is most likely that thing's."""
    return c.slot.left == "strange" and c.slot.right != "error"


@number
def measure_before(c: CodeCandidate) -> bool:
    """A preposition of amounts, prices and places stands right before it."""
    return c.slot.left == "measure"


@number
def thing_before(c: CodeCandidate) -> bool:
    """The last word before it that says something names a thing."""
    return c.slot.left == "strange_before"


@number
def code_of_a_thing(c: CodeCandidate) -> bool:
    """It is called the code of something else."""
    return c.slot.left in ("other_code", "other_field")


@number
def called_a_status(c: CodeCandidate) -> bool:
    """It is called an HTTP status, or a number of the connection."""
    return c.slot.left == "status" and not c.is_close


@number
def counts_errors(c: CodeCandidate) -> bool:
    """It is the value of a field in the plural, which counts errors."""
    return c.slot.left == "field" and c.listed == 1 and PLURAL.search(c.before) is not None


@number
def beside_another_number(c: CodeCandidate) -> bool:
    """Another number stands right beside it, and nothing lists the two."""
    return c.slot.left == "number" or c.slot.right == "number"


@number
def error_of_a_thing(c: CodeCandidate) -> bool:
    """The error is called that of something which is nothing of this exchange."""
    return c.slot.left in ("error", "code", "field") and bool(c.slot.owner)


@number
def arrow_elsewhere(c: CodeCandidate) -> bool:
    """An arrow leads to it from something that is no method of this exchange."""
    return c.slot.left == "arrow" and not c.names_method


# What stands behind the number.


@number
def error_word_behind(c: CodeCandidate) -> bool:
    """A word for an error stands right behind it."""
    return c.slot.right == "error"


@number
def question_behind(c: CodeCandidate) -> bool:
    """A question follows it."""
    return c.slot.right == "question"


@number
def verb_behind(c: CodeCandidate) -> bool:
    """A verb of receiving, meaning or saying follows it."""
    return c.slot.right == "getting"


@number
def ends_clause(c: CodeCandidate) -> bool:
    """It ends a sentence or a part of one."""
    return c.slot.right == "end"


@number
def thing_behind(c: CodeCandidate) -> bool:
    """A word behind it names a thing that it may count."""
    return c.slot.right == "strange" and not COUNTED.match(c.after)


@number
def trade_word_behind(c: CodeCandidate) -> bool:
    """A trader's word behind it names what it may count."""
    return c.slot.right == "trade"


@number
def name_of_another_behind(c: CodeCandidate) -> bool:
    """A name follows it that is not its own."""
    return c.slot.right == "name" and c.named is None


@number
def is_an_amount(c: CodeCandidate) -> bool:
    """A unit or a currency stands beside it, or it is part of a longer number."""
    return c.slot.right == "unit" or c.slot.left == "money"


@number
def times_counted(c: CodeCandidate) -> bool:
    """How often it was seen is said behind it."""
    return COUNTED.match(c.after) is not None


@number
def status_phrase_behind(c: CodeCandidate) -> bool:
    """The reason phrase of an HTTP status follows it."""
    return c.number < 600 and PHRASE.match(c.after) is not None


@number
def foreign_text_behind(c: CodeCandidate) -> bool:
    """The text behind it is nothing that this exchange says with this number."""
    return c.has_foreign_text


# What the number is.


@number
def five_digits(c: CodeCandidate) -> bool:
    """It has five digits or more, as few counts and no HTTP statuses have."""
    return c.number >= LONG


@number
def http_status_too(c: CodeCandidate) -> bool:
    """HTTP uses the same number as a status."""
    return c.number in STATUSES


@number
def http_near(c: CodeCandidate) -> bool:
    """HTTP is spoken of, and the number may be a status."""
    return c.number < 600 and c.line.holds(HTTP)


@number
def unlisted_number(c: CodeCandidate) -> bool:
    """The number is not in the catalogue, only in lists of other versions."""
    return not c.words.numbered(c.number) and c.words.is_number(c.number)


@number
def unknown_number(c: CodeCandidate) -> bool:
    """The number is in no list of this exchange's codes."""
    return not c.words.is_number(c.number) and not c.is_close


@number
def close_code(c: CodeCandidate) -> bool:
    """It is a close code of the websocket, and a round number."""
    return c.is_close


@number
def connection_near(c: CodeCandidate) -> bool:
    """It is a close code, and the message speaks of a connection's end."""
    return c.is_close and c.message.has("closing")


@number
def respelt_number(c: CodeCandidate) -> bool:
    """Its digits are written with letters that look alike, or with a separator."""
    return c.is_respelt


@number
def own_name_beside(c: CodeCandidate) -> bool:
    """Its own name or sentence stands beside it."""
    return c.has_own_name


@number
def a_name_beside(c: CodeCandidate) -> bool:
    """A name of this exchange stands beside it."""
    return c.name is not None and not c.has_own_name


@number
def telling_words_beside(c: CodeCandidate) -> bool:
    """Words of its own name stand right beside it."""
    return c.has_telling_words


@number
def listed_with_codes(c: CodeCandidate) -> bool:
    """It stands in a list of numbers that are all codes of this exchange."""
    return c.listed > 1 and c.listed_known == c.listed


@number
def listed_with_others(c: CodeCandidate) -> bool:
    """It stands in a list with numbers that are no codes of this exchange."""
    return 1 < c.listed > c.listed_known


# What the line and the message say besides.


@number
def error_word_near(c: CodeCandidate) -> bool:
    """The message speaks of an error elsewhere."""
    return not c.is_named and c.message.has("error", "code")


@number
def failure_near(c: CodeCandidate) -> bool:
    """The message says that something failed or was refused."""
    return c.slot.left != "failing" and c.message.has("failing")


@number
def asks_a_question(c: CodeCandidate) -> bool:
    """The message asks a question."""
    return c.message.asks


@number
def trade_words_near(c: CodeCandidate) -> bool:
    """The message speaks of trading."""
    return c.message.has("trade") and c.slot.left not in ("trade", "trade_before")


@number
def nothing_to_own_it(c: CodeCandidate) -> bool:
    """The message is short and names no other thing that the number could belong to."""
    is_status = c.number < 600 and c.line.holds(HTTP)
    return c.message.is_short and c.message.has_words and c.message.strange == 0 and c.is_free and not is_status


@number
def only_numbers(c: CodeCandidate) -> bool:
    """The text holds no word at all, and is no plain list of codes."""
    return not c.message.has_words and c.named is None


@number
def strange_words_near(c: CodeCandidate) -> bool:
    """Nothing calls it an error, and words of the message name things that are nothing of this exchange."""
    return not c.is_named and 1 < c.message.strange < 5


@number
def many_strange_words(c: CodeCandidate) -> bool:
    """Nothing calls it an error, and the message names many things that are nothing of this exchange."""
    return not c.is_named and c.message.strange > 4


@number
def error_among_strange_words(c: CodeCandidate) -> bool:
    """It is called an error, among words for things that are nothing of this exchange."""
    return c.is_named and c.message.strange > 2


@number
def asked_above(c: CodeCandidate) -> bool:
    """The line above asks for a code or announces one, and the number is all that answers."""
    return c.answers_line_above


@number
def short_message(c: CodeCandidate) -> bool:
    """The paste is a few words in a box that asks for errors."""
    return c.message.is_short


@number
def many_numbers(c: CodeCandidate) -> bool:
    """The line holds many numbers."""
    return c.line.count_numbers > 4 and c.listed < 3


@number
def names_the_exchange(c: CodeCandidate) -> bool:
    """The text names this exchange, one of its methods, hosts or instruments."""
    return c.is_ours


@number
def method_in_line(c: CodeCandidate) -> bool:
    """The line names a method of this exchange."""
    return c.names_method


@number
def certain_error_near(c: CodeCandidate) -> bool:
    """The paste holds a certain error of this exchange."""
    return c.near_certain


@number
def among_settings(c: CodeCandidate) -> bool:
    """It is a field among fields that no answer of this exchange has."""
    return c.is_among_settings


@number
def in_a_link(c: CodeCandidate) -> bool:
    """It is part of a link."""
    return c.is_in_link


# Both kinds.


def source_code(c: CodeCandidate) -> bool:
    """The line is source code, or a row of a list of codes."""
    return c.line.is_source


def access_log(c: CodeCandidate) -> bool:
    """The line is one of a web server's log."""
    return c.line.is_access


def another_exchange(c: CodeCandidate) -> bool:
    """Another exchange is named beside it, and this one is not."""
    return c.line.is_foreign


for shared in (source_code, access_log, another_exchange):
    number(shared)
    name(shared)


# Names and sentences.


@name
def written_name(c: CodeCandidate) -> bool:
    """It is written as the exchange writes a name."""
    return c.style == "snake"


@name
def dashed_name(c: CodeCandidate) -> bool:
    """It is written with dashes or in small letters, as styles and programs write other names."""
    return c.style == "kebab"


@name
def long_sentence(c: CodeCandidate) -> bool:
    """It is a sentence of the exchange of three words or more."""
    return c.style == "words" and len(c.written.split()) > 2


@name
def everyday_words(c: CodeCandidate) -> bool:
    """Other programs say the same every day."""
    return c.is_everyday


@name
def option_of_an_order(c: CodeCandidate) -> bool:
    """It is also what an order may ask for."""
    return c.is_option and not c.is_keyed


@name
def unlisted_name(c: CodeCandidate) -> bool:
    """The name is not in the catalogue."""
    return c.is_unlisted


@name
def slip_of_a_name(c: CodeCandidate) -> bool:
    """It is a name or a sentence of the exchange but for a slip of the pen."""
    return c.is_respelt


@name
def message_field(c: CodeCandidate) -> bool:
    """It is the value of a field that holds a message."""
    return c.is_keyed


@name
def reason_phrase(c: CodeCandidate) -> bool:
    """It is the reason phrase of an HTTP status before it."""
    return STATUS_BEFORE.search(c.before[-16:]) is not None and (c.style != "snake" or c.is_everyday)


@name
def name_received(c: CodeCandidate) -> bool:
    """It follows a verb of receiving or saying, or a word for an error."""
    return c.is_named or c.slot.left == "getting"


@name
def error_spoken_of(c: CodeCandidate) -> bool:
    """The line says that something went wrong."""
    return c.line.speaks_of_error(c.written)


@name
def exchange_named(c: CodeCandidate) -> bool:
    """The text names this exchange, one of its methods, hosts or instruments."""
    return c.is_ours


@name
def begins_the_text(c: CodeCandidate) -> bool:
    """The paste is short and has little else in it."""
    return c.message.is_short and c.message.strange < 3


__all__ = ["SIGNALS", "Weighed", "holding", "weigh"]
