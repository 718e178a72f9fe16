"""The lint of the codes outside the vendor's table: notes are short, have sources, and name today's rows."""

from __future__ import annotations

from collections.abc import Iterator

from .catalogue import Catalogue
from .entry import Entry
from .value_reader import Fault


def unlisted_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield what is wrong with them, apart from what every note is checked for."""
    for entry in catalogue.unlisted.entries:
        messages = [*_complete(entry), *_equivalents(entry, catalogue)]
        if catalogue.get(entry.id):
            messages.append("a row of the vendor's table has this id: it wins, and this file is never read")
        yield from (Fault(entry.file, 1, message) for message in messages)


def _complete(entry: Entry) -> Iterator[str]:
    note = entry.note
    needed = ("headline", "summary", "fix", "owner")
    yield from (f"{name} is empty" for name in needed if not getattr(note, name))
    if not note.sources:
        yield "sources are empty: say where the code is known from, and how well"
    if not entry.name and not note.aliases:
        yield "a close code needs the name of the registry as its first alias"


def _equivalents(entry: Entry, catalogue: Catalogue) -> Iterator[str]:
    unknown = (key for key in entry.equivalent if catalogue.get(key) is None)
    yield from (f"equivalent {key!r} is no row of the table" for key in unknown)
    if len(set(entry.equivalent)) < len(entry.equivalent):
        yield "equivalent names a row twice"
