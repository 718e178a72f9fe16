"""What a reference that names nothing may have meant, and the one entry that a query names exactly."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..catalogue import Catalogue, spelling_key
from ..entry import Entry
from .query import MAX_QUERY, Query
from .stop_words import STOP_WORDS
from .words import tokens


def exact(query: Query, catalogue: Catalogue) -> Entry | None:
    """Return the one entry that the whole query names by number or name, None when it asks for more or for several."""
    if query.filters or query.excluded or query.phrases or query.http_status:
        return None
    numbers = (*query.codes, *query.numbers)
    if numbers:
        only_number = len(numbers) == 1 and all(
            token.word in STOP_WORDS | _SOCKET_WORDS for token in tokens(query.words)
        )
        kind = "websocket" if query.websocket else None
        found = catalogue.numbered(int(numbers[0]), kind) if only_number and numbers[0] == str(int(numbers[0])) else ()
    else:
        found = catalogue.named(query.text) or catalogue.named(query.words)
    return found[0] if len(found) == 1 else None


_SOCKET_WORDS = frozenset({"ws", "wss", "websocket", "web", "socket", "close", "closed", "closing"})


def nearest(ref: str, catalogue: Catalogue, limit: int) -> tuple[Entry, ...]:
    """Return up to ``limit`` entries near ``ref``: by HTTP status, by number, or by the spelling of the name."""
    ref = ref.strip()[:MAX_QUERY]
    found = _by_number(ref, catalogue) if ref.isascii() and ref.isdigit() else _by_name(ref, catalogue)
    unique: dict[str, Entry] = {}
    for entry in found:
        unique.setdefault(entry.id, entry)
        if len(unique) == limit:
            break
    return tuple(unique.values())


def _by_number(ref: str, catalogue: Catalogue) -> Iterator[Entry]:
    """Yield the rows of that HTTP status, the numbers one edit away, the numbers that begin so, then those around."""
    yield from (entry for entry in catalogue.entries if str(entry.http_status) == ref)
    numbers = [str(entry.code) for entry in catalogue.entries]
    yield from (
        catalogue.entries[place]
        for _, _, place in process.extract(ref, numbers, scorer=OSA.distance, score_cutoff=1, limit=20)
    )
    value = int(ref)
    yield from sorted(catalogue.entries, key=lambda entry: abs(entry.code - value))


def _by_name(ref: str, catalogue: Catalogue) -> Iterator[Entry]:
    """Yield the entries whose names are spelt most alike; a name that differs in more than half is none."""
    key = spelling_key(ref)
    named = [entry for entry in catalogue.entries if entry.name]
    keys = [spelling_key(entry.name or "") for entry in named]
    near = process.extract(key, keys, scorer=OSA.normalized_similarity, score_cutoff=0.5, limit=50)
    yield from (named[place] for _, _, place in near)
