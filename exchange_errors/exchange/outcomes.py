"""How to find out what became of a call whose outcome is unknown: content/exchange/outcomes.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from ..content import read_table
from .evidence_levels import Evidence


@dataclass(frozen=True, slots=True)
class LookUp:
    """Where to read the result of ``method`` and which of its fields to look for.

    ``by`` is empty where the call carries no id of the client: then what is read has to be compared with before.
    ``may_a_program_repeat`` says whether a program may send the call again once the look-up shows that nothing
    happened; ``why`` is its reason, one sentence of Markdown. ``evidence`` is that of the look-up: the advice is ours.
    ``wait_ms`` is how long a look-up can miss what happened, None where no source gives a figure.
    """

    method: str
    look_up: tuple[str, ...]
    by: tuple[str, ...]
    may_a_program_repeat: bool
    why: str
    evidence: Evidence
    wait_ms: int | None = None

    @property
    def call(self) -> str:
        """The look-up in words, in Markdown."""
        calls = " and ".join(f"`{method}`" for method in self.look_up)
        return f"{calls} by {' or '.join(f'`{name}`' for name in self.by)}" if self.by else calls


@cache
def look_ups() -> Mapping[str, LookUp]:
    """Return the look-ups by the method whose outcome is unknown."""
    return {method: LookUp(method, **row) for method, row in read_table("exchange/outcomes.toml").items()}


@cache
def only_by_a_person() -> tuple[str, ...]:
    """Return the calls that pay out, move or close something and that nothing protects from being carried out twice."""
    return tuple(method for method, look_up in look_ups().items() if not look_up.may_a_program_repeat)


def outcomes_data(rows: Iterable[LookUp]) -> dict[str, Any]:
    """Return rows of the table as plain data."""
    results = [{**asdict(row), "look_up": list(row.look_up), "by": list(row.by)} for row in rows]
    return {"count": len(results), "results": results}


def outcomes_markdown(rows: Iterable[LookUp]) -> str:
    """Return rows of the table as a list in Markdown."""
    return "\n".join(f"- `{row.method}`: look it up with {row.call}. {_may(row)} {row.why}" for row in rows)


def _may(row: LookUp) -> str:
    if row.may_a_program_repeat:
        return "If nothing happened, a program may send it again."
    return "Only a person may send it again."
