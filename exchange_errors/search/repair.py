"""What a reader meant by words that are misspelt, half typed, glued together or torn apart."""

from __future__ import annotations

from collections.abc import Iterator

from .known_words import LONG_START, TABLE_WORDS, Vocabulary, near_stop_word
from .postings import Postings
from .terms import Piece, read
from .word_groups import STOP_WORDS, may_be_inside, may_stand_beside, stem_of
from .word_tables import stop_words

MAX_REPAIRED = 16  # words of a query that are looked at for slips; a longer text is a paste
COMPLETED = 0.9  # how well a completed or repaired word matches, beside 1 for the word itself
HALF_REPAIRED = 0.78  # and one that is repaired while it is still being typed
LEAST_PAIR = 4  # letters of two words side by side that may both have a slip
LONG_JOINED, SURE_JOIN = 8, 0.85  # letters of two words that may be one with a slip, and how likely it must be
MISSPELT_ROWS = 2  # a word in so few rows may be a misspelling that an alias quotes
_SETTLED = TABLE_WORDS - STOP_WORDS  # no slip of another word


def regrouped(text: str, postings: Postings) -> list[Piece]:
    """Return the pieces of ``text``, repaired where that joins them: ``white listed``, ``mark prise``, ``api ky``.

    As part of a word or of a group that the lexicon knows even a short word can be told from its neighbours.
    """
    pieces = read(text)
    words = [token.word for piece in pieces for token in piece.tokens]
    at = 0
    while at < min(len(words), MAX_REPAIRED):
        for attempt in _attempts(words, at, postings.vocabulary):
            repaired = read(" ".join(attempt))
            if len(repaired) < len(pieces):
                pieces, words = repaired, attempt
                break
        at += 1
    return pieces


def _attempts(words: list[str], at: int, vocabulary: Vocabulary) -> Iterator[list[str]]:
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    joined = _joined(word, following, vocabulary) if following else None
    if word in _SETTLED and not joined:
        return
    before, after = words[:at], words[at + 1 :]
    last = before[-1] if before else ""
    if joined:
        yield [*before, joined, *after[1:]]
    both = following not in TABLE_WORDS and min(len(word), len(following)) >= LEAST_PAIR
    if not both and not may_be_inside(last, following):
        return
    near = _in_group(word, vocabulary)
    others = _in_group(following, vocabulary) if near and both else []
    for meant in near:
        if may_stand_beside(last, meant) or may_stand_beside(meant, following):
            yield [*before, meant, *after]
        yield from ([*before, meant, other, *after[1:]] for other in others if may_stand_beside(meant, other))
        if len(after) > 1 and may_stand_beside(meant, following):  # ``fil or kil``: two slips around a right word
            third = (other for other in _in_group(after[1], vocabulary) if may_stand_beside(following, other))
            yield from ([*before, meant, following, other, *after[2:]] for other in third)


def _joined(word: str, following: str, vocabulary: Vocabulary) -> str | None:
    """Return the lexicon's word that two words are when they stand together, a slip allowed in a long one."""
    whole = word + following
    if whole in TABLE_WORDS:
        return whole
    if len(whole) < LONG_JOINED or (word in vocabulary and following in vocabulary) or word in STOP_WORDS:
        return None
    near = (meant for meant, likely in vocabulary.corrections(whole) if likely > SURE_JOIN and meant in TABLE_WORDS)
    return next(near, None)


def _in_group(word: str, vocabulary: Vocabulary) -> list[str]:
    """Return the words of groups that may be meant by one that the lexicon does not hold."""
    if word not in STOP_WORDS:
        return [] if len(word) < 2 or word in TABLE_WORDS else vocabulary.group_words(word)
    # a little word is seldom a slip: ``isnt`` may be ``inst``, the German ``oder`` is ``order``
    foreign = word not in stop_words().english
    near = vocabulary.group_words(word) if len(word) > 3 else []
    return [meant for meant in near if meant != word and (foreign or sorted(meant) == sorted(word))]


def is_known(word: str, postings: Postings) -> bool:
    """Whether some entry holds the word, in whatever form."""
    stem = stem_of(word)
    return stem in postings or "-" + stem in postings


def meant_by(word: str, vocabulary: Vocabulary, last: bool) -> list[tuple[str, float]] | None:
    """Return the known words that an unknown one may stand for, with their quality.

    ``last`` is true for a word that may still be growing. [] when it stands for none, None when it says nothing.
    """
    options: list[tuple[str, float]] = []
    if last and len(word) > 1:
        options = [(known, COMPLETED) for known in vocabulary.completions(word)]
    if not options or len(word) >= LONG_START:  # a long beginning may as well be a whole word with a slip
        options += vocabulary.corrections(word)
    if not options and last:
        options = [(known, HALF_REPAIRED) for known in vocabulary.completed_corrections(word)]
    if not options and ((last and len(word) == 1) or near_stop_word(word)):
        return None
    return options


def misspellings(word: str, postings: Postings) -> list[tuple[str, float]]:
    """Return what a rare word may be a misspelling of: aliases hold misspelt names, which would hide the right word."""
    few = len(postings.matches(stem_of(word))) <= MISSPELT_ROWS
    return postings.vocabulary.misspelt(word) if few else []
