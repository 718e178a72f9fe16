"""The index: one immutable object over one catalogue that answers searches, suggestions and near misses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from ..catalogue.catalogue import Catalogue, narrowed, spelling_key
from ..catalogue.entry import Entry
from .code_numbers import HTTP_STATUS, bonus, readings
from .hits import Hit, Results
from .lexicon import is_stop
from .nearest import Nearest
from .postings import Postings
from .query import Query, parse_query
from .query_parts import Part, parts_of
from .scoring import Scored, close, scored
from .searchable_text import PROSE
from .terms import read, stems_in

BEGUN = 0.9  # the score of a name whose beginning is being typed
NEAREST = 5  # weak matches that are shown where there is no close one
# a name as machines write it: parts joined by "_" or "-", one long word in capitals, or camelCase
_NAME = re.compile(r"(?<![^\W_])(?:[^\W_]+(?:[_-][^\W_]+)+|[A-Z]{6,}|[A-Za-z][a-z]+(?:[A-Z][a-z]+)+)(?![^\W_])")


class Index:
    """Search over one catalogue. Safe to share between threads; it stores nothing that a reader types."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._entries = catalogue.entries
        self._postings = Postings(catalogue)
        self._nearest = Nearest(catalogue)
        self._row = {entry.id: row for row, entry in enumerate(catalogue.entries)}

    def search(self, query: Query) -> Results:
        """Return what answers ``query``, best first; an empty query is answered by all entries in their order.

        The beginning of a name always finds something.
        """
        results = self._search(query)
        if results.close or query.filters or query.phrases:
            return results
        begun = tuple(Hit(entry, BEGUN, "name", entry.title) for entry in self._nearest.starting(query.text))
        return Results(begun) if begun else results

    def _search(self, query: Query) -> Results:
        allowed = self._allowed(query)
        words = " ".join((query.words, *query.phrases))
        parts = parts_of(words, self._postings, query.half_typed and not query.phrases)
        if not any(part.terms for part in parts):
            hits = self._numbered(query, allowed) if query.named_numbers else self._listed(query, allowed)
            return Results(tuple(hits))
        if query.codes and (named := self._named_codes(query)):
            return Results(tuple(self._by_number(row, 1.0) for row in named if row in allowed))
        return self._answered(query, parts, allowed)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Return titles that begin with ``prefix``, then those that a search for it finds. Raises QueryTooLong."""
        answers = (hit.entry for hit in self.search(parse_query(prefix)).close)
        entries = chain(self._nearest.starting(prefix), answers)
        return tuple(islice(dict.fromkeys(entry.title for entry in entries), limit))

    def nearest(self, ref: str, limit: int = 5) -> tuple[Entry, ...]:
        """Return the entries that an unknown reference may have meant, the likeliest first."""
        return self._nearest.to(ref, limit)

    def _answered(self, query: Query, parts: Sequence[Part], allowed: set[int]) -> Results:
        """Return the rows named in the query, then those that its words find."""
        numbers = bonus(query, self._entries, self._postings.rarity(1))
        rows = [hit for hit in scored(parts, numbers, self._postings) if hit.row in allowed]
        named = [row for row in self._named(query) if row in allowed]
        terms = frozenset(chain.from_iterable(part.shown for part in parts))
        best = [Scored(row, 1.0, self._postings.names[row]) for row in named]
        best += [hit for hit in close(rows) if hit.row not in named]
        if not best:
            return Results((), tuple(self._hit(hit, terms) for hit in rows[:NEAREST]))
        return Results(tuple(self._hit(hit, terms) for hit in best))

    def _allowed(self, query: Query) -> set[int]:
        """Return the rows that filters, an HTTP status, phrases and exclusions leave."""
        chosen = dict(query.filters)
        if query.http_status:
            chosen["http_status"] = frozenset({query.http_status})
        rows = {self._row[entry.id] for entry in narrowed(self._entries, chosen)}
        for phrase in set(query.phrases):
            rows &= self._rows_with(phrase)
        for phrase in set(query.excluded):
            rows -= self._rows_with(phrase, in_prose=False)
        return rows

    def _rows_with(self, phrase: str, in_prose: bool = True) -> set[int]:
        """Return the rows with the words of ``phrase`` side by side, in their prose as well or not."""
        stems = stems_in(read(phrase))
        places = [self._postings.texts_with(stem) for stem in stems.split() if not is_stop(stem)]
        texts = (self._postings.texts[number] for number in (set.intersection(*places) if places else ()))
        return {text.row for text in texts if stems in text.stems and (in_prose or text.field not in PROSE)}

    def _numbered(self, query: Query, allowed: set[int]) -> Iterator[Hit]:
        """Yield exact codes, then codes that start so, then the rows of that HTTP status."""
        scores = readings(query, self._entries).scored()
        yield from (self._by_number(row, score) for row, score in scores.items() if row in allowed)

    def _named_codes(self, query: Query) -> list[int]:
        """Return the rows whose code was named; where a number names several, the one whose name was sent first."""
        named = set(self._named(query))
        return sorted(readings(query, self._entries).exact, key=lambda row: row not in named)

    def _named(self, query: Query) -> list[int]:
        """Return the rows whose name is the whole query or is in it, written as a name, with a slip or two."""
        named = self._catalogue.named
        entries = [entry for entry in named(query.words) if entry.name]
        for word in _NAME.findall(query.words):
            entries += named(word) or (self._nearly_named(word) if "_" in word else ())
        if not entries:
            entries += self._nearly_named(query.words)
        return list(dict.fromkeys(self._row[entry.id] for entry in entries))

    def _nearly_named(self, text: str) -> list[Entry]:
        near = self._postings.known_words.corrections(spelling_key(text))
        return [entry for name, _ in near for entry in self._catalogue.named(name)]

    def _listed(self, query: Query, allowed: set[int]) -> list[Hit]:
        """Return all that filters and exclusions leave, in the catalogue's order; nothing for empty words."""
        if not (query.is_empty or query.http_status or query.filters or query.excluded):
            return []
        field, text = ("http_status", query.http_status) if query.http_status else ("all", "")
        return [Hit(self._entries[row], 1.0, field, text) for row in sorted(allowed)]

    def _by_number(self, row: int, score: float) -> Hit:
        entry = self._entries[row]
        if score <= HTTP_STATUS:
            return Hit(entry, score, "http_status", str(entry.http_status))
        return Hit(entry, score, "code", str(entry.code))

    def _hit(self, hit: Scored, terms: frozenset[str]) -> Hit:
        if hit.text is None:
            return self._by_number(hit.row, hit.score)
        text = self._postings.texts[hit.text]
        return Hit(self._entries[hit.row], hit.score, text.field, text.content, terms)


@lru_cache(maxsize=2)
def whole_index(catalogue: Catalogue) -> Index:
    """Return the search over all codes of ``catalogue``, which is immutable, those outside the table too."""
    return Index(Catalogue((*catalogue.entries, *catalogue.unlisted.entries), catalogue.categories))
