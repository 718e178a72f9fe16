"""What a shape answers for an object that it knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..decoded import SentRequest, Sighting, SkippedNumber
from ..pasted_lines import Where


@dataclass(slots=True)
class ObjectReading:
    """``inner`` lists what the object holds that has yet to be read; ``skipped`` says what was passed over, and why;
    ``passed`` has the number with its signals. ``advice`` is for a text in which nothing else is found."""

    sightings: list[Sighting] = field(default_factory=list)
    requests: list[SentRequest] = field(default_factory=list)
    successes: int = 0
    inner: list[tuple[Any, Where]] = field(default_factory=list)
    skipped: str = ""
    advice: str = ""
    passed: list[SkippedNumber] = field(default_factory=list)


#: A shape answers, or declines with None; it never raises and never guesses.
ObjectShape = Callable[[Mapping[str, Any], Where], "ObjectReading | None"]
