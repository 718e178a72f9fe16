"""The answers to a search: which rows, in which order, and what each matched, found out when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple, overload

from ..entry import Entry
from . import bits
from .terms import concepts_of, read, terms_of
from .vocabulary import opened
from .words import is_cjk

_NUMBERS = frozenset({"code", "http_status", "all"})  # fields whose text lights up whole


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


class Found(NamedTuple):
    """A hit without what is shown of it: the entry, its score and the field that matched best."""

    entry: Entry
    score: float
    field: str


class Scored(NamedTuple):
    """A row with its score in (0, 1] and the text that explains most; None where no text was looked at."""

    row: int
    score: float
    segment: int | None


class Ranked(NamedTuple):
    """The rows that answer, as bits, and the same rows best first.

    ``head`` names the first one by one. Behind it come the ``groups``, (score, rows as bits), the better one first and
    each in the catalogue's order. They are read no further than they are asked for.
    """

    rows: int
    head: Sequence[Scored]
    groups: Iterable[tuple[float, int]] = ()


Explain = Callable[[Sequence[Scored]], Sequence[tuple[str, str]]]
"""What tells for each of some rows the field that matched best, and what stands there; many at once cost less each."""

_READ_AT_ONCE = 64


class Hits(Sequence[Hit]):
    """The answers, best first. Nothing of a hit is made before it is looked at, so that a large answer costs little.

    ``rows`` holds the answering rows as bits: their number and their facets are counted by these.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        ranked: Ranked,
        explain: Explain,
        terms: Callable[[], Set[str]] = frozenset,
    ) -> None:
        """Take the entries by row, the rows that answer, and what tells the field and text of each.

        ``terms`` tells what lights up.
        """
        self.rows = ranked.rows
        self._length = ranked.rows.bit_count()
        self._head = ranked.head
        self._waiting = iter(ranked.groups)
        self._groups: list[tuple[float, int]] = []
        self._entries = entries
        self._explain = explain
        self._terms = terms

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, place: int | slice) -> Hit | tuple[Hit, ...]:
        if isinstance(place, slice):
            return tuple(self._shown_hits(self._scored(place)))
        at = range(self._length)[place]
        return next(self._shown_hits(self._scored(slice(at, at + 1))))

    def __iter__(self) -> Iterator[Hit]:
        each = self._each()
        while part := list(islice(each, _READ_AT_ONCE)):
            yield from self._shown_hits(part)

    def found(self, begin: int = 0, end: int | None = None) -> list[Found]:
        """Return the hits of these places as ``hits[begin:end]`` does, without their words and texts."""
        part = self._scored(slice(begin, end))
        explained = zip(part, self._explain(part), strict=True)
        return [Found(self._entries[scored.row], scored.score, field) for scored, (field, _) in explained]

    def within(self, rows: int) -> Hits:
        """Return the hits that are among ``rows`` (bits), in the order and with the scores that they have here."""
        holds = bits.holds(rows)
        head = [scored for scored in self._head if holds(scored.row)]
        groups = ((score, left) for score, group in self._each_group() if (left := group & rows))
        return Hits(self._entries, Ranked(self.rows & rows, head, groups), self._explain, lambda: self._shown)

    def _scored(self, places: slice) -> list[Scored]:
        wanted = range(self._length)[places]
        if not wanted:
            return []
        if wanted.step == 1 and wanted.stop <= len(self._head):
            return list(self._head[wanted.start : wanted.stop])
        begin, end = min(wanted[0], wanted[-1]), 1 + max(wanted[0], wanted[-1])
        found = list(self._head[begin:end])
        passed = len(self._head)
        for score, rows in self._each_group():
            if passed >= end:
                break
            count = rows.bit_count()
            if passed + count > begin:
                places_held = bits.part(rows, max(begin - passed, 0), end - passed)
                found += [Scored(row, score, None) for row in places_held]
            passed += count
        return [found[at - begin] for at in wanted]

    def _each(self) -> Iterator[Scored]:
        yield from self._head
        for score, rows in self._each_group():
            yield from (Scored(row, score, None) for row in bits.rows_of(rows))

    def _each_group(self) -> Iterator[tuple[float, int]]:
        at = 0
        while True:  # by place: several may read at once, and share what was read
            if at == len(self._groups):
                if (group := next(self._waiting, None)) is None:
                    return
                self._groups.append(group)
            yield self._groups[at]
            at += 1

    @cached_property
    def _shown(self) -> Set[str]:
        return self._terms()

    def _shown_hits(self, part: Sequence[Scored]) -> Iterator[Hit]:
        return map(self._hit, part, self._explain(part))

    def _hit(self, scored: Scored, explained: tuple[str, str]) -> Hit:
        entry, (field, text) = self._entries[scored.row], explained
        if field in _NUMBERS:
            return Hit(entry, scored.score, field, (text,) if text else (), text)
        matched = matched_words((entry.name or entry.title, entry.description, text), self._shown)
        return Hit(entry, scored.score, field, matched or ((text,) if field == "parameter" else ()), text)


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
