"""Finds what an unknown reference may have meant, and the one entry that a query names exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..catalogue.catalogue import Catalogue, spelling_key
from ..catalogue.entry import Entry
from ..language.words import tokens
from .lexicon import is_stop
from .query import MAX_QUERY, Query

MOST = 50  # entries that can be asked for at once
MOST_DIGITS = 12  # a longer number is no code
_SOCKET_WORDS = frozenset({"ws", "wss", "websocket", "web", "socket", "close", "closed", "closing"})
_LOOKS_LIKE = str.maketrans("OQDILZSGB", "000112568")  # a letter, and the digit with its shape


def exact(query: Query, catalogue: Catalogue) -> Entry | None:
    """Return the one entry that the whole query names by number or name, None when it asks for more or for several."""
    if query.filters or query.excluded or query.phrases or query.http_status:
        return None
    numbers = (*query.codes, *query.numbers)
    if not numbers:
        entries = catalogue.named(query.text) or catalogue.named(query.words)
    elif _asks_for_a_number_only(query, numbers):
        entries = catalogue.numbered(int(numbers[0]), "websocket" if query.websocket else None)
    else:
        return None
    return entries[0] if len(entries) == 1 else None


def _asks_for_a_number_only(query: Query, numbers: Sequence[str]) -> bool:
    if len(numbers) > 1 or numbers[0] != str(int(numbers[0])):  # "0306" names no code
        return False
    return all(is_stop(token.word) or token.word in _SOCKET_WORDS for token in tokens(query.words))


def outside(query: Query, catalogue: Catalogue) -> tuple[Entry, ...]:
    """Return the codes outside the vendor's table that the query names exactly; () where a row has that name."""
    if exact(query, catalogue) or catalogue.named(query.text):
        return ()
    other = exact(query, catalogue.unlisted)
    return (other,) if other else catalogue.unlisted.named(query.text)


class Nearest:
    """Searches the numbers and names of one catalogue by distance; it never changes after it is built."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._entries = catalogue.entries
        self._numbers = [str(entry.code) for entry in catalogue.entries]
        self._named = [entry for entry in catalogue.entries if entry.name]
        self._keys = [spelling_key(entry.name or "") for entry in self._named]

    def starting(self, prefix: str) -> list[Entry]:
        """Return the entries whose names begin with ``prefix`` in any spelling, those with the fewest words first."""
        key = spelling_key(prefix[:MAX_QUERY])
        entries = [entry for entry, name in zip(self._named, self._keys, strict=True) if key and name.startswith(key)]
        return sorted(entries, key=lambda entry: (entry.name or "").count("_"))

    def to(self, ref: str, limit: int) -> tuple[Entry, ...]:
        """Return up to ``limit`` (at most MOST) entries near ``ref``: by HTTP status, by number, or by spelling."""
        ref = ref.strip()[:MAX_QUERY]
        is_number = ref.isascii() and ref.isdigit()
        entries = self._by_number(ref) if is_number else chain(self._by_slip(ref), self._by_name(ref))
        return tuple(islice({entry.id: entry for entry in entries}.values(), limit))

    def _by_number(self, ref: str) -> Iterator[Entry]:
        """Yield the rows of that HTTP status, the numbers one edit away, those that begin alike, then those around."""
        yield from (entry for entry in self._entries if str(entry.http_status) == ref)
        yield from self._one_edit_away(ref)
        for shared in range(min(len(ref), MOST_DIGITS) - 1, 2, -1):  # three digits at least, as an HTTP status has
            alike = (entry for entry in self._entries if str(entry.code).startswith(ref[:shared]))
            yield from sorted(alike, key=lambda entry: len(str(entry.code)))
        yield from sorted(self._entries, key=lambda entry: abs(entry.code - int(ref)))

    def _by_slip(self, ref: str) -> Iterator[Entry]:
        """Yield the entries whose number has one letter in it: read as the digit it looks like, then as any digit."""
        looks = ref.upper().translate(_LOOKS_LIKE)
        if sum(not sign.isdigit() for sign in ref) == 1 and 3 <= len(ref) <= MOST_DIGITS:
            yield from (entry for entry in self._entries if str(entry.code) == looks)
            yield from self._one_edit_away(ref)

    def _one_edit_away(self, ref: str) -> Iterator[Entry]:
        near = process.extract(ref, self._numbers, scorer=OSA.distance, score_cutoff=1, limit=MOST)
        return (self._entries[place] for _, _, place in near)

    def _by_name(self, ref: str) -> Iterator[Entry]:
        """Yield the entries with the most similar names; at least half of a name has to match."""
        key = spelling_key(ref)
        near = process.extract(key, self._keys, scorer=OSA.normalized_similarity, score_cutoff=0.5, limit=MOST)
        yield from (self._named[place] for _, _, place in near)
