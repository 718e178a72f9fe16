"""The timeline of a report as bars: one row of them for each code, so that no colour has to be told from another."""

from __future__ import annotations

from dataclasses import dataclass

from exchange_errors.report.timeline import Timeline

WIDTH, ROW, BAR = 640, 50, 28  # in units of the drawing, which are pixels at its natural size
SLOT_MOST = 40


@dataclass(frozen=True, slots=True)
class Bar:
    x: str
    y: int
    width: str
    height: int
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Series:
    title: str
    total: int
    top: int
    base: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    series: tuple[Series, ...]
    first: str
    last: str


def chart_of(timeline: Timeline | None) -> Chart | None:
    """Return the drawing of a timeline; all rows share one scale, so that their heights can be compared."""
    if timeline is None:
        return None
    slot = min(SLOT_MOST, WIDTH / len(timeline.buckets))
    most = max(max(bucket.by_series) for bucket in timeline.buckets)
    series = []
    for number, title in enumerate(timeline.series):
        base = (number + 1) * ROW - 2
        bars = []
        for place, bucket in enumerate(timeline.buckets):
            count = bucket.by_series[number]
            if count:
                height = max(3, round(BAR * count / most))
                x, width = f"{place * slot:.1f}", f"{max(2.0, slot - 2):.1f}"
                bars.append(Bar(x, base - height, width, height, bucket.label, count))
        series.append(Series(title, sum(bar.count for bar in bars), number * ROW + 12, base, tuple(bars)))
    buckets = timeline.buckets
    return Chart(WIDTH, len(series) * ROW + 18, tuple(series), buckets[0].label, buckets[-1].label)
