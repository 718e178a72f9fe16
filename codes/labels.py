"""The words that readers see for the catalogue's own values: plain sentences, ready to be translated.

Those that the command line prints as well are in the engine."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchange_errors.catalogue.catalogue import NO_STATUS
from exchange_errors.catalogue.entry import Category
from exchange_errors.report.labels import IMPACT as IMPACT
from exchange_errors.report.labels import OUTCOME as OUTCOME
from exchange_errors.report.labels import OWNER as OWNER
from exchange_errors.report.labels import RETRY_SENTENCE as RETRY_SENTENCE
from exchange_errors.report.labels import STATUS as STATUS
from exchange_errors.report.labels import SUBJECT as SUBJECT
from exchange_errors.report.labels import http_sentence as http_sentence
from exchange_errors.report.labels import outcome_sentences as outcome_sentences
from exchange_errors.report.labels import retry_details as retry_details
from exchange_errors.report.labels import retry_sentence as retry_sentence

Words = Mapping[str, str | Promise]

# What every page, file and list of addresses says about the site.
INDEPENDENCE = _("Independent. Not affiliated with Crypto.com.")

OWNER_SHORT: Words = {**OWNER, "account_admin": _("Admin")}  # for several in one line
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

KIND: Words = {"response": _("Response and reason codes"), "websocket": _("Websocket close codes")}

# What people read for the values of a field of an entry, by its key.
VALUES: Mapping[str, Words] = {
    "owner": OWNER,
    "for": OWNER,
    "advice": RETRY,
    "outcome": OUTCOME,
    "this_request": OUTCOME,
    "evidence": EVIDENCE,
}

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


def facet_value(facet: str, value: str, categories: Mapping[str, Category]) -> str | Promise:
    """Return the words for one value of one facet; an unknown value is returned as it is."""
    if facet == "http_status":
        return http_status(value)
    if facet == "category":
        return categories[value].name if value in categories else value
    return FACET_WORDS[facet].get(value, value)


def field_name(name: str) -> str:
    """Return the words for a field of an entry as the API names it: ``customer_reply`` is "customer reply"."""
    return str(FACET["owner"]).lower() if name == "owner" else name.replace("_", " ")


def field_words(name: str, text: str) -> str:
    """Return the text of a field, as ``field_text`` gives it, with words in place of stored values."""
    return "\n".join(_line_words(name, line) for line in text.split("\n"))


def _line_words(name: str, line: str) -> str:
    key, colon, value = line.rpartition(": ")
    words = VALUES.get(key or name, {}).get(value)
    return f"{key}{colon}{words}" if words else line
