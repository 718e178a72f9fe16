"""Names alone, in any spelling: ``INSUFFICIENT_AVAILABLE_BALANCE``, ``account is in margin call``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...exchange.unlisted import Unlisted
from ..prose_page import Line, ProsePage
from ..report import Confidence, Sighting
from ..vocabulary import ENUM_NAMES, GENERIC
from .numbered_name import Named, names

#: Sentences of the vendor that any program may say.
EVERYDAY = frozenset(
    "bad request|not found|method not found|invalid request|internal error|invalid date|no position|invalid user|invalid price"
    "|request has timed out|invalid account|currency is invalid|account is invalid|invalid leverage|invalid currency"
    "|user is not active|account is not active|duplicate request|request timeout|too many requests|account does not exist".split("|")
)
KEYED_BY = re.compile(r"(?:message|msg|reason|error|name|desc\w*)[\"']?\s{0,2}[:=]\s{0,2}[\"'\\]{0,4}$", re.IGNORECASE)


def named(page: ProsePage) -> Iterator[Sighting]:
    """Read names without a number; common words need this exchange's name or an error beside them."""
    for one in names(page):
        line = page.line(one.start)
        if line.is_silent:
            continue
        confidence = _confidence(page, one, line)
        if confidence is None or not page.take(one.start, one.end):
            continue
        yield page.sighting(
            (one.start, one.end), one.what.code, shape="named", role="error" if line.speaks_of_error(one.said) else "mention",
            confidence=confidence, name=one.what.name, message=None if one.style == "snake" else one.said,
        )  # fmt: skip


def _confidence(page: ProsePage, one: Named, line: Line) -> Confidence | None:
    name = one.what.name or ""
    keyed = KEYED_BY.search(page.text, max(0, one.start - 20), one.start) is not None
    if name in ENUM_NAMES and one.style == "snake" and not keyed:
        return None  # a value of time_in_force
    is_common = name in GENERIC if one.style == "snake" else one.said.lower().replace("-", " ") in EVERYDAY
    if is_common and not page.is_ours:
        return None
    if one.style == "snake":
        return "possible" if isinstance(one.what, Unlisted) and not page.is_ours else "likely"
    if one.style == "kebab" and not page.is_ours and not keyed:
        return None
    if isinstance(one.what, Unlisted):
        return None
    words = len(re.findall(r"[A-Za-z]+", one.said))
    if words > 2 or keyed or page.is_ours or line.speaks_of_error(one.said):
        return "likely" if words > 2 else "possible"
    return "possible" if len(line.text.split()) <= words + 2 else None
