"""What a reference that names nothing may have meant, and the one entry that a query names exactly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, islice, takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..catalogue import Catalogue, spelling_key
from ..entry import Entry
from . import bits
from .query import MAX_QUERY, Query
from .stop_words import STOP_WORDS
from .words import tokens

MOST = 50  # entries that are asked for at once
MOST_DIGITS = 12  # a longer number is no code, and none that is one digit away
COMPARED = 1024  # names that are compared letter by letter; of more, those that share most pairs of letters
LONGEST = 100  # letters of a name; only their pairs are counted
_LOOKS_LIKE = dict(zip("OQDILZSGB", "000112568", strict=True))  # a letter, and the digit with its shape


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


class Nearest:
    """Where the numbers and the names of one catalogue lie to each other; nothing changes after it is built."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._by_status: dict[str, list[Entry]] = {}
        for entry in catalogue.entries:
            held = self._by_status.setdefault(str(entry.http_status), [])
            if len(held) < MOST:
                held.append(entry)
        self._ascending = sorted(catalogue.entries, key=lambda entry: entry.code)
        self._named = [entry for entry in catalogue.entries if entry.name]
        self._keys = [spelling_key(entry.name or "") for entry in self._named]
        self._spelt = sorted((key, row) for row, key in enumerate(self._keys))
        self._pairs = self._rows_by_pair() if len(self._keys) > COMPARED else {}

    def starting(self, prefix: str) -> list[Entry]:
        """Return the entries whose names start so in whatever spelling, those with the fewest words first."""
        key = spelling_key(prefix[:MAX_QUERY])
        at = bisect_left(self._spelt, (key, 0))
        like = takewhile(lambda spelt: key and spelt[0].startswith(key), self._spelt[at : at + COMPARED])
        found = [self._named[row] for _, row in like]
        return sorted(found, key=lambda entry: ((entry.name or "").count("_"), _listed(entry)))

    def to(self, ref: str, limit: int) -> tuple[Entry, ...]:
        """Return up to ``limit`` (at most MOST) entries near ``ref``: by HTTP status, by number, or by spelling."""
        ref = ref.strip()[:MAX_QUERY]
        found = (
            self._by_number(ref) if ref.isascii() and ref.isdigit() else chain(self._by_slip(ref), self._by_name(ref))
        )
        unique: dict[str, Entry] = {}
        for entry in found:
            unique.setdefault(entry.id, entry)
            if len(unique) == limit:
                break
        return tuple(unique.values())

    def _by_number(self, ref: str) -> Iterator[Entry]:
        """Yield the rows of that HTTP status, the numbers one edit away, those that begin alike, then those around."""
        yield from self._by_status.get(ref, ())
        exact, *edited = (self._numbered(number) for number in (ref, *_one_edit_away(ref)))
        yield from (*exact, *sorted({e.id: e for found in edited for e in found}.values(), key=_listed))
        yield from self._beginning_alike(ref)
        value = int(ref)
        at = bisect_left(self._ascending, value, key=lambda entry: entry.code)
        around = self._ascending[max(at - 2 * MOST, 0) : at + 2 * MOST]
        yield from sorted(around, key=lambda entry: (abs(entry.code - value), _listed(entry)))

    def _beginning_alike(self, number: str) -> Iterator[Entry]:
        """Yield those that share most first digits, three at least, as an HTTP status has: 429999 is near 42901."""
        for length in range(min(len(number), MOST_DIGITS) - 1, 2, -1):
            low, high = int(number[:length]), int(number[:length]) + 1
            while number[0] != "0" and low < 10**MOST_DIGITS:
                begin, end = (bisect_left(self._ascending, edge, key=lambda entry: entry.code) for edge in (low, high))
                yield from sorted(self._ascending[begin : min(end, begin + MOST)], key=_listed)
                low, high = low * 10, high * 10

    def _numbered(self, number: str) -> tuple[Entry, ...]:
        return () if (number[:1] == "0" and number != "0") or not number else self._catalogue.numbered(int(number))

    def _by_slip(self, ref: str) -> Iterator[Entry]:
        """Yield the entries whose number one letter spoils: as the digit it looks like, then left out, then as any."""
        letters = [at for at, sign in enumerate(ref) if not sign.isascii() or not sign.isdigit()]
        if len(letters) != 1 or not 3 <= len(ref) <= MOST_DIGITS:
            return
        before, letter, after = ref[: letters[0]], ref[letters[0]], ref[letters[0] + 1 :]
        for digit in (_LOOKS_LIKE.get(letter.upper(), ""), "", *"0123456789"):
            yield from self._numbered(before + digit + after)

    def _by_name(self, ref: str) -> Iterator[Entry]:
        """Yield the entries whose names are spelt most alike; a name that differs in more than half is none."""
        key = spelling_key(ref)
        rows = self._alike(key) if self._pairs else range(len(self._keys))
        keys = {row: self._keys[row] for row in rows}
        near = process.extract(key, keys, scorer=OSA.normalized_similarity, score_cutoff=0.5, limit=MOST)
        yield from (self._named[row] for _, _, row in near)

    def _alike(self, key: str) -> list[int]:
        """Return the COMPARED rows whose names share most pairs of letters with ``key``."""
        shared, any_of = bits.Sums(), 0
        for pair in _pairs(key):
            rows = self._pairs.get(pair, 0)
            shared.add(rows, 1)
            any_of |= rows
        ordered = (row for group in shared.descending(any_of) for row in bits.rows_of(group))
        return sorted(islice(ordered, COMPARED))

    def _rows_by_pair(self) -> dict[str, int]:
        rows: dict[str, list[int]] = {}
        for row, key in enumerate(self._keys):
            for pair in _pairs(key):
                rows.setdefault(pair, []).append(row)
        return {pair: bits.from_rows(found, len(self._keys)) for pair, found in rows.items()}


def _pairs(key: str) -> list[str]:
    return list(dict.fromkeys(key[at : at + 2] for at in range(min(len(key), LONGEST) - 1)))


def _listed(entry: Entry) -> tuple[bool, int, str]:
    return entry.kind != "response", entry.code, entry.name or ""


def _one_edit_away(number: str) -> set[str]:
    """Return the numbers that one digit more, less, other or swapped makes of ``number``."""
    if len(number) > MOST_DIGITS:
        return set()
    cuts = [(number[:at], number[at:]) for at in range(len(number) + 1)]
    made = {before + digit + after for before, after in cuts for digit in "0123456789"}
    made |= {before + digit + after[1:] for before, after in cuts if after for digit in "0123456789"}
    made |= {before + after[1:] for before, after in cuts if after}
    made |= {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    return made - {number}
