"""The errors of a report in time, or over the lines of a text without times: a lane for each code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from exchange_errors.decoder.decoded import Finding
from exchange_errors.report.bursts import burst, times_of
from exchange_errors.report.timeline import STEPS_MS, Timeline

WIDTH, LEFT, RIGHT = 400, 74, 386  # in units of the drawing; marks stand between LEFT and RIGHT
TOP, ROW = 34, 30
SMALL_WIDTH, EDGE = 132, 5  # the lane in a line of the table
MOST_DOTS = 40
BAR, HALF = 4, 9  # units from bar to bar, and half the height of the highest
MOST_LANES = 16
MOST_TICKS = 4
NOTE_GAP = 11


class Marks(NamedTuple):
    """The path of the errors of one code: dots or, where ``is_dense``, bars."""

    path: str
    is_dense: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The span of all errors. ``start`` and ``end`` are milliseconds since 1970 where ``is_time``, else lines."""

    start: int
    end: int
    is_time: bool

    def at(self, place: int, left: float, right: float) -> float:
        return left + (right - left) * (place - self.start) / max(1, self.end - self.start)

    def places(self, finding: Finding) -> list[int]:
        return times_of(finding) if self.is_time else [sighting.line for sighting in finding.sightings]

    def marks(self, finding: Finding, left: float, right: float) -> Marks:
        """Return a dot for each unit of the drawing that holds an error; of many errors a bar for every few units."""
        units = Counter(round(self.at(place, left, right)) for place in self.places(finding))
        if len(units) <= MOST_DOTS:
            return Marks("".join(f"M{unit} 0h0" for unit in sorted(units)), False)
        bars = Counter[int]()
        for unit, count in units.items():
            bars[unit - unit % BAR] += count
        most = max(bars.values())
        heights = {unit: max(1, round(HALF * count / most)) for unit, count in sorted(bars.items())}
        return Marks("".join(f"M{unit} {-half}v{2 * half}" for unit, half in heights.items()), True)

    def small_lane(self, finding: Finding) -> Marks:
        return self.marks(finding, EDGE, SMALL_WIDTH - EDGE)

    @property
    def ends(self) -> tuple[str, str]:
        return self.label(self.start), self.label(self.end)

    def label(self, place: int) -> str:
        return _clock(place).strftime("%H:%M:%S") if self.is_time else str(place)


class Tick(NamedTuple):
    x: int
    label: str


class LaneNote(NamedTuple):
    """A few words beside the marks of a lane; ``anchor`` is the end of them that stands at ``x``."""

    words: str
    x: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The errors of one code. ``burst`` is where a burst begins and how wide it is, None without one."""

    number: int
    finding: Finding
    impact: str
    headline: str
    y: int
    marks: Marks
    burst: tuple[int, int] | None
    note: LaneNote | None


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    more: int


class LaneSource(NamedTuple):
    """What a lane is drawn from; ``note`` is shown where there is no burst to name."""

    number: int
    finding: Finding
    impact: str
    headline: str
    note: str


def scale_of(timeline: Timeline | None, findings: Iterable[Finding]) -> Scale | None:
    """Return the span of the errors, None where there is nothing to draw."""
    if timeline is None:
        return None
    is_time = timeline.unit == "time"
    places = [place for finding in findings for place in Scale(0, 0, is_time).places(finding)]
    return Scale(min(places), max(places), is_time)


def chart_of(scale: Scale, rows: Sequence[LaneSource]) -> Chart:
    """Return the drawing: all lanes share one scale, so that what happened together stands together."""
    lanes = tuple(_lane(scale, row, TOP + ROW * place) for place, row in enumerate(rows[:MOST_LANES]))
    return Chart(WIDTH, TOP + ROW * len(lanes) + 6, lanes, tuple(_ticks(scale)), len(rows) - len(lanes))


def _lane(scale: Scale, row: LaneSource, y: int) -> Lane:
    run = burst(times_of(row.finding)) if scale.is_time else None
    if run is None:
        first = scale.places(row.finding)[:1]
        at = round(scale.at(first[0], LEFT, RIGHT)) if first else LEFT
        return Lane(*row[:4], y, scale.marks(row.finding, LEFT, RIGHT), None, _note(row.note, at, at))
    left = round(scale.at(run.start_ms, LEFT, RIGHT))
    right = round(scale.at(run.start_ms + run.span_ms, LEFT, RIGHT))
    return Lane(*row[:4], y, scale.marks(row.finding, LEFT, RIGHT), (left, right - left), _note(run.words, left, right))


def _note(words: str, left: int, right: int) -> LaneNote | None:
    if not words:
        return None
    is_left = right > (LEFT + RIGHT) * 0.6
    return LaneNote(words, left - NOTE_GAP, "end") if is_left else LaneNote(words, right + NOTE_GAP, "start")


def _ticks(scale: Scale) -> Iterable[Tick]:
    """Yield a few round times or lines between the ends."""
    length = scale.end - scale.start
    steps = STEPS_MS if scale.is_time else tuple(base * 10**power for power in range(7) for base in (1, 2, 5))
    step = next((step for step in steps if length // step <= MOST_TICKS), steps[-1])
    if length // step > MOST_TICKS:
        return
    for place in range(-(-scale.start // step) * step, scale.end + 1, step):
        yield Tick(round(scale.at(place, LEFT, RIGHT)), _tick_label(place, step, scale.is_time))


def _tick_label(place: int, step: int, is_time: bool) -> str:
    if not is_time:
        return str(place)
    return _clock(place).strftime("%d %b" if step >= 86_400_000 else "%H:%M:%S" if step < 60_000 else "%H:%M")


def _clock(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms // 1000, UTC)
