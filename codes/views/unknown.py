"""What can still be said when nothing is found: near entries, an HTTP status, the place in the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from exchange_errors.catalogue.entry import Entry

from ..store import snapshot

NEAREST = 5
SHOWN = 120  # characters of what was asked for that a page repeats
HTTP_STATUSES = frozenset(status.value for status in HTTPStatus)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a page says about a ``text`` that names nothing; ``shown`` is its beginning.

    ``http_status`` is the number where it is a known HTTP status, ``answering`` how many entries are sent with it;
    ``before`` and ``after`` are the entries between which an unknown number lies.
    """

    text: str
    shown: str
    nearest: Sequence[Entry]
    http_status: int | None = None
    answering: int = 0
    before: Entry | None = None
    after: Entry | None = None
    is_number: bool = False
    is_negative: bool = False


def hints(text: str) -> Hints:
    """Return what is known about ``text``; any text is taken."""
    site = snapshot.current()
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    nearest = tuple(site.index.nearest(text[:SHOWN]))[:NEAREST]
    number = text.strip().lstrip("#")
    digits = number.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 12):
        return Hints(text, shown, nearest)
    if digits != number:
        return Hints(text, shown, nearest, is_number=True, is_negative=int(digits) > 0)
    code = int(number)
    before, after = site.catalogue.between(code)
    status = code if code in HTTP_STATUSES else None
    answering = site.catalogue.counts["http_status"].get(str(code), 0) if status else 0
    return Hints(text, shown, nearest, status, answering, before, after, is_number=True)
