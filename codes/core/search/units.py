"""A query's words as units: what each may match, how well, and how much it weighs in the whole question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import pairwise

from ..catalogue import spelling_key
from .elsewhere import ELSEWHERE
from .lexicon import NARROWER, STATES, TRADE
from .mending import is_known, meant_by, misspellings, regrouped
from .parameters import FIELDS_OF_TRADE, PASSING
from .postings import Postings
from .stop_words import CHATTER, NONE_OF, STOP_WORDS
from .terms import COMPOUND, Piece, begins_group, concepts_of, groups_starting, read
from .vocabulary import MAX_COMPLETIONS, opened
from .words import grams, is_cjk, is_grammar

MAX_GROWING = 5  # words of a group that is still being typed
MAX_UNITS = 32  # distinct words that are weighed; a longer text is a paste, and its first words say what it is
MAX_KEPT = 512  # units that an index keeps; one with all that it reaches takes some 20 KB
MAX_GUESSED = 8  # unknown words for which the vocabulary is searched
LEAST_GLUED, CLEAR_PART = 6, 4  # letters of a word that may be glued from others, and of two that surely are its parts
LIKELY = 0.8  # that a word is a slip; less likely ones yield to two whole words

# How well an alternative matches, beside 1 for the word itself.
CONCEPT = 0.86  # another word of the same concept
MENTIONED = 0.7  # the field or value that was asked for, where a text only mentions it
GROUP_WORDS = 0.8  # the words of a known group, apart from each other in one text
FURTHER = 0.55  # a group of which the words typed so far are only the first
INSIDE = 0.5  # a word that the text holds only inside a group of another meaning
NARROW = 0.42  # a neighbouring concept
PART = 0.3  # one word of the group that was asked for

UNKNOWN = 3.0  # the weight of an unknown word: somewhat more than that of the rarest one in the catalogue
FOREIGN = 12.0  # that of a word which says that the question is about something else
AROUND = 1.0  # the weight of a word of the world around the question
IN_PASSING = 0.4  # what a value named in passing keeps of its weight
GRAMMAR, LOOSE_GRAM = 0.15, 0.5  # the same for pairs of characters: of grammar, and of a run that the lexicon lacks
GROUPED = 0.35  # what each further word of a group adds to its weight

_STATES = frozenset("~" + concept for concept in STATES)
_OF_TRADE = frozenset("~" + concept for concept in TRADE) | FIELDS_OF_TRADE
_A_FIELD = ("~argument",)
PAIR_ALONE = "instrument name"  # what a question is about that says nothing but a trading pair
# a trading pair is what the question is about, seldom what it asks
_PAIR = re.compile(r"(?<![\w-])[A-Z0-9]{2,10}[-_/]?USD[TC]?(?:-PERP|-\d{6}|-INDEX)?(?![\w-])", re.IGNORECASE)


class Bearing(IntEnum):
    """What a unit names: a state or a stray word, a thing that the lexicon knows, one seldom spoken of elsewhere."""

    STATE = 0
    THING = 1
    TRADE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """One thing that the reader said, in so many ``words``.

    ``terms`` are alternatives with their quality, best first; ``all_of`` holds term groups that count only together;
    ``bearing`` tells how far it says what the question is about. One that is ``kept`` is the same at every search.
    ``key`` is the same for units of the same terms, "" for one without any.
    """

    terms: tuple[tuple[str, float], ...]
    weight: float
    all_of: tuple[tuple[tuple[str, ...], float], ...] = ()
    words: int = 1
    bearing: Bearing = Bearing.STATE
    kept: bool = False
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", " ".join(f"{term} {quality}" for term, quality in self.terms))

    @property
    def shown(self) -> frozenset[str]:
        """The terms whose words a reader connects with what was typed: no neighbouring concepts."""
        own = (t for t, quality in self.terms if t[0] not in "~=" or quality > FURTHER)
        return frozenset(own).union(*(terms for terms, _ in self.all_of))


class Known(dict[tuple[str, bool], Unit]):
    """The units of the words that one index holds, by word and whether it is negated, each made when first asked for.

    A word that only a reader typed is never among them, so that nothing of a query stays behind.
    """

    def __init__(self, postings: Postings) -> None:
        super().__init__()
        self._postings = postings

    def of(self, piece: Piece) -> Unit:
        """Return the unit of one word that some entry or the lexicon holds in whatever form."""
        key = piece.tokens[0].word, piece.negated
        unit = self.get(key)
        if unit is None:
            terms = _word_terms(piece)
            if not piece.known:
                terms += _stood_for(misspellings(key[0], self._postings))
            unit = _weighed(terms, self._postings)
            if key[0] in self._postings.vocabulary:
                if len(self) >= MAX_KEPT:
                    self.clear()
                unit = self[key] = replace(unit, kept=True)
        return unit


def units_of(text: str, known: Known, postings: Postings, half_typed: bool) -> list[Unit]:
    """Return the units of a query's words, without the words that carry nothing."""
    bare = _PAIR.sub(" ", text) if "usd" in text.casefold() else text
    if bare != text and all(piece.is_stop for piece in read(bare)):
        bare = PAIR_ALONE
    pieces = regrouped(bare, postings)
    found: dict[object, Unit] = {}
    if half_typed and (growing := _growing(pieces, postings)):
        unit, count = growing
        found[unit.key] = unit
        pieces = pieces[: len(pieces) - count]
        half_typed = False
    found |= {word: Unit((), AROUND) for piece in pieces if (word := piece.tokens[0].word) in CHATTER and piece.is_stop}
    if any(b.negated and a.tokens[0].word in NONE_OF for a, b in pairwise(pieces)):
        found["no"] = _weighed([("~absent", CONCEPT), ("~missing", CONCEPT)], postings)
    for piece in _said(pieces):
        made = _units(piece, known, postings, half_typed and piece is pieces[-1], len(found) < MAX_GUESSED)
        for place, unit in enumerate(made):
            found.setdefault(unit.key or (piece.tokens[0].word, place), unit)
        if len(found) >= MAX_UNITS:
            break
    return list(found.values())


def _said(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces that say something: no stop words, no bare numbers, no "field" beside a field's name."""
    said = [piece for piece in pieces if not piece.is_stop and not piece.is_number]
    without = [piece for piece in said if piece.known != _A_FIELD]
    named = len(without) < len(said) and any(term[0] == "=" for piece in without for term in piece.known)
    return without if named else said


def _growing(pieces: Sequence[Piece], postings: Postings) -> tuple[Unit, int] | None:
    """Return the group of words that is still being typed at the end, with the number of its pieces.

    One word begins a group only when it is the whole query.
    """
    single = next((n for n, piece in enumerate(reversed(pieces)) if len(piece.tokens) > 1), len(pieces))
    for count in range(min(MAX_GROWING, single), 1 if len(pieces) > 1 else 0, -1):
        last = pieces[-count:]
        words = [piece.tokens[0].word for piece in last]
        if count > 1 and not begins_group(" ".join(words[:-1])):
            continue
        if all(piece.is_stop for piece in last):
            continue
        terms = groups_starting(" ".join(words)) if len(words[0]) > 2 else []
        if not terms or (count > 1 and not any(near for _, near in terms) and is_known(words[-1], postings)):
            continue  # the words are whole, and say what they say
        own = _word_terms(last[0]) if count == 1 else []
        grown = ((term, GROUP_WORDS if near else FURTHER) for term, near in terms[:MAX_COMPLETIONS])
        return _weighed([*own, *grown], postings), count
    return None


def _units(piece: Piece, known: Known, postings: Postings, last: bool, may_guess: bool) -> Iterator[Unit]:
    word = piece.tokens[0].word
    if COMPOUND in piece.known or (word in ELSEWHERE and not piece.known):
        yield Unit((), FOREIGN)
    elif len(piece.tokens) > 1:
        yield _group(piece, postings)
    elif is_cjk(word):
        yield from _run(piece, postings)
    elif piece.known or is_known(word, postings):
        yield known.of(piece)
    else:
        yield from _unknown(word, postings, last, may_guess)


def _unknown(word: str, postings: Postings, last: bool, may_guess: bool) -> Iterator[Unit]:
    """Yield what a word that no entry holds stands for: one that it nearly is, those it is glued from, or nothing."""
    options = meant_by(word, postings.vocabulary, last) if may_guess else []
    parts = opened(word) if len(word) >= LEAST_GLUED else (word,)
    if options and (len(parts) != 2 or min(map(len, parts)) < CLEAR_PART or options[0][1] > LIKELY):
        parts = (word,)
    if len(parts) > 1:
        for piece in read(" ".join(parts)):
            if len(piece.tokens) > 1:
                yield _group(piece, postings)
            elif not piece.is_stop:
                yield _weighed(_word_terms(piece), postings)
    elif options is not None:
        yield _weighed(list(_stood_for(options)), postings)


def _word_terms(piece: Piece) -> list[tuple[str, float]]:
    stem = piece.stems[0]
    own = [(stem, 1.0), ("-" + stem, INSIDE)]
    if piece.negated:
        own = [("!" + stem, 1.0), (stem, CONCEPT), ("-" + stem, INSIDE)]
    return [*own, *_known_terms(piece)]


def _known_terms(piece: Piece) -> Iterator[tuple[str, float]]:
    for term in piece.known:
        if term[0] == "=":
            yield from ((term, 1.0), ("+" + term[1:], MENTIONED))
        else:
            yield from ((term, CONCEPT), ("-" + term, INSIDE * CONCEPT))
        yield from (("~" + near, NARROW) for near in NARROWER.get(term.removeprefix("~"), ()))


def _stood_for(options: Iterable[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    """Yield the terms of the words that were meant, each as good as the word is likely."""
    for known, likely in options:
        yield spelling_key(known), likely
        for piece in read(known):
            for term, quality in _word_terms(piece):
                yield term, min(quality, likely) if quality >= CONCEPT else quality * likely


def _group(piece: Piece, postings: Postings) -> Unit:
    words = tuple(s for s, token in zip(piece.stems, piece.tokens, strict=True) if token.word not in STOP_WORDS)
    parts = [(kind + word, PART) for word in words for kind in ("", "-")]
    known = [(term, 1.0 if quality >= CONCEPT else quality) for term, quality in _known_terms(piece)]
    if piece.negated:
        known = [*(("!" + term, 1.0) for term in piece.known), *((term, quality * CONCEPT) for term, quality in known)]
    unit = _weighed([*known, *parts], postings)
    together = ((words, GROUP_WORDS),) if len(words) > 1 else ()
    weight = unit.weight * (1 + GROUPED * (len(piece.tokens) - 1))
    bearing = max(unit.bearing, _bearing({*piece.known, *(term for word in words for term in concepts_of(word))}))
    return Unit(unit.terms, weight, together, len(piece.tokens), bearing)


def _run(piece: Piece, postings: Postings) -> Iterator[Unit]:
    """Yield a known word of a writing without spaces whole, anything else in pairs of characters."""
    run = piece.stems[0]
    if piece.known:
        yield _weighed([(grams(run)[0], GROUP_WORDS), *_known_terms(piece)], postings)
        return
    for gram in grams(run):
        unit = _weighed([(gram, 1.0)], postings)
        weak = is_grammar(gram) or len(gram) == 1
        yield Unit(unit.terms, unit.weight * (GRAMMAR if weak else LOOSE_GRAM), bearing=unit.bearing)


def _weighed(terms: Iterable[tuple[str, float]], postings: Postings) -> Unit:
    """Return a unit of the terms that some row holds, weighed by how few rows state one of the better ones."""
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
    rows = stated or anywhere
    weight = postings.rarity(rows) if rows else UNKNOWN
    ordered = tuple(sorted(best.items(), key=lambda pair: (-pair[1], pair[0])))
    bearing = _bearing({term for term, quality in ordered if quality > NARROW})
    return Unit(ordered, weight if PASSING.isdisjoint(best) else weight * IN_PASSING, bearing=bearing)


def _bearing(terms: Set[str]) -> Bearing:
    """Return how far a unit that matches these terms tells what the question is about."""
    known = {term for term in terms if term[0] in "~="}
    if not known.isdisjoint(_OF_TRADE):
        return Bearing.TRADE
    return Bearing.THING if known - _STATES else Bearing.STATE
