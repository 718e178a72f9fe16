"""What a reader should do about the paste itself: leaked secrets, HTTP statuses, and codes that nothing settles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from http import HTTPStatus

from ..catalogue.entry import Entry
from ..redaction import Redaction
from ..redaction.kinds import kinds
from .code_names import CodeNames
from .name_matching import find_names

STATUS = re.compile(
    r"\b(?:HTTP(?:/\d(?:\.\d)?)?|status(?: code)?)[ :=]{1,3}([2-5]\d\d)\b"
    r"|\b(?:an?|get|gets|got|getting|error) ([45]\d\d)\b|^\s*([2-5]\d\d)\b(?= [A-Z][a-z]|\s*$)",
    re.IGNORECASE,
)
#: What clients print that threw the body of the answer away, or kept its state only.
SWALLOWED = re.compile(
    r"KeyError: ['\"](?:result|data|code|trade_list|order_list)['\"]|Expecting value: line 1 column 1"
    r"|\boutcome unknown\b|\bstatus\W{1,4}REJECTED\b(?![\s\S]{0,200}reason)"
)
LOST = (
    "The code was lost in the client: log the raw body of the answer, or read the reason of a rejected order with"
    " private/get-order-detail, field reason."
)
REGISTERED = frozenset(HTTPStatus)
SHORT = 400  # characters: in a longer text a status or a number is one detail among many
#: What the statuses that the exchange sends most come with.
STATUSES = {
    401: "An HTTP status of 401 comes with code 40101, 40103 or 40104: paste the body of the answer to see which.",
    408: "An HTTP status of 408 comes with code 40801.",
    429: "An HTTP status of 429 comes with code 42901. Paste the body of the answer to be sure.",
}
ANY_STATUS = "If {} is the HTTP status, the code stands in the body of the answer: paste the body."
#: A number by itself: no part of an amount, a time, an address, a path, a name, or the length in a mask.
NUMBER = re.compile(r"(?<![A-Za-z\d_.,:/$€£%+-])\d{3,7}(?![A-Za-z\d_%$€£]|[.,:/-]\d)")
MOST_MENTIONS = 5


def advice(redactions: Iterable[Redaction]) -> tuple[str, ...]:
    """Return one warning for each kind of secret that was masked."""
    return tuple(kinds()[masked.kind].advice for masked in redactions if masked.kind in kinds())


def mentions(text: str, words: CodeNames, possible: Collection[int]) -> tuple[Entry, ...]:
    """Return the codes that a short text holds by number or name; whether it means them is left open.

    Unlisted codes are among them: nothing that is known here may pass for unknown. ``possible`` are shown elsewhere.
    """
    if len(text) > SHORT:
        return ()
    known: dict[tuple[int, str | None], Entry] = {}
    for match in NUMBER.finditer(text):
        number = int(match[0])
        for what in words.catalogue.numbered(number) or words.unlisted.get(number, ()):
            known.setdefault((what.code, what.name), what)
    for named in find_names(text, words):
        known.setdefault((named.what.code, named.what.name), named.what)
    return tuple(code for code in known.values() if code.code not in possible)[:MOST_MENTIONS]


def reading_advice(text: str, mentioned: Iterable[Entry]) -> tuple[str, ...]:
    """Return what a text without findings may mean: a lost code, an HTTP status, or one of the codes mentioned."""
    lost = (LOST,) if SWALLOWED.search(text) else ()
    return lost + _status_advice(text) + mention_advice(mentioned)


def mention_advice(mentioned: Iterable[Entry]) -> tuple[str, ...]:
    """Return one sentence for each code that a text may mean."""
    return tuple(f"{_title(entry)}: look it up if the text means it." for entry in mentioned)


def _title(code: Entry) -> str:
    if not code.is_listed:
        return f"{code.code} is also an error code that this exchange has sent, {code.name}"
    if code.kind == "websocket":
        return f"{code.code} is also a close code of this exchange's websocket"
    return f"{code.code} is also an error code of this exchange, {code.name or code.description}"


def _status_advice(text: str) -> tuple[str, ...]:
    """Say where the code stands, for a short text in which a number may be an HTTP status."""
    match = STATUS.search(text) if len(text) <= SHORT else None
    if match is None:
        return ()
    status = int(match[1] or match[2] or match[3])
    if not match[1] and status not in REGISTERED:
        return ()
    return (STATUSES.get(status, ANY_STATUS.format(status)),)
