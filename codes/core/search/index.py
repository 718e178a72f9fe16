"""The index: one immutable object over one catalogue that answers searches, suggestions and near misses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from ..catalogue import Catalogue, spelling_key
from ..entry import Entry
from . import bits, nearest
from .hits import Hit, Hits, Scored, matched_words
from .numbers import CODE_PREFIX, EXACT_CODE, HTTP_STATUS, bonus, readings
from .postings import Postings
from .query import Query, parse_query
from .ranking import Wanted, ranked
from .stop_words import STOP_WORDS
from .terms import pieces_of
from .units import units_of
from .vocabulary import TABLE_WORDS
from .words import tokens

# a name as machines write it: parts joined by "_" or "-", one long word in capitals, or camelCase
_NAME = re.compile(r"(?<![^\W_])(?:[^\W_]+(?:[_-][^\W_]+)+|[A-Z]{6,}|[A-Za-z][a-z]+(?:[A-Z][a-z]+)+)(?![^\W_])")
_ABOUT_SOCKETS = frozenset({"~websocket", "~disconnect", "~heartbeat"})
_STATED = 1  # the deepest tier in which an excluded word counts: what a reader of the list sees


class Index:
    """Search over one catalogue. Safe to share between threads: nothing changes after it is built."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._postings = Postings(catalogue)
        self._row = {entry.id: row for row, entry in enumerate(catalogue.entries)}

    def search(self, query: Query, facets: Mapping[str, Iterable[str]] | None = None) -> Sequence[Hit]:
        """Return the entries that answer ``query``, best first; an empty query is answered by all in their order.

        ``facets`` narrows as ``Catalogue.filtered`` does, on top of the filters that the query itself holds.
        """
        postings = self._postings
        allowed = self._allowed(query, facets or {})
        units = units_of(" ".join((query.words, *query.phrases)), postings, query.half_typed and not query.phrases)
        if not any(unit.terms for unit in units):
            units = []
        numbers = query.codes or query.numbers
        if numbers and not units:
            return self._numbered(query, numbers, allowed)
        if query.codes and (named := self._pinned_codes(query)):
            rows = [Scored(row, EXACT_CODE, None) for row in named if allowed >> row & 1]
            return Hits(len(rows), rows, self._show_number)
        if not units:
            return self._listed(query, allowed)
        about_sockets = query.websocket or any(term in _ABOUT_SOCKETS for unit in units for term, _ in unit.terms)
        wanted = Wanted(units, bonus(query, numbers, postings, about_sockets), allowed)
        found = ranked(wanted, [row for row in self._named(query) if allowed >> row & 1], postings)
        return Hits(found.length, found.rows, self._shower(wanted))

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Return titles that a reader who typed ``prefix`` may be on the way to. Raises QueryTooLong."""
        return tuple(hit.entry.title for hit in self.search(parse_query(prefix))[:limit])

    def nearest(self, ref: str, limit: int = 5) -> tuple[Entry, ...]:
        """Return the entries that an unknown reference may have meant, the likeliest first."""
        return nearest.nearest(ref, self._catalogue, limit)

    def _allowed(self, query: Query, facets: Mapping[str, Iterable[str]]) -> int:
        """Return the rows, as bits, that filters, an HTTP status, phrases and exclusions leave."""
        rows = self._postings.all
        for facet, values in chain(query.filters.items(), ((f, list(v)) for f, v in facets.items())):
            rows &= self._postings.facet(facet, values) if values else rows
        if query.http_status:
            rows &= self._postings.facet("http_status", [query.http_status])
        for phrase in query.phrases:
            rows &= self._holding(phrase)
        for phrase in query.excluded:
            rows &= ~self._holding(phrase, _STATED)
        return rows

    def _holding(self, phrase: str, deepest: int | None = None) -> int:
        """Return the rows in which the words of ``phrase`` stand side by side, in the tiers down to ``deepest``."""
        postings = self._postings
        stems = _stems(phrase)
        places = [postings.standing(stem) for stem in stems if stem not in STOP_WORDS]
        common = set.intersection(*map(set, places)) if places else set()
        wanted = f" {' '.join(stems)} "
        held = (
            s for s in common if postings.in_tier(s, deepest) and wanted in f" {' '.join(_stems(postings.texts[s]))} "
        )
        return bits.from_rows((postings.row_of[segment] for segment in held), postings.size)

    def _numbered(self, query: Query, numbers: Sequence[str], allowed: int) -> Hits:
        """Return exact codes, then codes that start so, then the rows of that HTTP status."""
        read = readings(query, numbers, self._postings)
        levels = [(EXACT_CODE, rows) for rows in read.exact]
        return self._in_levels([*levels, (CODE_PREFIX, read.starting), (HTTP_STATUS, read.status)], allowed)

    def _in_levels(self, levels: Iterable[tuple[float, int]], allowed: int) -> Hits:
        """Return the rows of each level in turn, each row once."""
        kept = []
        for score, rows in levels:
            kept.append((score, rows & allowed))
            allowed &= ~rows
        ordered = (Scored(row, score, None) for score, rows in kept for row in bits.rows_of(rows))
        return Hits(sum(rows.bit_count() for _, rows in kept), ordered, self._show_number)

    def _pinned_codes(self, query: Query) -> list[int]:
        """Return the rows whose code was named; where a number names several, the one whose name was sent first."""
        named = set(self._named(query))
        exact = readings(query, query.codes, self._postings).exact
        return sorted((row for rows in exact for row in bits.rows_of(rows)), key=lambda row: row not in named)

    def _named(self, query: Query) -> list[int]:
        """Return the rows whose name is the whole query, or stands in it written as a name, a slip or two allowed."""
        named = self._catalogue.named
        found = [entry for entry in named(query.words) if entry.name]
        for word in _NAME.findall(query.words):
            found += named(word) or (self._nearly_named(word) if "_" in word else ())
        if not found and any(t.word not in TABLE_WORDS and t.word not in STOP_WORDS for t in tokens(query.words)):
            found += self._nearly_named(query.words)
        return list(dict.fromkeys(self._row[entry.id] for entry in found))

    def _nearly_named(self, text: str) -> list[Entry]:
        near = self._postings.vocabulary.corrections(spelling_key(text))
        return [entry for name, _ in near for entry in self._catalogue.named(name)]

    def _listed(self, query: Query, allowed: int) -> Hits:
        """Return all that filters and exclusions leave, in the catalogue's order; nothing for empty words."""
        if not (query.is_empty or query.http_status or query.filters or query.excluded):
            allowed = 0
        field, text = ("http_status", query.http_status) if query.http_status else ("all", "")
        matched = (text,) if text else ()
        rows = (Scored(row, 1.0, None) for row in bits.rows_of(allowed))
        return Hits(allowed.bit_count(), rows, lambda hit: Hit(self._entry(hit), 1.0, field, matched, text))

    def _entry(self, hit: Scored) -> Entry:
        return self._postings.entries[hit.row]

    def _show_number(self, hit: Scored) -> Hit:
        entry = self._entry(hit)
        field, text = ("http_status", entry.http_status) if hit.score <= HTTP_STATUS else ("code", entry.code)
        return Hit(entry, hit.score, field, (str(text),), str(text))

    def _shower(self, wanted: Wanted) -> Callable[[Scored], Hit]:
        terms = frozenset(chain.from_iterable(unit.shown for unit in wanted.units))

        def show(hit: Scored) -> Hit:
            segment = hit.segment if hit.segment is not None else wanted.best_segment(hit.row, self._postings)
            if segment is None:
                return self._show_number(hit)
            entry, text = self._entry(hit), self._postings.texts[segment]
            matched = matched_words((entry.name or entry.title, entry.description, text), terms)
            field = self._postings.field(segment)
            return Hit(entry, hit.score, field, matched or ((text,) if field == "parameter" else ()), text)

        return show


def _stems(text: str) -> list[str]:
    return [stem for piece in pieces_of(text) for stem in piece.stems]
