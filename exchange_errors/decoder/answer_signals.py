"""Signals of codes in the field of an object: whose answer it is, and whether its text is what the code says."""

from __future__ import annotations

from functools import cache

from .answered_code import AnsweredCode
from .decoded import Confidence, Signal
from .signals import Row, Signals, Weighed
from .weights import weights

ANSWER: tuple[Row[AnsweredCode], ...] = (
    ("negative_code", "It is negative: another exchange's code.", lambda c: c.code < 0),
    ("answers_a_method", "It answers a method of this exchange, or echoes a request.", lambda c: c.names_method),
    ("another_service", "Another exchange or service is named with the code.", lambda c: c.is_anothers),
    ("message_agrees", "The message is what this exchange sends with the number.", lambda c: c.agrees),
    ("message_is_its_name", "The message is the name of the code.", lambda c: c.has_own_name),
    ("message_shares_words", "The message shares words with what the code is called.",
     lambda c: c.fits and not c.agrees),
    ("fields_of_others", "A field that other services send stands beside it.",
     lambda c: bool(c.foreign_fields)),
    ("only_own_fields", "The object holds nothing but what an answer of this exchange holds.", lambda c: c.is_bare),
    ("said_in_our_text", "The text names this exchange, one of its methods, hosts or contracts.", lambda c: c.is_ours),
    ("status_too", "The number is the HTTP status as well, or has the reason phrase of one beside it.",
     lambda c: c.is_a_status),
    ("read_as_status", "It is an HTTP status rather than a code, by what stands beside it.",
     lambda c: c.is_read_as_status),
    ("msg_of_others", "Its message, in a field msg, is not what this code says: another service's error.",
     lambda c: "msg" in c.response and "message" not in c.response and bool(c.message) and not c.fits),
    ("text_of_others", "The text is nothing that this exchange says, and no method is named.",
     lambda c: c.has_text_of_others),
    ("text_speaks_of_others", "The text speaks of things that no error of this exchange is about.",
     lambda c: c.speaks_of_others),
    ("strange_text_of_old_number", "The text is not what the older API calls this number: another service's error.",
     lambda c: c.has_strange_text and not c.words.numbered(c.code)),
    ("called_an_error", "Its field is called an error's, or an error's code.", lambda c: c.is_called_error),
    ("called_an_exchanges", "Its field is called the code or the error of an exchange.",
     lambda c: c.is_called_exchanges),
    ("trading_beside", "What stands beside it speaks of trading.", lambda c: c.is_beside_trading),
    ("failure_beside", "What stands beside it says that something was refused.", lambda c: c.is_beside_failure),
    ("detail_of_another", "It stands in a field of something else, and nothing beside it says that it is an error.",
     lambda c: c.is_detail),
    ("number_unknown", "The number is no code of this exchange.", lambda c: not c.is_known),
    ("unknown_but_named", "A name in this exchange's spelling is sent with it.", lambda c: c.is_unknown_name),
)  # fmt: skip
answer_signals = Signals(ANSWER)


def confidence_of(candidate: AnsweredCode, weighed: Weighed) -> Confidence | None:
    """Return how sure the code is, None where it is none; words in common alone make no certainty."""
    table = weights()
    if weighed.total >= table.certain and (candidate.names_method or candidate.agrees):
        return "certain"
    if weighed.total >= table.likely:
        return "likely"
    return "possible" if weighed.total >= table.possible else None


def weigh_answer(candidate: AnsweredCode) -> Weighed:
    """Add up what speaks for and against an object's code; one that answers a method needs no more looking."""
    if candidate.code > 0 and candidate.names_method:
        return _answered_method()
    if not candidate.is_bare_answer:
        return answer_signals.weigh(candidate, "answer")
    known, alike = candidate.where.page.answers, candidate.alike
    if alike not in known:
        known[alike] = answer_signals.weigh(candidate, "answer")
    return known[alike]


@cache
def _answered_method() -> Weighed:
    name, weight = "answers_a_method", weights().signals["answers_a_method"]
    signal = Signal(name, weight, answer_signals.reasons[name])
    return Weighed(weights().signals["answer"] + weight, (signal,))
