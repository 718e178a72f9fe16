"""The registry of the signals for and against a number or a name being an error code of this exchange.

Each signal is a row: its name, the reason that a reader is shown, and a test whether it holds for a candidate. Its
weight stands in content/decoder/weights.toml. The weights are summed as log-odds: none decides alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from .decoded import Sighting, Signal
from .weights import weights

NOTHING_FOR_IT = "Nothing beside the number says that it is this exchange's code."
C = TypeVar("C")
Test = Callable[[C], bool]
Row = tuple[str, str, Test[C]]  # its name, its reason and its test
#: Why a code is one where its structure alone says so, by the shape that read it.
STRUCTURES = {
    "batch": "It is the code of an item in the answer to a list.",
    "order": "It is the reason of an order that was refused or ended.",
    "close_event": "An object that tells of a connection's end has it as its code.",
    "close_line": "The line tells how a connection ended, with its close code.",
    "table": "It stands in a column of codes.",
    "lookup": "The text holds nothing but numbers and names of codes.",
    "response": "It is the code of an answer.",
}


def signals_of(sighting: Sighting) -> tuple[Signal, ...]:
    """Return why a sighting is read as a code: what was weighed, or its structure, which weighs as certain."""
    reason = STRUCTURES.get(sighting.shape)
    structure = (Signal(sighting.shape, weights().certain, reason),) if reason else ()
    return sighting.signals or structure


class Weighed(NamedTuple):
    """The sum for a candidate and what it is made of, the heaviest first."""

    total: float
    signals: tuple[Signal, ...]

    @property
    def against(self) -> str:
        """The weightiest reason against it, or that there is none for it."""
        return next((signal.reason for signal in self.signals if signal.weight < 0), NOTHING_FOR_IT)

    @property
    def reasons(self) -> str:
        """The weightiest reason for it, and the weightiest against it."""
        sides = [next((signal.reason for signal in self.signals if signal.weight * side > 0), "") for side in (1, -1)]
        return " ".join(reason for reason in sides if reason)


class Signals(Generic[C]):
    """The signals of one kind of candidate."""

    def __init__(self, rows: Iterable[Row[C]]) -> None:
        self.tests: dict[str, Test[C]] = {}
        self.reasons: dict[str, str] = {}
        for name, reason, test in rows:
            self.tests[name], self.reasons[name] = test, reason

    def holding(self, candidate: C) -> list[str]:
        """Return the names of the signals that hold."""
        return [name for name, test in self.tests.items() if test(candidate)]

    def weigh(self, candidate: C, start: str) -> Weighed:
        """Add up what speaks for and against a candidate, from the weight called ``start``."""
        table = weights().signals
        signals = [Signal(name, table[name], self.reasons[name]) for name in self.holding(candidate)]
        signals.sort(key=lambda signal: -abs(signal.weight))
        return Weighed(table[start] + sum(signal.weight for signal in signals), tuple(signals))
