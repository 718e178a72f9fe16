"""The lint of what a note says about people: the steps, who does each, and ``owner``, who fixes it.

``owner`` names everyone who has a step, because the head of a page has to name everyone whom the page gives work to.
The first owner does the first step. Exchange support may come first where the caller only collects the details.
"""

from __future__ import annotations

from collections.abc import Iterator

from .entry import Entry

NOBODY = ("nobody",)


def step_faults(entry: Entry) -> Iterator[str]:
    """Yield a sentence for each way in which the steps and the owners of a note disagree."""
    yield from _nobody(entry)
    if entry.note.steps and entry.note.owner and "nobody" not in entry.note.owner:
        yield from _owners(entry)
        yield from _support(entry)


def _nobody(entry: Entry) -> Iterator[str]:
    """``nobody`` means that nothing is wrong: it is the only owner, and only where no retry is needed."""
    owner, advice = entry.note.owner, entry.note.retry.advice
    if "nobody" in owner and (owner != NOBODY or advice != "not_needed"):
        yield "owner is nobody, but there is something to do: name who does it"
    if advice == "not_needed" and owner and "nobody" not in owner:
        yield "owner must be nobody alone where nothing has to be fixed"


def _owners(entry: Entry) -> Iterator[str]:
    owner = entry.note.owner
    doers = list(dict.fromkeys(step.audience for step in entry.note.steps))
    yield from (f"owner names {name} twice" for name in dict.fromkeys(owner) if owner.count(name) > 1)
    yield from (f"{name} has a step, but owner leaves {name} out" for name in doers if name not in owner)
    yield from (f"owner names {name}, who has no step" for name in dict.fromkeys(owner) if name not in doers)
    if owner[0] not in (doers[0], "support"):
        yield f"owner names {owner[0]} first, but {doers[0]} does the first step"


def _support(entry: Entry) -> Iterator[str]:
    """Support takes over after the caller has done everything else; handing over is the caller's own step."""
    audiences = [step.audience for step in entry.note.steps]
    if "support" in audiences and set(audiences[audiences.index("support") :]) != {"support"}:
        yield "a step of support comes before a step of the caller"
    if any(step.audience == "support" and "exchange support" in step.text.casefold() for step in entry.note.steps):
        yield "a step of support hands the case to exchange support; that step is the caller's"
