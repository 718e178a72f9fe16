"""What can still be said when nothing is found: near entries, codes from elsewhere, the place in the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.utils.translation import gettext as _

from exchange_errors.catalogue.catalogue import Catalogue, spelling_key
from exchange_errors.catalogue.entry import Entry
from exchange_errors.exchange.unlisted_codes import close_codes, legacy_ranges, unlisted_codes

from ..store import snapshot

NEAREST = 5
SHOWN = 120  # characters of what was asked for that a page repeats
HTTP_STATUSES = frozenset(status.value for status in HTTPStatus)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A code that is no part of the catalogue, but known: ``text`` says from where; ``counterparts`` say the same."""

    title: str
    text: str
    counterparts: tuple[Entry, ...] = ()


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
    elsewhere: tuple[Elsewhere, ...] = ()


def hints(text: str) -> Hints:
    """Return what is known about ``text``; any text is taken."""
    site = snapshot.current()
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    nearest = tuple(site.index.nearest(text[:SHOWN]))[:NEAREST]
    elsewhere = tuple(_elsewhere(text, site.catalogue))
    number = text.strip().lstrip("#")
    if not (number.isascii() and number.isdigit() and len(number) <= 12):
        return Hints(text, shown, nearest, elsewhere=elsewhere)
    code = int(number)
    before, after = site.catalogue.between(code)
    status = code if code in HTTP_STATUSES else None
    answering = site.catalogue.counts["http_status"].get(str(code), 0) if status else 0
    return Hints(text, shown, nearest, status, answering, before, after, elsewhere)


def _elsewhere(text: str, catalogue: Catalogue) -> Iterator[Elsewhere]:
    """Yield the codes outside the catalogue that ``text`` names by number or by name."""
    asked, number = spelling_key(text), text.strip().lstrip("#")
    families = {
        "newer": _("Seen in answers of this exchange, but not in the source document. %(meaning)s"),
        "legacy": _("A code of an older API of this exchange, not of the Exchange API v1. %(meaning)s"),
    }
    for other in unlisted_codes():
        if number == str(other.code) or (asked and asked == spelling_key(other.name)):
            found = (catalogue.get(key) for key in other.counterparts)
            said = (families[other.family] % {"meaning": other.meaning}).rstrip()
            yield Elsewhere(f"{other.code} {other.name}", said, tuple(entry for entry in found if entry))
    if not (number.isascii() and number.lstrip("-").isdigit() and len(number) <= 12):
        return
    code = int(number) if number.count("-") < 2 else 0
    if close := close_codes().get(code):
        said = _("A close code of the websocket standard. %(meaning)s") % {"meaning": close.meaning}
        yield Elsewhere(f"{code} {close.name}", said)
    for old in legacy_ranges():
        if old.first <= code <= old.last:
            yield Elsewhere(
                f"{old.first} – {old.last}", _("This range belonged to %(family)s.") % {"family": old.family}
            )
    if code < 0:
        yield Elsewhere(str(code), _("No code of this exchange is negative: this one comes from somewhere else."))
