"""The catalogue's own values as people read them: plain words and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from ..catalogue.entry import Entry, Retry

Labels = Mapping[str, str]

SUBJECT = "Crypto.com Exchange API v1 · independent"

OWNER: Labels = {
    "integrator": "Developer",
    "trader": "Trader",
    "account_admin": "Account admin",
    "support": "Exchange",
    "nobody": "No one",
}

RETRY_SENTENCE: Labels = {
    "not_needed": "There is nothing to retry.",
    "never": "Do not retry this request.",
    "after_fix": "Fix the cause first. Sent again unchanged, the request fails again.",
    "after_backoff": "Wait, then retry. Wait longer after each further failure.",
    "after_check": "Check the current state first. Retry only what is still needed.",
    "when_state_changes": "The same request can pass later, once the account or the market has changed.",
}

RECONNECT = "Wait, then reconnect. Wait longer after each further failure."  # after a close, nothing is resent

OUTCOME: Labels = {
    "executed": "Accepted",
    "not_executed": "Not executed",
    "unknown": "Unknown, check first",
}
# "unknown" stands for requests that may have been executed, for those of which a part may have been, for copies
# whose first request may have been, and for receipts: its sentence has to be true of all four.
OUTCOME_SENTENCE: Labels = {
    "executed": "The request was accepted.",
    "not_executed": "The request was not executed.",
    "unknown": "You cannot tell from this code alone what took effect.",
}

THIS_REQUEST_SENTENCE: Labels = {
    "executed": "This request itself was executed.",
    "not_executed": "This request itself was not executed.",
    "unknown": "Whether this request itself was executed is unknown.",
}

IMPACT: Labels = {
    "check_funds": "Check funds",
    "refused": "Refused",
    "wait": "Wait",
    "fine": "Fine",
}

# Where a code comes from that is no row of the vendor's table; "active" needs no word.
STATUS: Labels = {
    "unlisted": "Known from newer documents, recorded answers, client libraries or a standard.",
    "legacy": "From an older API of the exchange.",
    "withdrawn": "The vendor took this row out of the table.",
}


def http_sentence(entry: Entry) -> str:
    """Return what the HTTP status of an entry does not mean, "" where it misleads nobody."""
    if entry.code == 0 or entry.http_status is None:
        return ""
    if entry.http_status == HTTPStatus.OK:
        return "here does not mean success."
    if entry.http_status == HTTPStatus.INTERNAL_SERVER_ERROR and "support" not in entry.note.owner:
        return "here is not a server fault."
    return ""


def retry_sentence(entry: Entry) -> str:
    """Return whether and how to send the request again; after a close of the websocket, how to connect again."""
    advice = entry.note.retry.advice
    return RECONNECT if entry.kind == "websocket" and advice == "after_backoff" else RETRY_SENTENCE[advice]


def outcome_sentences(retry: Retry) -> str:
    """Return what became of what the customer wanted, and of this very request where that differs."""
    own = [THIS_REQUEST_SENTENCE[retry.this_request]] if retry.this_request else []
    return " ".join([OUTCOME_SENTENCE[retry.outcome], *own])


def retry_details(retry: Retry) -> list[str]:
    """Return what the numbers of the advice say, a sentence each."""
    sentences = []
    if retry.min_delay_ms is not None:
        seconds = retry.min_delay_ms / 1000
        sentences.append(f"Wait at least {seconds:g} second{'' if seconds == 1 else 's'}.")
    if retry.max_attempts is not None:  # two at least, by the rules of the catalogue
        sentences.append(f"Stop after {retry.max_attempts} attempts, the first included.")
    return sentences
