"""Where an answer to a check leads inside its entry: ``cause 2`` or ``check 3``. Any other end is an entry's id."""

from __future__ import annotations

import re

_STEP = re.compile(r"(cause|check) (\d+)")


def step_of(end: str) -> tuple[str, int] | None:
    """Return ``("cause", 2)`` for ``cause 2``, None for what names no step: an editor can have typed anything."""
    step = _STEP.fullmatch(end)
    return (step[1], int(step[2])) if step else None
