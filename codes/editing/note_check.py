"""What keeps a draft from being published: the rules of the format and the content lint, each with its field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.lint import entry_faults
from exchange_errors.catalogue.record_reader import note_from_data
from exchange_errors.catalogue.value_reader import ContentError, Fault
from exchange_errors.catalogue.vendor_facts import Facts, entry_from_data

from ..models import CategoryRow, Code
from ..store import snapshot


class Examined(NamedTuple):
    """A draft read: its entry, None where it cannot be read, and what is wrong with it."""

    entry: Entry | None
    faults: tuple[Fault, ...]


def examine(entry_id: str, note: Mapping[str, Any], facts: Mapping[str, Any] | None = None) -> Examined:
    """Read a note in the shape of ``note_data`` and hold it to the standard; never raises for what it holds.

    ``facts`` are the vendor's facts and the slug of the category, where they are not those of the database.
    """
    try:
        known, category = _facts_of(entry_id, facts)
        read = note_from_data(note, entry_id)
        entry = entry_from_data(known | {"updated": datetime.now(UTC)}, category, read, entry_id)
        if entry_id not in (entry.id, *entry.former):
            raise ContentError([Fault(entry_id, 1, f"The facts are those of {entry.id}.")])
    except ContentError as error:
        return Examined(None, error.faults)
    catalogue = snapshot.current().catalogue
    return Examined(entry, (*_unknown_targets(entry, catalogue), *entry_faults(entry, catalogue)))


def _facts_of(entry_id: str, facts: Mapping[str, Any] | None) -> tuple[dict[str, Any], Any]:
    """Return the facts and the category. Raises ContentError where there are none."""
    if facts is None:
        code = Code.objects.select_related("category").filter(pk=entry_id).first()
        if code is None:
            raise ContentError([Fault(entry_id, 1, f"No code has the id {entry_id!r}.")])
        return {key: getattr(code, key) for key in Facts._fields}, code.category.category()
    category = CategoryRow.objects.filter(pk=facts.get("category", "")).first()
    if category is None:
        raise ContentError([Fault(entry_id, 1, f"No category is called {facts.get('category')!r}.")])
    return {key: value for key, value in facts.items() if key in Facts._fields}, category.category()


def _unknown_targets(entry: Entry, catalogue: Catalogue) -> list[Fault]:
    """Return a fault for each related code that is missing from the database; the catalogue may still have it."""
    ids = [related.id for related in entry.note.related if catalogue.get(related.id)]
    known = set(Code.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return [Fault(entry.id, 1, f"related entry {key!r} does not exist", "related") for key in ids if key not in known]
