"""The index: one immutable object over one catalogue that answers searches, suggestions and near misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from types import MappingProxyType

from ..catalogue import FACETS, Catalogue, Chosen, spelling_key
from ..entry import Entry
from . import bits
from .elsewhere import ELSEWHERE, NO_SLIPS
from .hits import Explain, Hits, Ranked, Scored
from .nearest import Nearest
from .numbers import CODE_PREFIX, EXACT_CODE, HTTP_STATUS, NO_BONUS, Bonus, bonus, readings
from .postings import Postings
from .query import Query, parse_query
from .ranking import Wanted, ranked
from .reach import Reaches
from .stop_words import STOP_WORDS
from .terms import Piece, pieces_of, read
from .units import FOREIGN, Known, Unit, units_of
from .vocabulary import TABLE_WORDS
from .words import tokens

# a name as machines write it: parts joined by "_" or "-", one long word in capitals, or camelCase
_NAME = re.compile(r"(?<![^\W_])(?:[^\W_]+(?:[_-][^\W_]+)+|[A-Z]{6,}|[A-Za-z][a-z]+(?:[A-Z][a-z]+)+)(?![^\W_])")
_ABOUT_SOCKETS = frozenset({"~websocket", "~disconnect", "~heartbeat"})
_COMMON = TABLE_WORDS | STOP_WORDS
_OTHERS = ELSEWHERE | NO_SLIPS
_STATED = 1  # the deepest tier in which an excluded word counts: what a reader of the list sees


class Index:
    """Search over one catalogue. Safe to share between threads.

    What its own words reach is kept once they are asked for; of what a reader typed, nothing.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._postings = Postings(catalogue)
        self._known = Known(self._postings)
        self._reaches = Reaches(self._postings)
        self._nearest = Nearest(catalogue)
        self._row = {entry.id: row for row, entry in enumerate(catalogue.entries)}

    def search(self, query: Query, facets: Chosen = MappingProxyType({})) -> Hits:
        """Return the entries that answer ``query``, best first; an empty query is answered by all in their order.

        ``facets`` narrows as ``Catalogue.filtered`` does, on top of the filters that the query itself holds.
        """
        postings = self._postings
        allowed = self._allowed(query, facets)
        units = units_of(
            " ".join((query.words, *query.phrases)), self._known, postings, query.half_typed and not query.phrases
        )
        elsewhere = any(unit.weight == FOREIGN for unit in units)  # "chapter 40" asks for no code
        if not any(unit.terms for unit in units):
            units = []
        numbers = query.codes or query.numbers
        if numbers and not units:
            return self._numbered(query, numbers, 0 if elsewhere and not query.codes else allowed)
        if query.codes and (named := self._pinned_codes(query)):
            rows = [Scored(row, EXACT_CODE, None) for row in named if allowed >> row & 1]
            return self._hits(Ranked(allowed & bits.from_rows(named, postings.size), rows), self._numbers)
        if not units:
            return self._listed(query, allowed)
        wanted = Wanted(units, self._bonus(query, numbers, units), allowed)
        found = ranked(wanted, [row for row in self._named(query) if allowed >> row & 1], postings, self._reaches)
        return Hits(self._catalogue.entries, found, self._explainer(wanted), lambda: _shown(units))

    def carrying(self, chosen: Chosen) -> int:
        """Return the rows, as bits, that carry for every facet named at least one of its chosen values."""
        rows = self._postings.all
        for facet, values in chosen.items():
            rows &= self._postings.facet(facet, values) if values else rows
        return rows

    def coded(self, code: int) -> int:
        """Return the rows, as bits, with this number."""
        return self._postings.coded(str(code)) if code >= 0 else 0

    def entries(self, rows: int) -> Iterator[Entry]:
        """Yield the entries of ``rows`` (bits) in the catalogue's order."""
        return map(self._catalogue.entries.__getitem__, bits.rows_of(rows))

    def counts(self, rows: int, chosen: Chosen = MappingProxyType({})) -> dict[str, dict[str, int]]:
        """Count the values of each facet over those of ``rows`` (bits) that pass the choices in all *other* facets.

        So the counts say what one more click would leave, and a chosen value does not hide its alternatives. Values
        that no such entry carries are left out. The cost hardly grows with the rows.
        """
        if not chosen:
            return {facet: self._postings.counts(facet, rows) for facet in FACETS}
        others = {facet: self.carrying({f: v for f, v in chosen.items() if f != facet}) for facet in FACETS}
        return {facet: self._postings.counts(facet, rows & passing) for facet, passing in others.items()}

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Return titles that a reader who typed ``prefix`` may be on the way to. Raises QueryTooLong.

        Names that start so come first, then what is found.
        """
        hits = self.search(parse_query(prefix)).found(0, limit)
        found = chain(self._nearest.starting(prefix), (hit.entry for hit in hits))
        return tuple(islice(dict.fromkeys(entry.title for entry in found), limit))

    def nearest(self, ref: str, limit: int = 5) -> tuple[Entry, ...]:
        """Return the entries that an unknown reference may have meant, the likeliest first."""
        return self._nearest.to(ref, limit)

    def _allowed(self, query: Query, facets: Chosen) -> int:
        """Return the rows, as bits, that filters, an HTTP status, phrases and exclusions leave."""
        rows = self.carrying(query.filters) & self.carrying(facets)
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
        stems = _stems(read(phrase))  # not kept: it is the reader's
        places = [postings.standing(stem) for stem in stems if stem not in STOP_WORDS]
        common = set.intersection(*map(set, places)) if places else set()
        wanted = f" {' '.join(stems)} "
        stated = (segment for segment in common if postings.in_tier(segment, deepest))
        held = (s for s in stated if wanted in f" {' '.join(_stems(pieces_of(postings.texts[s])))} ")
        return bits.from_rows((postings.row_of[segment] for segment in held), postings.size)

    def _bonus(self, query: Query, numbers: Sequence[str], units: Iterable[Unit]) -> Bonus:
        if not numbers:
            return NO_BONUS
        about_sockets = query.websocket or any(term in _ABOUT_SOCKETS for unit in units for term, _ in unit.terms)
        return bonus(query, numbers, self._postings, about_sockets)

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
        return self._hits(Ranked(bits.union(rows for _, rows in kept), (), kept), self._numbers)

    def _pinned_codes(self, query: Query) -> list[int]:
        """Return the rows whose code was named; where a number names several, the one whose name was sent first."""
        named = set(self._named(query))
        exact = readings(query, query.codes, self._postings).exact
        return sorted((row for rows in exact for row in bits.rows_of(rows)), key=lambda row: row not in named)

    def _named(self, query: Query) -> list[int]:
        """Return the rows whose name is the whole query, or stands in it written as a name, a slip or two allowed."""
        named = self._catalogue.named
        found = [entry for entry in named(query.words) if entry.name]
        for word in () if _is_plain(query.words) else _NAME.findall(query.words):
            found += named(word) or (self._nearly_named(word) if "_" in word else ())
        if not found and not _are_common(query.words):
            found += self._nearly_named(query.words)
        return list(dict.fromkeys(self._row[entry.id] for entry in found)) if found else []

    def _nearly_named(self, text: str) -> list[Entry]:
        near = self._postings.vocabulary.corrections(spelling_key(text))
        return [entry for name, _ in near for entry in self._catalogue.named(name)]

    def _listed(self, query: Query, allowed: int) -> Hits:
        """Return all that filters and exclusions leave, in the catalogue's order; nothing for empty words."""
        if not (query.is_empty or query.http_status or query.filters or query.excluded):
            allowed = 0
        said = ("http_status", query.http_status) if query.http_status else ("all", "")
        return self._hits(Ranked(allowed, (), [(1.0, allowed)]), lambda part: [said] * len(part))

    def _hits(self, found: Ranked, explain: Explain) -> Hits:
        return Hits(self._catalogue.entries, found, explain)

    def _numbers(self, part: Sequence[Scored]) -> list[tuple[str, str]]:
        return [self._number(hit) for hit in part]

    def _number(self, hit: Scored) -> tuple[str, str]:
        entry = self._catalogue.entries[hit.row]
        return ("http_status", str(entry.http_status)) if hit.score <= HTTP_STATUS else ("code", str(entry.code))

    def _explainer(self, wanted: Wanted) -> Explain:
        postings = self._postings

        def explain(part: Sequence[Scored]) -> list[tuple[str, str]]:
            segments = [hit.segment for hit in part]
            if None in segments:
                best = wanted.best_segments({hit.row for hit in part if hit.segment is None}, postings)
                segments = [best.get(hit.row) if hit.segment is None else hit.segment for hit in part]
            return [
                self._number(hit) if segment is None else (postings.field(segment), postings.texts[segment])
                for hit, segment in zip(part, segments, strict=True)
            ]

        return explain


def _is_plain(text: str) -> bool:
    """Whether nothing in ``text`` is written as a name; nearly every question is so."""
    return text.islower() and "_" not in text and "-" not in text


def _are_common(text: str) -> bool:
    """Whether the words are no misspelt name: all are the lexicon's or carry nothing, or one is of another world.

    Most often they already stand there as the tables do.
    """
    if _COMMON.issuperset(text.split()):
        return True
    words = {token.word for token in tokens(text)}
    return _COMMON.issuperset(words) or not words.isdisjoint(_OTHERS)


def _shown(units: Iterable[Unit]) -> frozenset[str]:
    return frozenset(chain.from_iterable(unit.shown for unit in units))


def _stems(pieces: Iterable[Piece]) -> list[str]:
    return [stem for piece in pieces for stem in piece.stems]
