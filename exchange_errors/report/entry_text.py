"""An entry as one Markdown document, for language models, tickets and runbooks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..catalogue.addresses import guide_path, page_path
from ..catalogue.catalogue import Catalogue
from ..catalogue.entry import Entry
from ..catalogue.guide import Guide, guides_about
from ..catalogue.note import Source
from ..catalogue.serialise import run_command
from . import labels
from .placeholders import fill


def entry_markdown(entry: Entry, catalogue: Catalogue, guides: Iterable[Guide], site: str) -> str:
    """Return the whole entry in a fixed order; parts that the note leaves empty are left out. Ends with a newline.

    ``guides`` are all that there are; ``site`` begins the addresses, as in ``catalogue.addresses``.
    """
    blocks = [
        *_facts(entry, f"{site}{page_path(entry, catalogue)}", catalogue.version),
        *_advice(entry),
        *_texts(entry),
        *_example(entry),
        *_around(entry, [f"- [{guide.title}]({site}{guide_path(guide)})" for guide in guides_about(entry, guides)]),
    ]
    return "\n\n".join(blocks) + "\n"


def _facts(entry: Entry, url: str, catalogue_version: str) -> Iterator[str]:
    yield f"# {entry.title}"
    if entry.note.headline:
        yield f"**{entry.note.headline}.**"
    status = "no HTTP status known" if entry.kind == "response" else "websocket termination code"
    if entry.http_status:
        status = f"HTTP {entry.http_status} {labels.http_sentence(entry)}"
    yield "\n".join(
        (
            f"- Id: `{entry.id}`, {status}",
            *_standing(entry),
            f"- Category: {entry.category.name}",
            f"- Who fixes it: {', '.join(labels.OWNER[owner] for owner in entry.note.owner)}",
            f"- Outcome: {labels.OUTCOME[entry.note.retry.outcome]}",
            f"- Impact: {labels.IMPACT[entry.impact]}",
            f"- Page: {url}",
            f"- Catalogue: {catalogue_version}, note of {entry.updated_at:%Y-%m-%d}",
            f"- About: {labels.SUBJECT}",
        )
    )
    yield entry.note.summary
    if entry.note.fix:
        yield f"**In short:** {entry.note.fix}."


def _standing(entry: Entry) -> Iterator[str]:
    """Yield the vendor's sentence; for a code that the table lacks, why it does; and what the entry was called."""
    if not entry.is_short:
        yield f"- The vendor says: \u201c{entry.description}\u201d"
    if not entry.is_listed:
        same = ", ".join(f"`{entry_id}`" for entry_id in entry.equivalent) or "none"
        yield f"- Not in the vendor's table: {labels.STATUS[entry.status]} Today's equivalent: {same}"
    if entry.former:
        yield f"- Formerly: {', '.join(f'`{entry_id}`' for entry_id in entry.former)}"


def _advice(entry: Entry) -> Iterator[str]:
    retry = entry.note.retry
    sentences = [labels.retry_sentence(entry), labels.outcome_sentences(retry), *labels.retry_details(retry)]
    if retry.precondition:
        sentences.append(retry.precondition)
    yield f"## Retry: {retry.advice}\n\n{' '.join(sentences)} ({retry.evidence})"
    yield from _section("Which one is it?", _checks(entry))
    steps = (f"{n}. {labels.OWNER[step.audience]}: {step.text}" for n, step in enumerate(entry.note.steps, 1))
    yield from _section("What to do", steps)
    yield from _section("Causes", (f"- {c.text} How to tell: {c.tell} ({c.evidence})" for c in entry.note.causes))


def _checks(entry: Entry) -> Iterator[str]:
    for number, check in enumerate(entry.note.checks, 1):
        yield f"{number}. {check.ask} ({check.look_at}) Yes: {check.yes}. No: {check.no}."
        if check.run:
            yield f"   `{run_command(check.run)}`"


def _texts(entry: Entry) -> Iterator[str]:
    note = entry.note
    yield from _section("Prevention", [note.prevention])
    yield from _section("Reply to the customer", [fill(note.customer_reply, {})])
    yield from _section("Internal note", [note.internal_note])
    if entry.sensitive:
        yield "The reply concerns the state of the customer's account: have it reviewed before it is sent."
    yield from _section("Ask the customer for", (f"- {question}" for question in note.ask_for))


def _example(entry: Entry) -> Iterator[str]:
    headings = {"response": "Failing response", "corrected_request": "Corrected request"}
    for key, heading in headings.items():
        if key in entry.note.example:
            yield f"## {heading} (example)\n\n```json\n{json.dumps(entry.note.example[key], indent=2)}\n```"


def _around(entry: Entry, guides: list[str]) -> Iterator[str]:
    note = entry.note
    lists = {"Parameters to look at": note.parameters, "Methods": note.methods, "Also called": note.aliases}
    for heading, names in lists.items():
        yield from _section(heading, [", ".join(f"`{name}`" for name in names)])
    phrases = (f"- {language}: {', '.join(words)}" for language, words in note.phrases.items())
    yield from _section("What customers say", phrases)
    yield from _section("In client libraries", (f"- {library}: `{name}`" for library, name in note.libraries.items()))
    yield from _section("Guides", guides)
    yield from _section("Related", (f"- {related.id}: {related.why}" for related in note.related))
    variants = (f"- `{variant.text}` ([{variant.source.title}]({variant.source.url}))" for variant in note.seen)
    yield from _section("Seen in the wild", variants)
    yield from _section("Sources", map(_source, note.sources))


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines below their heading, nothing where they are empty."""
    if text := "\n".join(lines):
        yield f"## {heading}\n\n{text}"


def _source(source: Source) -> str:
    title = f"[{source.title}]({source.url})" if source.url else source.title
    read_on = f", read on {source.read_on}" if source.read_on else ""
    return f"- {title} ({source.evidence}{read_on})"
