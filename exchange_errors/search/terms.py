"""Turns words into the terms that are compared: stems, concepts, fields of the parameter map, negated words.

A term is a string whose first character tells its kind: ``~funds`` is a concept, ``=time_in_force`` a field or value,
``+time_in_force`` one that a text only mentions, ``!open`` a negated word, ``-post`` and ``-~order`` a word and its
concept inside a known group such as ``post only``, where it says little by itself; ``de:sperr`` is a stem of another
language, and ``^gespe`` the beginning of a word in one;
anything else is a stem, a pair of characters, or a name written as one word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..language.words import Token, cut_run, grams, is_cjk, tokens
from .lexicon import is_stop, stop_words
from .word_groups import LINKS, stem_of, word_groups


class Piece(NamedTuple):
    """Words that belong together: one word, or a group of the lexicon or the parameter map."""

    tokens: tuple[Token, ...]
    stems: tuple[str, ...]
    known: tuple[str, ...]
    negated: bool = False

    @property
    def is_stop(self) -> bool:
        """Whether it is one word that carries no meaning."""
        return not self.known and len(self.tokens) == 1 and is_stop(self.tokens[0].word)

    @property
    def size(self) -> int:
        """How many parts of a question it makes: a run without spaces that the lexicon lacks is looked for in pairs."""
        if self.is_stop:
            return 0
        return 1 if self.known or not is_cjk(self.stems[0]) else len(grams(self.stems[0]))

    @property
    def is_number(self) -> bool:
        """Whether it is a bare number; those that name a code were taken out before: ``200 open orders``."""
        return len(self.tokens) == 1 and self.tokens[0].word.isdigit()


def concepts_of(word: str) -> tuple[str, ...]:
    """Return the terms that one word is known by."""
    return word_groups().at([word], 0)[1]


def read(text: str) -> list[Piece]:
    """Return the pieces of ``text`` in order; the longest group that begins at a word wins."""
    pieces: list[Piece] = []
    words = tokens(text)
    spelt = [token.word for token in words]
    at, negated = 0, False
    while at < len(words):
        word = spelt[at]
        if is_cjk(word):
            pieces += _run_pieces(words[at])
            at, negated = at + 1, False
            continue
        length, known = word_groups().at(spelt, at)
        negates = length == 1 and word in stop_words().negations
        denied = negated and not negates and word not in LINKS
        stems = tuple(map(stem_of, spelt[at : at + length]))
        pieces.append(Piece(tuple(words[at : at + length]), stems, known, denied))
        negated = negates or (negated and word in LINKS)
        at += length
    return pieces


def _run_pieces(token: Token) -> Iterator[Piece]:
    """Cut a run without spaces at the words that the lexicon knows; what is between them stays together."""
    groups, run, surface = word_groups(), token.word, token.surface
    if len(surface) != len(run):  # folding changed the length: the places in the two differ
        surface = run
    for place, part in cut_run(run, groups.longest_run, groups.runs.__contains__):
        piece = Token(surface[place : place + len(part)], part, token.start + place)
        yield Piece((piece,), (part,), groups.runs.get(part, ()))


def stems_in(pieces: Iterable[Piece]) -> str:
    """Return the stems of a text with a blank around each, so that those of a phrase can be found in it."""
    return f" {' '.join(stem for piece in pieces for stem in piece.stems)} "


@lru_cache(maxsize=8192)
def terms_of(text: str) -> frozenset[str]:
    """Return every term that ``text`` can be found by."""
    return terms_in(read(text))


def terms_in(pieces: Iterable[Piece]) -> frozenset[str]:
    """Return every term that a text of these pieces can be found by.

    A field of the request is only mentioned by a text: ``price`` is everywhere, while the parameter map names the
    rows that are about it.
    """
    return frozenset("+" + term[1:] if term[0] == "=" else term for piece in pieces for term in _piece_terms(piece))


def _piece_terms(piece: Piece) -> Iterable[str]:
    """Return the terms of one piece: its own, and those of each of its words."""
    yield from piece.known
    for token, word in zip(piece.tokens, piece.stems, strict=True):
        if is_cjk(word):
            yield from grams(word)
            continue
        if not is_stop(token.word):
            yield "-" + word if len(piece.tokens) > 1 else word
        if len(piece.tokens) > 1:
            yield from ("-" + term for term in concepts_of(token.word) if term not in piece.known and term[0] == "~")
    if piece.negated:
        yield from ("!" + word for word in piece.stems)
        yield from ("!" + term for term in piece.known)
