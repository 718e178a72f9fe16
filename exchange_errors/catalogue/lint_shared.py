"""The lint of what entries share: texts, causes and links to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from .catalogue import Catalogue
from .entry import Entry
from .note import step_of
from .value_reader import Fault


def same_texts(catalogue: Catalogue) -> Iterator[Fault]:
    """No two headlines, summaries or fixes may say the same."""
    texts = {
        "headline": {e.id: e.note.headline for e in (*catalogue.entries, *catalogue.unlisted.entries)},
        "summary": {e.id: e.note.summary for e in catalogue.entries},
        "fix": {e.id: e.note.fix for e in catalogue.entries},
    }
    for field, text_of in texts.items():
        twice = set(repeated(text_of.values()))
        for entry in (*catalogue.entries, *catalogue.unlisted.entries):
            if text_of.get(entry.id) in twice:
                yield Fault(entry.file, 1, f"another entry has the same {field}")


def shared_causes(entries: Iterable[Entry]) -> Iterator[Fault]:
    """A cause that several entries share has the same evidence in each."""
    evidence: dict[str, str] = {}
    for entry in entries:
        for cause in entry.note.causes:
            if evidence.setdefault(cause.text, cause.evidence) != cause.evidence:
                message = f"another entry has other evidence for this cause: {cause.text}"
                yield Fault(entry.file, 1, message)


def wrong_links(catalogue: Catalogue) -> Iterator[Fault]:
    """A related entry exists, is another entry, and is named once."""
    for entry in catalogue.entries:
        ids = [related.id for related in entry.note.related]
        messages = [f"related entry {key!r} does not exist" for key in ids if catalogue.row(key) is None]
        messages += [f"related entry {key!r} stands twice" for key in repeated(ids)]
        if entry.id in ids:
            messages.append("the entry is related to itself")
        ends = {end for check in entry.note.checks for end in (check.yes, check.no) if not step_of(end)}
        messages += [
            f"a check leads to {end!r}, which is no entry" for end in sorted(ends) if catalogue.row(end) is None
        ]
        yield from (Fault(entry.file, 1, message) for message in messages)


def repeated(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
