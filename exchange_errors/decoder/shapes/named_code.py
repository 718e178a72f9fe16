"""A code in a field with a name of the program's own: beside what it is called, or as the error of an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..answer_signals import confidence_of, weigh_answer
from ..answered_code import MOST_FIELDS, AnsweredCode, is_held_as_error, text_of_code
from ..code_fields import may_hold_code, names_a_number
from ..code_holders import is_of_codes, is_of_nobody_else
from ..envelope import number
from ..pasted_lines import Where
from ..sighting import response_sighting
from .outcome import ObjectReading
from .response import rest


def named_code(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read ``{"c": 606, "m": "EXCEED_ALLOWED_SLIPPAGE"}`` and ``{"symbol": "CRO_USDT", "reject": 415}``."""
    for key, code in _codes(value, where):
        candidate = AnsweredCode(value, key, code, where)
        weighed = weigh_answer(candidate)
        if (confidence := confidence_of(candidate, weighed)) is not None:
            sighting = response_sighting(
                value,
                code,
                where,
                shape="response",
                confidence=confidence,
                said=candidate.message,
                signals=weighed.signals,
            )
            return ObjectReading([sighting], inner=rest(value, where))
    return None


def counted_codes(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read ``"errors_by_code": {"306": 12, "213": 4}``: its keys are codes, and its values how often each came."""
    if not (where.key and is_of_codes(where.key) and is_of_nobody_else(where.key) and len(value) <= MOST_FIELDS):
        return None
    if not all(key.isdecimal() and isinstance(count, int) for key, count in value.items()):
        return None
    codes = [int(key) for key in value]
    candidates = [AnsweredCode(value, where.key, code, where) for code in codes if where.words.is_number(code)]
    if len(candidates) < len(codes):
        return None
    reading = ObjectReading()
    for candidate in candidates:
        weighed = weigh_answer(candidate)
        if (confidence := confidence_of(candidate, weighed)) is not None:
            reading.sightings.append(
                response_sighting(
                    value, candidate.code, where, shape="response", confidence=confidence, signals=weighed.signals
                )
            )
    return reading


def _codes(value: Mapping[str, Any], where: Where) -> Iterator[tuple[str, int]]:
    """Yield the numbers of this exchange that are called by a text beside them, or that a field of errors holds."""
    for key, field in islice(value.items(), MOST_FIELDS):
        if not isinstance(field, (int, str)) or (isinstance(field, str) and not field.isdecimal()):
            continue
        code = number(field)
        if not code or not where.words.is_number(code) or str(code) != str(field):  # ``"last4": "0306"``
            continue
        is_error = may_hold_code(key) or (names_a_number(key) and is_held_as_error(where))
        if is_error or where.words.states(code, text_of_code(value, code, where.words)):
            yield key, code
