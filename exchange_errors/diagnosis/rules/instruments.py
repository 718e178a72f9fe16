"""Instrument names: case-sensitive, with an underscore for spot and a dash for contracts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from ..case import Case
from ..rule import Verdict, fault, rule
from ..values import shown

SOURCE = "Facts 1.1: names are case-sensitive; BASE_QUOTE, BTCUSD-PERP, BTCUSD-yymmdd, BTCUSD-INDEX"
SPOT = re.compile(r"[A-Z0-9]{1,20}_[A-Z0-9]{2,20}")
CONTRACT = re.compile(r"[A-Z0-9]{2,20}-(?:PERP|INDEX|\d{6}(?:-[A-Z0-9]{1,12}){0,2})")
TWO_PARTS = re.compile(r"([A-Z0-9]{2,12})[-/ :.]([A-Z]{3,5})")
UNIFIED = re.compile(r"([A-Z0-9]{2,12})/([A-Z]{3,5}):[A-Z]{3,5}")
MIXED_PERP = re.compile(r"([A-Z0-9]{2,12})[_/-]?(USD[TC]?)[_-]?(?:PERP|SWAP|PERPETUAL)")
BARE = re.compile(r"([A-Z0-9]{2,12})(USDT|USDC|USD)")
DATED = re.compile(r"[A-Z0-9]{2,20}-(\d{6})(?:-.*)?")
CHANNEL = re.compile(r"(?:book|ticker|trade|mark|index|user\.order|user\.trade)\.([^.]{3,40})(?:\.\d{1,4})?")


@rule(codes={209, 40004, 40003}, evidence="observed", source=SOURCE, refused_as=209, each_order=True)
def instrument_is_spelled_as_documented(case: Case) -> Verdict | None:
    """`instrument_name` has the wrong case or the wrong separator."""
    name = case.text("instrument_name")
    meant = _meant(name)
    if meant is None:
        return None
    return fault(f'instrument_name is "{shown(name)}"; the exchange spells it {meant}.', "instrument_name", name)


@rule(codes={40003, 40001, 209}, evidence="observed", source=SOURCE + "; facts 1.5: Unknown symbol", refused_as=40003)
def channel_names_a_spelled_instrument(case: Case) -> Verdict | None:
    """A channel of a subscription names an instrument in the wrong case or with the wrong separator."""
    for channel in case.texts("channels")[:500]:
        match = CHANNEL.fullmatch(channel) if len(channel) <= 80 else None
        meant = _meant(match.group(1)) if match else None
        if match and meant:
            return fault(f'channel "{shown(channel)}" names {match.group(1)}; write {meant}.', "channels", channel)
    return None


@rule(
    codes={206, 209, 208},
    evidence="inferred",
    source="Facts 1.1 (BTCUSD-yymmdd) and 3.1 row 206",
    reads="order",
    each_order=True,
)
def contract_has_not_expired(case: Case) -> Verdict | None:
    """The date in a dated contract's name lies before the time of the request."""
    name = case.text("instrument_name")
    dated = DATED.fullmatch(name) if len(name) <= 60 else None
    expiry = _day(dated.group(1)) if dated else None
    if expiry is None or case.when_ms is None or case.when_ms < expiry:
        return None
    day = datetime.fromtimestamp(expiry // 1000 - 86_400, UTC).strftime("%d %B %Y").lstrip("0")
    return fault(f"{name} carries the date {day}, which is before this request.", "instrument_name", name)


def _meant(name: str) -> str | None:
    """Return the most likely correct spelling of ``name``; None when it looks right or like nothing known."""
    if not name or len(name) > 60 or SPOT.fullmatch(name) or CONTRACT.fullmatch(name):
        return None
    return next((meant for meant in _spellings(name.strip().upper()) if meant != name), None)


def _spellings(name: str) -> Iterator[str]:
    perp = MIXED_PERP.fullmatch(name)
    if perp:
        yield f"{perp.group(1)}{perp.group(2)}-PERP"
    if SPOT.fullmatch(name) or CONTRACT.fullmatch(name):
        yield name
    unified = UNIFIED.fullmatch(name)
    if unified:
        yield f"{unified.group(1)}{unified.group(2)}-PERP"
    parts = TWO_PARTS.fullmatch(name)
    if parts and parts.group(2) not in ("PERP", "INDEX"):
        yield f"{parts.group(1)}_{parts.group(2)}"
    bare = BARE.fullmatch(name)
    if bare:
        yield f"{bare.group(1)}_{bare.group(2)} for spot, {bare.group(1)}{bare.group(2)}-PERP for the perpetual"


def _day(yymmdd: str) -> int | None:
    """Return the end of the day in milliseconds since 1970 (UTC), None for no date."""
    try:
        day = datetime.strptime(yymmdd, "%y%m%d").replace(tzinfo=UTC)
    except ValueError:
        return None
    return (int(day.timestamp()) + 86_400) * 1000
