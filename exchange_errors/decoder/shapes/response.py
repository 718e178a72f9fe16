"""An answer: ``code`` with its message, with or without ``id``, ``method``, ``original`` and ``result``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..answer_signals import confidence_of, weigh_answer
from ..answered_code import AnsweredCode
from ..code_fields import names_a_code
from ..decoded import Sighting, SkippedNumber
from ..envelope import code_number, method_of
from ..everyday_numbers import GENERIC_NAMES
from ..foreign_fields import ENVELOPE, FOREIGN_FIELDS
from ..pasted_lines import Where
from ..sighting import response_sighting
from ..signals import Weighed
from .outcome import ObjectReading
from .record import opened

#: What source code has before an error that it makes up.
RAISED = re.compile(r"\b(?:raise|throw|throw new|return|return new) [\w.:]{1,60}$")
RAISED_REACH = 80  # characters
CODE_FIELDS = ("code", "error_code", "errorCode", "err_code", "errCode")  # before any other that is called a code


def response(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read the code of an answer; 0 is a success, whatever its message says."""
    value = _with_prefix(value)
    key, code = _code(value)
    if code is None:
        return _named_code(value, where)
    if code == 0:
        return success(value, where)
    sighting, weighed = weighed_sighting(AnsweredCode(value, key, code, where))
    if sighting is None:
        passed = SkippedNumber(code, where.locate(code)[1], weighed.signals)
        return ObjectReading(skipped=f"{code}: {weighed.against}", passed=[passed], inner=opened(value, where))
    if sighting.confidence != "certain" and RAISED.search(where.before[-RAISED_REACH:]):
        return ObjectReading(skipped=f"{code}: source code that raises it")
    return ObjectReading([sighting], inner=rest(value, where))


def weighed_sighting(candidate: AnsweredCode) -> tuple[Sighting | None, Weighed]:
    """Return the sighting of a code in a field, None where what is known of it speaks against it."""
    weighed = weigh_answer(candidate)
    confidence = confidence_of(candidate, weighed)
    if confidence is None:
        return None, weighed
    sighting = response_sighting(
        candidate.response, candidate.code, candidate.where,
        confidence=confidence, said=candidate.message, signals=weighed.signals,
    )  # fmt: skip
    return sighting, weighed


def _code(value: Mapping[str, Any]) -> tuple[str, int | None]:
    """Return the first field that holds a code, with the code; None where there is none."""
    others = (key for key in value if key not in CODE_FIELDS and isinstance(key, str) and names_a_code(key))
    for key in (*CODE_FIELDS, *others):
        if key in value and (code := code_number(value[key])) is not None:
            return key, code
    return "", None


def _with_prefix(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the fields of one prefix say, where a flat record has its code as ``error.code``."""
    if not value.keys().isdisjoint(CODE_FIELDS):
        return value
    dotted = next((key for key in value if isinstance(key, str) and "." in key and names_a_code(key)), None)
    if dotted is None:
        return value
    prefix = dotted[: dotted.rindex(".") + 1]
    return {key.removeprefix(prefix): item for key, item in value.items() if key.startswith(prefix) or key == "method"}


def success(value: Mapping[str, Any], where: Where) -> ObjectReading:
    """Count a code 0 that is this exchange's; other services' zeros count for nothing."""
    is_ours = method_of(value) is not None or (not (FOREIGN_FIELDS & value.keys()) and value.keys() <= ENVELOPE)
    inner = rest(value, where._replace(answer=value))
    return ObjectReading(successes=int(is_ours and not where.foreign), inner=inner)


def rest(value: Mapping[str, Any], where: Where) -> list[tuple[Any, Where]]:
    """Return what an answer may hold besides its code: other answers, orders, frames."""
    return [(inner, where) for key, inner in value.items() if isinstance(inner, (dict, list)) and key != "original"]


def _named_code(value: Mapping[str, Any], where: Where) -> ObjectReading | None:
    """Read ``{"code": "INVALID_NONCE"}``, as some clients re-print an error."""
    name = value.get("code")
    entry = where.words.named(name) if isinstance(name, str) and "_" in name and name.isupper() else None
    if entry is None or where.foreign or not value.keys() <= ENVELOPE | {"error"}:
        return None
    if name in GENERIC_NAMES and not where.ours:
        return None  # GraphQL and many others send such a name as the code
    named = {**value, "message": entry.name}
    return ObjectReading([response_sighting(named, entry.code, where, confidence="likely")])
