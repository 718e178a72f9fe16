"""Texts ready to send: one letter to the customer, one internal note, one list of what to ask for.

They are composed from the notes of the entries found and filled with facts from the paste. A fact that is not
there takes its clause with it, so that no letter is ever sent with a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..catalogue.catalogue import Catalogue
from ..catalogue.entry import CustomerQuestion, Entry
from ..decoder.decoded import Diagnosis, Finding, Reply
from ..exchange.outcomes import look_ups, only_by_a_person
from .ask_for import open_questions
from .facts import facts_of, is_true_of_all
from .placeholders import fill
from .quoting import NAME, is_plain, plain
from .timeline import format_timestamp, title_of

GREETING = "Thank you for the details."
REVIEW = "Have the customer reply reviewed before it is sent: it concerns the state of the customer's account."
UNKNOWN = (
    "We do not have the code {code} in our list yet. Please send us the full request and the full response, without "
    "key and signature, so that it can be looked up."
)
UNKNOWN_NAME = UNKNOWN.replace("{code}", "{code} with the message {name}")
UNKNOWN_CLOSE = (
    "Your websocket connection was closed with code {code}, to which the exchange's documents give no meaning of their "
    "own. Please send us the lines of your log before the close, with their times."
)
UNLISTED = (
    "Your error {title} is not in the exchange's own table of codes. What is known of it: {summary} {fix}. Please send "
    "us the full request and the full response, without key and signature, so that we can confirm it."
)
UNLISTED_CLOSE = (
    "Your websocket connection was closed with code {code}, to which the exchange's documents give no meaning of their "
    "own. {summary} {fix}. Please send us the lines of your log before the close, with their times."
)
UNSURE = "We read your details as {title}; please tell us if the response held another code or message."
AMBIGUOUS = (
    "The code {code} stands for more than one error. Please send us the message beside the code and the method that "
    "was called, which tell them apart."
)
MAX_SHOWN_LINES = 5
NOT_IN_TABLE = "This code is not in the catalogue."
REST = "The other errors in the details, in short:"
OF_ORDERS, OF_PAYOUTS = "Please look up an order", "A withdrawal, transfer, conversion or close"
"""How the sentences of our notes begin that are about one group of calls."""
UNREAD = "please send us the full response, so that it can be looked up"
ASK_FOR_UNKNOWN = (CustomerQuestion(needs=("response",)), CustomerQuestion(needs=("request",)))
ASK_FOR_CLOSE = (
    CustomerQuestion("The lines of the log before the close, with their times."),
    CustomerQuestion("Whether the connection closes at regular intervals."),
)
ASK_FOR_AMBIGUOUS = (
    CustomerQuestion(needs=("response",), fields=("message",)),
    CustomerQuestion("The method that failed.", needs=("method",)),
)
TOLD = ("documented", "observed")
"""The evidence that a sentence to a customer may rest on."""
MAX_PARAGRAPHS, MAX_LINES = 3, 12  # of a letter; a code beyond the paragraphs has a line
MAX_IN_NOTE = 40  # codes; a note on more of them is read by nobody
MAX_DIAGNOSES = 2

GREETINGS = re.compile(
    r"(?:thank you|thanks|hello|hi|dear|good (?:morning|day))\b[^.!?\n]{0,80}[.!,]\s+", re.IGNORECASE
)
OUTCOME = ("Nothing was ", "It was ")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\"'(])")


class Subject(NamedTuple):
    """A finding with its entry, None where it has none, and the facts that its sightings agree on."""

    finding: Finding
    entry: Entry | None
    facts: Mapping[str, str]

    @property
    def sensitive(self) -> bool:
        """Whether the entry is about the state of an account."""
        return self.entry is not None and self.entry.sensitive


def compose(findings: Sequence[Finding], catalogue: Catalogue) -> Reply:
    """Return the letter, the note and the questions for findings, what matters most first; empty texts for none."""
    errors = [f for f in findings if not f.is_success] or list(findings)
    if not errors:
        return Reply()
    subjects = [Subject(finding, _entry(finding, catalogue), facts_of(finding)) for finding in errors]
    return Reply(
        _letter(subjects),
        "\n\n".join(_internal(subject, catalogue) for subject in subjects[:MAX_IN_NOTE]),
        open_questions((_ask_for(subject), subject.finding.sightings) for subject in subjects),
    )


def _entry(finding: Finding, catalogue: Catalogue) -> Entry | None:
    return catalogue.described(finding.entry_id) if finding.entry_id else None


def _letter(subjects: Sequence[Subject]) -> str:
    """Return one greeting, then a paragraph for each of the first findings, and a line for each of the rest.

    No sentence is written twice, except what became of a request: each time that is another request.
    """
    written: set[str] = set()
    bodies: list[tuple[int, str]] = []
    for subject in subjects[:MAX_PARAGRAPHS]:
        fresh = []
        for sentence in _sentences(subject):
            key = sentence.casefold().rstrip(".!? ")
            if key not in written or sentence.startswith(OUTCOME):
                written.add(key)
                fresh.append(sentence)
        if any(not sentence.startswith(OUTCOME) for sentence in fresh):
            bodies.append((subject.finding.code, " ".join(fresh)))
    if not bodies:
        return ""
    paragraphs = [f"Code {code}: {body}" for code, body in bodies] if len(bodies) > 1 else [bodies[0][1]]
    paragraphs += _rest(subjects[MAX_PARAGRAPHS:])
    separator = "\n\n" if len(paragraphs) > 1 else " "
    return "\n\n".join([f"{GREETING}{separator}{paragraphs[0]}", *paragraphs[1:]])


def _rest(subjects: Sequence[Subject]) -> Iterator[str]:
    """Yield one paragraph with a line for each finding: what happened."""
    lines = [
        f"- {subject.finding.code}: {subject.entry.note.headline if subject.entry else UNREAD}."
        for subject in subjects[:MAX_LINES]
    ]
    if len(subjects) > MAX_LINES:
        lines.append(f"- And {len(subjects) - MAX_LINES:,} more codes.")
    if lines:
        yield "\n".join([REST, *lines])


def _sentences(subject: Subject) -> Iterator[str]:
    finding, entry, facts = subject
    if entry is None:
        yield _unknown(finding)
        return
    if not entry.is_listed:
        text = UNLISTED_CLOSE if entry.kind == "websocket" else UNLISTED
        summary, fix = entry.note.summary.replace("`", ""), entry.note.fix.replace("`", "")
        yield text.format(title=entry.title, code=entry.code, summary=summary, fix=fix)
        return
    if finding.confidence == "possible" or finding.suggestions:
        yield UNSURE.format(title=entry.title)
    unseen = tuple(_unseen(finding))
    for sentence in _divided(fill(entry.note.customer_reply, {} if subject.sensitive else facts)):
        if not sentence.startswith(unseen):
            yield sentence
    if not subject.sensitive:
        seen = [
            d.text
            for d in finding.diagnosis
            if d.evidence in TOLD and not d.rule.startswith("sign") and is_plain(d.text) and is_true_of_all(d, finding)
        ]
        if seen:
            yield f"What we saw in the details that you sent: {' '.join(seen[:MAX_DIAGNOSES])}"


def _unseen(finding: Finding) -> Iterator[str]:
    """Yield how sentences begin about calls that none of the sightings can be of."""
    methods = {sighting.method or "" for sighting in finding.sightings}
    by_a_person = methods.intersection(only_by_a_person())
    if not by_a_person and methods.isdisjoint(("", "ERROR")):
        yield OF_PAYOUTS
    if by_a_person == methods and all(look_ups()[method].by != ("client_oid",) for method in methods):
        yield OF_ORDERS


def _divided(text: str) -> tuple[str, ...]:
    """Return the sentences of a note's reply; the letter has a greeting of its own."""
    text = text.strip()
    return tuple(SENTENCE.split(GREETINGS.sub("", text, count=1))) if text else ()


def _unknown(finding: Finding) -> str:
    """Return what a letter says about a code without an entry of its own."""
    if finding.kind == "websocket":
        return UNKNOWN_CLOSE.format(code=finding.code)
    if finding.candidates:
        return AMBIGUOUS.format(code=finding.code)
    is_named = finding.name and NAME.fullmatch(finding.name)
    return (UNKNOWN_NAME if is_named else UNKNOWN).format(code=finding.code, name=finding.name)


def _diagnosed(diagnosis: Diagnosis, finding: Finding) -> str:
    """Return the sentence of a rule, with the lines where it is true of some sightings only."""
    if is_true_of_all(diagnosis, finding):
        return plain(diagnosis.text)
    lines = ", ".join(map(str, diagnosis.lines[:MAX_SHOWN_LINES]))
    return plain(f"On line{'s' if len(diagnosis.lines) > 1 else ''} {lines}: {diagnosis.text}")


def _internal(subject: Subject, catalogue: Catalogue) -> str:
    """Return the ticket paragraph of one finding: what was seen, what the rules say, what the note says."""
    finding, entry, facts = subject
    lines = [f"{plain(title_of(finding, catalogue))}: {_seen(finding, facts)}."]
    lines += [_diagnosed(diagnosis, finding) for diagnosis in finding.diagnosis]
    hint = plain(finding.hint)
    if entry is not None:
        lines += [hint, entry.note.internal_note] if entry.is_listed else [NOT_IN_TABLE, hint, f"{entry.note.fix}."]
        lines += [_outcome(entry), *_look_up(entry, facts)]
        if subject.sensitive:
            lines.append(REVIEW)
    elif finding.candidates:
        names = " or ".join(str(candidate.name) for candidate in finding.candidates)
        lines += [f"The number alone does not tell which it is: {names}.", hint]
    else:
        lines += [NOT_IN_TABLE, hint]
    return " ".join(line for line in lines if line)


def _outcome(entry: Entry) -> str:
    """Return the warning about an open outcome, "" where there is none: a success is read, and nothing is resent."""
    retry = entry.note.retry
    if retry.outcome != "unknown" or retry.advice == "not_needed" or entry.kind != "response":
        return ""
    if retry.this_request == "not_executed":
        return "This request was not carried out, but what it was for may be done already: look it up first."
    return "Whether the request was carried out is unknown: check before anything is sent again."


def _look_up(entry: Entry, facts: Mapping[str, str]) -> Iterator[str]:
    """Yield how an open outcome of the method is looked up, and what only a person may send again."""
    row = look_ups().get(facts.get("method", ""))
    if row and _outcome(entry):
        yield f"Look it up with {row.call}."
        if not row.may_a_program_repeat:
            yield f"Only a person may send it again. {row.why}"


def _seen(finding: Finding, facts: Mapping[str, str]) -> str:
    parts = ["seen once" if finding.count == 1 else f"seen {finding.count} times"]
    if "method" in facts:
        parts.append(f"on {plain(facts['method'])}")
    if "instrument" in facts:
        parts.append(f"for {plain(facts['instrument'])}")
    first = format_timestamp(finding.first_at_ms) if finding.first_at_ms is not None else None
    last = format_timestamp(finding.last_at_ms) if finding.last_at_ms is not None else None
    if first and last and first != last:
        parts.append(f"from {first} to {last}")
    elif first:
        parts.append(f"at {first}")
    return " ".join(parts)


def _ask_for(subject: Subject) -> tuple[CustomerQuestion, ...]:
    if subject.entry and subject.entry.is_listed:
        return subject.entry.note.questions
    if subject.finding.kind == "websocket":
        return ASK_FOR_CLOSE
    return ASK_FOR_AMBIGUOUS if subject.finding.candidates else ASK_FOR_UNKNOWN
