"""The inverted index over one catalogue: where every term is found, by row and text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from ..catalogue.catalogue import Catalogue, spelling_key
from ..catalogue.entry import Entry
from ..language.words import marked_stems
from .known_words import SURE, KnownWords, opened
from .lexicon import ENGLISH, is_stop
from .searchable_text import PROSE, WEIGHTS, Segment, segments
from .terms import read, stems_in, terms_in, terms_of

RARITY = 0.6  # how much rarity counts: at 1, one rare word in passing outweighed the two that named the error
ONCE = 0.4  # what a match loses if only one text of the row has it
FADING = 0.74  # share of that loss that remains with each further text


class IndexedText(NamedTuple):
    """One text of an entry. ``worth`` is that of a match in it, ``pieces`` its words and groups that say something."""

    row: int
    field: str
    content: str
    stems: str
    worth: float
    pieces: int


class TermMatch(NamedTuple):
    """Where a term is found in one row: the numbers of the texts, and what they are worth together.

    ``is_stated`` says that one of the texts is no prose.
    """

    worth: float
    texts: tuple[int, ...]
    is_stated: bool


class Postings:
    """Terms to rows and texts. A row is an entry's place in the catalogue. Nothing changes once it is built."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.entries: Sequence[Entry] = catalogue.entries
        self.texts: list[IndexedText] = []
        self.names: list[int] = []  # by row, the text that is its name
        found_in: dict[str, list[int]] = {}
        words: Counter[str] = Counter()
        for row, entry in enumerate(self.entries):
            words.update(self._add(row, entry, found_in))
        self.known_words = KnownWords(words)
        self._matches = {term: self._by_row(numbers) for term, numbers in found_in.items()}

    def _add(self, row: int, entry: Entry, found_in: dict[str, list[int]]) -> dict[str, int]:
        """Index one entry; return the words it states, each counted once, those of name and description as sure."""
        stated: dict[str, int] = {}
        self.names.append(len(self.texts))
        for segment in segments(entry):
            pieces, stems, words, terms = _terms_of(segment)
            worth = WEIGHTS[segment.field] * segment.weight
            for term in terms:
                found_in.setdefault(term, []).append(len(self.texts))
            self.texts.append(IndexedText(row, segment.field, segment.text, stems, worth, max(pieces, 1)))
            if segment.field in ("name", "description"):
                stated.update(dict.fromkeys((spelling_key(segment.text), *words), SURE))
            elif segment.field not in PROSE:
                stated = dict.fromkeys(words, 1) | stated
        return stated

    def _by_row(self, numbers: Iterable[int]) -> dict[int, TermMatch]:
        rows: dict[int, list[int]] = {}
        for number in numbers:
            rows.setdefault(self.texts[number].row, []).append(number)
        return {row: self._match(in_row) for row, in_row in rows.items()}

    def _match(self, numbers: Sequence[int]) -> TermMatch:
        """Return the best text's worth, reduced where few others match: an entry repeats what it is about."""
        worths = [self.texts[number].worth for number in numbers]
        best = max(worths)
        is_stated = any(self.texts[number].field not in PROSE for number in numbers)
        return TermMatch(best * (1 - ONCE * FADING ** (sum(worths) - best)), tuple(numbers), is_stated)

    def __contains__(self, term: str) -> bool:
        return term in self._matches

    def matches(self, term: str) -> Mapping[int, TermMatch]:
        """Return where a term is found, by row."""
        return self._matches.get(term, {})

    def texts_with(self, stem: str) -> set[int]:
        """Return the texts with a word, by itself or inside a group."""
        by_row = (match.texts for term in (stem, "-" + stem) for match in self.matches(term).values())
        return {number for texts in by_row for number in texts}

    def rarity(self, rows: int) -> float:
        """Return the weight of a word that so many rows have: the fewer, the heavier."""
        return float(log(1 + len(self.entries) / max(rows, 0.5)) ** RARITY)


# An editor changes a few of 8,000 texts: with the others known, the next index takes a third of the time.
@lru_cache(maxsize=20_000)
def _terms_of(segment: Segment) -> tuple[int, str, frozenset[str], frozenset[str]]:
    """Return how many pieces of a text count, its stems, its words, and the terms that it is found by."""
    pieces = read(segment.text)
    words = frozenset(token.word for piece in pieces for token in piece.tokens)
    terms = segment.terms or {*terms_in(pieces), *_whole(segment), *_foreign(segment.language, words)}
    return sum(piece.size for piece in pieces), stems_in(pieces), words, frozenset(terms)


def _foreign(language: str, words: Iterable[str]) -> Iterator[str]:
    """Yield the words of another language as it forms them."""
    if language != ENGLISH:
        yield from (marked for word in words if not is_stop(word) for marked in marked_stems(word, language))


def _whole(segment: Segment) -> Iterator[str]:
    """Yield a name or description as one word, and the words of a name's glued parts: ``LIMITUPPRICE`` has three."""
    if segment.field in ("name", "description"):
        yield spelling_key(segment.text)
    if segment.field == "name":
        parts = map(opened, segment.text.casefold().split("_"))
        yield from (term for glued in parts if len(glued) > 1 for term in terms_of(" ".join(glued)))
