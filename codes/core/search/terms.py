"""Words to the terms that are compared: stems, concepts of the lexicon, fields of the parameter map, negated words.

A term is a string whose first character tells its kind: ``~funds`` is a concept, ``=time_in_force`` a field or value,
``+time_in_force`` one that a text only mentions, ``!open`` a negated word, ``-post`` and ``-~order`` a word and its
concept inside a known group such as ``post only``, where it says little by itself;
anything else is a stem, a pair of characters, or a name written as one word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from .tables import lexicon, parameters, respelt, stop_words
from .words import Token, grams, is_cjk, stem, tokens

STOP_WORDS = stop_words().all_languages
NEGATIONS = stop_words().negations
_SPELLINGS = respelt()

# words that may stand inside a group, and between a negation and what it denies
_LINKS = frozenset({"is", "are", "a", "an", "the", "any", "be", "been", "was", "has", "have", "yet"})


class Piece(NamedTuple):
    """Words that are understood together: one word, or a group that the lexicon or the parameter map knows."""

    tokens: tuple[Token, ...]
    stems: tuple[str, ...]
    known: tuple[str, ...]
    negated: bool = False

    @property
    def is_stop(self) -> bool:
        """Whether it is one word that carries nothing."""
        return not self.known and len(self.tokens) == 1 and self.tokens[0].word in STOP_WORDS

    @property
    def is_number(self) -> bool:
        """Whether it is a bare number, which names no code by now: ``200 open orders``."""
        return len(self.tokens) == 1 and self.tokens[0].word.isdigit()


def stem_of(word: str) -> str:
    """Return the word's stem in its American spelling."""
    return stem(_SPELLINGS.get(word, word))


def _groups() -> Iterator[tuple[str, str]]:
    for concepts in lexicon().values():
        for concept, groups in concepts.items():
            yield from ((group, "~" + concept) for group in groups)
    for parameter in parameters():
        yield from ((group, "=" + parameter.name) for group in (parameter.name, *parameter.spellings))


def _tables() -> tuple[dict[tuple[str, ...], tuple[str, ...]], dict[str, int], int]:
    """Return groups of stems with their terms, the longest group by first stem, and the longest run of CJK writing."""
    groups: dict[tuple[str, ...], tuple[str, ...]] = {}
    longest: dict[str, int] = {}
    run = 1
    for group, term in _groups():
        words = [token.word for token in tokens(group)]
        if len(words) == 1 and words[0] in STOP_WORDS:
            continue  # a field called ``id`` is asked for with more words than that
        run = max(run, len("".join(words))) if is_cjk(group) else run
        for spelt in (words, [*words[:1], *(word for word in words[1:] if word not in _LINKS)]):
            key = ("".join(words),) if is_cjk(group) else tuple(stem_of(word) for word in spelt)
            if len(key) == 1 and len(words) > 1 and not is_cjk(group):
                continue  # nothing but a link stood behind the first word
            groups[key] = tuple(dict.fromkeys((*groups.get(key, ()), term)))
            longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return groups, longest, run


_GROUPS, _LONGEST, _LONGEST_RUN = _tables()
_SIDE_BY_SIDE = frozenset(pair for group in _GROUPS for pair in pairwise(group))
_SPELT = sorted(
    {(" ".join(token.word for token in tokens(group)), term) for group, term in _groups() if not is_cjk(group)}
)


_BEGINNINGS = frozenset(spelt[:at] for spelt, _ in _SPELT for at in range(len(spelt)) if spelt[at] == " ")
_FIRST_OF_PAIR = frozenset(first for first, _ in _SIDE_BY_SIDE)
_SECOND_OF_PAIR = frozenset(second for _, second in _SIDE_BY_SIDE)


def may_be_inside(before: str, after: str) -> bool:
    """Whether a word between these two may belong to a known group together with one of them."""
    return stem_of(before) in _FIRST_OF_PAIR or stem_of(after) in _SECOND_OF_PAIR


def may_stand_beside(word: str, following: str) -> bool:
    """Whether the two words follow each other in some known group."""
    return (stem_of(word), stem_of(following)) in _SIDE_BY_SIDE


def begins_group(words: str) -> bool:
    """Whether some known group begins with these words and goes on."""
    return words in _BEGINNINGS


def groups_starting(start: str) -> list[tuple[str, bool]]:
    """Return the terms of the groups that begin with ``start``, and whether no word but the last is missing.

    A group that is still being typed; the nearer come first.
    """
    at, found = bisect_left(_SPELT, (start, "")), []
    while at < len(_SPELT) and _SPELT[at][0].startswith(start):
        spelt, term = _SPELT[at]
        found.append((term, " " not in spelt[len(start) :]))
        at += 1
    if not found:
        return found
    nearest = dict(sorted(found, key=lambda pair: pair[1]))  # of a term that is there twice, the near one stays
    return sorted(nearest.items(), key=lambda pair: not pair[1])


def concepts_of(stem: str) -> tuple[str, ...]:
    """Return the terms that one word is known by."""
    return _GROUPS.get((stem,), ())


def read(text: str) -> list[Piece]:
    """Return the pieces of ``text`` in order; the longest group that begins at a word wins."""
    found: list[Piece] = []
    words = tokens(text)
    stems = [stem_of(token.word) for token in words]
    at, negated = 0, False
    while at < len(words):
        word = words[at].word
        if is_cjk(word):
            found += _run_pieces(words[at])
            at, negated = at + 1, False
            continue
        length, key = _longest_group(words, stems, at)
        known = _GROUPS.get(key, ())
        if length == 1 and word in NEGATIONS:
            found.append(Piece((words[at],), key, known))
            negated = True
        else:
            denied = negated and word not in _LINKS
            if length == 1:
                found.append(Piece((words[at],), key, known, denied))
            else:
                end = at + length
                found.append(Piece(tuple(words[at:end]), tuple(stems[at:end]), known, denied))
            negated = negated and word in _LINKS
        at += length
    return found


def _longest_group(words: Sequence[Token], stems: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
    """Return how many words the group takes that begins at ``at``, and its key: ``not be found`` is ``not found``."""
    longest = _LONGEST.get(stems[at], 1)
    if longest == 1:
        return 1, (stems[at],)
    for count in range(longest, 1, -1):
        if tuple(stems[at : at + count]) in _GROUPS:
            return count, tuple(stems[at : at + count])
    key: tuple[str, ...] = (stems[at],)
    best, end = (1, key), at + 1
    while end < len(words) and len(key) < longest:
        if words[end].word not in _LINKS:
            key = (*key, stems[end])
            best = (end + 1 - at, key) if key in _GROUPS else best
        end += 1
    return best


def _run_pieces(token: Token) -> Iterator[Piece]:
    """Cut a run without spaces at the words that the lexicon knows; what stands between them stays together."""
    run, at, loose = token.word, 0, 0
    if len(token.surface) != len(run):  # folding changed the length: positions would lie
        token = Token(run, run, token.start)
    while at < len(run):
        for length in range(min(_LONGEST_RUN, len(run) - at), 0, -1):
            if (run[at : at + length],) in _GROUPS:
                yield from _loose(token, loose, at)
                yield Piece(
                    (_part(token, at, at + length),), (run[at : at + length],), _GROUPS[(run[at : at + length],)]
                )
                at = loose = at + length
                break
        else:
            at += 1
    yield from _loose(token, loose, at)


def _loose(token: Token, begin: int, end: int) -> Iterator[Piece]:
    if begin < end:
        part = _part(token, begin, end)
        yield Piece((part,), (part.word,), ())


def _part(token: Token, begin: int, end: int) -> Token:
    return Token(token.surface[begin:end], token.word[begin:end], token.start + begin)


@lru_cache(maxsize=8192)
def pieces_of(text: str) -> tuple[Piece, ...]:
    """Return the pieces of an entry's text, which is read again and again to be highlighted."""
    return tuple(read(text))


@lru_cache(maxsize=8192)
def terms_of(text: str) -> frozenset[str]:
    """Return every term that ``text`` can be found by."""
    return terms_in(read(text))


def terms_in(pieces: Iterable[Piece]) -> frozenset[str]:
    """Return every term that a text of these pieces can be found by.

    A field of the request is only mentioned by a text: ``price`` stands everywhere, while the parameter map names the
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
        if token.word not in STOP_WORDS:
            yield "-" + word if len(piece.tokens) > 1 else word
        if len(piece.tokens) > 1:
            yield from ("-" + term for term in concepts_of(word) if term not in piece.known and term[0] == "~")
    if piece.negated:
        yield from ("!" + word for word in piece.stems)
        yield from ("!" + term for term in piece.known)
