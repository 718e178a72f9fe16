"""The words and word groups that the lexicon and the parameter map know, by language and by their stems."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from ..language.words import is_cjk, stem, tokens
from .lexicon import ENGLISH, concepts, is_stop, parameters, respelt, stop_words

# words that may be inside a group, and between a negation and what it denies
LINKS = frozenset({"is", "are", "a", "an", "the", "any", "be", "been", "was", "has", "have", "yet"})
_START = 3  # first letters, by which most words are passed over


def stem_of(word: str) -> str:
    """Return the English stem of a word in its usual spelling."""
    return stem(respelt().get(word, word))


class LanguageGroups:
    """The groups of one language: the stems of their words, and the terms that they are known by."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._terms: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._longest: dict[str, int] = {}
        self.starts: set[str] = set()

    def add(self, words: Sequence[str], term: str) -> None:
        """Add a group, with and without the words that link its others; one word that carries nothing is no group."""
        if len(words) == 1 and is_stop(words[0]):
            return  # a field called ``id`` is asked for with more words than that
        for spelt in (words, [*words[:1], *(word for word in words[1:] if word not in LINKS)]):
            if len(spelt) > 1 or len(words) == 1:
                key = self._stems(spelt)
                self._terms[key] = tuple(dict.fromkeys((*self._terms.get(key, ()), term)))
                self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))
                self.starts |= {words[0][:_START], key[0][:_START]}

    def at(self, words: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        """Return how many words the longest group takes that begins at ``at``, and its terms; (0, ()) for none.

        Linking words may come between: ``not be found`` is ``not found``.
        """
        first = self._stem(words[at])
        longest = self._longest.get(first, 0)
        for count in range(longest, 1, -1):
            if terms := self._terms.get(self._stems(words[at : at + count])):
                return min(count, len(words) - at), terms
        best = (1, self._terms.get((first,), ()))
        key: tuple[str, ...] = (first,)
        for end in range(at + 1, len(words)):
            if len(key) >= longest:
                break
            if words[end] not in LINKS:
                key = (*key, self._stem(words[end]))
                best = (end + 1 - at, self._terms[key]) if key in self._terms else best
        return best if best[1] else (0, ())

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the stems that follow each other in some group."""
        return (pair for key in self._terms for pair in pairwise(key))

    def _stem(self, word: str) -> str:
        return stem_of(word) if self._language == ENGLISH else stem(word, self._language)

    def _stems(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self._stem, words))


class WordGroups:
    """The groups of every language; stemming them takes half a second, so ``word_groups`` does it once.

    ``runs`` are the known words of writings without spaces, with their terms, none for those that carry nothing;
    ``longest_run`` is in characters.
    """

    def __init__(self) -> None:
        self.runs: dict[str, tuple[str, ...]] = {}
        by_language: dict[str, LanguageGroups] = {language: LanguageGroups(language) for language in concepts()}
        spelt: set[tuple[str, str]] = set()
        for language, group, term in _spelt():
            words = [token.word for token in tokens(group)]
            spelt.add((" ".join(words), term))
            if is_cjk(group):
                run = "".join(words)
                self.runs[run] = tuple(dict.fromkeys((*self.runs.get(run, ()), term)))
            else:
                by_language[language].add(words, term)
        for word in filter(is_cjk, stop_words().all_languages):
            self.runs.setdefault(word, ())
        self.longest_run = max(map(len, self.runs), default=1)
        self._english = by_language.pop(ENGLISH)
        self._others: dict[str, list[LanguageGroups]] = {}  # by the first letters of their groups
        for groups in by_language.values():
            for start in groups.starts:
                self._others.setdefault(start, []).append(groups)
        self._spelt = sorted(spelt)
        self._beginnings = frozenset(text[:at] for text, _ in spelt for at in range(len(text)) if text[at] == " ")
        self._pairs = frozenset(self._english.pairs())
        self._firsts = frozenset(first for first, _ in self._pairs)
        self._seconds = frozenset(second for _, second in self._pairs)

    def at(self, words: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        """Return how many words the longest group of any language takes that begins at ``at``, and its terms.

        (1, ()) where none begins there. Of equally long ones the English goes first, then all others together.
        """
        start = respelt().get(words[at], words[at])[:_START]
        english, terms = self._english.at(words, at) if start in self._english.starts else (0, ())
        longest = english
        for groups in self._others.get(start, ()):
            length, others = groups.at(words, at)
            if length > longest:
                longest, terms = length, others
            elif longest > english and length == longest:
                terms = tuple(dict.fromkeys((*terms, *others)))
        return max(longest, 1), terms

    def may_be_inside(self, before: str, after: str) -> bool:
        """Whether a word between these two may belong to a known group together with one of them."""
        return stem_of(before) in self._firsts or stem_of(after) in self._seconds

    def may_follow(self, word: str, following: str) -> bool:
        """Whether the two words follow each other in some known group."""
        return (stem_of(word), stem_of(following)) in self._pairs

    def is_beginning(self, words: str) -> bool:
        """Whether some known group begins with these words and goes on."""
        return words in self._beginnings

    def starting(self, start: str) -> list[tuple[str, bool]]:
        """Return the terms of the groups that begin with ``start``, and whether no word but the last is missing.

        For a group that is still being typed; the nearer come first.
        """
        at, near = bisect_left(self._spelt, (start, "")), dict[str, bool]()
        while at < len(self._spelt) and self._spelt[at][0].startswith(start):
            text, term = self._spelt[at]
            near[term] = near.get(term, False) or " " not in text[len(start) :]
            at += 1
        return sorted(near.items(), key=lambda pair: not pair[1])


def _spelt() -> Iterator[tuple[str, str, str]]:
    """Yield every word group of the lexicon and the parameter map with its language and its term."""
    for language, groups_by_concept in concepts().items():
        for concept, groups in groups_by_concept.items():
            yield from ((language, group, "~" + concept) for group in groups)
    for parameter in parameters():
        yield from ((ENGLISH, group, "=" + parameter.name) for group in (parameter.name, *parameter.spellings))


@cache
def word_groups() -> WordGroups:
    """Return the groups of the content files."""
    return WordGroups()
