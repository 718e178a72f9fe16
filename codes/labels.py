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
OWNER_SHORT: Words = {**OWNER, "account_admin": _("Admin")}  # where several stand in one line
# Drawings of the sprite.
OWNER_ICON = {
    "integrator": "developer",
    "trader": "trader",
    "account_admin": "admin",
    "support": "support",
    "nobody": "nobody",
}

RETRY: Words = {
    "not_needed": _("No need"),
    "never": _("Never"),
    "after_fix": _("Fix first"),
    "after_backoff": _("Wait"),
    "after_check": _("Check first"),
    "when_state_changes": _("Later"),
}
RETRY_SENTENCE: Words = {
    "not_needed": _("There is nothing to retry."),
    "never": _("Do not retry this request."),
    "after_fix": _("Fix the cause first. Sent again unchanged, the request fails again."),
    "after_backoff": _("Wait, then retry. Wait longer after each further failure."),
    "after_check": _("Check the current state first. Retry only what is still needed."),
    "when_state_changes": _("The same request can pass later, once the account or the market has changed."),
}

RECONNECT = _("Wait, then reconnect. Wait longer after each further failure.")  # after a close, nothing is resent

OUTCOME: Words = {
    "executed": _("Accepted"),
    "not_executed": _("Not executed"),
    "unknown": _("Unknown, check first"),
}
# "unknown" stands for requests that may have been executed, for those of which a part may have been, for copies
# whose first request may have been, and for receipts: its sentence has to be true of all four.
OUTCOME_SENTENCE: Words = {
    "executed": _("The request was accepted."),
    "not_executed": _("The request was not executed."),
    "unknown": _("You cannot tell from this code alone what took effect."),
}

THIS_REQUEST_SENTENCE: Words = {
    "executed": _("This request itself was executed."),
    "not_executed": _("This request itself was not executed."),
    "unknown": _("Whether this request itself was executed is unknown."),
}

IMPACT: Words = {
    "check_funds": _("Check funds"),
    "refused": _("Refused"),
    "wait": _("Wait"),
    "fine": _("Fine"),
}

LOOK_AT: Words = {
    "payload": _("Look at the text that was sent in"),
    "request": _("Look at the request"),
    "account": _("Look at the account"),
    "market": _("Look at the market"),
    "call": _("Make one call"),
}

EVIDENCE: Words = {
    "documented": _("Documented"),
    "observed": _("Observed"),
    "library": _("Libraries"),
    "inferred": _("Inferred"),
}
EVIDENCE_MEANING: Words = {
    "documented": _("The exchange's own documents say so."),
    "observed": _("Seen in recorded answers of the exchange."),
    "library": _("Client libraries treat it this way."),
    "inferred": _("Our conclusion. It fits the facts, but nobody has confirmed it."),
}

# Where a code comes from that is no row of the vendor's table; "active" needs no word.
STATUS: Words = {
    "unlisted": _("Known from newer documents, recorded answers, client libraries or a standard."),
    "legacy": _("From an older API of the exchange."),
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

# What a search of everything finds.
PAGE_KIND: Words = {"codes": _("Codes"), "guides": _("Guides"), "glossary": _("Glossary"), "api": _("API")}

ROLE: Words = {
    "error": _("Error in a response"),
    "rejection_reason": _("Reason on an order"),
    "batch_item": _("One order of a list"),
    "close": _("Websocket close"),
    "mention": _("Mentioned in text"),
}
CONFIDENCE: Words = {"certain": _("Certain"), "likely": _("Likely"), "possible": _("Possible")}


def evidence_levels() -> list[tuple[str | Promise, str | Promise]]:
    """Return each level of evidence with what it means, for the legend that the badges open."""
    return [(word, EVIDENCE_MEANING[level]) for level, word in EVIDENCE.items()]


def http_status(value: int | str | None) -> str | Promise:
    """Return a status as readers know it, ``429 Too Many Requests``; any number is taken."""
    if value in (None, NO_STATUS):
        return _("No HTTP status")
    try:
        return f"{value} {HTTPStatus(int(str(value))).phrase}"
    except ValueError:
        return str(value)


def http_sentence(entry: Entry) -> str | Promise:
    """Return what the HTTP status of an entry does not mean, "" where it misleads nobody."""
    if entry.code == 0 or entry.http_status is None:
        return ""
    if entry.http_status == HTTPStatus.OK:
        return _("here does not mean success.")
    if entry.http_status == HTTPStatus.INTERNAL_SERVER_ERROR and "support" not in entry.note.owner:
        return _("here is not a server fault.")
    return ""


def facet_value(facet: str, value: str, categories: Mapping[str, Category]) -> str | Promise:
    """Return the words for one value of one facet; an unknown value stands for itself."""
    if facet == "http_status":
        return http_status(value)
    if facet == "category":
        return categories[value].name if value in categories else value
    return FACET_WORDS[facet].get(value, value)


def field_name(name: str) -> str:
    """Return the words for a field of an entry as the API names it: ``customer_reply`` is "customer reply"."""
    return name.replace("_", " ")


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
