"""The checks of "Which one is it?" made ready for a page: each end with its words and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.note import Check, step_of
from exchange_errors.catalogue.serialise import run_command
from exchange_errors.exchange.read_calls import ReadCall, read_calls

from .. import links


@dataclass(frozen=True, slots=True)
class End:
    """Where an answer leads: a cause, a later check or another entry. ``is_next`` is the check that follows anyway.

    ``label`` is the short form where ``words`` is a sentence that the same page has elsewhere.
    """

    words: str
    address: str
    is_next: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One question; ``call`` describes its command where a file does. ``answer`` is what a paste says to it, or ""."""

    number: int
    check: Check
    yes: End
    no: End
    command: str | None
    call: ReadCall | None
    answer: str = ""


def flow(entry: Entry, catalogue: Catalogue, answers: Mapping[int, str] | None = None) -> tuple[CheckRow, ...]:
    """Return the questions of an entry in order; ``answers`` by their number are those of a paste."""
    return tuple(
        CheckRow(
            number,
            check,
            _end(check.yes, number, entry, catalogue),
            _end(check.no, number, entry, catalogue),
            run_command(check.run),
            read_calls().get(check.run or ""),
            (answers or {}).get(number, ""),
        )
        for number, check in enumerate(entry.note.checks, 1)
    )


def _end(end: str, number: int, entry: Entry, catalogue: Catalogue) -> End:
    other = catalogue.row(end)
    if other:
        return End(f"{other.code}: {other.note.headline}", links.page_path(other, catalogue))
    kind, place = step_of(end) or ("", 0)
    if kind == "cause" and 0 < place <= len(entry.note.causes):
        return End(
            entry.note.causes[place - 1].text, f"#cause-{place}", label=_("Cause %(number)s") % {"number": place}
        )
    return End(end.capitalize(), f"#check-{place}", is_next=(kind, place) == ("check", number + 1))
