"""The ask-for list: what the notes want to know, less what the paste already tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from ..catalogue.entry import CustomerQuestion, Need
from ..decoder.decoded import Sighting

MAX_READ = 50  # sightings of one finding in which an answer is looked for
PRESENT: Mapping[Need, Callable[[Sighting], bool]] = {
    "request": lambda sighting: bool(sighting.request),
    "response": lambda sighting: bool(sighting.response),
    "time": lambda sighting: sighting.at_ms is not None,
    "method": lambda sighting: bool(sighting.method) and sighting.method != "ERROR",
}


def open_questions(
    asked: Iterable[tuple[Sequence[CustomerQuestion], Sequence[Sighting]]],
) -> tuple[CustomerQuestion, ...]:
    """Return every question once that the sightings beside it leave open, those for one object merged.

    The first question of each comes before the second of any: a short list asks for something on every error.
    """
    open_lists = [unanswered(questions, sightings) for questions, sightings in asked]
    left: dict[str, CustomerQuestion] = {}
    for question in filter(None, chain.from_iterable(zip_longest(*open_lists))):
        left.setdefault(question.words.casefold().strip(" ."), question)
    return tuple(merged(left.values()))


def unanswered(questions: Sequence[CustomerQuestion], sightings: Sequence[Sighting]) -> list[CustomerQuestion]:
    """Return the questions to which no one of the sightings holds the whole answer."""
    places = [(sighting, _names(sighting)) for sighting in sightings[:MAX_READ]]
    return [q for q in questions if not any(_is_answered(q, sighting, names) for sighting, names in places)]


def _is_answered(question: CustomerQuestion, sighting: Sighting, names: set[str]) -> bool:
    if not question.needs and not question.fields:
        return False
    return names.issuperset(question.fields) and all(PRESENT[need](sighting) for need in question.needs)


def merged(questions: Iterable[CustomerQuestion]) -> list[CustomerQuestion]:
    """Return the questions, but those for the full request and for the full response as one each.

    The one names all their fields, in the place of the first. Questions with a text of their own stay apart.
    """
    groups: dict[object, CustomerQuestion] = {}
    for question in questions:
        key = question.needs if question.is_of_one_object else question
        first = groups.get(key)
        if first is not None:
            fields = dict.fromkeys((*first.fields, *question.fields))
            optional = dict.fromkeys((*first.optional, *question.optional))
            question = replace(first, fields=tuple(fields), optional=tuple(optional))
        groups[key] = question
    return list(groups.values())


def _names(sighting: Sighting) -> set[str]:
    """Return the names of the fields that hold something, in the objects, their ``params`` and their ``result``."""
    names = {"method"} if sighting.method else set()
    for outer in (sighting.request, sighting.response, sighting.order):
        for inner in (outer, outer.get("params"), outer.get("result")) if outer else ():
            if isinstance(inner, dict):
                names.update(name for name, value in inner.items() if isinstance(name, str) and value not in (None, ""))
    return names
