"""The catalogue: one immutable object that answers every reader about the entries."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from .entry import EPOCH, IMPACTS, KINDS, Category, Entry
from .note import ADVICE, OWNERS
from .serialise import entry_data

NO_STATUS = "none"
_BETWEEN_WORDS = re.compile(r"[\W_]+")

FACETS: Mapping[str, Callable[[Entry], tuple[str, ...]]] = {
    "http_status": lambda entry: (str(entry.http_status or NO_STATUS),),
    "category": lambda entry: (entry.category.slug,),
    "kind": lambda entry: (entry.kind,),
    "owner": lambda entry: entry.note.owner,
    "retry": lambda entry: (entry.note.retry.advice,),
    "impact": lambda entry: (entry.impact,),
}
# All values of a facet; those of the others are what the entries have.
FACET_VALUES: Mapping[str, tuple[str, ...]] = {"kind": KINDS, "owner": OWNERS, "retry": ADVICE, "impact": IMPACTS}

Chosen = Mapping[str, Collection[str]]  # values by facet: OR inside one, AND between; an empty choice narrows nothing


def spelling_key(text: str) -> str:
    """Fold a name to what all its spellings share: ``Insufficient-available balance`` and the vendor's name."""
    return _BETWEEN_WORDS.sub("", text.casefold())


class Catalogue:
    """All entries in the vendor's order: response codes ascending, then websocket codes.

    ``unlisted`` has the codes that the vendor's table does not list. All other methods ignore them unless they say
    otherwise. A former name of an entry leads to it where nothing has that name now.
    """

    def __init__(
        self, entries: Iterable[Entry], categories: Iterable[Category], unlisted: Iterable[Entry] = ()
    ) -> None:
        self.entries = tuple(sorted(entries, key=lambda e: (e.kind != "response", e.code, e.name or "")))
        self.categories = tuple(categories)
        self._unlisted = tuple(unlisted)
        self._responses = sum(entry.kind == "response" for entry in self.entries)
        self._place = {entry.id: place for place, entry in enumerate(self.entries)}
        self._by_id = {entry.id.casefold(): entry for entry in self.entries}
        self._by_number: dict[str, tuple[Entry, ...]] = {}
        self._by_name: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            self._by_name[spelling_key(entry.id)] = (entry,)
            self._by_number[str(entry.code)] = (*self._by_number.get(str(entry.code), ()), entry)
            for name in _names(entry):
                key = spelling_key(name)
                self._by_name[key] = (*self._by_name.get(key, ()), entry)
        self._by_former = _by_former(self.entries)

    @classmethod
    def of_content(
        cls, entries: Iterable[Entry], categories: Iterable[Category], unlisted: Iterable[Entry] = ()
    ) -> Catalogue:
        """Return the catalogue of all content: rows that the vendor removed are among the codes outside the table.

        A new row of the table wins over the unlisted file that had its code before.
        """
        rows = list(entries)
        ids = {entry.id for entry in rows}
        outside = [entry for entry in rows if not entry.is_listed]
        outside += [entry for entry in unlisted if entry.id not in ids]
        return cls((entry for entry in rows if entry.is_listed), categories, outside)

    @cached_property
    def unlisted(self) -> Catalogue:
        """The codes that the vendor's table does not list, a catalogue of their own."""
        return Catalogue(self._unlisted, self.categories)

    def of_status(self, statuses: Collection[str]) -> tuple[Entry, ...]:
        """Return the entries of these statuses: the rows of the table first."""
        return tuple(entry for entry in (*self.entries, *self.unlisted.entries) if entry.status in statuses)

    def looked_up(self, ref: str) -> tuple[Entry, ...]:
        """Return what ``ref`` names: rows of the table or, where there is none, codes that the table does not list."""
        return self.named(ref) or self.unlisted.named(ref)

    def described(self, entry_id: str | None) -> Entry | None:
        """Return the entry with this id, listed or not, or None."""
        return self.get(entry_id) or self.unlisted.get(entry_id) if entry_id else None

    def row(self, entry_id: str) -> Entry | None:
        """Return the entry with this id that is, or was, a row of the vendor's table; or None."""
        entry = self.described(entry_id)
        return entry if entry and not entry.is_short else None

    def elsewhere(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the codes outside the table that say the same as this row of it, or had its number."""
        return tuple(
            other
            for other in self.unlisted.entries
            if entry.id in other.equivalent or ((other.kind, other.code) == (entry.kind, entry.code) and other != entry)
        )

    @cached_property
    def version(self) -> str:
        """A hash of all content: equal on every machine that holds the same entries."""
        groups = [(c.slug, c.name, c.kind, c.definition) for c in self.categories]
        content = hashlib.sha256(b"[[")  # one JSON text, hashed piece by piece to save memory
        for place, entry in enumerate(self.entries):
            content.update(f"{',' if place else ''}{_json(entry_data(entry))}".encode())
        content.update(f"],{_json(groups)}]".encode())
        return content.hexdigest()[:16]

    @cached_property
    def updated_at(self) -> datetime:
        """When the newest of the entries was changed last."""
        return max((entry.updated_at for entry in self.entries), default=EPOCH)

    def get(self, entry_id: str) -> Entry | None:
        """Return the entry that has this id, or had it before, in any case; or None."""
        entry = self._by_id.get(entry_id.casefold())
        return entry or next(iter(self._by_former.get(entry_id.casefold(), ())), None)

    def named(self, ref: str) -> tuple[Entry, ...]:
        """Return every entry that ``ref`` names: an id, a number, or a name in any spelling; () when none does."""
        ref = ref.strip()
        return self._by_number.get(ref) or self._by_name.get(spelling_key(ref)) or self._formerly(ref)

    def _formerly(self, ref: str) -> tuple[Entry, ...]:
        return self._by_former.get(ref) or self._by_former.get(spelling_key(ref), ())

    def numbered(self, code: int, kind: str | None = None) -> tuple[Entry, ...]:
        """Return the entries with this number, of one kind where it is given."""
        return tuple(e for e in self._by_number.get(str(code), ()) if kind in (None, e.kind))

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Return the entries before and after this one in the vendor's order."""
        place = self._place[entry.id]
        before = self.entries[place - 1] if place else None
        return before, self.entries[place + 1] if place + 1 < len(self.entries) else None

    def between(self, code: int) -> tuple[Entry | None, Entry | None]:
        """Return the response entries with the next lower and the next higher number."""
        low = bisect_left(self.entries, code, hi=self._responses, key=lambda entry: entry.code)
        high = bisect_right(self.entries, code, hi=self._responses, key=lambda entry: entry.code)
        return self.entries[low - 1] if low else None, self.entries[high] if high < self._responses else None

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many entries have each value of each facet."""
        return facet_counts(self.entries)


def _by_former(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Return the entries by what they were called before: the id, and its number and name alone."""
    by_former: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        for former in entry.former:
            number, _dash, name = former.partition("-")
            for key in {former.casefold(), spelling_key(former), number, spelling_key(name)}:
                by_former[key] = (*by_former.get(key, ()), entry)
    return by_former


def _names(entry: Entry) -> tuple[str, ...]:
    """Return the exact names; a close code outside the table has those of the websocket standard."""
    if entry.name:
        return (entry.name,)
    return entry.note.aliases if entry.is_short else ()


def narrowed(entries: Iterable[Entry], chosen: Chosen) -> list[Entry]:
    """Return the entries that have, for every facet with chosen values, at least one of them, in their order."""
    return [entry for entry in entries if not _missed(entry, chosen)]


def facet_counts(entries: Iterable[Entry], chosen: Chosen = MappingProxyType({})) -> dict[str, dict[str, int]]:
    """Count the values of each facet over the entries that pass the choices in all *other* facets.

    So a count is what one more click would leave, and a chosen value does not hide its alternatives. Values that no
    such entry has are left out.
    """
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for entry in entries:
        missed = _missed(entry, chosen)
        for facet in FACETS if not missed else missed if len(missed) == 1 else ():
            for value in FACETS[facet](entry):
                counts[facet][value] = counts[facet].get(value, 0) + 1
    return counts


def _missed(entry: Entry, chosen: Chosen) -> list[str]:
    """Return the facets with chosen values of which this entry has none."""
    return [facet for facet, values in chosen.items() if values and not set(FACETS[facet](entry)) & set(values)]


def _json(data: Any) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
