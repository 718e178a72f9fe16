"""The checks of "Which one is it?" made ready for a page: each end with its words and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.note import step_of
from exchange_errors.catalogue.serialise import run_command
from exchange_errors.exchange.read_calls import read_calls

from .. import links


def flow(entry: Entry, catalogue: Catalogue, answers: Mapping[int, str] | None = None) -> list[dict[str, Any]]:
    """Return the questions of an entry in order; ``answers`` by their number are those of a paste."""
    return [
        {
            "number": number,
            "check": check,
            "yes": _end(check.yes, number, entry, catalogue),
            "no": _end(check.no, number, entry, catalogue),
            "command": run_command(check.run),
            "call": read_calls().get(check.run or ""),
            "answer": (answers or {}).get(number, ""),
        }
        for number, check in enumerate(entry.note.checks, 1)
    ]


def _end(end: str, number: int, entry: Entry, catalogue: Catalogue) -> dict[str, Any]:
    """Return where an answer leads: to another entry, a cause or a later check, which ``is_next`` if it follows anyway.

    ``label`` is the short form where ``words`` is a sentence that the same page has elsewhere.
    """
    other = catalogue.row(end)
    if other:
        return {"words": f"{other.code}: {other.note.headline}", "address": links.page_path(other, catalogue)}
    kind, place = step_of(end) or ("", 0)
    if kind == "cause" and 0 < place <= len(entry.note.causes):
        label = _("Cause %(number)s") % {"number": place}
        return {"words": entry.note.causes[place - 1].text, "address": f"#cause-{place}", "label": label}
    is_next = (kind, place) == ("check", number + 1)
    return {"words": end.capitalize(), "address": f"#check-{place}", "is_next": is_next}
