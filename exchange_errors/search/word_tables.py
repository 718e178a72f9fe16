"""The search's words as data, read from content/search: what means the same, which fields exist, what says nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..content import CONTENT

FOLDER = CONTENT / "search"
ENGLISH = "en"


class Parameter(NamedTuple):
    """One field of a request, or a value of one: how people spell it, and the names of the rows it leads to.

    ``first`` are about the field, best first; in ``then`` it also plays a part.
    """

    name: str
    spellings: tuple[str, ...]
    first: tuple[str, ...]
    then: tuple[str, ...]


class StopWords(NamedTuple):
    """Words that are not searched for.

    ``negations`` deny what follows; ``none_of`` are those that deny a thing ("no account"), not a deed. ``english`` and
    ``all_languages`` carry nothing; the latter holds the former.
    """

    negations: frozenset[str]
    none_of: frozenset[str]
    english: frozenset[str]
    all_languages: frozenset[str]


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


@cache
def lexicon() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the words and word groups of each concept, by language: one file of content/search/lexicon each."""
    tables = sorted((FOLDER / "lexicon").iterdir(), key=lambda file: file.name)
    return {
        table.name.removesuffix(".toml"): {concept: tuple(words) for concept, words in _read(table).items()}
        for table in tables
    }


@cache
def parameters() -> tuple[Parameter, ...]:
    """Return the fields and values; which row refuses a field is inferred from the rows' own words."""
    table = _read(FOLDER / "parameters.toml")
    return tuple(
        Parameter(name, tuple(row["spellings"]), tuple(row["first"]), tuple(row.get("then", ())))
        for name, row in table.items()
    )


@cache
def stop_words() -> StopWords:
    """Return the words that carry nothing."""
    table = _read(FOLDER / "stop_words.toml")
    negations, none_of, english = (frozenset(table[key].split()) for key in ("negations", "none_of", "english"))
    others = frozenset(word for key in ("others", "chatter") for word in table[key].split())
    return StopWords(negations, none_of, english, english | others)


@cache
def narrower() -> Mapping[str, tuple[str, ...]]:
    """Return the concepts that serve less well, by the one that was asked for."""
    return {concept: tuple(near) for concept, near in _read(FOLDER / "words.toml")["narrower"].items()}


@cache
def respelt() -> Mapping[str, str]:
    """Return the usual spelling of British forms, short forms and words that are often taken for one another."""
    table: dict[str, str] = _read(FOLDER / "words.toml")["respelt"]
    return table
