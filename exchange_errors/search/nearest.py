"""What a reference that names nothing may have meant, and the one entry that a query names exactly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..catalogue.catalogue import Catalogue, spelling_key
from ..catalogue.entry import Entry
from ..language.words import tokens
from .lexicon import is_stop
from .query import MAX_QUERY, Query

MOST = 50  # entries that are asked for at once
MOST_DIGITS = 12  # a longer number is no code
_LOOKS_LIKE = str.maketrans("OQDILZSGB", "000112568")  # a letter, and the digit with its shape


def exact(query: Query, catalogue: Catalogue) -> Entry | None:
    """Return the one entry that the whole query names by number or name, None when it asks for more or for several."""
    if query.filters or query.excluded or query.phrases or query.http_status:
        return None
    numbers = (*query.codes, *query.numbers)
    if numbers:
        only_number = len(numbers) == 1 and all(
            is_stop(token.word) or token.word in _SOCKET_WORDS for token in tokens(query.words)
        )
        kind = "websocket" if query.websocket else None
        entries = (
            catalogue.numbered(int(numbers[0]), kind) if only_number and numbers[0] == str(int(numbers[0])) else ()
        )
    else:
        entries = catalogue.named(query.text) or catalogue.named(query.words)
    return entries[0] if len(entries) == 1 else None


def outside(query: Query, catalogue: Catalogue) -> tuple[Entry, ...]:
    """Return the codes outside the vendor's table that the whole query names; () where a row of it has that name."""
    if exact(query, catalogue) or catalogue.named(query.text):
        return ()
    other = exact(query, catalogue.unlisted)
    return (other,) if other else catalogue.unlisted.named(query.text)


_SOCKET_WORDS = frozenset({"ws", "wss", "websocket", "web", "socket", "close", "closed", "closing"})


class Nearest:
    """The numbers and names of one catalogue by their distance; nothing changes after it is built."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._entries = catalogue.entries
        self._numbers = [str(entry.code) for entry in catalogue.entries]
        self._named = [entry for entry in catalogue.entries if entry.name]
        self._keys = [spelling_key(entry.name or "") for entry in self._named]

    def starting(self, prefix: str) -> list[Entry]:
        """Return the entries whose names start so in whatever spelling, those with the fewest words first."""
        key = spelling_key(prefix[:MAX_QUERY])
        entries = [entry for entry, name in zip(self._named, self._keys, strict=True) if key and name.startswith(key)]
        return sorted(entries, key=lambda entry: ((entry.name or "").count("_"), _listed(entry)))

    def to(self, ref: str, limit: int) -> tuple[Entry, ...]:
        """Return up to ``limit`` (at most MOST) entries near ``ref``: by HTTP status, by number, or by spelling."""
        ref = ref.strip()[:MAX_QUERY]
        is_number = ref.isascii() and ref.isdigit()
        entries = self._by_number(ref) if is_number else chain(self._by_slip(ref), self._by_name(ref))
        return tuple(islice({entry.id: entry for entry in entries}.values(), limit))

    def _by_number(self, ref: str) -> Iterator[Entry]:
        """Yield the rows of that HTTP status, the numbers one edit away, those that begin alike, then those around."""
        yield from (entry for entry in self._entries if str(entry.http_status) == ref)
        near = process.extract(ref, self._numbers, scorer=OSA.distance, score_cutoff=1, limit=MOST)
        yield from (self._entries[place] for _, _, place in near)
        for shared in range(min(len(ref), MOST_DIGITS) - 1, 2, -1):  # three digits at least, as an HTTP status has
            alike = (entry for entry in self._entries if str(entry.code).startswith(ref[:shared]))
            yield from sorted(alike, key=lambda entry: (len(str(entry.code)), _listed(entry)))
        yield from sorted(self._entries, key=lambda entry: (abs(entry.code - int(ref)), _listed(entry)))

    def _by_slip(self, ref: str) -> Iterator[Entry]:
        """Yield the entries whose number one letter spoils: first as the digit that it looks like, then as any."""
        looks = ref.upper().translate(_LOOKS_LIKE)
        if sum(not sign.isdigit() for sign in ref) == 1 and 3 <= len(ref) <= MOST_DIGITS:
            yield from (entry for entry in self._entries if str(entry.code) == looks)
            near = process.extract(ref, self._numbers, scorer=OSA.distance, score_cutoff=1, limit=MOST)
            yield from (self._entries[place] for _, _, place in near)

    def _by_name(self, ref: str) -> Iterator[Entry]:
        """Yield the entries whose names are spelt most alike; a name that differs in more than half is none."""
        key = spelling_key(ref)
        near = process.extract(key, self._keys, scorer=OSA.normalized_similarity, score_cutoff=0.5, limit=MOST)
        yield from (self._named[place] for _, _, place in near)


def _listed(entry: Entry) -> tuple[bool, int, str]:
    return entry.kind != "response", entry.code, entry.name or ""
