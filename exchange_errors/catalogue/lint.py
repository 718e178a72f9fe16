"""The standard for every note, as far as a machine can check it.

Each check is a generator that yields sentences about one entry. ``faults`` runs them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from ..exchange.methods import known_methods
from ..exchange.request_fields import known_fields
from .catalogue import Catalogue
from .entry import Entry
from .lint_examples import EXAMPLE_CHECKS
from .lint_flow import FLOW_CHECKS
from .lint_places import field_of
from .lint_retry import RETRY_CHECKS, looked_up, outcome, waits
from .lint_shared import repeated, same_texts, shared_causes, wrong_links
from .lint_steps import step_faults
from .lint_unlisted import unlisted_faults
from .optional_clauses import CLAUSE, FACTS, with_shared
from .value_reader import Fault

LONGEST_SENTENCE = 30
LONGEST_FIX = 80  # characters: one line of the table
LONGEST_HEADLINE = 8  # words
LONGEST_SUMMARY = 16  # words
MOST_QUESTIONS = 5
SAID_BY_BADGES = re.compile(r"\bHTTP 500\b|\b(?:nothing|not) (?:was )?traded\b", re.IGNORECASE)
NEEDED = (
    *("headline", "summary", "fix", "causes", "steps", "prevention", "owner", "related", "customer_reply"),
    *("internal_note", "ask_for", "sources", "methods"),
)
NESTED = ("causes", "steps", "related", "retry.precondition")
LONGEST_PHRASE = 90  # characters
SECRETS = re.compile(r"\b(secret|signature|password|api key)\b", re.IGNORECASE)
WITHOUT = re.compile(r"\b(without|remove|never)\b", re.IGNORECASE)
INSTRUMENT = re.compile(r"[a-z0-9]+_usdt?")  # written in lower case, which is a fault that a note may show
# In other categories no request can be corrected.
CURED_BY_REQUEST = ("order-entry",)

# Words that nobody says, but that kept coming back.
UNSPOKEN = re.compile(r"\b(anew|in place of|stands? (?:for|in|against|behind)|mends?|name no|let no)\b", re.I)

Check = Callable[[Entry], Iterator[str]]


def faults(catalogue: Catalogue) -> list[Fault]:
    """Return every violation of the standard, entry by entry."""
    in_entries = [
        Fault(entry.file, 1, message) for entry in catalogue.entries for check in CHECKS for message in check(entry)
    ]
    in_short_notes = [
        Fault(entry.file, 1, message)
        for entry in catalogue.unlisted.entries
        for check in SHORT_CHECKS
        for message in check(entry)
    ]
    both = [*in_entries, *in_short_notes, *unlisted_faults(catalogue)]
    return [*both, *same_texts(catalogue), *shared_causes(catalogue.entries), *wrong_links(catalogue)]


def entry_faults(entry: Entry, catalogue: Catalogue) -> list[Fault]:
    """Return the violations of one entry, checked in the catalogue in place of its earlier version."""
    others = [other for other in catalogue.entries if other.id not in (entry.id, *entry.former)]
    changed = Catalogue.of_content([*others, entry], catalogue.categories, catalogue.unlisted.entries)
    path = entry.file
    own = [message for check in CHECKS for message in check(entry)]
    # The entry comes last, so that it is the one that differs from the others.
    shared = [*same_texts(changed), *shared_causes([*others, entry]), *wrong_links(changed)]
    messages = [*own, *(fault.message for fault in shared if fault.path == path)]
    return [Fault(path, 1, message, field_of(message)) for message in messages]


def prose(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield every text of the note that a reader sees, with the name of its field."""
    note = entry.note
    yield from (("summary", note.summary), ("prevention", note.prevention), ("internal_note", note.internal_note))
    yield from (("customer_reply", with_shared(note.customer_reply)), ("retry.precondition", note.retry.precondition))
    for cause in note.causes:
        yield from (("causes", cause.text), ("causes", cause.tell))
    yield from (("steps", step.text) for step in note.steps)
    yield from (("checks", check.ask) for check in note.checks)
    yield from (("related", related.why) for related in note.related)
    yield from (("ask_for", item) for item in note.ask_for)


def sentences(text: str) -> list[str]:
    """Split prose at full stops, question marks, exclamation marks, colons and line ends; code spans stay whole."""
    flat = re.sub(r"`[^`]*`", "code", text)
    return [part.strip() for part in re.split(r"(?<=[.!?:;])\s+|\n+", flat) if part.strip()]


def _complete(entry: Entry) -> Iterator[str]:
    note = entry.note
    yield from (f"{name} is empty" for name in NEEDED if not getattr(note, name))
    if not note.example.get("response"):
        yield "example is empty"
    yield from (f"a text of {field} is empty" for field, text in prose(entry) if field in NESTED and not text)
    if len(note.aliases) < 3:
        yield "fewer than three aliases"
    yield from (f"alias {name!r} stands twice" for name in repeated(alias.casefold() for alias in note.aliases))
    curable = entry.category.slug in CURED_BY_REQUEST and note.retry.advice != "when_state_changes"
    if curable and "corrected_request" not in note.example:
        yield "an order entry error needs a corrected request"


def _known_names(entry: Entry) -> Iterator[str]:
    note = entry.note
    unknown_methods = set(note.methods) - set(known_methods())
    for name in sorted(unknown_methods):
        yield f"method {name!r} is not in content/exchange/methods.toml{_meant(name, known_methods())}"
    for name in sorted(set(note.parameters) - set(known_fields())):
        yield f"parameter {name!r} is not in content/exchange/fields.toml{_meant(name, known_fields())}"
    for field, text in prose(entry):
        for name in re.findall(r"`((?:public|private)/[a-z/-]+)`", text):
            if name not in known_methods():
                yield f"{field} names the unknown method {name!r}{_meant(name, known_methods())}"
        for name in re.findall(r"`([a-z]+(?:_[a-z0-9]+)+)`", text):
            if name not in known_fields() and not INSTRUMENT.fullmatch(name):
                yield f"{field} names the unknown parameter {name!r}{_meant(name, known_fields())}"


def _meant(name: str, known: Iterable[str]) -> str:
    """Return the known name that was probably meant, as the end of a sentence; "" where none is near."""
    near = get_close_matches(name, known, n=1, cutoff=0.8)
    return f"; did you mean {near[0]}?" if near else ""


def _plain(entry: Entry) -> Iterator[str]:
    for field, text in prose(entry):
        for sentence in sentences(text):
            if len(sentence.split()) > LONGEST_SENTENCE:
                yield f"{field}: a sentence of {len(sentence.split())} words: {sentence[:60]}…"
        for word in UNSPOKEN.findall(text):
            yield f"{field}: nobody says {word!r}"
        if text.count("`") % 2:
            yield f"{field}: an odd number of backticks"
        if "](" in text:
            yield f"{field} holds a link; name the entry in related, or the term in backticks"


def _one_line(entry: Entry) -> Iterator[str]:
    fix = entry.note.fix
    if len(fix) > LONGEST_FIX or fix.endswith(".") or "\n" in fix or fix.count("`") % 2:
        yield f"fix must be one line of at most {LONGEST_FIX} characters, without a full stop, its backticks in pairs"


def _headline(entry: Entry) -> Iterator[str]:
    headline = entry.note.headline
    if len(headline.split()) > LONGEST_HEADLINE:
        yield f"headline has {len(headline.split())} words; at most {LONGEST_HEADLINE} are right"
    if headline != headline[:1].upper() + headline[1:] or headline.endswith((".", "!", "?")) or "`" in headline:
        yield "headline must be one plain sentence: a capital first, no full stop, no backticks"


def _reply(entry: Entry) -> Iterator[str]:
    reply = with_shared(entry.note.customer_reply)
    if reply and str(entry.code) not in reply:
        yield "customer_reply does not name its code, which the customer will search for"
    for name in re.findall(r"\{([^}]*)\}", reply):
        if name not in FACTS:
            yield f"customer_reply has the placeholder {{{name}}}; known: {', '.join(FACTS)}"
    for mark in re.findall(r"\{[^}]*\}|[\[\]]", CLAUSE.sub("", reply)):
        yield f"customer_reply has {mark} outside a clause such as [ on {{instrument}}]"
    for field, text in prose(entry):
        for name in re.findall(r"\{([^}]*)\}", re.sub(r"`[^`]*`", "", text)):
            if field != "customer_reply":
                yield f"{field} has the placeholder {{{name}}}; only customer_reply is filled"
    for item in entry.note.ask_for:
        if SECRETS.search(item) and not WITHOUT.search(item):
            yield f"ask_for asks for a secret: {item}"
    count = len(re.findall(r"[.!?](?=\s|$)", reply))
    if reply and not 2 <= count <= 6:
        yield f"customer_reply has {count} sentences; two to six are right"


def _summary(entry: Entry) -> Iterator[str]:
    words = len(entry.note.summary.split())
    if words > LONGEST_SUMMARY:
        yield f"summary has {words} words; at most {LONGEST_SUMMARY} are right"
    if SAID_BY_BADGES.search(entry.note.summary):
        yield "summary says what the badges of the page say: HTTP 500, or that nothing traded"


def _few(entry: Entry) -> Iterator[str]:
    note = entry.note
    if len(note.ask_for) > MOST_QUESTIONS:
        yield f"ask_for has {len(note.ask_for)} questions; at most {MOST_QUESTIONS} are right"
    ours = sum(source.evidence == "inferred" for source in note.sources)
    if ours > 1:
        yield f"{ours} sources are ours; say so once"


def _hedged(entry: Entry) -> Iterator[str]:
    hedges = re.compile(
        r"\b(usually|often|likely|may|might|can|could|probably|possibly|perhaps|sometimes|check first|seems?|suggests?"
        r"|appears?|points? to|normally|typically|for example|such as|consistent with)\b",
        re.IGNORECASE,
    )
    for cause in entry.note.causes:
        if cause.evidence == "inferred" and not hedges.search(cause.text):
            yield f"an inferred cause is not hedged: {cause.text[:60]}…"


def _phrases(entry: Entry) -> Iterator[str]:
    for tag, phrases in entry.note.phrases.items():
        yield from (f"phrase {text!r} stands twice in {tag}" for text in repeated(text.casefold() for text in phrases))
        yield from (f"a phrase in {tag} is too long: {text}" for text in phrases if len(text) > LONGEST_PHRASE)


CHECKS: tuple[Check, ...] = (
    *(_complete, _known_names, _plain, _one_line, _headline, _reply, _summary, _few, _hedged, _phrases),
    *FLOW_CHECKS,
    *RETRY_CHECKS,
    *EXAMPLE_CHECKS,
    step_faults,
)
# For a note on a code outside the vendor's table, which has no causes, steps or replies.
SHORT_CHECKS: tuple[Check, ...] = (_known_names, _plain, _one_line, _headline, waits, outcome, looked_up)
