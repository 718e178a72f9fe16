"""Texts ready to send: one letter to the customer, one internal note, one list of what to ask for.

They are composed from the notes of the entries found and filled with facts from the paste.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..catalogue.catalogue import Catalogue
from ..catalogue.entry import Entry
from ..catalogue.note import CustomerQuestion
from ..catalogue.reply_languages import ReplyLanguage, english
from ..decoder.decoded import Diagnosis, Finding, Letter, Reply
from ..exchange.outcomes import look_ups
from .ask_for import open_questions
from .facts import facts_of, is_true_of_all
from .letter import Subject, write
from .quoting import plain
from .timeline import format_timestamp, title_of

REVIEW = "Have the customer reply reviewed before it is sent: it concerns the state of the customer's account."
MAX_SHOWN_LINES = 5
NOT_IN_TABLE = "This code is not in the catalogue."
MAX_IN_NOTE = 40  # codes; a note on more of them is read by nobody


def compose(
    findings: Sequence[Finding],
    catalogue: Catalogue,
    language: ReplyLanguage | None = None,
    *,
    has_secret: bool = False,
) -> Reply:
    """Return the letter, the note and the questions for findings, what matters most first; empty texts for none.

    ``language`` is the letter's, English without one. ``has_secret`` says that the paste held one to be replaced.
    """
    language = language or english()
    errors = [f for f in findings if not f.is_success] or list(findings)
    if not errors:
        return Reply(Letter(language.tag))
    subjects = [Subject(each, catalogue.described(each.entry_id), facts_of(each)) for each in errors]
    questions = open_questions((_ask_for(subject), subject.finding.sightings) for subject in subjects)
    in_english = write(subjects, questions, english(), has_secret)
    return Reply(
        in_english if language.is_english else write(subjects, questions, language, has_secret),
        in_english,
        "\n\n".join(_internal(subject, catalogue) for subject in subjects[:MAX_IN_NOTE]),
    )


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
    first, last = format_timestamp(finding.first_at_ms), format_timestamp(finding.last_at_ms)
    if first and last and first != last:
        parts.append(f"from {first} to {last}")
    elif first:
        parts.append(f"at {first}")
    return " ".join(parts)


def _ask_for(subject: Subject) -> tuple[CustomerQuestion, ...]:
    if subject.entry and subject.entry.is_listed:
        return subject.entry.note.questions
    say = english().sentence
    if subject.finding.kind == "websocket":
        return CustomerQuestion(say("ask_close_lines")), CustomerQuestion(say("ask_close_intervals"))
    if subject.finding.candidates:
        return (
            CustomerQuestion(needs=("response",), fields=("message",)),
            CustomerQuestion(say("ask_method"), needs=("method",)),
        )
    return CustomerQuestion(needs=("response",)), CustomerQuestion(needs=("request",))
