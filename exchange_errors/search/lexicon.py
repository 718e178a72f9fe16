"""The search's words, read from content/search: synonyms, fields, and words without meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ..content import read_table, read_tables
from ..language.word_classes import TONAL, WordClass
from ..language.words import fold

ENGLISH = "en"
_SAYING_NOTHING: tuple[WordClass, ...] = ("function", "question", "getting", "error", "code")


class Parameter(NamedTuple):
    """One field of a request, or a value of one: how people spell it, and the names of the rows it leads to.

    The rows in ``first`` are about the field, best first; those in ``then`` are partly about it.
    """

    name: str
    spellings: tuple[str, ...]
    first: tuple[str, ...]
    then: tuple[str, ...] = ()


class StopWords(NamedTuple):
    """Words that are not searched for.

    ``negations`` negate what follows; ``none_of`` are those that negate a thing ("no account"), not an action.
    ``english`` and ``all_languages`` carry no meaning; the latter include the former.
    """

    negations: frozenset[str]
    none_of: frozenset[str]
    english: frozenset[str]
    all_languages: frozenset[str]


@cache
def concepts() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the words and word groups of each concept, by language: one file of content/search/lexicon each."""
    return read_tables("search/lexicon")


@cache
def parameters() -> tuple[Parameter, ...]:
    """Return the fields and values; which row refuses a field is inferred from the rows' own words."""
    return tuple(Parameter(name, **row) for name, row in read_table("search/parameters.toml").items())


def spelt_groups() -> Iterator[tuple[str, str, str]]:
    """Yield every word and word group of concepts and parameters with its language and its term."""
    for language, groups_by_concept in concepts().items():
        for concept, groups in groups_by_concept.items():
            yield from ((language, group, "~" + concept) for group in groups)
    for parameter in parameters():
        yield from ((ENGLISH, group, "=" + parameter.name) for group in (parameter.name, *parameter.spellings))


def _closed_classes() -> frozenset[str]:
    """Return the words of languages other than English that say nothing about an error and are not in the lexicon.

    Vietnamese is left out: without accents, its short words are other words.
    """
    tables = [table for tag, table in read_tables("languages").items() if tag not in (ENGLISH, *TONAL)]
    words = {fold(word) for table in tables for name in _SAYING_NOTHING for word in table.get(name, "").split()}
    known = {fold(group) for table in concepts().values() for groups in table.values() for group in groups}
    return frozenset(words - known)


@cache
def stop_words() -> StopWords:
    """Return the words that carry no meaning."""
    words = {key: frozenset(text.split()) for key, text in read_table("search/stop_words.toml").items()}
    all_languages = words["english"] | words["others"] | words["chatter"] | _closed_classes()
    return StopWords(words["negations"], words["none_of"], words["english"], all_languages)


def is_stop(word: str) -> bool:
    """Whether the word carries no meaning in some language."""
    return word in stop_words().all_languages


@cache
def narrower() -> Mapping[str, tuple[str, ...]]:
    """Return, by concept, the concepts that are a weaker match for it."""
    table: dict[str, tuple[str, ...]] = read_table("search/words.toml")["narrower"]
    return table


@cache
def respelt() -> Mapping[str, str]:
    """Return the usual spelling of British forms, short forms and words that are often confused."""
    table: dict[str, str] = read_table("search/words.toml")["respelt"]
    return table
