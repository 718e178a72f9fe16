"""A query's words as units: what each may match, how well, and how much it weighs in the whole question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..catalogue import spelling_key
from .lexicon import CHATTER, NARROWER, STOP_WORDS
from .parameters import PASSING
from .postings import Postings
from .terms import Piece, groups_starting, read, stem_of
from .vocabulary import MAX_COMPLETIONS, TABLE_WORDS, near_stop_word, opened
from .words import grams, is_cjk, is_grammar

MISSPELT_ROWS = 2  # a word in so few rows may be a misspelling that an alias quotes
# a trading pair is what the question is about, seldom what it asks
_PAIR = re.compile(r"(?<![\w-])[A-Z0-9]{2,10}[-_/]?USD[TC]?(?:-PERP|-\d{6}|-INDEX)?(?![\w-])", re.IGNORECASE)
MAX_MENDED = 24  # words of a query that are looked at for slips inside groups
MAX_GROWING = 5  # words of a group that is still being typed
MAX_UNITS = 32  # distinct words that are weighed; a longer text is a paste, and its first words say what it is
EXACT, CONCEPT, GROUP_WORDS, INSIDE, NARROW, PART = 1.0, 0.86, 0.8, 0.5, 0.5, 0.3
COMPLETED, ONE_EDIT, TWO_EDITS, SHORT_EDIT = 0.9, 0.85, 0.75, 0.7
UNKNOWN = 4.6  # an unknown word weighs as much as one that stands in one of 100 rows
AROUND = 0.8  # what a word of the world around the question weighs
IN_PASSING = 0.4
GRAMMAR = 0.15
GROUPED = 0.15  # what each further word of a group adds to its weight


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that the reader said.

    ``terms`` are alternatives with their quality, best first; ``all_of`` holds term groups that count only together.
    """

    terms: tuple[tuple[str, float], ...]
    weight: float
    all_of: tuple[tuple[tuple[str, ...], float], ...] = ()
    words: int = 1


def units_of(text: str, postings: Postings, half_typed: bool) -> list[Unit]:
    """Return the units of a query's words, without the words that carry nothing."""
    bare = _PAIR.sub(" ", text)
    pieces = _mended(bare if any(not piece.is_stop for piece in read(bare)) else text, postings)
    found: dict[tuple[tuple[str, float], ...] | str, Unit] = {}
    if half_typed and (growing := _growing(pieces, postings)):
        unit, count = growing
        found[unit.terms] = unit
        pieces = pieces[: len(pieces) - count]
        half_typed = False
    said = [piece for piece in pieces if not piece.is_stop and not piece.tokens[0].word.isdigit()]
    if any(term.startswith("=") for piece in said for term in piece.known):
        said = [piece for piece in said if piece.known != ("~argument",)]  # "the side parameter" asks for side
    for word in dict.fromkeys(piece.tokens[0].word for piece in pieces if piece.is_stop):
        if word in CHATTER:
            found[word] = Unit((), AROUND)
    for piece in said:
        for unit in _units(piece, postings, half_typed and piece is pieces[-1]):
            found.setdefault(unit.terms or piece.tokens[0].word, unit)
        if len(found) >= MAX_UNITS:
            break
    return list(found.values())


def _mended(text: str, postings: Postings) -> list[Piece]:
    """Return the pieces of ``text``, mended where that joins them: ``white listed``, ``mark prise``, ``api ky``.

    As part of a word or a group that the lexicon knows even a short word can be told from its neighbours.
    """
    pieces = read(text)
    words = [token.word for piece in pieces for token in piece.tokens][:MAX_MENDED]
    for at, word in enumerate(words):
        before, after = words[:at], words[at + 1 :]
        options = [*before, word + after[0], *after[1:]] if after and word + after[0] in TABLE_WORDS else None
        attempts = [options] if options else []
        if len(word) > 1 and word not in postings.vocabulary and stem_of(word) not in postings:
            attempts += [[*before, known, *after] for known in postings.vocabulary.group_words(word)]
        for attempt in attempts:
            mended = read(" ".join(attempt))
            if len(mended) < len(pieces):
                return _mended(" ".join(attempt), postings)
    return pieces


def _growing(pieces: Sequence[Piece], postings: Postings) -> tuple[Unit, int] | None:
    """Return the group of words that is still being typed at the end, with the number of its pieces.

    One word begins a group only when it is the whole query.
    """
    for count in range(min(MAX_GROWING, len(pieces)), 0, -1):
        last = pieces[-count:]
        if any(len(piece.tokens) > 1 for piece in last) or (count == 1 and (len(pieces) > 1 or last[0].is_stop)):
            continue
        words = [token.word for piece in last for token in piece.tokens]
        terms = groups_starting(" ".join(words)) if len(words[0]) > 2 else []
        if terms:
            own = _word_terms(last[0]) if count == 1 else []
            return _weighed([*own, *((term, GROUP_WORDS) for term in terms[:MAX_COMPLETIONS])], postings), count
    return None


def _units(piece: Piece, postings: Postings, last: bool) -> Iterator[Unit]:
    word = piece.tokens[0].word
    if len(piece.tokens) > 1:
        yield _group(piece, postings)
    elif is_cjk(word):
        yield from _run(piece, postings)
    elif piece.known or piece.stems[0] in postings or "-" + piece.stems[0] in postings:
        yield _weighed([*_word_terms(piece), *_misspelt(word, piece, postings)], postings)
    else:
        yield from _unknown(word, postings, last)


def _misspelt(word: str, piece: Piece, postings: Postings) -> Iterator[tuple[str, float]]:
    """Yield what a rare word may be a misspelling of; aliases hold misspelt names, which would hide the right word."""
    if piece.known or sum(tier.bit_count() for tier in postings.tiers(piece.stems[0])) > MISSPELT_ROWS:
        return
    for known, _ in postings.vocabulary.misspelt(word):
        for right in read(known):
            yield from ((term, quality * TWO_EDITS) for term, quality in _word_terms(right))


def _word_terms(piece: Piece) -> list[tuple[str, float]]:
    stem = piece.stems[0]
    terms = [(stem, EXACT), ("-" + stem, INSIDE)]
    if piece.negated:
        terms = [("!" + stem, EXACT), (stem, CONCEPT), ("-" + stem, INSIDE)]
    return [*terms, *_known_terms(piece)]


def _known_terms(piece: Piece) -> Iterator[tuple[str, float]]:
    for term in piece.known:
        yield term, EXACT if term.startswith("=") else CONCEPT
    for term in piece.known:
        yield from (("~" + near, NARROW) for near in NARROWER.get(term[1:], ()) if term.startswith("~"))


def _group(piece: Piece, postings: Postings) -> Unit:
    words = tuple(s for s, token in zip(piece.stems, piece.tokens, strict=True) if token.word not in STOP_WORDS)
    together = ((words, GROUP_WORDS),) if len(words) > 1 else ()
    parts = [(kind + word, PART if len(words) > 1 else GROUP_WORDS) for word in words for kind in ("", "-")]
    known = [(term, EXACT) for term in piece.known]
    narrow = [(term, quality) for term, quality in _known_terms(piece) if quality == NARROW]
    unit = _weighed([*known, *narrow, *parts], postings)
    return Unit(unit.terms, unit.weight * (1 + GROUPED * (len(piece.tokens) - 1)), together, len(piece.tokens))


def _run(piece: Piece, postings: Postings) -> Iterator[Unit]:
    """Yield a known word of a writing without spaces whole, anything else in pairs of characters."""
    run = piece.stems[0]
    if piece.known:
        yield _weighed([*((g, GROUP_WORDS) for g in grams(run)[:1]), *_known_terms(piece)], postings)
        return
    for gram in grams(run):
        unit = _weighed([(gram, EXACT)], postings)
        weak = is_grammar(gram) or len(gram) == 1
        yield Unit(unit.terms, unit.weight * (GRAMMAR if weak else 0.5))


def _unknown(word: str, postings: Postings, last: bool) -> Iterator[Unit]:
    """Yield the units of a word that no entry holds: opened, completed or mended, or unknown with its weight."""
    vocabulary = postings.vocabulary
    parts = opened(word) if len(word) > 5 else [word]
    if len(parts) > 1:
        for part in parts:
            yield from (_weighed(_word_terms(p), postings) for p in read(part) if not p.is_stop)
        return
    options: list[tuple[str, float]] = []
    if last and len(word) > 1:
        options = [(known, COMPLETED) for known in vocabulary.completions(word)]
    if not options:
        options = [(known, _mended_quality(word, edits)) for known, edits in vocabulary.corrections(word)]
    if not options and last:
        options = [(known, TWO_EDITS) for known, _ in vocabulary.completed_corrections(word)]
    terms = [
        (term, quality * worth)
        for known, worth in options
        for piece in read(known)
        for term, quality in ((spelling_key(known), EXACT), *_word_terms(piece))
    ]
    if not terms and ((last and len(word) == 1) or near_stop_word(word)):
        return
    yield _weighed(terms, postings)


def _mended_quality(word: str, edits: int) -> float:
    """Return the quality of a mended word: among short words a neighbour is often a word of its own."""
    return SHORT_EDIT if len(word) < 8 else ONE_EDIT if edits == 1 else TWO_EDITS


def _weighed(terms: list[tuple[str, float]], postings: Postings) -> Unit:
    best: dict[str, float] = {}
    for term, quality in terms:
        if term in postings:
            best[term] = max(quality, best.get(term, 0.0))
    stated = anywhere = 0
    for term, quality in best.items():
        if quality > NARROW:
            *said, prose = postings.tiers(term)
            for tier in said:
                stated |= tier
            anywhere |= prose
    ordered = tuple(sorted(best.items(), key=lambda pair: (-pair[1], pair[0])))
    rows = stated or anywhere
    weight = postings.rarity(rows) if rows else UNKNOWN
    return Unit(ordered, weight if PASSING.isdisjoint(best) else weight * IN_PASSING)
