"""Signals of names and sentences that stand without a number."""

from __future__ import annotations

import re

from .code_candidate import CodeCandidate
from .line_signals import LINE_SIGNALS
from .signals import Signals

name_signals = Signals()
STATUS_BEFORE = re.compile(r"(?:HTTP/\S{1,4} |\b)[1-5]\d\d[ :-]{1,3}$")

for _test in LINE_SIGNALS:
    name_signals(_test)


@name_signals
def written_name(c: CodeCandidate) -> bool:
    """It is written as the exchange writes a name."""
    return c.style == "snake"


@name_signals
def dashed_name(c: CodeCandidate) -> bool:
    """It is written with dashes or in small letters, as styles and programs write other names."""
    return c.style == "kebab"


@name_signals
def long_sentence(c: CodeCandidate) -> bool:
    """It is a sentence of the exchange of three words or more."""
    return c.style == "words" and len(c.written.split()) > 2


@name_signals
def everyday_words(c: CodeCandidate) -> bool:
    """Other programs say the same every day."""
    return c.is_everyday


@name_signals
def option_of_an_order(c: CodeCandidate) -> bool:
    """It is also what an order may ask for."""
    return c.is_option and not c.is_keyed


@name_signals
def unlisted_name(c: CodeCandidate) -> bool:
    """The name is not in the catalogue."""
    return c.is_unlisted


@name_signals
def slip_of_a_name(c: CodeCandidate) -> bool:
    """It is a name or a sentence of the exchange but for a slip of the pen."""
    return c.is_respelt


@name_signals
def message_field(c: CodeCandidate) -> bool:
    """It is the value of a field that holds a message."""
    return c.is_keyed


@name_signals
def reason_phrase(c: CodeCandidate) -> bool:
    """It is the reason phrase of an HTTP status before it."""
    return STATUS_BEFORE.search(c.before[-16:]) is not None and (c.style != "snake" or c.is_everyday)


@name_signals
def name_received(c: CodeCandidate) -> bool:
    """It follows a verb of receiving or saying, or a word for an error."""
    return c.is_named or c.slot.left == "getting"


@name_signals
def error_spoken_of(c: CodeCandidate) -> bool:
    """The line says that something went wrong."""
    return c.line.speaks_of_error(c.written)


@name_signals
def exchange_named(c: CodeCandidate) -> bool:
    """The text names this exchange, one of its methods, hosts or instruments."""
    return c.is_ours
