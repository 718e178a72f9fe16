"""The catalogue's own values as people read them: plain words and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from ..catalogue.entry import Entry
from ..catalogue.note import Retry
from ..content import read_table

Labels = Mapping[str, str]

SUBJECT = "Crypto.com Exchange API v1 · independent"

RECONNECT = "Wait, then reconnect. Wait longer after each further failure."  # after a close, nothing is resent

_LABELS: Mapping[str, Labels] = read_table("report/labels.toml")
OWNER, OUTCOME, IMPACT, STATUS = (_LABELS[field] for field in ("owner", "outcome", "impact", "status"))
RETRY_SENTENCE, OUTCOME_SENTENCE = _LABELS["retry_sentence"], _LABELS["outcome_sentence"]
THIS_REQUEST_SENTENCE = _LABELS["this_request_sentence"]


def http_sentence(entry: Entry) -> str:
    """Return what the HTTP status of an entry does not mean; "" where the status is not misleading."""
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
    """Return one sentence for each number of the advice."""
    sentences = []
    if retry.min_delay_ms is not None:
        seconds = retry.min_delay_ms / 1000
        sentences.append(f"Wait at least {seconds:g} second{'' if seconds == 1 else 's'}.")
    if retry.max_attempts is not None:  # two at least, by the rules of the catalogue
        sentences.append(f"Stop after {retry.max_attempts} attempts, the first included.")
    return sentences
