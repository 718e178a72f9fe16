"""Hints for when nothing is found: similar entries, an HTTP status, the place in the list."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from ..store import snapshot

NEAREST = 5
SHOWN = 120  # characters of what was asked for that a page repeats
HTTP_STATUSES = frozenset(status.value for status in HTTPStatus)


def hints(text: str) -> dict[str, Any]:
    """Return what a page can say about a ``text`` that names nothing; ``shown`` is its beginning.

    ``http_status`` is the number where it is a known HTTP status, ``answering`` how many entries are sent with it;
    ``before`` and ``after`` are the entries between which an unknown number lies.
    """
    site = snapshot.current()
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    words = {"text": text, "shown": shown, "nearest": tuple(site.index.nearest(text[:SHOWN]))[:NEAREST]}
    number = text.strip().lstrip("#")
    digits = number.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 12):
        return words
    if digits != number:
        return words | {"is_number": True, "is_negative": int(digits) > 0}
    code = int(number)
    before, after = site.catalogue.between(code)
    status = code if code in HTTP_STATUSES else None
    answering = site.catalogue.counts["http_status"].get(str(code), 0) if status else 0
    place = {"before": before, "after": after}
    return words | place | {"is_number": True, "http_status": status, "answering": answering}
