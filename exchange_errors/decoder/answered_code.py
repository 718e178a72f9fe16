"""A code in a field of an object, with what can be asked about the object and the text around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..exchange.request_fields import known_fields
from ..language.word_classes import ClassedWord, read_words
from ..redaction.text_scan import fold
from .cached import lazy
from .code_fields import is_called_error, is_called_exchanges, names_a_code, names_a_number
from .code_names import CodeNames
from .context import FOREIGN, OWN
from .envelope import MESSAGE_KEYS, NAME, is_http_phrase, message_of, method_of, number, text
from .everyday_numbers import EVERYDAY_STATUSES
from .foreign_fields import ENVELOPE, FOREIGN_FIELDS, LOG_FIELDS
from .pasted_lines import Where

PRINTED_RECORD = re.compile(r"\b[A-Z]\w{1,60}(?= ?$)")
STATUS_FIELDS = frozenset({"status", "http_status", "status_code", "statusCode"})
SHORT = 400  # characters of a message that are read
SHORTEST = 6  # of a text that is none of an order: FILLED, LIMIT
MOST_OF_BARE = 4  # fields: a code, its message, an id and a result
MOST_FIELDS, SHORT_TEXT = 40, 60  # fields of an object, and characters of a text, that are looked at for a name


def text_of_code(response: Mapping[str, Any], code: int, words: CodeNames) -> str:
    """Return the text of any field that says what the code is called, "" where there is none."""
    if not words.is_number(code):
        return ""
    texts = (text(field) for field in islice(response.values(), MOST_FIELDS))
    may_say = (said for said in texts if SHORTEST < len(said) < SHORT and said[0].isalpha())
    return next((said for said in may_say if words.agrees(code, said)), "")


def said_in(fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names and short texts of fields; one that is empty, such as ``"failed": false``, says nothing."""
    for key, field in islice(fields.items(), MOST_FIELDS):
        if field or (field == 0 and field is not False):
            yield f"{key} {text(field)[:SHORT_TEXT]}"


def record_before(where: Where) -> str:
    """Return the name of the record that is printed there, "" where it has none."""
    record = PRINTED_RECORD.search(where.before[-SHORT_TEXT:])
    return record[0] if record else ""


def is_held_as_error(where: Where) -> bool:
    """Whether the object is the field of another that is called an error, or a record of that name."""
    return is_called_error(where.key or record_before(where))


def says_refused(fields: Mapping[str, Any]) -> bool:
    """Whether a word in a field says that something was refused: ``"st": "REJECTED"``."""
    texts = (text(field)[:SHORT_TEXT] for field in islice(fields.values(), MOST_FIELDS))
    return any(word.is_a("failing") for said in texts if said for word in read_words(said))


class AnsweredCode:
    """The code in the field ``key`` of ``response``, which stands at ``where``."""

    def __init__(self, response: Mapping[str, Any], key: str, code: int, where: Where) -> None:
        self.response, self.key, self.code, self.where, self.words = response, key, code, where, where.words

    @property
    def is_bare_answer(self) -> bool:
        """Whether it holds little more than its code and stands in no other object."""
        return len(self.response) <= MOST_OF_BARE and not self.where.parent

    @property
    def alike(self) -> tuple[object, ...]:
        """All that the signals of a bare answer look at on one page: a log says the same a thousand times."""
        where = self.where
        return repr(self.response), self.key, fold(where.before), where.key, where.is_detail, where.foreign

    @lazy
    def message(self) -> str:
        """The text sent with it: in a field for messages, or in any other one that says what the code is called."""
        return message_of(self.response) or text_of_code(self.response, self.code, self.words)

    @lazy
    def is_known(self) -> bool:
        return self.words.is_number(self.code)

    @lazy
    def names_method(self) -> bool:
        is_answer = bool(method_of(self.response)) or isinstance(self.response.get("original"), (str, dict))
        return is_answer or self.is_of_own_program

    @property
    def is_of_own_program(self) -> bool:
        """Whether the exchange's own command line prints it, as ``{"status":"error","error":{"category":…}}``."""
        is_error = self.where.parent.get("status") == "error" and self.where.key == "error"
        return is_error and bool(text(self.response.get("category"))) and not self.where.foreign

    @lazy
    def is_ours(self) -> bool:
        return self.where.ours

    @lazy
    def is_sent_as_name(self) -> bool:
        return NAME.fullmatch(self.message) is not None

    @lazy
    def has_own_name(self) -> bool:
        return bool(self.message) and self.words.is_name(self.message) and self.words.belongs(self.code, self.message)

    @lazy
    def agrees(self) -> bool:
        return self.has_own_name or self.words.agrees(self.code, self.message)

    @lazy
    def fits(self) -> bool:
        """Whether the message is, or shares a telling word with, what the code is called."""
        return self.agrees or self.words.belongs(self.code, self.message)

    @lazy
    def foreign_fields(self) -> frozenset[str]:
        """The fields that give another service away; a log's own do not where the record names this exchange."""
        others = FOREIGN_FIELDS & self.response.keys()
        is_own_log = others and (self.is_trading_error or OWN.search(text(self.response.get("exchange"))[:40]))
        return others - LOG_FIELDS if is_own_log else others

    @lazy
    def is_bare(self) -> bool:
        """Whether the object holds nothing but what an answer of this exchange holds."""
        return all(key in ENVELOPE or names_a_code(key) for key in self.response)

    @lazy
    def is_a_status(self) -> bool:
        """Whether the object has the number as its HTTP status too, or a phrase of HTTP beside it."""
        if self.has_own_name:
            return False
        stated = STATUS_FIELDS & self.response.keys()
        phrases = (self.message if not self.fits else "", text(self.response.get("status")))
        return any(number(self.response[field]) == self.code for field in stated) or (
            self.code < 600 and not self.is_status_of_name and any(map(is_http_phrase, phrases)))  # fmt: skip

    @lazy
    def is_status_of_name(self) -> bool:
        """Whether the number is the HTTP status of the error that the message names."""
        named = self.words.named(self.message) if self.message.isupper() and not self.fits else None
        return named is not None and named.http_status == self.code

    @lazy
    def is_everyday(self) -> bool:
        if self.is_trading_error:
            return False
        return self.code in EVERYDAY_STATUSES and not self.fits and not self.is_status_of_name

    @lazy
    def is_read_as_status(self) -> bool:
        """Whether HTTP uses the number every day, and what stands beside it is nothing of this exchange."""
        if self.message:
            return self.is_everyday and not self.words.is_name(self.message)
        return self.is_everyday and len(self.response) > 1 and not self.is_ours

    @lazy
    def has_strange_text(self) -> bool:
        return bool(self.message) and not self.fits and not self.is_sent_as_name and not self.is_ours and self.is_known

    @lazy
    def has_text_of_others(self) -> bool:
        """Whether the text has no word of trading or of the API, and nothing else says whose answer this is."""
        if not self.message or self.fits or self.is_sent_as_name or self.is_ours or "id" in self.response:
            return False
        shown = self.message[:SHORT]
        is_of_api = any(part in known_fields() for part in shown.lower().split())
        return not is_of_api and not any(word.is_a("trade") for word in read_words(shown))

    @lazy
    def speaks_of_others(self) -> bool:
        """Whether a text that fits the code in part has a word that is in no name, sentence or field here."""
        if self.agrees or self.is_ours or not self.fits:
            return False
        own = self.words.familiar
        return any(not word.classes and word.text.lower() not in own and word.text.lower() not in known_fields()
                   for word in read_words(self.message[:SHORT].replace("_", " ")))  # fmt: skip

    @lazy
    def is_detail(self) -> bool:
        """Whether it is a code, nothing says of what, in a field of something else."""
        is_called = self.is_called_error or self.is_called_exchanges or self.is_beside_our_name
        return self.where.is_detail and not (is_called or self.fits)

    @lazy
    def is_beside_our_name(self) -> bool:
        """Whether a field beside it names this exchange: ``"venue": "cdc"``."""
        fields = islice(self.response.items(), MOST_FIELDS)
        return any(isinstance(field, str) and OWN.search(f"{key}:{field[:SHORT_TEXT]}") for key, field in fields)

    @lazy
    def is_anothers(self) -> bool:
        """Whether the text or a field beside it names another exchange: ``"venue": "okx"``."""
        fields = islice(self.response.values(), MOST_FIELDS)
        return self.where.foreign or any(FOREIGN.fullmatch(text(field)[:SHORT_TEXT]) for field in fields)

    @lazy
    def is_called_error(self) -> bool:
        """Whether its field is called an error's, or the record that it stands in: ``OrderError { code: 213 }``."""
        if names_a_number(self.key):
            return is_held_as_error(self.where)
        return is_called_error(self.key) or is_called_error(record_before(self.where))

    @property
    def is_called_exchanges(self) -> bool:
        """Whether its field is called the code of an exchange."""
        return is_called_exchanges(self.key)

    @lazy
    def beside(self) -> str:
        """What stands before the object on its line, and beside it and in it; its message is judged by itself."""
        if not self.is_known:
            return ""
        fields = islice(self.response.items(), MOST_FIELDS)
        own = {key: field for key, field in fields if key not in (self.key, *MESSAGE_KEYS)}
        own = {key: field for key, field in own.items() if not self.message or text(field) != self.message}
        return " , ".join((self.where.before[-SHORT:], *said_in(own), *said_in(self.where.parent)))

    @lazy
    def words_beside(self) -> list[ClassedWord]:
        return read_words(self.beside.replace("_", " "))

    @lazy
    def is_beside_trading(self) -> bool:
        return any(word.is_a("trade", "asset") for word in self.words_beside)

    @lazy
    def is_beside_failure(self) -> bool:
        """Whether what stands beside it says that something was refused, or that it was not done: ``"ok": false``."""
        fields = islice(self.response.items(), MOST_FIELDS)
        is_undone = any(field is False and not is_called_error(str(key)) for key, field in fields)
        return (is_undone and self.is_known) or any(word.is_a("failing", "error") for word in self.words_beside)

    @lazy
    def is_trading_error(self) -> bool:
        return (self.is_called_error or self.is_called_exchanges) and self.is_beside_trading

    @lazy
    def is_unknown_name(self) -> bool:
        return not self.is_known and self.is_sent_as_name and "_" in self.message
