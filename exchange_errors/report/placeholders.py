"""Fills the texts of the notes with facts from a paste; a fact that is not there takes its clause with it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..catalogue.optional_clauses import CLAUSE, with_shared
from .quoting import NAME

PLACEHOLDER = re.compile(r"\{(\w{1,30})\}")
# For a placeholder outside a clause: the content rules forbid it, but an editor's older text may have one.
STAND_IN = {
    "instrument": "the instrument",
    "method": "the request",
    "parameter": "the parameter",
    "order_id": "the order",
}


def fill(template: str, facts: Mapping[str, str]) -> str:
    """Return ``template`` with its clauses filled from ``facts``; a clause whose fact is missing is left out.

    Facts that could be anything but a name or an id are treated as missing. No placeholder is left: those of shared
    sentences become these.
    """
    if "{" not in template:
        return template
    template = with_shared(template)
    known = {name: value for name, value in facts.items() if NAME.fullmatch(value)}
    kept = CLAUSE.sub(lambda clause: _filled(clause, known), template)
    return PLACEHOLDER.sub(lambda place: known.get(place[1]) or STAND_IN.get(place[1], "it"), kept)


def _filled(clause: re.Match[str], known: Mapping[str, str]) -> str:
    before, name, after = clause.groups()
    return f"{before}{known[name]}{after}" if name in known else ""
