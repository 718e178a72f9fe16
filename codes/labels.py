"""The words that readers see for the catalogue's own values: plain sentences, ready to be translated."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from exchange_errors.catalogue.catalogue import NO_STATUS
from exchange_errors.catalogue.entry import Category, Entry, Retry

Words = Mapping[str, str | Promise]

# What every page, file and list of addresses says about the site.
SUBJECT = _("Crypto.com Exchange API v1 · independent")
INDEPENDENCE = _("Independent. Not affiliated with Crypto.com.")

OWNER: Words = {
    "integrator": _("Developer"),
    "trader": _("Trader"),
    "account_admin": _("Account admin"),
    "support": _("Exchange"),
    "nobody": _("No one"),
}
# One letter for the cells of the map, which are too small for a word.
OWNER_LETTER: Words = {"integrator": "D", "trader": "T", "account_admin": "A", "support": "E", "nobody": "–"}
# Drawings of the sprite.
OWNER_ICON = {"integrator": "developer", "trader": "trader", "account_admin": "admin", "support": "support"}

RETRY: Words = {
    "not_needed": _("No need"),
    "never": _("Never"),
    "after_fix": _("Fix first"),
    "after_backoff": _("Wait"),
    "after_check": _("Check first"),
    "when_state_changes": _("Later"),
}
RETRY_SENTENCE: Words = {
    "not_needed": _("Nothing has to be sent again."),
    "never": _("Do not send this request again."),
    "after_fix": _("Do not send it again unchanged: put right what is wrong first, then send it once more."),
    "after_backoff": _("Wait, then send it again; wait longer after every further failure."),
    "after_check": _("Check first how things stand. Send again only what is still needed and still allowed."),
    "when_state_changes": _(
        "The same request can pass later, once the state of the account or the market has changed."
    ),
}

RECONNECT = _("Wait, then connect again; wait longer after every further failure.")  # after a close, nothing is resent

OUTCOME: Words = {
    "executed": _("Accepted"),
    "not_executed": _("Not carried out"),
    "unknown": _("Unknown, check first"),
}
# "unknown" stands for requests that may have been carried out, for those of which a part may have been, for copies
# whose first request may have been, and for receipts: its sentence has to be true of all four.
OUTCOME_SENTENCE: Words = {
    "executed": _("The request was accepted."),
    "not_executed": _("The request was not carried out."),
    "unknown": _("This alone does not tell what took effect."),
}

THIS_REQUEST_SENTENCE: Words = {
    "executed": _("This request itself was carried out."),
    "not_executed": _("This request itself was not carried out."),
    "unknown": _("Whether this request itself was carried out is not known."),
}

IMPACT: Words = {
    "check_funds": _("Check funds"),
    "refused": _("Refused"),
    "wait": _("Wait"),
    "fine": _("Fine"),
}

EVIDENCE: Words = {
    "documented": _("Documented"),
    "observed": _("Observed"),
    "library": _("From libraries"),
    "inferred": _("Inferred"),
}
EVIDENCE_MEANING: Words = {
    "documented": _("The exchange's own documents say so."),
    "observed": _("Seen in recorded answers of the exchange."),
    "library": _("Client libraries treat it so."),
    "inferred": _("Our conclusion from the facts; not confirmed by the exchange."),
}

KIND: Words = {"response": _("Response and reason codes"), "websocket": _("Websocket close codes")}

# In the order in which the list shows them.
FACET: Words = {
    "owner": _("Who fixes it"),
    "impact": _("Impact"),
    "retry": _("Retry?"),
    "category": _("Category"),
    "http_status": _("HTTP status"),
    "kind": _("Kind"),
}
FACET_WORDS: Mapping[str, Words] = {"owner": OWNER, "impact": IMPACT, "retry": RETRY, "kind": KIND}

# Where a search found its words; the keys are the index's field names.
FIELD: Words = {
    "code": _("Code"),
    "http_status": _("HTTP status"),
    "name": _("Name"),
    "parameter": _("Parameter"),
    "alias": _("Also called"),
    "phrase": _("In customers' words"),
    "description": _("The exchange's words"),
    "library": _("In a client library"),
    "summary": _("Summary"),
    "cause": _("Cause"),
    "tell": _("How to tell"),
    "step": _("What to do"),
    "prevention": _("How to avoid it"),
    "method": _("Method"),
    "category": _("Category"),
}

ROLE: Words = {
    "error": _("Error in a response"),
    "rejection_reason": _("Reason on an order"),
    "batch_item": _("One order of a list"),
    "close": _("Websocket close"),
    "mention": _("Mentioned in text"),
}
CONFIDENCE: Words = {"certain": _("Certain"), "likely": _("Likely"), "possible": _("Possible")}


def http_status(value: int | str | None) -> str | Promise:
    """Return a status as readers know it, ``429 Too Many Requests``; any number is taken."""
    if value in (None, NO_STATUS):
        return _("No HTTP status")
    try:
        return f"{value} {HTTPStatus(int(str(value))).phrase}"
    except ValueError:
        return str(value)


def facet_value(facet: str, value: str, categories: Mapping[str, Category]) -> str | Promise:
    """Return the words for one value of one facet; an unknown value stands for itself."""
    if facet == "http_status":
        return http_status(value)
    if facet == "category":
        return categories[value].name if value in categories else value
    return FACET_WORDS[facet].get(value, value)


def retry_sentence(entry: Entry) -> str | Promise:
    """Return whether and how to send the request again; after a close of the websocket, how to connect again."""
    advice = entry.note.retry.advice
    return RECONNECT if entry.kind == "websocket" and advice == "after_backoff" else RETRY_SENTENCE[advice]


def outcome_sentences(retry: Retry) -> str:
    """Return what became of what the customer wanted, and of this very request where that differs."""
    sentences = [OUTCOME_SENTENCE[retry.outcome]]
    if retry.this_request:
        sentences.append(THIS_REQUEST_SENTENCE[retry.this_request])
    return " ".join(map(str, sentences))


def retry_details(retry: Retry) -> list[str]:
    """Return what the numbers of the advice say, a sentence each."""
    found = []
    if retry.min_delay_ms is not None:
        seconds = retry.min_delay_ms / 1000
        sentence = ngettext("Wait at least %(n)s second.", "Wait at least %(n)s seconds.", 1 if seconds == 1 else 2)
        found.append(sentence % {"n": f"{seconds:g}"})
    if retry.max_attempts is not None:
        found.append(
            ngettext("Stop after %(n)d attempt.", "Stop after %(n)d attempts, the first included.", retry.max_attempts)
            % {"n": retry.max_attempts}
        )
    return found
