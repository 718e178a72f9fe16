"""How much each signal weighs, in log-odds: content/decoder/weights.toml, which tools/fit_weights.py writes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ..content import CONTENT


class Weights(NamedTuple):
    """A sum of ``likely`` makes a finding, one of ``possible`` a possible code.

    The signals ``number`` and ``name`` are where a candidate of either kind starts from.
    """

    likely: float
    possible: float
    signals: Mapping[str, float]


@cache
def weights() -> Weights:
    table = tomllib.loads((CONTENT / "decoder" / "weights.toml").read_text("utf-8"))
    return Weights(**table["bands"], signals={name: row["weight"] for name, row in table["signals"].items()})
