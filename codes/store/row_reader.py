"""Reads the rows of the database into entries, so that one that cannot be read costs none of the others.

A note that breaks the rules of the catalogue is served from its shipped file; without one it is left out.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import Error as DatabaseFailure
from django.db.models import QuerySet

from exchange_errors.catalogue.entry import Category, Entry
from exchange_errors.catalogue.loader import load_entries
from exchange_errors.catalogue.value_reader import ContentError

from ..models import CategoryRow, NoteRow

PART = 2000  # rows read at once; below what a database takes as parameters of one statement
LONGEST_REASON = 300

Shipped = Callable[[], tuple[Mapping[str, Entry], Mapping[str, Category]]]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unread:
    """A note that could not be read, why, and whether its shipped file is served in its place."""

    id: str
    reason: str
    shipped: bool


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds: every entry that can be served, and the notes that could not be read."""

    entries: tuple[Entry, ...]
    categories: tuple[Category, ...]
    unread: tuple[Unread, ...]


def load() -> Stored:
    """Return everything that can be read. Raises DatabaseError."""
    entries: list[Entry] = []
    unread: list[Unread] = []
    shipped = cache(_read_shipped)  # they are seldom needed
    categories = dict(_categories(shipped))
    for entry_id, row in read_rows(all_rows()):
        try:
            entries.append(_entry(row, categories))
        except Exception as error:
            stand_in = shipped()[0].get(entry_id)
            unread.append(Unread(entry_id, reason(error), stand_in is not None))
            if stand_in:
                categories.setdefault(stand_in.category.slug, stand_in.category)
                entries.append(stand_in)
    return Stored(tuple(_without_strays(entries)), tuple(categories.values()), tuple(unread))


def all_rows() -> QuerySet[NoteRow]:
    """Return every note with all that its entry is made of."""
    return NoteRow.objects.select_related("code__category").prefetch_related("relations").order_by("pk")


def read_rows(rows: QuerySet[NoteRow]) -> Iterator[tuple[str, NoteRow | Exception]]:
    """Yield each row's id with the row, or with what reading it raised. Raises DatabaseError.

    In parts, in the order of ids: all at once would need the catalogue's memory a second time. A change between two
    parts is found by the next look at the revision.
    """
    ids = list(rows.values_list("pk", flat=True).order_by("pk")[:PART])
    while ids:
        yield from _read_part(rows, ids)
        ids = list(rows.filter(pk__gt=ids[-1]).values_list("pk", flat=True)[:PART]) if len(ids) == PART else []


def _read_part(rows: QuerySet[NoteRow], ids: list[str]) -> Iterator[tuple[str, NoteRow | Exception]]:
    try:
        part: list[tuple[str, NoteRow | Exception]] = [
            (row.pk, row) for row in rows.filter(pk__gte=ids[0], pk__lte=ids[-1])
        ]
    except DatabaseFailure:
        raise
    except Exception:  # SQLite keeps any value in any column: one of these rows cannot even be fetched
        part = [(entry_id, fetch(rows, entry_id)) for entry_id in ids]
    yield from part


def fetch(rows: QuerySet[NoteRow], entry_id: str) -> NoteRow | Exception:
    """Return one row, or what reading it raised. Raises DatabaseError."""
    try:
        return rows.get(pk=entry_id)
    except DatabaseFailure:
        raise
    except Exception as error:
        return error


def reason(error: Exception) -> str:
    """Return why a row cannot be read, in the rules' own words where a rule was broken."""
    if isinstance(error, ContentError):
        text = "; ".join(fault.message for fault in error.faults)
    else:
        text = f"{type(error).__name__}: {error}"
    text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= LONGEST_REASON else f"{text[: LONGEST_REASON - 1]}…"


def _read_shipped() -> tuple[Mapping[str, Entry], Mapping[str, Category]]:
    """Return the entries and the categories of the shipped files by key, none where these cannot be read."""
    try:
        entries, categories = load_entries()
    except (ContentError, OSError):
        log.exception("the shipped files cannot be read")
        return {}, {}
    return {entry.id: entry for entry in entries}, categories


def _categories(shipped: Shipped) -> Iterator[tuple[str, Category]]:
    """Yield each category by its slug, from the shipped file where its row cannot be read."""
    for row in CategoryRow.objects.all():
        try:
            category = row.category()
        except ContentError as error:
            log.warning("category %s cannot be read: %s", row.pk, reason(error))
            stand_in = shipped()[1].get(row.pk)
            if stand_in is None:
                continue
            category = stand_in
        yield row.pk, category


def _entry(row: NoteRow | Exception, categories: Mapping[str, Category]) -> Entry:
    if isinstance(row, Exception):
        raise row
    return row.entry(categories.get(row.code.category_id))


def _without_strays(entries: Iterable[Entry]) -> list[Entry]:
    """Drop relations to entries that are not there: what they named was left out."""
    entries = list(entries)
    known = {entry.id for entry in entries}
    return [_only_related_to(known, entry) for entry in entries]


def _only_related_to(known: set[str], entry: Entry) -> Entry:
    kept = tuple(related for related in entry.note.related if related.id in known)
    if len(kept) == len(entry.note.related):
        return entry
    fields: dict[str, Any] = {"note": dataclasses.replace(entry.note, related=kept)}
    return dataclasses.replace(entry, **fields)
