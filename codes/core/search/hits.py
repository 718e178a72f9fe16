"""The answers to a search: what each entry matched, made when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, overload

from ..entry import Entry
from .terms import concepts_of, read, terms_of
from .vocabulary import opened
from .words import is_cjk


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


class Scored(NamedTuple):
    """A row with its score in (0, 1] and the text that explains most; None where no text was looked at."""

    row: int
    score: float
    segment: int | None


class Hits(Sequence[Hit]):
    """The answers, best first. A hit is made when it is looked at, so that a large answer costs little until then."""

    def __init__(self, length: int, ranked: Iterable[Scored], show: Callable[[Scored], Hit]) -> None:
        """Take the number of answers, the rows in order (read no further than they are asked for) and their looks."""
        self._length = length
        self._waiting: Iterator[Scored] = iter(ranked)
        self._show = show
        self._made: list[Hit] = []

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, place: int | slice) -> Hit | tuple[Hit, ...]:
        places = range(self._length)[place]
        if isinstance(places, range):
            self._make(max(places, default=-1))
            return tuple(self._made[at] for at in places)
        self._make(places)
        return self._made[places]

    def _make(self, last: int) -> None:
        while len(self._made) <= last:
            self._made.append(self._show(next(self._waiting)))


def matched_words(texts: Iterable[str], terms: Set[str]) -> tuple[str, ...]:
    """Return the words of ``texts``, as they stand there and each once, that one of ``terms`` matches."""
    matched = (word for text in texts for word, found_by in _findable(text) if not terms.isdisjoint(found_by))
    return tuple(dict.fromkeys(matched))


@lru_cache(maxsize=8192)
def _findable(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the words of an entry's text, which is shown again and again, with the terms that light each up."""
    found = []
    for piece in read(text):
        for token, stem in zip(piece.tokens, piece.stems, strict=True):
            terms = {stem, "-" + stem, "!" + stem, *piece.known, *_parts(token.word)}
            if len(piece.tokens) == 1:  # of a group with a meaning of its own, only the words themselves
                terms.update(concepts_of(stem))
            found.append((token.surface, frozenset(terms)))
    return tuple(found)


def _parts(word: str) -> Set[str]:
    """Return the terms inside one word: pairs of characters, or the words that a name is glued from."""
    if is_cjk(word):
        return terms_of(word)
    parts = opened(word)
    return terms_of(" ".join(parts)) if len(parts) > 1 else frozenset()
