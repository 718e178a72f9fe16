"""What a reader should do about the paste itself: leaked secrets, and HTTP statuses taken for codes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..redact import Redaction
from ..redact.kinds import KINDS

LEAKS = {kind.name: kind.advice for kind in KINDS}
STATUS = re.compile(
    r"\b(?:HTTP(?:/\d(?:\.\d)?)?|status(?: code)?)[ :=]{1,3}([2-5]\d\d)\b"
    r"|\b(?:an?|get|gets|got|getting|error) ([45]\d\d)\b|^\s*([2-5]\d\d)\b(?= [A-Z][a-z]|\s*$)",
    re.IGNORECASE,
)
SHORT = 400  # characters: in a longer text a status is one detail among many
STATUSES = {
    "401": "HTTP 401 is a status, not a code: the code in the body tells which of 40101, 40103 and 40104 it was.",
    "408": "HTTP 408 is a status, not a code: it comes with code 40801. Code 408 means something else.",
    "429": "HTTP 429 is a status, not a code: it comes with code 42901. Paste the body to be sure.",
}
ANY_STATUS = (
    "HTTP {} is a status, not one of this exchange's codes: the code stands in the body of the answer. Paste the body."
)


def advice(redactions: Iterable[Redaction]) -> tuple[str, ...]:
    """Return one warning for each kind of secret that was masked."""
    return tuple(LEAKS[masked.kind] for masked in redactions if masked.kind in LEAKS)


def status_advice(text: str) -> tuple[str, ...]:
    """Explain the HTTP status of a short text that holds no code."""
    match = STATUS.search(text) if len(text) <= SHORT else None
    if match is None:
        return ()
    status = match[1] or match[2] or match[3]
    return (STATUSES.get(status, ANY_STATUS.format(status)),) if status else ()
