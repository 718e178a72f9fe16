"""The ask-for list: what the notes want to know, less what the paste already tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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


def open_questions(asked: Iterable[tuple[Sequence[str], Sequence[Sighting]]]) -> list[str]:
    """Return every question once that the sightings beside it leave open, those for one object merged."""
    left: dict[str, str] = {}
    for questions, sightings in asked:
        for question in questions:
            if not answered(question, sightings):
                left.setdefault(question.casefold().strip(" ."), question)
    return list(merged(left.values()))


def merged(questions: Iterable[str]) -> Iterator[str]:
    """Yield the questions, but those for the full request and for the full response as one each.

    The one names all their fields, in the place of the first. Questions that ask for more than fields stay apart.
    """
    parts: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    order: list[str] = []
    for question in questions:
        whole = WHOLE.fullmatch(question)
        if whole is None:
            order.append(question)
            continue
        subject = whole.group(1)
        if subject not in parts:
            parts[subject] = ({}, {})
            order.append(subject)
        needed, wished = parts[subject]
        optional = [name[5:-1] for name in ANY_TICKED.findall(question)]
        wished.update(dict.fromkeys(optional))
        needed.update(dict.fromkeys(name for name in TICKED.findall(question) if name not in optional))
    for entry in order:
        yield _whole_question(entry, *parts[entry]) if entry in parts else entry


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
        and (not fields or _names(sighting).issuperset(fields))
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
    if not isinstance(held, dict):
        return set()
    return {name for name, value in held.items() if isinstance(name, str) and value is not None and value != ""}
