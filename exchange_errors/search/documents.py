"""Finding longer texts beside the entries: guides, terms and whatever else has a title and a summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from ..language.words import tokens
from .hits import matched_words
from .terms import Piece, read, terms_in, terms_of

TITLE, SUMMARY, BODY = 4.0, 2.0, 1.0  # what a word weighs by the best place in which it stands
CLOSE = 0.4  # of its kind's best score: what only mentions a word is no answer where something is about it
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
    """A document that answers a search; ``matched`` are the words to mark, as they stand in title and summary."""

    document: Document
    score: float
    matched: tuple[str, ...]


class Documents:
    """Search over documents by the same words as over the entries. Of what a reader typed, nothing is kept."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._texts = [_Text(document) for document in documents]

    def search(self, text: str) -> list[DocumentMatch]:
        """Return the documents that hold every word of ``text``, the best first; none where it holds no word."""
        pieces = [piece for piece in read(text) if not piece.is_stop]
        wanted = [terms_in([piece]) for piece in pieces]
        if not wanted:
            return []
        begun = "" if text[-1:].isspace() else _last_word(pieces)
        rarity = [self._rarity(terms) for terms in wanted]
        matches = [match for document in self._texts if (match := _match(document, wanted, rarity, begun))]
        matches.sort(key=lambda match: -match.score)
        best: dict[str, float] = {}
        for match in matches:
            best.setdefault(match.document.kind, match.score)
        return [match for match in matches if match.score >= CLOSE * best[match.document.kind]]

    def _rarity(self, terms: frozenset[str]) -> float:
        holding = sum(not terms.isdisjoint(text.all) for text in self._texts)
        return log(1 + len(self._texts) / (1 + holding))


class _Text:
    """What one document can be found by."""

    __slots__ = ("all", "document", "places", "words")

    def __init__(self, document: Document) -> None:
        self.document = document
        texts = ((TITLE, document.title), (SUMMARY, document.summary), (BODY, document.body))
        self.places = [(weight, terms_of(text)) for weight, text in texts]
        self.all = frozenset().union(*(terms for _, terms in self.places))
        self.words = tokens(document.title)

    def weight(self, terms: frozenset[str]) -> float:
        return next((weight for weight, held in self.places if not terms.isdisjoint(held)), 0.0)

    def beginning_with(self, begun: str) -> Iterator[str]:
        """Yield the words of the title that begin so, as they stand there."""
        return (token.surface for token in self.words if begun and token.word.startswith(begun))


def _match(text: _Text, wanted: Sequence[frozenset[str]], rarity: Sequence[float], begun: str) -> DocumentMatch | None:
    weights = [text.weight(terms) for terms in wanted]
    started = tuple(text.beginning_with(begun))
    if started:
        weights[-1] = max(weights[-1], TITLE)
    if not all(weights):
        return None
    document = text.document
    matched = matched_words((document.title, document.summary), frozenset().union(*wanted))
    score = sum(weight * rare for weight, rare in zip(weights, rarity, strict=True))
    return DocumentMatch(document, score, tuple(dict.fromkeys((*matched, *started))))


def _last_word(pieces: Sequence[Piece]) -> str:
    word = pieces[-1].tokens[-1].word
    return word if len(word) >= SHORTEST_BEGINNING else ""
