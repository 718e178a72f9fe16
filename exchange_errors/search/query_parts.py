"""Turns the words of a query into parts: what each may match, how well, and how much it weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..catalogue.catalogue import spelling_key
from ..language.words import foreign_stems, grams, is_cjk
from .known_words import MAX_COMPLETIONS, opened
from .lexicon import is_stop, narrower, stop_words
from .misspellings import is_known, meant_by, misspellings, regrouped
from .postings import Postings
from .terms import Piece, read
from .word_groups import word_groups

MAX_GROWING = 5  # words of a group that is still being typed
MAX_PARTS = 32  # distinct words that are weighed; a longer text is a paste, whose first words are enough
MAX_GUESSED = 8  # unknown words for which the vocabulary is searched
LEAST_GLUED = 6  # letters of a word that may be glued from others

# How well an alternative matches; the word itself matches with 1.
CONCEPT = 0.86  # another word of the same concept
MENTIONED = 0.7  # the field or value that was asked for, where a text only mentions it
GROUP_WORDS = 0.8  # the words of a known group, apart from each other in one text
BEGUN = 0.5  # a word of another language that only begins like the one asked for
FURTHER = 0.55  # a group of which the words typed so far are only the first
INSIDE = 0.5  # a word that is in the text only inside a group of another meaning
NARROW = 0.42  # a neighbouring concept
PART = 0.3  # one word of the group that was asked for

UNKNOWN = 1.2  # the weight of a word that no entry has; the rarest that one has weighs about 2.5
IN_PASSING = 0.4  # share of its weight that a value named in passing keeps
LOOSE_GRAM = 0.25  # the same for a pair of characters in a run that the lexicon lacks
GROUPED = 0.35  # what each further word of a group adds to its weight

# Values that people name in passing: a trader who sells something seldom asks about the side.
PASSING = frozenset({"=BUY", "=SELL", "=LIMIT", "=MARKET"})
_A_FIELD = ("~argument",)
PAIR_ALONE = "instrument name"  # what a query asks about that is only a trading pair
# a trading pair is seldom what a query asks about
_PAIR = re.compile(r"(?<![\w-])[A-Z0-9]{2,10}[-_/]?USD[TC]?(?:-PERP|-\d{6}|-INDEX)?(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the reader typed.

    ``terms`` are alternatives with their quality, best first.
    """

    terms: tuple[tuple[str, float], ...]
    weight: float

    @property
    def shown(self) -> frozenset[str]:
        """The terms that a reader connects with what was typed: no neighbouring concepts."""
        return frozenset(term for term, quality in self.terms if term[0] not in "~=" or quality > FURTHER)


def parts_of(text: str, postings: Postings, half_typed: bool) -> list[Part]:
    """Return the parts of a query's words, without the words that carry no meaning."""
    bare = _PAIR.sub(" ", text)
    if bare != text and all(piece.is_stop for piece in read(bare)):
        bare = PAIR_ALONE
    pieces = regrouped(bare, postings)
    parts: dict[object, Part] = {}
    if half_typed and (growing := _growing(pieces, postings)):
        part, count = growing
        parts[part.terms] = part
        pieces = pieces[: len(pieces) - count]
        half_typed = False
    if any(b.negated and a.tokens[0].word in stop_words().none_of for a, b in pairwise(pieces)):
        parts["no"] = _weighed([("~absent", CONCEPT), ("~missing", CONCEPT)], postings)
    for piece in _telling(pieces):
        last = half_typed and piece is pieces[-1]
        for place, part in enumerate(_parts(piece, postings, last, len(parts) < MAX_GUESSED)):
            parts.setdefault(part.terms or (piece.tokens[0].word, place), part)
        if len(parts) >= MAX_PARTS:
            break
    return list(parts.values())


def _telling(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces that say something: no stop words, no bare numbers, no word "field" next to a field's name."""
    telling = [piece for piece in pieces if not piece.is_stop and not piece.is_number]
    without = [piece for piece in telling if piece.known != _A_FIELD]
    has_field = any(term[0] == "=" for piece in without for term in piece.known)
    return without if has_field else telling


def _growing(pieces: Sequence[Piece], postings: Postings) -> tuple[Part, int] | None:
    """Return the group of words that is still being typed at the end, with the number of its pieces.

    One word begins a group only when it is the whole query.
    """
    single = next((n for n, piece in enumerate(reversed(pieces)) if len(piece.tokens) > 1), len(pieces))
    for count in range(min(MAX_GROWING, single), 1 if len(pieces) > 1 else 0, -1):
        if part := _grown(pieces[-count:], postings):
            return part, count
    return None


def _grown(last: Sequence[Piece], postings: Postings) -> Part | None:
    words = [piece.tokens[0].word for piece in last]
    if all(piece.is_stop for piece in last) or len(words[0]) < 3:
        return None
    if len(words) > 1 and " ".join(words[:-1]) not in word_groups().beginnings:
        return None
    terms = word_groups().starting(" ".join(words))
    is_whole = len(words) > 1 and not any(near for _, near in terms) and is_known(words[-1], postings)
    if not terms or is_whole:
        return None
    single = _word_terms(last[0]) if len(words) == 1 else []
    grown = ((term, GROUP_WORDS if near else FURTHER) for term, near in terms[:MAX_COMPLETIONS])
    return _weighed([*single, *grown], postings)


def _parts(piece: Piece, postings: Postings, last: bool, may_guess: bool) -> Iterator[Part]:
    word = piece.tokens[0].word
    if len(piece.tokens) > 1:
        yield _group(piece, postings)
    elif is_cjk(word):
        yield from _run(piece, postings)
    elif piece.known or is_known(word, postings):
        terms = _word_terms(piece)
        if not piece.known:
            terms += _stood_for(misspellings(word, postings))
        yield _weighed(terms, postings)
    else:
        yield from _unknown(word, postings, last, may_guess)


def _unknown(word: str, postings: Postings, last: bool, may_guess: bool) -> Iterator[Part]:
    """Yield the parts of a word that no entry has: a similar word, the words that it is glued from, or nothing."""
    if last and len(word) == 1:
        return  # too short to mean anything
    options = meant_by(word, postings.known_words, last) if may_guess else []
    parts = opened(word) if not options and len(word) >= LEAST_GLUED else (word,)
    if len(parts) > 1:
        for piece in read(" ".join(parts)):
            if not piece.is_stop:
                yield from _parts(piece, postings, last=False, may_guess=False)
    else:
        yield _weighed([*_foreign_terms(word), *_stood_for(options)], postings)


def _word_terms(piece: Piece) -> list[tuple[str, float]]:
    stem = piece.stems[0]
    plain = [("!" + stem, 1.0), (stem, CONCEPT)] if piece.negated else [(stem, 1.0)]
    if not piece.known:
        plain += _foreign_terms(piece.tokens[0].word)
    return [*plain, ("-" + stem, INSIDE), *_known_terms(piece)]


def _foreign_terms(word: str) -> Iterator[tuple[str, float]]:
    yield from ((term, BEGUN if term[0] == "^" else CONCEPT) for term in foreign_stems(word))


def _known_terms(piece: Piece) -> Iterator[tuple[str, float]]:
    for term in piece.known:
        if term[0] == "=":
            yield from ((term, 1.0), ("+" + term[1:], MENTIONED))
        else:
            yield from ((term, CONCEPT), ("-" + term, INSIDE * CONCEPT))
        yield from (("~" + near, NARROW) for near in narrower().get(term.removeprefix("~"), ()))


def _stood_for(options: Iterable[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    """Yield the terms of the words that were meant, each as good as the word is likely."""
    for known, likely in options:
        yield spelling_key(known), likely
        for piece in read(known):
            for term, quality in _word_terms(piece):
                yield term, min(quality, likely) if quality >= CONCEPT else quality * likely


def _group(piece: Piece, postings: Postings) -> Part:
    words = (s for s, token in zip(piece.stems, piece.tokens, strict=True) if not is_stop(token.word))
    parts = [(kind + word, PART) for word in words for kind in ("", "-")]
    known = [(term, 1.0 if quality >= CONCEPT else quality) for term, quality in _known_terms(piece)]
    if piece.negated:
        known = [*(("!" + term, 1.0) for term in piece.known), *((term, quality * CONCEPT) for term, quality in known)]
    part = _weighed([*known, *parts], postings)
    return Part(part.terms, part.weight * (1 + GROUPED * (len(piece.tokens) - 1)))


def _run(piece: Piece, postings: Postings) -> Iterator[Part]:
    """Yield a known word of a script without spaces as a whole, anything else in pairs of characters."""
    run = piece.stems[0]
    if piece.known:
        yield _weighed([(grams(run)[0], GROUP_WORDS), *_known_terms(piece)], postings)
        return
    for gram in grams(run):
        part = _weighed([(gram, 1.0)], postings)
        yield Part(part.terms, part.weight * LOOSE_GRAM)


def _weighed(terms: Iterable[tuple[str, float]], postings: Postings) -> Part:
    """Return a part of the terms that some row has, weighed by how few rows state one of the better ones."""
    best: dict[str, float] = {}
    for term, quality in terms:
        if term in postings:
            best[term] = max(quality, best.get(term, 0.0))
    better = [term for term, quality in best.items() if quality > NARROW]
    matches = [(row, match) for term in better for row, match in postings.matches(term).items()]
    rows = {row for row, match in matches if match.is_stated} or {row for row, _ in matches}
    weight = postings.rarity(len(rows)) if rows else UNKNOWN
    ordered = tuple(sorted(best.items(), key=lambda pair: (-pair[1], pair[0])))
    return Part(ordered, weight if PASSING.isdisjoint(best) else weight * IN_PASSING)
