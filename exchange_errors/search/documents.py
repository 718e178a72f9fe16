"""Finds longer texts than entries: guides, terms and anything else with a title and a summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from ..language.words import tokens
from .hits import matched_words
from .terms import read, terms_in, terms_of

TITLE, SUMMARY, BODY = 4.0, 2.0, 1.0  # the weight of a word, by the best place in which it occurs
CLOSE = 0.4  # of the best score of its kind: a document that only mentions a word is left out if another is about it
SHORTEST_BEGINNING = 2  # letters of a half-typed word that may stand for the whole


@dataclass(frozen=True, slots=True)
class Document:
    """One text: its ``kind`` groups it with others, ``address`` is the path of its page. ``body`` may be empty."""

    kind: str
    title: str
    summary: str
    address: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class DocumentMatch:
    """A document that answers a search; ``matched`` are the words to mark, as title and summary spell them."""

    document: Document
    score: float
    matched: tuple[str, ...]


class Documents:
    """Search over documents by the same words as over the entries. Nothing that a reader types is stored."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._texts = [_Text(document) for document in documents]

    def search(self, text: str) -> list[DocumentMatch]:
        """Return the documents that have every word of ``text``, the best first; none for a text without words."""
        pieces = [piece for piece in read(text) if not piece.is_stop]
        terms_of_words = [terms_in([piece]) for piece in pieces]
        if not terms_of_words:
            return []
        last = pieces[-1].tokens[-1].word
        begun = last if len(last) >= SHORTEST_BEGINNING and not text[-1:].isspace() else ""
        rarity = [self._rarity(terms) for terms in terms_of_words]
        matches = [match for document in self._texts if (match := _match(document, terms_of_words, rarity, begun))]
        matches.sort(key=lambda match: -match.score)
        best = {match.document.kind: match.score for match in reversed(matches)}
        return [match for match in matches if match.score >= CLOSE * best[match.document.kind]]

    def _rarity(self, terms: frozenset[str]) -> float:
        matching = sum(text.weight(terms) > 0 for text in self._texts)
        return log(1 + len(self._texts) / (1 + matching))


class _Text:
    """What one document can be found by."""

    def __init__(self, document: Document) -> None:
        self.document = document
        texts = ((TITLE, document.title), (SUMMARY, document.summary), (BODY, document.body))
        self.places = [(weight, terms_of(text)) for weight, text in texts]
        self.words = tokens(document.title)

    def weight(self, terms: frozenset[str]) -> float:
        return next((weight for weight, own_terms in self.places if not terms.isdisjoint(own_terms)), 0.0)


def _match(
    text: _Text, terms_of_words: Sequence[frozenset[str]], rarity: Sequence[float], begun: str
) -> DocumentMatch | None:
    weights = [text.weight(terms) for terms in terms_of_words]
    started = tuple(token.surface for token in text.words if begun and token.word.startswith(begun))
    if started:
        weights[-1] = max(weights[-1], TITLE)
    if not all(weights):
        return None
    document = text.document
    matched = matched_words((document.title, document.summary), frozenset().union(*terms_of_words))
    score = sum(weight * rare for weight, rare in zip(weights, rarity, strict=True))
    return DocumentMatch(document, score, tuple(dict.fromkeys((*matched, *started))))
