"""Codes in fields with a name of the program's own: beside what they are called, or as the error of an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..answered_code import MOST_FIELDS, AnsweredCode, is_held_as_error, says_refused, text_of_code
from ..code_fields import may_hold_code, names_a_number
from ..code_holders import is_of_codes, is_of_nobody_else, is_plural
from ..decoded import Sighting
from ..envelope import number
from ..everyday_numbers import LONG
from ..pasted_lines import Where
from .outcome import ObjectReading
from .record import opened
from .response import rest, weighed_sighting


def named_code(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read ``{"c": 606, "m": "EXCEED_ALLOWED_SLIPPAGE"}`` and ``{"symbol": "CRO_USDT", "reject": 415}``."""
    for key, code in _codes(value, where):
        sighting, _ = weighed_sighting(AnsweredCode(value, key, code, where))
        if sighting is not None:
            return ObjectReading([sighting], inner=rest(value, where))
    return None


def several_codes(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read ``"errors_by_code": {"306": 12, "213": 4}`` and ``"codes": [306, 213]``: nothing but codes in such a field.

    The keys of the map are codes, and its values how often each came.
    """
    sightings: list[Sighting] = []
    for key, field in islice(value.items(), MOST_FIELDS):
        if not isinstance(field, (list, dict)) or not (codes := _several(key, field, where)):
            continue
        beside = {other: said for other, said in value.items() if other != key}
        weighed = (weighed_sighting(AnsweredCode(beside, key, code, where)) for code in codes)
        sightings += [sighting for sighting, _ in weighed if sighting is not None]
    return ObjectReading(sightings, inner=opened(value, where)) if sightings else None


def _several(key: str, field: list[Any] | dict[str, Any], where: Where) -> list[int]:
    """Return the codes of a list or of the keys of a map, [] where anything else is among them."""
    counts = field.values() if isinstance(field, dict) else ()
    is_called = is_of_codes(key) if isinstance(field, dict) else is_plural(key)
    if not (is_called and is_of_nobody_else(key) and 0 < len(field) <= MOST_FIELDS):
        return []
    if not all(isinstance(count, int) for count in counts):
        return []
    numbers = [number(item) for item in field]
    codes = [code for code in numbers if code and where.words.is_number(code)]
    return codes if len(codes) == len(numbers) else []


def _is_of_error(code: int, value: Mapping[str, Any], where: Where) -> bool:
    """Whether the object is held as an error, or says that something was refused, with a number that is no count."""
    return is_held_as_error(where) or (code >= LONG and says_refused(value))


def _codes(value: Mapping[str, Any], where: Where) -> Iterator[tuple[str, int]]:
    """Yield the numbers of this exchange that are called by a text beside them, or that a field of errors holds."""
    for key, field in islice(value.items(), MOST_FIELDS):
        if not isinstance(field, (int, str)) or (isinstance(field, str) and not field.isdecimal()):
            continue
        code = number(field)
        if not code or not where.words.is_number(code) or str(code) != str(field):  # ``"last4": "0306"``
            continue
        is_error = may_hold_code(key) or (names_a_number(key) and _is_of_error(code, value, where))
        if is_error or where.words.states(code, text_of_code(value, code, where.words)):
            yield key, code
