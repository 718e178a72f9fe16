"""The words and word groups that the lexicon and the parameter map know, by language and by their stems."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise, takewhile

from ..language.words import is_cjk, stem, tokens
from .lexicon import ENGLISH, concepts, is_stop, respelt, spelt_groups, stop_words

# words that may be inside a group, and between a negation and what it denies
LINKS = frozenset({"is", "are", "a", "an", "the", "any", "be", "been", "was", "has", "have", "yet"})
_START = 3  # first letters, which rule out most words


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
        """Add a group, with and without its linking words; a single word without meaning is not added."""
        if len(words) == 1 and is_stop(words[0]):
            return  # nobody asks for a field called ``id`` with this one word
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
    """The groups of every language. Stemming them takes half a second, so use ``word_groups``, which does it once.

    ``runs`` are the known words of scripts without spaces, with their terms, () for those without meaning;
    ``longest_run`` is in characters. ``beginnings`` are groups without their last words.
    """

    def __init__(self) -> None:
        self.runs: dict[str, tuple[str, ...]] = {}
        by_language: dict[str, LanguageGroups] = {language: LanguageGroups(language) for language in concepts()}
        spelt: set[tuple[str, str]] = set()
        for language, group, term in spelt_groups():
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
        self.beginnings = frozenset(text[:at] for text, _ in spelt for at in range(len(text)) if text[at] == " ")
        self._followers: dict[str, set[str]] = defaultdict(set)
        self._leaders: dict[str, set[str]] = defaultdict(set)
        for first, second in self._english.pairs():
            self._followers[first].add(second)
            self._leaders[second].add(first)

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

    def between(self, before: str, after: str) -> set[str]:
        """Return the stems that follow ``before`` or precede ``after`` in some known group."""
        return self._followers.get(stem_of(before), set()) | self._leaders.get(stem_of(after), set())

    def starting(self, start: str) -> list[tuple[str, bool]]:
        """Return the terms of the groups that begin with ``start``, and whether no word but the last is missing.

        For a group that is still being typed; the nearer come first.
        """
        near: dict[str, bool] = {}
        following = islice(self._spelt, bisect_left(self._spelt, (start, "")), None)
        for text, term in takewhile(lambda spelt: spelt[0].startswith(start), following):
            near[term] = near.get(term, False) or " " not in text[len(start) :]
        return sorted(near.items(), key=lambda pair: not pair[1])


@cache
def word_groups() -> WordGroups:
    """Return the groups of the content files."""
    return WordGroups()
