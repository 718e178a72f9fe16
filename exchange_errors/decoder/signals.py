"""The registry of the signals for and against a number or a name being an error code of this exchange.

Each signal is one function that answers whether it holds for a candidate; its docstring is the reason that a reader is
shown, and its weight stands in content/decoder/weights.toml. The weights are summed as log-odds: none decides alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .code_candidate import CodeCandidate
from .decoded import Signal
from .weights import weights

Test = Callable[[CodeCandidate], bool]


class Weighed(NamedTuple):
    """The sum for a candidate and what it is made of, the heaviest first."""

    total: float
    signals: tuple[Signal, ...]


class Signals:
    """The signals of one kind of candidate, in the order of their definition; called to register one."""

    def __init__(self) -> None:
        self.tests: dict[str, Test] = {}
        self.reasons: dict[str, str] = {}

    def __call__(self, test: Test) -> Test:
        self.add(test.__name__, (test.__doc__ or "").strip(), test)
        return test

    def add(self, name: str, reason: str, test: Test) -> None:
        self.tests[name], self.reasons[name] = test, reason

    def holding(self, candidate: CodeCandidate) -> list[str]:
        """Return the names of the signals that hold."""
        return [name for name, test in self.tests.items() if test(candidate)]

    def weigh(self, candidate: CodeCandidate, start: str) -> Weighed:
        """Add up what speaks for and against a candidate, from the weight called ``start``."""
        table = weights().signals
        signals = [Signal(name, table[name], self.reasons[name]) for name in self.holding(candidate)]
        signals.sort(key=lambda signal: -abs(signal.weight))
        return Weighed(table[start] + sum(signal.weight for signal in signals), tuple(signals))
