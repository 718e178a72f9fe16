"""How much each signal weighs, in log-odds: content/decoder/weights.toml, which tools/fit_weights.py writes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ..content import read_table


class Weights(NamedTuple):
    """A sum of ``likely`` makes a finding, one of ``possible`` a possible code; an object's code may be ``certain``.

    The signals ``number``, ``name`` and ``answer`` are where a candidate of each kind starts from.
    """

    likely: float
    possible: float
    certain: float
    signals: Mapping[str, float]


@cache
def weights() -> Weights:
    table = read_table("decoder/weights.toml")
    return Weights(**table["bands"], signals={name: row["weight"] for name, row in table["signals"].items()})
