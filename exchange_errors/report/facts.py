"""The facts of a paste that a letter may state: those on which all sightings of a finding agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..decoder.decoded import Diagnosis, Finding, Sighting
from ..diagnosis.examine import MAX_LOOKED_AT


def facts_of(finding: Finding) -> dict[str, str]:
    """Return what is known for sure: facts that differ between the sightings of the finding are left out.

    The method next to an order's ``reason`` is the query that showed it, not the request that was refused.
    """
    facts = {
        "instrument": _only(s.instrument for s in finding.sightings),
        "method": _only(s.method for s in finding.sightings if s.method != "ERROR" and s.role != "rejection_reason"),
        "order_id": _only(order_id_of(s) for s in finding.sightings),
        "parameter": _only(d.parameter for d in finding.diagnosis if is_true_of_all(d, finding)),
    }
    return {name: value for name, value in facts.items() if value}


def is_true_of_all(diagnosis: Diagnosis, finding: Finding) -> bool:
    """Whether a diagnosis holds for every sighting that the rules looked at, rather than for some of them."""
    return {sighting.line for sighting in finding.sightings[:MAX_LOOKED_AT]} <= set(diagnosis.lines)


def _only(values: Iterable[str | None]) -> str | None:
    """Return the value that all agree on, those that have none left out; stops at the first that differs."""
    agreed = None
    for value in values:
        if value and agreed not in (None, value):
            return None
        agreed = value or agreed
    return agreed


def objects_in(*objects: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the objects that are not empty, each followed by its ``params`` and its ``result``."""
    for whole in filter(None, objects):
        parts = (whole, whole.get("params"), whole.get("result"))
        yield from (part for part in parts if isinstance(part, dict))  # testing for a Mapping takes five times as long


def order_id_of(sighting: Sighting) -> str | None:
    """Return the id of the order that a sighting is about, None where it names none."""
    response, params = sighting.response, sighting.request.get("params")
    for fields in (sighting.order, response.get("result"), response, params):
        value = fields.get("order_id") if isinstance(fields, dict) else None
        if value is None:
            continue
        if isinstance(value, str) and value:
            return value
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**25:
            return str(value)
    return None
