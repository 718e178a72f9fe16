"""The ask-for list: what the notes want to know, less what the paste already tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from .decode.report import Sighting

MAX_READ = 50
TICKED = re.compile(r"`([a-z][a-z0-9_]{1,40})`")
ANY_TICKED = re.compile(r"\bany `[a-z0-9_]{1,40}`")
ITS_TIME = re.compile(r"\b(?:its|the) time\b(?! zone)(?: with its time zone)?")
HARMLESS = re.compile(
    r"without the key and the signature|when it is there|its time zone|the time zone|of the order|in the request"
    r"|\b(?:with|and|any|or)\b|[\s,;]+"
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


def open_questions(asked: Iterable[tuple[Sequence[str], Sequence[Sighting]]]) -> Iterator[str]:
    """Yield every question once that the sightings beside it leave open."""
    seen: set[str] = set()
    for questions, sightings in asked:
        for question in questions:
            key = question.casefold().strip(" .")
            if key not in seen and not answered(question, sightings):
                seen.add(key)
                yield question


def answered(question: str, sightings: Sequence[Sighting]) -> bool:
    """Whether one of the sightings holds all that the question asks for.

    Only the first sentence counts. It is answered when its subject is there, every field between backticks (but
    those after "any") holds something, and nothing else is asked; a question in other words is always open.
    """
    sentence = re.split(r"\.(?:\s|$)|:\s", question, maxsplit=1)[0]
    opening, present = next(
        ((words, there) for words, there in SUBJECTS if sentence.startswith(words)), ("", lambda s: False)
    )
    if not opening:
        return False
    rest = sentence[len(opening) :]
    wants_time = bool(ITS_TIME.search(rest))
    rest = ANY_TICKED.sub("", ITS_TIME.sub("", rest))
    fields = TICKED.findall(rest)
    if HARMLESS.sub("", TICKED.sub("", rest)) or (opening.endswith(" ") and not fields):
        return False
    return any(
        present(sighting)
        and (sighting.at_ms is not None or not wants_time)
        and all(name in _names(sighting) for name in fields)
        for sighting in sightings[:MAX_READ]
    )


def _names(sighting: Sighting) -> set[str]:
    """Return the names of the fields that hold something, in the objects, their ``params`` and their ``result``."""
    names = {"method"} if sighting.method else set()
    for outer in (sighting.request, sighting.response, sighting.order):
        for held in (outer, outer.get("params"), outer.get("result")):
            names |= _filled(held)
    return names


def _filled(held: Any) -> set[str]:
    if not isinstance(held, Mapping):
        return set()
    return {name for name, value in held.items() if isinstance(name, str) and value is not None and value != ""}
