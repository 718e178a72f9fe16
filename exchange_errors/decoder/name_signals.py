"""Signals of names and sentences that stand without a number."""

from __future__ import annotations

import re

from .code_candidate import CodeCandidate
from .everyday_numbers import EVERYDAY_STATUSES
from .signals import LINE, Row, Signals

STATUSES = frozenset(map(str, EVERYDAY_STATUSES))
ROW_NUMBER = re.compile(r"[\s|*-]{0,8}(\d{2,7})\s{0,4}[:|.–-]\s{0,4}")
STATUS_BEFORE = re.compile(r"(?:HTTP/\S{1,4} |\b)[1-5]\d\d[ :-]{1,3}(?:(?:Client|Server) Error: )?$")
NAMES: tuple[Row[CodeCandidate], ...] = (
    ("written_name", "It is written as the exchange writes a name.", lambda c: c.style == "snake"),
    ("dashed_name", "It is written with dashes or in small letters, as styles and programs write other names.",
     lambda c: c.style == "kebab" and ("-" in c.written or c.is_everyday)),
    ("long_sentence", "It is a sentence of the exchange of three words or more.",
     lambda c: c.style == "words" and len(c.written.split()) > 2),
    ("everyday_words", "Other programs say the same every day.", lambda c: c.is_everyday),
    ("option_of_an_order", "It is also what an order may ask for.", lambda c: c.is_option and not c.is_keyed),
    ("unlisted_name", "The name is not in the catalogue.", lambda c: c.is_unlisted),
    ("message_field", "It is the value of a field that holds a message.", lambda c: c.is_keyed),
    ("reason_phrase", "It is the reason phrase of an HTTP status before it.",
     lambda c: STATUS_BEFORE.search(c.before[-32:]) is not None and (c.style != "snake" or c.is_everyday)),
    ("name_received", "It follows a verb of receiving or saying, or a word for an error.",
     lambda c: c.is_named or c.slot.left == "getting"),
    ("explains_another_number", "It stands behind a number at the start of its line that is not its own.",
     lambda c: (row := ROW_NUMBER.fullmatch(c.before)) is not None and row[1] not in STATUSES),
    ("error_spoken_of", "The line says that something went wrong.", lambda c: c.line.speaks_of_error(c.written)),
    ("only_names_said", "The message is short and speaks of nothing else.",
     lambda c: c.message.is_short and c.message.strange == 0),
    ("exchange_named", "The text names this exchange, one of its methods, hosts or instruments.",
     lambda c: c.is_ours),
)  # fmt: skip
name_signals = Signals((*LINE, *NAMES))
