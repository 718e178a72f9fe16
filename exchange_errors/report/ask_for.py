"""The ask-for list: what the notes want to know, less what the paste already tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ..decoder.decoded import Sighting

MAX_READ = 50
FIRST_SENTENCE = re.compile(r"\.(?:\s|$)|:\s")
TICKED = re.compile(r"`([a-z][a-z0-9_]{1,40})`")
ANY_TICKED = re.compile(r"\bany `[a-z0-9_]{1,40}`")
ITS_TIME = re.compile(r"\b(?:its|the) time\b(?! zone)(?: with its time zone)?")
HARMLESS = re.compile(
    r"without the key and the signature|when it is there|its time zone|the time zone|of the order|in the request"
    r"|\b(?:with|and|any|or)\b|[\s,;]+"
)

WHOLE = re.compile(
    r"(The full (?:request|response))(?:,? (?:with|and)? ?(?:any )?`[a-z][a-z0-9_]{1,40}`)*"
    r"(?:, without the key and the signature)?\."
    r"(?: Remove the key and the signature first\.| Never send the secret\.)?"
)
SUBJECTS: tuple[tuple[str, Callable[[Sighting], bool]], ...] = (
    ("The full request", lambda s: bool(s.request)),
    ("The full response", lambda s: bool(s.response)),
    ("The time of the request", lambda s: s.at_ms is not None),
    ("The method that failed", lambda s: bool(s.method) and s.method != "ERROR"),
    ("The instrument", lambda s: bool(s.instrument)),
    ("The value of ", lambda s: True),
    ("The ", lambda s: True),
)
"""How a question begins, and whether a sighting holds its subject; a bare "The" has to name a field."""


class _Asked(NamedTuple):
    """What a question wants: a subject in the sighting, its time or not, and fields that hold something."""

    present: Callable[[Sighting], bool]
    wants_time: bool
    fields: tuple[str, ...]


class _Whole(NamedTuple):
    """A question for the full request or the full response, and the fields that it names."""

    subject: str
    needed: tuple[str, ...]
    wished: tuple[str, ...]


def open_questions(asked: Iterable[tuple[Sequence[str], Sequence[Sighting]]]) -> tuple[str, ...]:
    """Return every question once that the sightings beside it leave open, those for one object merged."""
    left: dict[str, str] = {}
    for questions, sightings in asked:
        names: dict[int, set[str]] = {}
        for question in questions:
            if not _is_answered(question, sightings, names):
                left.setdefault(question.casefold().strip(" ."), question)
    return merged(tuple(left.values()))


@lru_cache(maxsize=4096)  # questions come from the notes, never from a paste
def merged(questions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the questions, but those for the full request and for the full response as one each.

    The one names all their fields, in the place of the first. Questions that ask for more than fields stay apart.
    """
    parts: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    order: list[str] = []
    for question in questions:
        whole = _whole(question)
        if whole is None:
            order.append(question)
            continue
        if whole.subject not in parts:
            parts[whole.subject] = ({}, {})
            order.append(whole.subject)
        needed, wished = parts[whole.subject]
        wished.update(dict.fromkeys(whole.wished))
        needed.update(dict.fromkeys(whole.needed))
    return tuple(_whole_question(entry, *parts[entry]) if entry in parts else entry for entry in order)


def _whole(question: str) -> _Whole | None:
    found = WHOLE.fullmatch(question)
    if found is None:
        return None
    optional = tuple(name[5:-1] for name in ANY_TICKED.findall(question))
    return _Whole(found[1], tuple(name for name in TICKED.findall(question) if name not in optional), optional)


def _whole_question(subject: str, needed: Iterable[str], wished: Iterable[str]) -> str:
    """Return ``The full request, with `a`, `b` and any `c`.`` and, for a request, what to take out of it."""
    known = dict.fromkeys(needed)
    named = [f"`{name}`" for name in known] + [f"any `{name}`" for name in wished if name not in known]
    fields = ", ".join(named[:-1]) + (" and " if len(named) > 1 else "") + named[-1] if named else ""
    advice = " Remove the key and the signature first." if subject.endswith("request") else ""
    return f"{subject}{', with ' if fields else ''}{fields}.{advice}"


def answered(question: str, sightings: Sequence[Sighting]) -> bool:
    """Whether one of the sightings holds all that the question asks for.

    Only the first sentence counts. It is answered when its subject is there, every field between backticks (but
    those after "any") holds something, and nothing else is asked; a question in other words is always open.
    """
    return _is_answered(question, sightings, {})


def _is_answered(question: str, sightings: Sequence[Sighting], names: dict[int, set[str]]) -> bool:
    """The same; ``names`` keeps the filled fields of each sighting for the next question."""
    asked = _asked(question)
    if asked is None:
        return False
    for place, sighting in enumerate(sightings[:MAX_READ]):
        if not asked.present(sighting) or (asked.wants_time and sighting.at_ms is None):
            continue
        if not asked.fields:
            return True
        if place not in names:
            names[place] = _names(sighting)
        if names[place].issuperset(asked.fields):
            return True
    return False


@lru_cache(maxsize=4096)  # as above
def _asked(question: str) -> _Asked | None:
    """Return what the first sentence asks for; None where no sighting can answer it."""
    sentence = FIRST_SENTENCE.split(question, maxsplit=1)[0]
    opening, present = next(
        ((words, there) for words, there in SUBJECTS if sentence.startswith(words)), ("", lambda s: False)
    )
    if not opening:
        return None
    rest = sentence[len(opening) :]
    wants_time = bool(ITS_TIME.search(rest))
    rest = ANY_TICKED.sub("", ITS_TIME.sub("", rest))
    fields = TICKED.findall(rest)
    if HARMLESS.sub("", TICKED.sub("", rest)) or (opening.endswith(" ") and not fields):
        return None
    return _Asked(present, wants_time, tuple(fields))


def _names(sighting: Sighting) -> set[str]:
    """Return the names of the fields that hold something, in the objects, their ``params`` and their ``result``."""
    names = {"method"} if sighting.method else set()
    for outer in (sighting.request, sighting.response, sighting.order):
        for held in (outer, outer.get("params"), outer.get("result")) if outer else ():
            if isinstance(held, dict):
                names.update(_filled(held))
    return names


def _filled(held: dict[Any, Any]) -> list[str]:
    return [name for name, value in held.items() if isinstance(name, str) and value is not None and value != ""]
