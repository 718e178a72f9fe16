"""Runs the rules over a finding: over distinct requests only, and over a limited number of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..decoder.decoded import Diagnosis, Finding, Sighting
from .case import Case
from .paste import Paste
from .rule import Rule, Verdict
from .rules import RULES_BY_CODE
from .values import order_params, request_params, shown

CLOSE_CODES = range(1000, 1016)
MAX_LOOKED_AT = 400
MAX_CASES = 24
MAX_ORDERS = 20
MAX_PER_RULE = 2
MAX_SAID = 8
MAX_LINES = 1000
PER_REQUEST = frozenset({"id", "nonce", "sig", "client_oid", "order_id", "create_time", "update_time"})


def examine(finding: Finding, paste: Paste) -> tuple[Diagnosis, ...]:
    """Return what the rules say about the sightings of ``finding``, each sentence once."""
    rules = RULES_BY_CODE.get(finding.code, ())
    if not rules or (finding.kind != "websocket" and finding.code in CLOSE_CODES):
        return ()
    diagnoses: dict[tuple[str, str | None, str | None], Diagnosis] = {}
    for number, (case, lines) in enumerate(_cases(finding, paste)):
        for rule in rules:
            if rule.reads == "paste" and number:
                continue
            for _, diagnosis in apply(rule, case):
                where = finding.lines if rule.reads == "paste" else lines
                _note(diagnoses, diagnosis._replace(lines=where))
        if len(diagnoses) >= MAX_SAID:
            break
    return tuple(diagnoses.values())[:MAX_SAID]


def _note(diagnoses: dict[tuple[str, str | None, str | None], Diagnosis], diagnosis: Diagnosis) -> None:
    """Add a diagnosis or, where it is known already, its lines."""
    key = (diagnosis.rule, diagnosis.parameter, diagnosis.value)
    known = diagnoses.get(key)
    if known is not None:
        diagnoses[key] = known._replace(lines=tuple(sorted({*known.lines, *diagnosis.lines}))[:MAX_LINES])
    elif sum(rule == diagnosis.rule for rule, _, _ in diagnoses) < MAX_PER_RULE:
        diagnoses[key] = diagnosis


def apply(rule: Rule, case: Case) -> Iterator[tuple[Verdict, Diagnosis]]:
    """Yield what one rule says about a case and, where it looks at each order, about every order of a list."""
    for part in orders_of(case) if rule.each_order else (case,):
        verdict = rule(part)
        if verdict is not None:
            yield verdict, rule.diagnosis(verdict, part.place)


def orders_of(case: Case) -> Sequence[Case]:
    """Return a case for every order of the list in ``case``; the case itself when it holds no list.

    Only the order that the answer speaks of is returned where the answer gives its ``index``.
    """
    legs = case.params.get("order_list")
    if not isinstance(legs, (list, tuple)):
        return (case,)
    index = case.response.get("index")
    picked = [
        case._replace(params=leg, place=place)
        for place, leg in enumerate(legs[:MAX_ORDERS], start=1)
        if isinstance(leg, Mapping)
    ]
    if isinstance(index, int) and not isinstance(index, bool):
        return [leg for leg in picked if leg.place == index + 1]
    return picked


def case_of(sighting: Sighting, paste: Paste, group: Sequence[Sighting] = ()) -> Case:
    """Return the case of one sighting: its request or, failing that, its order object."""
    params = request_params(sighting.request) if sighting.request else None
    return Case(
        method=_method(sighting.request, sighting.method),
        code=sighting.code,
        params=params if params is not None else order_params(sighting.order),
        sent=bool(sighting.request),
        request=sighting.request,
        response=sighting.response,
        order=sighting.order,
        message=sighting.message or "",
        at_ms=sighting.at_ms,
        http_status=sighting.http_status,
        paste=paste,
        group=group,
    )


def _method(request: Mapping[str, Any], method: str | None) -> str:
    """Return the method that was called, "" for a frame whose method is ERROR."""
    sent = request.get("method")
    return sent if isinstance(sent, str) else method if method and method != "ERROR" else ""


def _cases(finding: Finding, paste: Paste) -> Iterator[tuple[Case, tuple[int, ...]]]:
    """Yield the cases whose requests differ in more than their ids and times, each with its lines."""
    if len(finding.sightings) == 1:
        yield case_of(finding.sightings[0], paste, finding.sightings), finding.lines
        return
    alike: dict[str, list[Sighting]] = {}
    for sighting in finding.sightings[:MAX_LOOKED_AT]:
        alike.setdefault(_shape(sighting), []).append(sighting)
    for sightings in list(alike.values())[:MAX_CASES]:
        yield case_of(sightings[0], paste, finding.sightings), tuple(sighting.line for sighting in sightings)


def _shape(sighting: Sighting) -> str:
    """Return what distinguishes a request from others: everything except its ids and times."""
    if not sighting.request and not sighting.order:
        return ""
    params = sighting.request.get("params", sighting.request)
    return f"{sighting.method} {sighting.response.get('index')} {_sketch(params)} {_sketch(sighting.order)}"


def _sketch(value: Any, depth: int = 0) -> str:
    """Return a value as a key, three levels deep: pastes may nest deeper than Python recurses."""
    if isinstance(value, Mapping):
        if depth == 3:
            return "{}"
        return "".join(f"{name}={_sketch(item, depth + 1)};" for name, item in value.items() if name not in PER_REQUEST)
    if isinstance(value, (list, tuple)):
        return "[]" if depth == 3 else "[" + ",".join(_sketch(item, depth + 1) for item in value[:MAX_ORDERS]) + "]"
    return shown(value)
