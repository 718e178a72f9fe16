"""An entry as one Markdown document, for language models, tickets and runbooks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..catalogue.addresses import guide_path, page_path
from ..catalogue.catalogue import Catalogue
from ..catalogue.entry import Entry, Source
from ..catalogue.guide import Guide, guides_about
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
    if entry.note.checks:
        yield "\n".join(("## Which one is it?", "", *_checks(entry)))
    if entry.note.steps:
        steps = (f"{n}. {labels.OWNER[step.audience]}: {step.text}" for n, step in enumerate(entry.note.steps, 1))
        yield "\n".join(("## What to do", "", *steps))
    if entry.note.causes:
        causes = (f"- {c.text} How to tell: {c.tell} ({c.evidence})" for c in entry.note.causes)
        yield "\n".join(("## Causes", "", *causes))


def _checks(entry: Entry) -> Iterator[str]:
    for number, check in enumerate(entry.note.checks, 1):
        yield f"{number}. {check.ask} ({check.look_at}) Yes: {check.yes}. No: {check.no}."
        if check.run:
            yield f"   `{run_command(check.run)}`"


def _texts(entry: Entry) -> Iterator[str]:
    note = entry.note
    prose = {
        "Prevention": note.prevention,
        "Reply to the customer": fill(note.customer_reply, {}),
        "Internal note": note.internal_note,
    }
    yield from (f"## {heading}\n\n{text}" for heading, text in prose.items() if text)
    if entry.sensitive:
        yield "The reply concerns the state of the customer's account: have it reviewed before it is sent."
    if note.ask_for:
        yield "\n".join(("## Ask the customer for", "", *(f"- {question}" for question in note.ask_for)))


def _example(entry: Entry) -> Iterator[str]:
    headings = {"response": "Failing response", "corrected_request": "Corrected request"}
    for key, heading in headings.items():
        if key in entry.note.example:
            yield f"## {heading} (example)\n\n```json\n{json.dumps(entry.note.example[key], indent=2)}\n```"


def _around(entry: Entry, guides: list[str]) -> Iterator[str]:
    note = entry.note
    lists = {"Parameters to look at": note.parameters, "Methods": note.methods, "Also called": note.aliases}
    for heading, names in lists.items():
        if names:
            yield f"## {heading}\n\n{', '.join(f'`{name}`' for name in names)}"
    if note.phrases:
        phrases = (f"- {language}: {', '.join(words)}" for language, words in note.phrases.items())
        yield "\n".join(("## What customers say", "", *phrases))
    if note.libraries:
        libraries = (f"- {library}: `{name}`" for library, name in note.libraries.items())
        yield "\n".join(("## In client libraries", "", *libraries))
    if guides:
        yield "\n".join(("## Guides", "", *guides))
    if note.related:
        yield "\n".join(("## Related", "", *(f"- {related.id}: {related.why}" for related in note.related)))
    if note.seen:
        variants = (f"- `{variant.text}` ([{variant.source.title}]({variant.source.url}))" for variant in note.seen)
        yield "\n".join(("## Seen in the wild", "", *variants))
    if note.sources:
        yield "\n".join(("## Sources", "", *map(_source, note.sources)))


def _source(source: Source) -> str:
    title = f"[{source.title}]({source.url})" if source.url else source.title
    read_on = f", read on {source.read_on}" if source.read_on else ""
    return f"- {title} ({source.evidence}{read_on})"
