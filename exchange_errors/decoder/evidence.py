"""Decides whether a number beside the word ``code`` is this exchange's error code. When in doubt, it is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..exchange.request_fields import known_fields
from ..language.word_classes import read_words
from .code_fields import names_a_code
from .context import OWN
from .decoded import Confidence
from .envelope import NAME, is_http_phrase, message_of, method_of, number, text
from .everyday_numbers import EVERYDAY_STATUSES
from .foreign_fields import ENVELOPE, FOREIGN_FIELDS, LOG_FIELDS
from .pasted_lines import Where

STATUS_FIELDS = frozenset({"status", "http_status", "status_code", "statusCode"})
SHORT = 400  # characters of a message that are read
SMALLEST_UNKNOWN = 1000
SMALLEST_WITH_TEXT = 10_000  # wallets and chat services number their own refusals below it


class Judgement(NamedTuple):
    """``confidence`` is None when the number is not read as a code; then ``reason`` says why, for the reader."""

    confidence: Confidence | None
    reason: str = ""


def judge(response: Mapping[str, Any], code: int, where: Where) -> Judgement:
    """Weigh what stands around a code that is not 0."""
    if code < 0:
        return Judgement(None, "a negative code: another exchange's")
    if method_of(response) or isinstance(response.get("original"), (str, dict)):
        return Judgement("certain")
    if where.foreign:
        return Judgement(None, "another exchange or service is named with the code")
    message = message_of(response)
    is_named = bool(message) and where.words.is_name(message) and where.words.belongs(code, message)
    others = sorted(_foreign_fields(response))
    if is_named:
        return Judgement("likely" if others else "certain")
    if others:
        return Judgement(None, f"the field {others[0]} stands beside the code: another service's error")
    return _judge_message(response, code, message, where)


def _foreign_fields(response: Mapping[str, Any]) -> frozenset[str]:
    """Return the fields that give another service away; a log's own do not where the record names this exchange."""
    others = FOREIGN_FIELDS & response.keys()
    if others and OWN.search(text(response.get("exchange"))[:40]):
        return others - LOG_FIELDS
    return others


def _judge_message(response: Mapping[str, Any], code: int, message: str, where: Where) -> Judgement:
    """Weigh the text beside the code, where nothing else tells."""
    words = where.words
    agrees = words.agrees(code, message)
    fits = agrees or words.belongs(code, message)
    status = _judge_status(response, code, message, where, fits=fits)
    if status is not None:
        return status
    if not (fits or where.ours or "id" in response or _may_be_ours(message)):
        return Judgement(None, "the text is nothing that this exchange says with this number, and no method is named")
    is_bare = response.keys() <= ENVELOPE or all(key in ENVELOPE or names_a_code(key) for key in response)
    if not words.is_number(code):
        return _judge_unknown(code, message, is_bare, where)
    if where.is_detail and not fits:
        return Judgement(None, "a number in a field of something else, and nothing beside it says that it is an error")
    if message and not fits and not (where.ours or words.numbered(code) or NAME.fullmatch(message)):
        return Judgement(None, "the text is not what the older API calls this number: another service's error")
    if is_bare:
        return Judgement(_judge_bare(code, message, where, agrees=agrees, fits=fits))
    if fits or where.ours:
        return Judgement("likely")
    return Judgement(None, "nothing beside the number says that it is this exchange's code")


def _judge_bare(code: int, message: str, where: Where, *, agrees: bool, fits: bool) -> Confidence:
    """Weigh the text of an object that holds nothing but what an answer of this exchange holds."""
    if message and not fits and NAME.fullmatch(message) is None:
        return "likely" if where.ours else "possible"
    if fits and not agrees and not where.ours and _speaks_of_others(message, where):
        return "possible"
    return _bare(code, agrees=agrees, fits=fits or where.ours)


def _judge_status(
    response: Mapping[str, Any], code: int, message: str, where: Where, *, fits: bool
) -> Judgement | None:
    """Return what settles that the number is an HTTP status or comes with a stranger's text, or None."""
    if message and not fits and (judgement := _judge_strange_text(response, code, message, where)) is not None:
        return judgement
    stated = STATUS_FIELDS & response.keys()
    if stated and any(number(response[field]) == code for field in stated):
        return Judgement(None, "the number is the HTTP status as well")
    if code in EVERYDAY_STATUSES and not message and len(response) > 1 and not where.ours:
        return Judgement(None, "read as an HTTP status rather than a code")
    if code < 600 and is_http_phrase(text(response.get("status"))):
        return Judgement(None, "read as an HTTP status with its reason phrase")
    return None


def _judge_strange_text(response: Mapping[str, Any], code: int, message: str, where: Where) -> Judgement | None:
    """Weigh a text that is not what the code says; None when it may still be this exchange's."""
    if is_http_phrase(message) and code < 600:
        named = where.words.named(message) if message.isupper() else None
        if named is not None and named.http_status == code:
            return Judgement("likely")
        return Judgement(None, "read as an HTTP status with its reason phrase")
    if "message" not in response and "msg" in response:
        return Judgement(None, "the text in msg is not what this code says: another service's error")
    if code in EVERYDAY_STATUSES and not where.words.is_name(message):
        return Judgement(None, "read as an HTTP status rather than a code")
    return None


def _bare(code: int, *, agrees: bool, fits: bool) -> Confidence:
    """Return how sure a code is with nothing but its message: a word in common makes no certainty."""
    if agrees:
        return "certain"
    return "possible" if code in EVERYDAY_STATUSES and not fits else "likely"


def _may_be_ours(message: str) -> bool:
    """Whether a text beside a code may be this exchange's: none at all, a name, or words of trading or of its API."""
    if not message or NAME.fullmatch(message) is not None:
        return True
    if any(part in known_fields() for part in message[:SHORT].lower().split()):
        return True
    return any(word.is_a("trade") for word in read_words(message[:SHORT]))


def _speaks_of_others(message: str, where: Where) -> bool:
    """Whether a text has a word for a thing that is in no name, sentence or field of this exchange."""
    familiar = where.words.familiar
    return any(
        not word.classes and word.text.lower() not in familiar and word.text.lower() not in known_fields()
        for word in read_words(message[:SHORT].replace("_", " "))
    )


def _judge_unknown(code: int, message: str, is_bare: bool, where: Where) -> Judgement:
    if NAME.fullmatch(message) and "_" in message and (is_bare or where.ours):
        return Judgement("likely")
    smallest = SMALLEST_UNKNOWN if where.ours or NAME.fullmatch(message) else SMALLEST_WITH_TEXT
    if is_bare and code >= smallest and (message or where.ours):
        return Judgement("likely" if where.ours else "possible")
    return Judgement(None, "a number that is no code of this exchange, and nothing says it is an error")
