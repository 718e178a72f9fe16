"""Bars drawn on the server, each with the table of its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

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


class Bar(NamedTuple):
    """One part of a line of a plot; ``kind`` counts from 1 and names its look."""

    x: float
    width: float
    kind: int


class PlotRow(NamedTuple):
    """One line: its label, its figures, and the bars that show them, end to end."""

    label: str
    figures: tuple[int, ...]
    bars: tuple[Bar, ...]
    y: int

    @property
    def middle(self) -> float:
        return self.y + ROW / 2

    @property
    def bar_top(self) -> float:
        return self.y + (ROW - BAR) / 2

    @property
    def end(self) -> float:
        return (self.bars[-1].x + self.bars[-1].width if self.bars else LABEL) + 6

    @property
    def total(self) -> int:
        return sum(self.figures)


class Plot(NamedTuple):
    """A drawing with its table: ``head`` names what the rows are, ``series`` what each figure counts."""

    key: str
    title: str
    head: str
    series: tuple[str, ...]
    rows: tuple[PlotRow, ...]

    @property
    def height(self) -> int:
        return len(self.rows) * ROW

    @property
    def is_empty(self) -> bool:
        return not any(row.total for row in self.rows)


def plot(key: str, title: str, head: str, series: Sequence[str], figures: Sequence[tuple[str, Sequence[int]]]) -> Plot:
    """Draw a line for each label with its figures, to the scale of the longest."""
    most = max((sum(values) for _label, values in figures), default=0) or 1
    rows = [_row(label, values, ROOM / most, place * ROW) for place, (label, values) in enumerate(figures)]
    return Plot(key, title, head, tuple(series), tuple(rows))


def _row(label: str, values: Sequence[int], unit: float, y: int) -> PlotRow:
    bars, x = [], float(LABEL)
    for kind, value in enumerate(values, start=1):
        if value:
            bars.append(Bar(round(x, 1), round(value * unit, 1), kind))
            x += value * unit
    return PlotRow(label, tuple(values), tuple(bars), y)


def answers_by_week(today: date) -> Plot:
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    counts: Counter[tuple[date, bool]] = Counter()
    for week, answer, count in AnswerCount.objects.filter(week__gte=weeks[0]).values_list("week", "answer", "count"):
        counts[week, answer == "yes"] += count
    figures = [(date_format(week, "j M"), (counts[week, True], counts[week, False])) for week in weeks]
    return plot("answers", _("Answers by week"), _("Week from"), (_("Solved"), _("Not solved")), figures)


def notes_by_age(entries: Sequence[Entry], now: datetime) -> Plot:
    counts = Counter(_age(entry, now) for entry in entries)
    figures = [(str(words), (counts[most],)) for most, words in AGES.items()]
    return plot("ages", _("Notes by last change"), _("Last changed"), (_("Notes"),), figures)


def causes_by_evidence(entries: Sequence[Entry]) -> Plot:
    counts: Counter[str] = Counter(cause.evidence for entry in entries for cause in entry.note.causes)
    figures = [(str(words), (counts[level],)) for level, words in labels.EVIDENCE.items()]
    return plot("evidence", _("Causes by evidence"), _("Evidence"), (_("Causes"),), figures)


def _age(entry: Entry, now: datetime) -> int:
    """Return the key of AGES."""
    return next(most for most in AGES if (now - entry.updated_at).days <= most)
