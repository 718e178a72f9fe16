"""The answers to a search: which entry, how well it answers, and which of its words to mark."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from ..catalogue.entry import Entry
from ..language.words import is_cjk
from .known_words import opened
from .terms import concepts_of, read, terms_of

_NUMBERS = frozenset({"code", "http_status", "all"})  # fields whose whole text is marked


@dataclass(frozen=True)
class Hit:
    """One answer: ``field`` is the best that matched, ``text`` what it says; ``score`` is in (0, 1].

    ``terms`` are what was searched for; the words to mark follow from them.
    """

    entry: Entry
    score: float
    field: str
    text: str = ""
    terms: frozenset[str] = frozenset()

    @property
    def match(self) -> dict[str, Any]:
        """The match as the API prints it."""
        return {"field": self.field, "score": round(self.score, 4)}

    @cached_property
    def matched(self) -> tuple[str, ...]:
        """The words to mark, spelt as in the entry."""
        if self.field in _NUMBERS:
            return (self.text,) if self.text else ()
        texts = (self.entry.name or self.entry.title, self.entry.description, self.text)
        return matched_words(texts, self.terms) or ((self.text,) if self.field == "parameter" else ())


@dataclass(frozen=True, slots=True)
class Results:
    """The answers, best first: the close matches, or where there is none the ``nearest`` weak ones."""

    close: tuple[Hit, ...]
    nearest: tuple[Hit, ...] = ()


def matched_words(texts: Iterable[str], terms: Set[str]) -> tuple[str, ...]:
    """Return the words of ``texts``, as spelt there and each once, that one of ``terms`` matches."""
    matched = (word for text in texts for word, lit_by in _lit_words(text) if not terms.isdisjoint(lit_by))
    return tuple(dict.fromkeys(matched))


@lru_cache(maxsize=8192)
def _lit_words(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the words of an entry's text, which is shown again and again, with the terms that light each up."""
    words = []
    for piece in read(text):
        for token, stem in zip(piece.tokens, piece.stems, strict=True):
            terms = {stem, "-" + stem, "!" + stem, *piece.known, *_parts(token.word)}
            if len(piece.tokens) == 1:  # of a group with a meaning of its own, only the words themselves
                terms.update(concepts_of(token.word))
            words.append((token.surface, frozenset(terms)))
    return tuple(words)


def _parts(word: str) -> Set[str]:
    """Return the terms inside one word: pairs of characters, or the words that a name is glued from."""
    if is_cjk(word):
        return terms_of(word)
    parts = opened(word)
    return terms_of(" ".join(parts)) if len(parts) > 1 else frozenset()
