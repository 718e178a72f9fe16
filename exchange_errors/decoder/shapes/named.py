"""Names alone, in any spelling: ``INSUFFICIENT_AVAILABLE_BALANCE``, ``account is in margin call``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...catalogue.catalogue import spelling_key
from ...exchange.unlisted_codes import Unlisted
from ..decoded import Confidence, Sighting
from ..everyday_numbers import ENUM_NAMES, EVERYDAY_SENTENCES, GENERIC_NAMES
from ..name_matching import Named
from ..prose_page import Line, ProsePage

STATUS_BEFORE = re.compile(r"(?:HTTP/\S{1,4} |\b)[1-5]\d\d[ :-]{1,3}$")
KEYED_BY = re.compile(r"(?:message|msg|reason|error|name|desc\w*)[\"']?\s{0,2}[:=]\s{0,2}[\"'\\]{0,4}$", re.IGNORECASE)


def named(page: ProsePage) -> Iterator[Sighting]:
    """Read names without a number; common words need this exchange's name or an error beside them."""
    for one in page.names:
        line = page.line(one.start)
        if line.is_silent:
            continue
        confidence = _confidence(page, one, line)
        if confidence is None or not page.take(one.start, one.end):
            continue
        is_error = line.speaks_of_error(one.said) or _is_keyed(page, one)
        yield page.sighting(
            (one.start, one.end), one.what.code, shape="named", role="error" if is_error else "mention",
            confidence=confidence, name=one.what.name, message=None if one.style == "snake" else one.said,
        )  # fmt: skip


def _is_keyed(page: ProsePage, one: Named) -> bool:
    return KEYED_BY.search(page.text, max(0, one.start - 20), one.start) is not None


def _confidence(page: ProsePage, one: Named, line: Line) -> Confidence | None:
    name = one.what.name or ""
    keyed = _is_keyed(page, one)
    if name in ENUM_NAMES and not keyed:
        return None  # a value of time_in_force
    if (one.style != "snake" or name in GENERIC_NAMES) and STATUS_BEFORE.search(
        page.text, max(0, one.start - 16), one.start
    ):
        return None  # the reason phrase of an HTTP status
    if one.style == "snake":
        is_common = name in GENERIC_NAMES or not page.words.is_name(one.said)
    else:
        is_common = spelling_key(one.said) in EVERYDAY_SENTENCES
    if is_common and not (page.is_ours and (keyed or line.speaks_of_error(one.said))):
        return None
    if isinstance(one.what, Unlisted) and not (one.style == "snake" and (page.is_ours or keyed)):
        return None
    if one.style == "snake":
        return "likely"
    if one.style == "kebab" and not page.is_ours and not keyed:
        return None
    return "likely" if len(one.said.split()) > 2 and not is_common else "possible"
