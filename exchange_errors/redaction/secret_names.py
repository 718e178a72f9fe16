"""The words of the registry as names in a text: where they are, and which kind a name names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from heapq import merge
from typing import NamedTuple

from .kinds import Kind, kinds
from .text_scan import Sketch, fold, lowered, places, unaccented

GAPS = {" ": "[-_ ]?", "*": r"[^\W\d_]{0,4}"}
MASK = r"\[[a-z_0-9]+:\d+\]"
LABEL = re.compile(MASK)  # a mask of an earlier run
CLOSING_TAG = re.compile(r"</[\w:.-]{0,40}$")
CAPITAL = "|(?-i:(?<=[a-z])(?=[A-Z]))"  # begins a word as well (``WithKey``); JavaScript has no such pattern
ADDRESS_OF_MACHINE = re.compile(r"(?:ip|mac)[-_ ]?$", re.IGNORECASE)
NAME_ENDS = re.compile(r"[-_ ]?\d{0,2}$")


class Word(NamedTuple):
    """A word that names a kind; ``stem`` is what it begins with, up to its first blank, without accents."""

    stem: str
    kind: Kind
    pattern: re.Pattern[str]


def pattern_of(word: str) -> str:
    """Return the regular expression, for Python and JavaScript, of a word as ``words`` writes it."""
    bare, _, ending = word.lstrip("^").partition("~")
    body = _with_gaps(bare) + (f"(?:{_with_gaps(ending)})?" if ending else "")
    return f"(?:(?<![A-Za-z0-9]){CAPITAL}){body}" if word.startswith("^") else body


def _with_gaps(text: str) -> str:
    """Return a pattern in which blanks may be dashes or nothing, and accents may be missing, as people type them."""
    return "".join(GAPS.get(char) or char if (bare := unaccented(char)) == char else f"[{char}{bare}]" for char in text)


def _squashed(word: str) -> str:
    """Return the word as it looks in a text without blanks, dashes and underscores."""
    return unaccented(fold(word.lstrip("^").partition("~")[0].replace(" ", "").rstrip("*").lower()))


class Words(NamedTuple):
    """The words of every kind by their squashed form, and a pattern that finds any of the forms."""

    by_squashed: Mapping[str, tuple[Word, ...]]
    any: re.Pattern[str]


@cache
def words_for(*, ascii_only: bool) -> Words:
    """Return the words that a text may contain; one in ASCII saves half of the time."""
    table: dict[str, tuple[Word, ...]] = {}
    for kind in kinds().values():
        for text in kind.words:
            stem = unaccented(re.split("[ ~*]", text.lstrip("^"))[0].lower())
            word = Word(stem, kind, re.compile(pattern_of(text), re.IGNORECASE))
            if _squashed(text).isascii() or not ascii_only:
                table[_squashed(text)] = (*table.get(_squashed(text), ()), word)
    return Words(table, re.compile(_any_of(table)))


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words that looks at each letter once: ``p(?:in|wd)``."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word[1:])
    if "" in by_letter:
        return ""  # a word that begins longer ones is enough
    branches = [re.escape(letter) + _any_of(rests) for letter, rests in by_letter.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def may_name_secrets(sketched: Sketch) -> bool:
    """Whether a text with this sketch may hold a name."""
    squashed = unaccented(_without_separators(sketched.small))
    return words_for(ascii_only=squashed.isascii()).any.search(squashed) is not None


def names_in(text: str, sketched: Sketch) -> Iterator[tuple[re.Match[str], Kind]]:
    """Yield whatever reads like a name with its kind, in the order of the text; ``sketched`` is its sketch."""
    words = _words_in(unaccented(_without_separators(sketched.small)))
    if not words:
        return
    small = unaccented(lowered(text))
    by_stem: dict[str, list[tuple[int, Word]]] = {}
    for rank, word in enumerate(words):
        by_stem.setdefault(word.stem, []).append((rank, word))
    for start, _, word in merge(*(_occurrences(small, stem, same) for stem, same in by_stem.items())):
        name = word.pattern.match(text, start)
        if name is not None:
            yield name, word.kind


def _words_in(squashed: str) -> list[Word]:
    """Return the words that a text without blanks, dashes, underscores and accents may contain."""
    words = words_for(ascii_only=squashed.isascii())
    if not words.any.search(squashed):
        return []
    return [word for squash, same in words.by_squashed.items() if squash in squashed for word in same]


def _without_separators(text: str) -> str:
    return text.replace(" ", "").replace("-", "").replace("_", "")


def _occurrences(small: str, stem: str, words: list[tuple[int, Word]]) -> Iterator[tuple[int, int, Word]]:
    """Yield where words with one stem may begin, each with its rank among all words, which decides between them."""
    return ((start, *ranked) for start in places(small, stem) for ranked in words)


def is_other(text: str, start: int, kind: Kind) -> bool:
    """Whether the word is no name here: of a machine's address, in a closing tag, or inside a mask."""
    if kind.name == "address" and ADDRESS_OF_MACHINE.search(text, max(0, start - 5), start):
        return True
    before = text[max(0, start - 44) : start]
    if "</" in before and CLOSING_TAG.match(before, before.rindex("</")):
        return True
    bracket = before.rfind("[", -16)
    label = LABEL.match(text, start - len(before) + bracket) if bracket >= 0 else None
    return label is not None and label.end() > start


def is_name(value: str) -> bool:
    """Whether the value is a word for a secret itself, as in a list of names."""
    squashed = _squashed(_without_separators(value))
    return any(word.pattern.fullmatch(value) for word in words_for(ascii_only=False).by_squashed.get(squashed, ()))


def kind_named(name: str) -> str | None:
    """Return the kind that a name such as ``X-Api-Key`` names with its last words, or None."""
    for word in _words_in(unaccented(_without_separators(fold(lowered(name))))):
        if any(NAME_ENDS.fullmatch(name, match.end()) for match in word.pattern.finditer(name)):
            return word.kind.name
    return None
