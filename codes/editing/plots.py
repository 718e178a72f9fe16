"""Bars drawn on the server, each with the table of its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange_errors.catalogue.entry import Entry

from .. import labels
from ..models import AnswerCount
from .weakness import WEEKS

WIDTH, LABEL, ROW, BAR = 360, 96, 22, 14  # units of the drawing, about a pixel each on a phone
ROOM = WIDTH - LABEL - 36  # for the longest bar, with its figure behind
AGES = {
    30: gettext_lazy("Up to 1 month"),
    91: gettext_lazy("1 to 3 months"),
    182: gettext_lazy("3 to 6 months"),
    365: gettext_lazy("6 to 12 months"),
    10**6: gettext_lazy("Over a year"),
}
"""The words for the age of a note by its greatest number of days."""


def plot(
    key: str, title: str, head: str, series: Sequence[str], figures: Sequence[tuple[str, Sequence[int]]]
) -> dict[str, Any]:
    """Draw a line for each label with its figures, to the scale of the longest.

    ``head`` names what the rows of the table are, ``series`` what each figure counts.
    """
    most = max((sum(values) for _label, values in figures), default=0)
    rows = [_row(label, values, ROOM / (most or 1), place * ROW) for place, (label, values) in enumerate(figures)]
    return {
        "key": key,
        "title": title,
        "head": head,
        "series": series,
        "rows": rows,
        "height": len(rows) * ROW,
        "is_empty": not most,
    }


def _row(label: str, values: Sequence[int], unit: float, y: int) -> dict[str, Any]:
    """Return one line with the bars that show its figures, end to end; a bar's ``kind`` counts from 1, for its look."""
    bars, x = [], float(LABEL)
    for kind, value in enumerate(values, start=1):
        if value:
            bars.append({"x": round(x, 1), "width": round(value * unit, 1), "kind": kind})
            x += value * unit
    return {
        "label": label,
        "figures": values,
        "total": sum(values),
        "bars": bars,
        "middle": y + ROW / 2,
        "bar_top": y + (ROW - BAR) / 2,
        "end": (bars[-1]["x"] + bars[-1]["width"] if bars else LABEL) + 6,
    }


def answers_by_week(today: date) -> dict[str, Any]:
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    counts: Counter[tuple[date, bool]] = Counter()
    for week, answer, count in AnswerCount.objects.filter(week__gte=weeks[0]).values_list("week", "answer", "count"):
        counts[week, answer == "yes"] += count
    figures = [(date_format(week, "j M"), (counts[week, True], counts[week, False])) for week in weeks]
    return plot("answers", _("Answers by week"), _("Week from"), (_("Solved"), _("Not solved")), figures)


def notes_by_age(entries: Sequence[Entry], now: datetime) -> dict[str, Any]:
    counts = Counter(_age(entry, now) for entry in entries)
    figures = [(str(words), (counts[most],)) for most, words in AGES.items()]
    return plot("ages", _("Notes by last change"), _("Last changed"), (_("Notes"),), figures)


def causes_by_evidence(entries: Sequence[Entry]) -> dict[str, Any]:
    counts: Counter[str] = Counter(cause.evidence for entry in entries for cause in entry.note.causes)
    figures = [(str(words), (counts[level],)) for level, words in labels.EVIDENCE.items()]
    return plot("evidence", _("Causes by evidence"), _("Evidence"), (_("Causes"),), figures)


def _age(entry: Entry, now: datetime) -> int:
    """Return the key of AGES."""
    return next(most for most in AGES if (now - entry.updated_at).days <= most)
