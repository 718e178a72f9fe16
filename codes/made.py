"""What pages and API make of single entries, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .core.catalogue import Catalogue
from .core.entry import Entry

T = TypeVar("T")


class Made(dict[str, T]):
    """What is made of each entry, by its id, when it is first asked for; up to ``most`` are kept."""

    def __init__(self, make: Callable[[Entry], T], catalogue: Catalogue, most: int) -> None:
        super().__init__()
        self._make, self._catalogue, self._most = make, catalogue, most

    def __missing__(self, entry_id: str) -> T:
        entry = self._catalogue.get(entry_id)
        if entry is None:
            raise KeyError(entry_id)
        made = self._make(entry)
        if len(self) < self._most:
            self[entry_id] = made
        return made
