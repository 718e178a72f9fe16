"""The index: one immutable object over one catalogue that answers searches, suggestions and near misses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from ..catalogue import Catalogue, spelling_key
from ..entry import Entry
from . import bits, nearest
from .postings import Postings
from .query import Query, parse_query
from .ranking import EXACT_ROWS, Bonus, Scored, field_of, rounded, scored
from .terms import piece_terms, read, terms_of
from .units import Unit, units_of
from .lexicon import STOP_WORDS
from .vocabulary import TABLE_WORDS
from .words import tokens

# a name as machines write it: parts joined by "_" or "-", one long word in capitals, or camelCase
_NAME = re.compile(r"(?<![^\W_])(?:[^\W_]+(?:[_-][^\W_]+)+|[A-Z]{6,}|[A-Za-z][a-z]+(?:[A-Z][a-z]+)+)(?![^\W_])")

EXACT_CODE, CODE_PREFIX, HTTP_STATUS = 1.0, 0.8, 0.6
FAILING = 400  # below it an HTTP status is no reason to search
NUMBER_WEIGHT = 1.5  # a number beside words, in multiples of what the rarest word weighs
SHOWN_FIELDS = ("name", "description")  # always on the page, so their words are always highlighted


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: ``field`` is the best that matched, ``text`` what stands there, ``matched`` its words to highlight.

    ``score`` is in (0, 1]; the words are spelt as in the entry.
    """

    entry: Entry
    score: float
    field: str
    matched: tuple[str, ...] = ()
    text: str = ""


class Hits(Sequence[Hit]):
    """The answers, best first. A hit is made when it is looked at, so a large answer costs little until then."""

    def __init__(self, length: int, head: list[Scored], tail: Iterator[Scored], show: Callable[[Scored], Hit]) -> None:
        self._length = length
        self._ranked = head
        self._tail = tail
        self._show = show

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, place: int | slice) -> Hit | tuple[Hit, ...]:
        if isinstance(place, slice):
            places = range(*place.indices(self._length))
            return tuple(self._show(self._at(at)) for at in places)
        return self._show(self._at(range(self._length)[place]))

    def _at(self, place: int) -> Scored:
        while place >= len(self._ranked):
            self._ranked.append(next(self._tail))
        return self._ranked[place]


class Index:
    """Search over one catalogue. Safe to share between threads: building is all that changes it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._postings = Postings(catalogue)
        self._row = {entry.id: row for row, entry in enumerate(catalogue.entries)}

    def search(self, query: Query) -> Sequence[Hit]:
        """Return the entries that answer ``query``, best first; an empty query is answered by all in their order."""
        postings = self._postings
        allowed = self._allowed(query)
        units = units_of(" ".join((query.words, *query.phrases)), postings, query.half_typed and not query.phrases)
        numbers = query.codes or query.numbers
        if not any(unit.terms for unit in units):
            units = []
        if numbers and not units:
            return self._fixed(self._numbered(query, numbers), allowed)
        if query.codes and (named := self._pinned_codes(query)):
            return self._fixed([Scored(row, EXACT_CODE, None) for row in named], allowed)
        if not units:
            return self._listed(query, allowed)
        bonus = self._number_bonus(query, numbers, units)
        return self._ranked(query, units, bonus, allowed)

    # -- what may answer ------------------------------------------------------------------------

    def _allowed(self, query: Query) -> int:
        """Return the rows that filters, an HTTP status, phrases and exclusions leave."""
        postings = self._postings
        rows = postings.all
        for facet, values in query.filters.items():
            rows &= postings.facet(facet, values)
        if query.http_status:
            rows &= postings.facet("http_status", [query.http_status])
        for phrase in query.phrases:
            rows &= self._holding(phrase, None)
        for phrase in query.excluded:
            rows &= ~self._holding(phrase, 1)
        return rows

    def _holding(self, phrase: str, deepest: int | None) -> int:
        """Return the rows in which the words of ``phrase`` stand side by side, in the tiers down to ``deepest``."""
        postings = self._postings
        pieces = [token for piece in read(phrase) for token in piece.stems]
        common: set[int] | None = None
        for word in pieces:
            if word in postings:
                where = set(postings.segments(word))
                common = where if common is None else common & where
        wanted = _spaced(phrase)
        found = (s for s in common or () if wanted in _spaced(postings.texts[s]) and postings.in_tier(s, deepest))
        return bits.from_rows((postings.row_of[s] for s in found), postings.size)

    # -- numbers --------------------------------------------------------------------------------

    def _numbered(self, query: Query, numbers: Sequence[str]) -> list[Scored]:
        """Return exact codes, then codes that start so, then rows of that HTTP status, for each number in turn."""
        found: dict[int, Scored] = {}
        for score, rows in self._readings(query, numbers):
            for row in rows:
                found.setdefault(row, Scored(row, score, None))
        return sorted(found.values(), key=lambda hit: -hit.score)

    def _readings(self, query: Query, numbers: Sequence[str]) -> Iterator[tuple[float, list[int]]]:
        for number in numbers:
            starting = self._postings.starting(number)
            if query.websocket:
                closes = [row for row in starting if self._postings.entries[row].kind == "websocket"]
                starting = closes or starting
            exact = [row for row in starting if str(self._postings.entries[row].code) == number]
            yield EXACT_CODE, exact
            yield CODE_PREFIX, [row for row in starting if row not in exact]
            if not query.websocket:
                yield HTTP_STATUS, list(bits.rows_of(self._postings.facet("http_status", [number])))

    def _pinned_codes(self, query: Query) -> list[int]:
        """Return the rows whose code was named; where a number names several, the one whose name was sent first."""
        entries = self._postings.entries
        exact = [row for number in query.codes for row in self._postings.starting(number) if str(entries[row].code) == number]
        if query.websocket:
            exact = [row for row in exact if entries[row].kind == "websocket"] or exact
        named = set(self._named_rows(query))
        return sorted(exact, key=lambda row: row not in named)

    def _number_bonus(self, query: Query, numbers: Sequence[str], units: Sequence[Unit]) -> Bonus:
        """Return what a number beside words adds; one that names no code and no status adds and costs nothing."""
        rows: dict[int, float] = {}
        about_sockets = query.websocket or any(t in ("~websocket", "~disconnect", "~heartbeat") for u in units for t, _ in u.terms)
        for score, found in self._readings(query, numbers):
            for row in found:
                if score == HTTP_STATUS and (self._postings.entries[row].http_status or 0) < FAILING:
                    continue  # "200 open orders" is no status
                if score != CODE_PREFIX and (about_sockets or self._postings.entries[row].kind == "response"):
                    rows.setdefault(row, score)
        exact = EXACT_CODE in rows.values()
        return Bonus(rows, self._postings.rarity(1) * (NUMBER_WEIGHT if exact else 0.5), exact)

    # -- names and words ------------------------------------------------------------------------

    def _named_rows(self, query: Query) -> list[int]:
        """Return the rows whose name is the whole query, or stands in it written as a name."""
        found = [entry for entry in self._catalogue.named(query.words)] if query.words else []
        for word in _NAME.findall(query.words):
            found += self._catalogue.named(word) or (self._nearly_named(word) if "_" in word else ())
        if not found and any(t.word not in TABLE_WORDS and t.word not in STOP_WORDS for t in tokens(query.words)):
            found += self._nearly_named(query.words)
        return list(dict.fromkeys(self._row[entry.id] for entry in found if not query.words.isdigit()))

    def _nearly_named(self, text: str) -> Sequence[Entry]:
        """Return the entries whose whole name is nearly ``text``."""
        near = self._postings.vocabulary.corrections(spelling_key(text))
        return [entry for name, _ in near for entry in self._catalogue.named(name)]

    def _ranked(self, query: Query, units: list[Unit], bonus: Bonus, allowed: int) -> Hits:
        postings = self._postings
        named = [Scored(row, 1.0, postings.first[row]) for row in self._named_rows(query) if allowed >> row & 1]
        pinned = {hit.row for hit in named}
        passing, order = rounded(units, bonus, postings, allowed) if postings.size > EXACT_ROWS else (0, iter(()))
        if postings.size <= EXACT_ROWS:
            near = None if allowed == postings.all else set(bits.rows_of(allowed))
        else:
            near = {row for _, row in zip(range(EXACT_ROWS), order, strict=False)}
        best = [hit for hit in scored(units, bonus, postings, near) if hit.row not in pinned]
        head = [*named, *best]
        seen = {hit.row for hit in head}
        least = head[-1].score if head else 0.5
        rest = passing & ~bits.from_rows(seen | (near or set()), postings.size) if passing else 0
        tail = (Scored(row, round(least * 0.999, 6), None) for row in order if row not in seen)
        show = self._shower(units)
        return Hits(len(head) + rest.bit_count(), head, tail, show)

    def _shower(self, units: list[Unit]) -> Callable[[Scored], Hit]:
        terms = {term for unit in units for term, _ in unit.terms} | {t for unit in units for ts, _ in unit.all_of for t in ts}
        return lambda hit: self._shown(hit, terms)

    def _shown(self, hit: Scored, terms: set[str]) -> Hit:
        postings = self._postings
        entry = postings.entries[hit.row]
        segment = hit.segment
        if segment is None:
            return Hit(entry, hit.score, "code", (str(entry.code),), str(entry.code))
        texts = dict.fromkeys((entry.name or entry.title, entry.description, postings.texts[segment]))
        matched = dict.fromkeys(word for text in texts for word in _matched(text, terms))
        field = field_of(segment, postings)
        return Hit(entry, hit.score, field, tuple(matched) or _fallback(field, postings.texts[segment]), postings.texts[segment])

    # -- fixed orders ---------------------------------------------------------------------------

    def _fixed(self, found: list[Scored], allowed: int) -> Hits:
        found = [hit for hit in found if allowed >> hit.row & 1]
        return Hits(len(found), found, iter(()), self._show_number)

    def _show_number(self, hit: Scored) -> Hit:
        entry = self._postings.entries[hit.row]
        if hit.score == HTTP_STATUS:
            return Hit(entry, hit.score, "http_status", (str(entry.http_status),), str(entry.http_status))
        return Hit(entry, hit.score, "code", (str(entry.code),), str(entry.code))

    def _listed(self, query: Query, allowed: int) -> Hits:
        """Return all that filters and exclusions leave, in the catalogue's order."""
        narrowed = query.http_status or query.filters or query.excluded
        if not query.is_empty and not narrowed:
            allowed = 0
        field = "http_status" if query.http_status else "all"
        rows = (Scored(row, 1.0, None) for row in bits.rows_of(allowed))

        def show(hit: Scored) -> Hit:
            entry = self._postings.entries[hit.row]
            status = (query.http_status,) if query.http_status else ()
            return Hit(entry, 1.0, field, status, query.http_status or "")

        return Hits(allowed.bit_count(), [], rows, show)

    # -- near misses ----------------------------------------------------------------------------

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Return titles that a reader who typed ``prefix`` may be on the way to."""
        return tuple(hit.entry.title for hit in self.search(parse_query(prefix))[:limit])

    def nearest(self, ref: str, limit: int = 5) -> tuple[Entry, ...]:
        """Return the entries that an unknown reference may have meant, the likeliest first."""
        return nearest.nearest(ref, self._catalogue, limit)


def _spaced(text: str) -> str:
    return f" {' '.join(token for piece in read(text) for token in piece.stems)} "


def _matched(text: str, terms: set[str]) -> Iterator[str]:
    """Yield the words of ``text``, as they stand there, that one of ``terms`` matches."""
    for piece in read(text):
        hit = not terms.isdisjoint(piece.known)
        for token, stem in zip(piece.tokens, piece.stems, strict=True):
            if hit or stem in terms or "!" + stem in terms or not terms.isdisjoint(terms_of(token.word)):
                yield token.surface


def _fallback(field: str, text: str) -> tuple[str, ...]:
    return (text,) if field == "parameter" else ()


def exact(query: Query, catalogue: Catalogue) -> Entry | None:
    """Return the one entry that the whole query names by number or name, None when it asks for more or for several."""
    return nearest.exact(query, catalogue)
