"""What a reader meant by words that are misspelt, half typed, glued together or torn apart."""

from __future__ import annotations

from collections.abc import Iterator

from .postings import Postings
from .terms import Piece, may_stand_beside, read, stem_of
from .vocabulary import LONG_START, TABLE_WORDS, Vocabulary, near_stop_word

MAX_MENDED = 16  # words of a query that are looked at for slips; a longer text is a paste
COMPLETED = 0.9  # how well a completed or mended word matches, beside 1 for the word itself
SHORT_EDIT, MIDDLE_EDIT, ONE_EDIT, TWO_EDITS = 0.8, 0.85, 0.88, 0.78
MISSPELT_ROWS = 2  # a word in so few rows may be a misspelling that an alias quotes


def regrouped(text: str, postings: Postings) -> list[Piece]:
    """Return the pieces of ``text``, mended where that joins them: ``white listed``, ``mark prise``, ``api ky``.

    As part of a word or of a group that the lexicon knows even a short word can be told from its neighbours.
    """
    pieces = read(text)
    words = [token.word for piece in pieces for token in piece.tokens]
    at = 0
    while at < min(len(words), MAX_MENDED):
        for attempt in _attempts(words, at, postings):
            mended = read(" ".join(attempt))
            if len(mended) < len(pieces):
                pieces, words = mended, attempt
                break
        at += 1
    return pieces


def _attempts(words: list[str], at: int, postings: Postings) -> Iterator[list[str]]:
    before, word, after = words[:at], words[at], words[at + 1 :]
    if after and word + after[0] in TABLE_WORDS:
        yield [*before, word + after[0], *after[1:]]
    if len(word) > 1 and not is_known(word, postings):
        for meant in postings.vocabulary.group_words(word):
            if (before and may_stand_beside(before[-1], meant)) or (after and may_stand_beside(meant, after[0])):
                yield [*before, meant, *after]


def is_known(word: str, postings: Postings) -> bool:
    """Whether an entry or the lexicon holds the word, in whatever form."""
    stem = stem_of(word)
    return word in postings.vocabulary or stem in postings or "-" + stem in postings


def meant_by(word: str, vocabulary: Vocabulary, last: bool) -> list[tuple[str, float]] | None:
    """Return the known words that an unknown one may stand for, with their quality.

    ``last`` is true for a word that may still be growing. [] when it stands for none, None when it says nothing.
    """
    options: list[tuple[str, float]] = []
    if last and len(word) > 1:
        options = [(known, COMPLETED) for known in vocabulary.completions(word)]
    if not options or len(word) >= LONG_START:  # a long beginning may as well be a whole word with a slip
        options += [(known, _quality(word, edits)) for known, edits in vocabulary.corrections(word)]
    if not options and last:
        options = [(known, TWO_EDITS) for known in vocabulary.completed_corrections(word)]
    if not options and ((last and len(word) == 1) or near_stop_word(word)):
        return None
    return options


def _quality(word: str, edits: int) -> float:
    """Return how well a mended word matches: among short words a neighbour is often a word of its own."""
    if len(word) < 8:
        return SHORT_EDIT if len(word) < 6 else MIDDLE_EDIT
    return ONE_EDIT if edits == 1 else TWO_EDITS


def misspellings(word: str, postings: Postings) -> list[tuple[str, float]]:
    """Return what a rare word may be a misspelling of: aliases hold misspelt names, which would hide the right word."""
    rows = sum(tier.bit_count() for tier in postings.tiers(stem_of(word)))
    if rows > MISSPELT_ROWS:
        return []
    return [(known, TWO_EDITS) for known in postings.vocabulary.misspelt(word)]
