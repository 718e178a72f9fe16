"""What the lint asks of the codes outside the vendor's table: short, founded, and tied to today's rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .catalogue import Catalogue
from .entry import Entry
from .value_reader import Fault


def unlisted_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield what is wrong with each of them, beside what is asked of every note."""
    for entry in catalogue.unlisted.entries:
        messages = [*_complete(entry), *_equivalents(entry, catalogue)]
        if catalogue.get(entry.id):
            messages.append("a row of the vendor's table has this id: it wins, and this file is never read")
        yield from (Fault(entry.file, 1, message) for message in messages)


def _complete(entry: Entry) -> Iterator[str]:
    note = entry.note
    wanted = {"headline": note.headline, "summary": note.summary, "fix": note.fix, "owner": note.owner}
    yield from (f"{name} is empty" for name, value in wanted.items() if not value)
    if not note.sources:
        yield "sources are empty: say where the code is known from, and how well"
    if not entry.name and not note.aliases:
        yield "a close code needs the name of the registry as its first alias"


def _equivalents(entry: Entry, catalogue: Catalogue) -> Iterator[str]:
    yield from (f"equivalent {key!r} is no row of the table" for key in _missing(entry.equivalent, catalogue))
    if len(set(entry.equivalent)) < len(entry.equivalent):
        yield "equivalent names a row twice"


def _missing(ids: Iterable[str], catalogue: Catalogue) -> Iterator[str]:
    return (key for key in ids if catalogue.get(key) is None)
