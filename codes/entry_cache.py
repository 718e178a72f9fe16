"""Values made from single entries, such as rendered rows, kept as long as their catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry

T = TypeVar("T")


class EntryCache(dict[str, T]):
    """A value for each entry, by its id, made when it is first asked for."""

    def __init__(self, make: Callable[[Entry], T], catalogue: Catalogue) -> None:
        super().__init__()
        self._make, self._catalogue = make, catalogue

    def __missing__(self, entry_id: str) -> T:
        entry = self._catalogue.described(entry_id)
        if entry is None:
            raise KeyError(entry_id)
        self[entry_id] = value = self._make(entry)
        return value
