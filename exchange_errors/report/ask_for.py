"""The ask-for list: what the notes want to know and the paste does not already say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from ..catalogue.note import CustomerQuestion, Need
from ..decoder.decoded import Sighting
from .facts import objects_in

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
    """Return each question that its sightings leave open, once; questions for the same object are merged.

    The first questions of all errors come before any second question, so that a short list covers every error.
    """
    open_lists = [unanswered(questions, sightings) for questions, sightings in asked]
    left: dict[str, CustomerQuestion] = {}
    for question in filter(None, chain.from_iterable(zip_longest(*open_lists))):
        left.setdefault(question.words.casefold().strip(" ."), question)
    return tuple(merged(left.values()))


def unanswered(questions: Sequence[CustomerQuestion], sightings: Sequence[Sighting]) -> list[CustomerQuestion]:
    """Return the questions that no single sighting answers completely."""
    places = [(sighting, _names(sighting)) for sighting in sightings[:MAX_READ]]
    return [q for q in questions if not any(_is_answered(q, sighting, names) for sighting, names in places)]


def _is_answered(question: CustomerQuestion, sighting: Sighting, names: set[str]) -> bool:
    if not question.needs and not question.fields:
        return False
    return names.issuperset(question.fields) and all(PRESENT[need](sighting) for need in question.needs)


def merged(questions: Iterable[CustomerQuestion]) -> list[CustomerQuestion]:
    """Return the questions with those for the full request merged into one, and likewise for the full response.

    The merged question names all the fields and stays where the first one was. Questions with their own text are kept.
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
    """Return the names of the fields that are not empty."""
    names = {"method"} if sighting.method else set()
    for part in objects_in(sighting.request, sighting.response, sighting.order):
        names.update(name for name, value in part.items() if isinstance(name, str) and value not in (None, ""))
    return names
