"""Sightings, requests and reports made by hand, for tests of everything behind the reader."""

from __future__ import annotations

from typing import Any

from exchange_errors.decoder.decoded import Diagnosis, Finding, Reading, Report, SentRequest, Sighting
from exchange_errors.diagnosis.examine import examine
from exchange_errors.diagnosis.paste import Paste
from exchange_errors.diagnosis.preflight import Preflight, check_request

NOON = 1_760_000_000_000
READING = Reading(characters=0, lines=0, objects=0, truncated=False, shapes=())


def order(method: str = "private/create-order", **params: Any) -> dict[str, Any]:
    """A sound limit order as a request; ``params`` replace its fields, and those that are ... are left out."""
    sound = {
        "client_oid": "note-7",
        "instrument_name": "CRO_USD",
        "price": "0.1025",
        "quantity": "40",
        "side": "BUY",
        "type": "LIMIT",
    }
    kept = {name: value for name, value in (sound | params).items() if value is not ...}
    return {"id": 7, "method": method, "params": kept, "nonce": NOON, "api_key": "[api_key]", "sig": "[sig]"}


def request(method: str, nonce: Any = NOON, number: Any = 7, **params: Any) -> dict[str, Any]:
    """A signed request with just these parameters."""
    return {"id": number, "method": method, "params": params, "nonce": nonce, "api_key": "[api_key]", "sig": "[sig]"}


def sighting(code: int, sent: Any = None, *, line: int = 1, at_ms: int | None = None, **known: Any) -> Sighting:
    """One reading of ``code``; ``sent`` is the request that it answers."""
    known.setdefault("kind", "response")
    known.setdefault("role", "error" if known["kind"] == "response" else "close")
    method = sent.get("method") if isinstance(sent, dict) else None
    known.setdefault("method", method if isinstance(method, str) else None)
    known.setdefault("name", None)
    known["request"] = sent if sent is not None else {}
    return Sighting(
        code=code,
        confidence="certain",
        shape="test",
        span=(line * 1000, line * 1000 + 10),
        line=line,
        at_ms=at_ms,
        **known,
    )


def sent(what: dict[str, Any], line: int = 1, at_ms: int | None = None) -> SentRequest:
    """A request that stands on a line of its own."""
    return SentRequest((line * 1000, line * 1000 + 10), line, at_ms, what)


def finding(*sightings: Sighting, **known: Any) -> Finding:
    """All the sightings of one code as a finding; pass ``id`` for an entry of the catalogue."""
    first = sightings[0]
    times = [s.at_ms for s in sightings if s.at_ms is not None]
    facts: dict[str, Any] = {
        "kind": first.kind,
        "code": first.code,
        "name": first.name,
        "known": "id" in known,
        "id": None,
        "role": first.role,
        "confidence": "certain",
        "count": len(sightings),
        "lines": tuple(s.line for s in sightings),
        "first_at_ms": min(times, default=None),
        "last_at_ms": max(times, default=None),
        "excerpt": "",
        "method": first.method,
        "instrument": first.instrument,
        "sightings": sightings,
    }
    return Finding(**(facts | known))


def report(*findings: Finding, requests: tuple[SentRequest, ...] = (), text: str = "") -> Report:
    """A report as the reader hands it over, without any explanation."""
    return Report(text, findings, 0, (), (), READING, requests=requests)


def said(
    *sightings: Sighting, requests: tuple[SentRequest, ...] = (), text: str = "", others: tuple[Sighting, ...] = ()
) -> dict[str, Diagnosis]:
    """What the rules say about sightings of one code, by rule."""
    everything = sorted((*sightings, *others), key=lambda s: s.span)
    found = examine(finding(*sightings), Paste(text, requests, everything))
    return {diagnosis.rule: diagnosis for diagnosis in reversed(found)}


def checked(what: dict[str, Any], text: str = "") -> Preflight:
    """What the rules say about a request before it is sent."""
    return check_request(sent(what), Paste(text, (sent(what),)))
