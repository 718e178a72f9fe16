"""The texts of an entry that can be searched, and how much each field says about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ..catalogue.entry import Entry
from .lexicon import ENGLISH, parameters
from .terms import terms_of

# How much a match in the field is worth.
WEIGHTS: Mapping[str, float] = {
    "name": 1.0,
    "parameter": 0.97,
    "alias": 0.95,
    "phrase": 0.8,
    "description": 0.94,
    "headline": 0.94,
    "library": 0.7,
    "summary": 0.7,
    "cause": 0.65,
    "tell": 0.6,
    "step": 0.5,
    "prevention": 0.45,
    "method": 0.4,
    "category": 0.4,
}
SECONDARY = 0.6  # of a parameter's weight, where the row is not about the field itself
ANY_FIELD, IN_GENERAL = "MISSING_OR_INVALID_ARGUMENT", 0.45  # the row about any missing field, and its weight

PROSE = frozenset({"summary", "cause", "tell", "step", "prevention", "method", "category"})  # any word may occur


class Segment(NamedTuple):
    """One text of an entry with its field and language; where ``terms`` are given it is found by these alone."""

    field: str
    text: str
    terms: tuple[str, ...] = ()
    weight: float = 1.0
    language: str = ENGLISH


@cache
def _parameters_by_row() -> dict[str, tuple[Segment, ...]]:
    by_row: dict[str, list[Segment]] = {}
    for parameter in parameters():
        for weight, rows in ((1.0, parameter.first), (SECONDARY, parameter.then)):
            for place, row in enumerate(rows):
                # the place in the list breaks ties between rows of one field
                segment = Segment("parameter", parameter.name, ("=" + parameter.name,), weight - place / 100)
                by_row.setdefault(row, []).append(segment)
        if ANY_FIELD not in (*parameter.first, *parameter.then) and parameter.name.islower():
            general = Segment("parameter", parameter.name, ("=" + parameter.name,), IN_GENERAL)
            by_row.setdefault(ANY_FIELD, []).append(general)
    return {row: tuple(segments) for row, segments in by_row.items()}


def segments(entry: Entry) -> Iterator[Segment]:
    """Yield every text by which the entry can be found, the vendor's own words first."""
    note, kind = entry.note, "Websocket close code" if entry.kind == "websocket" else ""
    yield from _of_field("name", entry.name or f"{kind} {entry.code}")
    yield from _of_field("description", entry.description)
    yield from _of_field("headline", note.headline)
    yield from _parameters(entry)
    yield from _of_field("alias", *entry.former_names, *note.aliases)
    for language, phrases in note.phrases.items():
        yield from (Segment("phrase", phrase, language=language) for phrase in phrases)
    yield from _of_field("library", *dict.fromkeys(note.libraries.values()))
    yield from _of_field("summary", note.summary)
    yield from _of_field("cause", *(cause.text for cause in note.causes))
    yield from _of_field("tell", *(cause.tell for cause in note.causes))
    yield from _of_field("step", *(step.text for step in note.steps))
    yield from _of_field("prevention", note.prevention)
    yield from _of_field("method", *note.methods)
    yield from _of_field("category", entry.category.name)


def _of_field(field: str, *texts: str) -> Iterator[Segment]:
    return (Segment(field, text) for text in texts if text)


def _parameters(entry: Entry) -> Iterator[Segment]:
    """Yield the fields that the parameter map has for the row, then the others that its note names."""
    names = (entry.name or entry.id, *entry.former_names)
    mapped = next((rows for name in names if (rows := _parameters_by_row().get(name))), ())
    yield from mapped
    named = {segment.text for segment in mapped}
    for name in entry.note.parameters:
        if name not in named:
            yield Segment("parameter", name, ("=" + name, *terms_of(name)), SECONDARY - 0.1)
