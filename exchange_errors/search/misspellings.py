"""Finds what a reader meant by words that are misspelt, half typed, joined or split."""

from __future__ import annotations

from collections.abc import Iterator

from .known_words import KnownWords, is_table_word
from .lexicon import is_stop, stop_words
from .postings import Postings
from .terms import Piece, read
from .word_groups import stem_of, word_groups

MAX_REPAIRED = 16  # words of a query that are checked for slips; a longer text is a paste
COMPLETED = 0.9  # how well a completed word matches; the word itself matches with 1
LONG_START = 6  # letters of a beginning that may also be a whole word
LONG_JOINED, SURE_JOIN = 8, 0.85  # letters of two words that may be one with a slip, and how likely it must be
MISSPELT_ROWS = 2  # a word in so few rows may be a misspelling that an alias quotes


def regrouped(text: str, postings: Postings) -> list[Piece]:
    """Return the pieces of ``text``, corrected where that joins them: ``white listed``, ``mark prise``, ``api ky``.

    Inside a known word or group, even a short word can be corrected safely.
    """
    pieces = read(text)
    words = [token.word for piece in pieces for token in piece.tokens]
    at = 0
    while at < min(len(words), MAX_REPAIRED):
        for attempt in _attempts(words, at, postings.known_words):
            repaired = read(" ".join(attempt))
            if len(repaired) < len(pieces):
                pieces, words = repaired, attempt
                break
        at += 1
    return pieces


def _attempts(words: list[str], at: int, known: KnownWords) -> Iterator[list[str]]:
    before, word, after = words[:at], words[at], words[at + 1 :]
    last, following = "".join(before[-1:]), "".join(after[:1])
    if joined := _joined(word, following, known) if following else None:
        yield [*before, joined, *after[1:]]
    elif is_table_word(word) and not is_stop(word):
        return  # no slip of another word
    fitting = word_groups().between(last, following)
    for meant in _in_group(word, known) if fitting else ():
        if stem_of(meant) in fitting:
            yield [*before, meant, *after]


def _joined(word: str, following: str, known: KnownWords) -> str | None:
    """Return the lexicon's word that two words make when joined, a slip allowed in a long one."""
    whole = word + following
    if is_table_word(whole):
        return whole
    if len(whole) < LONG_JOINED or (word in known and following in known) or is_stop(word):
        return None
    near = (meant for meant, likely in known.corrections(whole) if likely > SURE_JOIN and is_table_word(meant))
    return next(near, None)


def _in_group(word: str, known: KnownWords) -> list[str]:
    """Return the words of groups that may be meant by one that the lexicon lacks."""
    if not is_stop(word):
        return [] if len(word) < 2 or is_table_word(word) else known.group_words(word)
    # a function word is seldom a slip: ``isnt`` may be ``inst``, and the German ``oder`` may be ``order``
    foreign = word not in stop_words().english
    near = known.group_words(word) if len(word) > 3 else []
    return [meant for meant in near if meant != word and (foreign or sorted(meant) == sorted(word))]


def is_known(word: str, postings: Postings) -> bool:
    """Whether some entry has the word in any form."""
    stem = stem_of(word)
    return stem in postings or "-" + stem in postings


def meant_by(word: str, known: KnownWords, last: bool) -> list[tuple[str, float]]:
    """Return the known words that an unknown one may stand for, with their quality.

    ``last`` is true for a word that may still be growing.
    """
    options = [(whole, COMPLETED) for whole in known.completions(word)] if last else []
    if not options or len(word) >= LONG_START:  # a long beginning may also be a whole word with a slip
        options += known.corrections(word)
    return options


def misspellings(word: str, postings: Postings) -> list[tuple[str, float]]:
    """Return what a rare word may be a misspelling of: aliases include misspelt names, which hide the right one."""
    if is_table_word(word) or len(postings.matches(stem_of(word))) > MISSPELT_ROWS:
        return []
    near = postings.known_words.corrections(word)
    return [(known, likely) for known, likely in near if is_table_word(known) and known[0] == word[0]]
