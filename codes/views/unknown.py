"""What can still be said when nothing is found: near entries, an HTTP status, the range that a number lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from .. import snapshot
from ..core.catalogue import Catalogue
from ..core.entry import Entry

NEAREST = 6
SHOWN = 120  # characters of what was asked for that a page repeats
HTTP_STATUSES = frozenset(status.value for status in HTTPStatus)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a page says about a text that names nothing.

    ``http_status`` is the number where it is a known HTTP status, ``answering`` how many entries are sent with it;
    ``before`` and ``after`` are the entries between which an unknown number lies.
    """

    text: str
    nearest: Sequence[Entry]
    http_status: int | None = None
    answering: int = 0
    before: Entry | None = None
    after: Entry | None = None
    elsewhere: str = ""


def hints(text: str) -> Hints:
    """Return what is known about ``text``; any text is taken."""
    site = snapshot.current()
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    nearest = tuple(site.index.nearest(text[:SHOWN]))[:NEAREST]
    number = text.strip().lstrip("#")
    if not (number.isascii() and number.isdigit() and len(number) <= 12):
        return Hints(shown, nearest)
    code = int(number)
    before, after = between(site.catalogue, code)
    status = code if code in HTTP_STATUSES else None
    answering = site.catalogue.counts["http_status"].get(str(code), 0) if status else 0
    return Hints(shown, nearest, status, answering, before, after)


def between(catalogue: Catalogue, code: int) -> tuple[Entry | None, Entry | None]:
    """Return the response entries just below and just above an unknown number."""
    responses = [entry for entry in catalogue.entries if entry.kind == "response"]
    before = next((entry for entry in reversed(responses) if entry.code < code), None)
    return before, next((entry for entry in responses if entry.code > code), None)
