"""For every rule a paste that it speaks about, with a part of what it says, and one that it is silent about.

``tests/data/diagnosis/<topic>.json`` holds a row a rule: its slug, ``words`` of its sentence, and the two pastes. A
paste is ``sightings`` of codes with the ``requests`` and the ``text`` around them, connections that close at ``closes``
(seconds after noon), or a ``burst`` of calls. Where the two differ in one answered request only, ``code`` and what else
is known stand in the row, and ``speaks`` and ``silent`` are requests.

A request is a sound limit order of which ``method``, ``params`` and other ``members`` are replaced and which goes
``without`` some; ``only`` gives all its params, ``channels`` counts those to subscribe to, ``whole`` is all of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from exchange_errors.decoder.decoded import SentRequest, Sighting
from tests.exchange_errors.diagnosis.payloads import NOON, order, sent, sighting

FOLDER = Path(__file__).parents[2] / "data" / "diagnosis"


class Paste(NamedTuple):
    """Sightings of one code with what stands around them."""

    sightings: tuple[Sighting, ...]
    requests: tuple[SentRequest, ...] = ()
    text: str = ""


class Sample(NamedTuple):
    """``speaks`` makes the rule say a sentence that holds ``words``; ``silent`` makes it say nothing."""

    rule: str
    words: str
    speaks: Paste
    silent: Paste


def request_of(row: dict[str, Any]) -> dict[str, Any]:
    if "whole" in row:
        return row["whole"]
    if "channels" in row:
        return {"method": row["method"], "params": {"channels": [f"trade.A{n}_USD" for n in range(row["channels"])]}}
    sound = order(row.get("method", "private/create-order"))
    params = row.get("only", sound["params"] | row.get("params", {}))
    without = row.get("without", ())
    members = sound | {"params": {name: value for name, value in params.items() if name not in without}}
    return {name: value for name, value in (members | row.get("members", {})).items() if name not in without}


def sighting_of(row: dict[str, Any]) -> Sighting:
    known = {name: value for name, value in row.items() if name not in ("code", "request")}
    return sighting(row["code"], request_of(row["request"]) if "request" in row else None, **known)


def paste_of(row: dict[str, Any]) -> Paste:
    if "closes" in row:
        drops = enumerate(row["closes"], 10)
        return Paste(
            tuple(sighting(1006, kind="websocket", line=line, at_ms=NOON + second * 1000) for line, second in drops)
        )
    if "burst" in row:  # evenly spaced, one millisecond after a whole second
        times = (NOON + 1 + number * row["gap_ms"] for number in range(row["burst"]))
        calls = (sighting(42901, order(row["method"]), line=line, at_ms=at_ms) for line, at_ms in enumerate(times, 1))
        return Paste(tuple(calls))
    requests = (sent(request_of(r["request"]), r["line"], r.get("at_ms")) for r in row.get("requests", ()))
    return Paste(tuple(map(sighting_of, row["sightings"])), tuple(requests), row.get("text", ""))


def samples() -> Iterator[Sample]:
    for path in sorted(FOLDER.glob("*.json")):
        for rule, row in json.loads(path.read_text("utf-8")).items():
            words, *pastes = (row.pop(name) for name in ("words", "speaks", "silent"))
            if row:  # what is known of the answer to either request
                pastes = [{"sightings": [row | {"request": request}]} for request in pastes]
            yield Sample(rule, words, *map(paste_of, pastes))


SAMPLES = tuple(samples())
