"""The errors of a report in time, or over the lines of a text without times: a lane for each code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from exchange_errors.decoder.decoded import Finding
from exchange_errors.report.bursts import burst, times_of
from exchange_errors.report.timeline import STEPS_MS, Timeline

from .finding_card import FindingCard, Marks

WIDTH, LEFT, RIGHT = 400, 74, 386  # in units of the drawing; marks stand between LEFT and RIGHT
TOP, ROW = 34, 30
SMALL_WIDTH, EDGE = 132, 5  # the lane in a line of the table
MOST_DOTS = 40
BAR, HALF = 4, 9  # units from bar to bar, and half the height of the highest
MOST_LANES = 16
MOST_TICKS = 4
NOTE_GAP = 11


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


def scale_of(timeline: Timeline | None, findings: Iterable[Finding]) -> Scale | None:
    """Return the span of the errors, None where there is nothing to draw."""
    if timeline is None:
        return None
    is_time = timeline.unit == "time"
    places = [place for finding in findings for place in Scale(0, 0, is_time).places(finding)]
    return Scale(min(places), max(places), is_time)


def chart_of(scale: Scale, cards: Sequence[FindingCard]) -> dict[str, Any]:
    """Return the drawing: all lanes share one scale, so that what happened together stands together."""
    lanes = [_lane(scale, card, TOP + ROW * place) for place, card in enumerate(cards[:MOST_LANES])]
    more, height = len(cards) - len(lanes), TOP + ROW * len(lanes) + 6
    return {"width": WIDTH, "height": height, "lanes": lanes, "ticks": list(_ticks(scale)), "more": more}


def _lane(scale: Scale, card: FindingCard, y: int) -> dict[str, Any]:
    """Return the errors of one code; ``burst`` is where a burst begins and how wide it is."""
    run = burst(times_of(card.finding)) if scale.is_time else None
    if run:
        left = round(scale.at(run.start_ms, LEFT, RIGHT))
        right = round(scale.at(run.start_ms + run.span_ms, LEFT, RIGHT))
        words = run.words
    else:
        first = scale.places(card.finding)[:1]
        left = right = round(scale.at(first[0], LEFT, RIGHT)) if first else LEFT
        words = "outcome unknown" if card.entry and card.entry.note.retry.outcome == "unknown" else ""
    return {
        "card": card,
        "y": y,
        "marks": scale.marks(card.finding, LEFT, RIGHT),
        "burst": (left, right - left) if run else None,
        "note": _note(words, left, right) if words else None,
    }


def _note(words: str, left: int, right: int) -> dict[str, Any]:
    """Return a few words next to the marks of a lane; ``anchor`` is the end of them that stands at ``x``."""
    is_left = right > (LEFT + RIGHT) * 0.6
    place = {"x": left - NOTE_GAP, "anchor": "end"} if is_left else {"x": right + NOTE_GAP, "anchor": "start"}
    return {"words": words, **place}


def _ticks(scale: Scale) -> Iterable[dict[str, Any]]:
    """Yield a few round times or lines between the ends."""
    length = scale.end - scale.start
    steps = STEPS_MS if scale.is_time else tuple(base * 10**power for power in range(7) for base in (1, 2, 5))
    step = next((step for step in steps if length // step <= MOST_TICKS), steps[-1])
    if length // step > MOST_TICKS:
        return
    for place in range(-(-scale.start // step) * step, scale.end + 1, step):
        yield {"x": round(scale.at(place, LEFT, RIGHT)), "label": _tick_label(place, step, scale.is_time)}


def _tick_label(place: int, step: int, is_time: bool) -> str:
    if not is_time:
        return str(place)
    return _clock(place).strftime("%d %b" if step >= 86_400_000 else "%H:%M:%S" if step < 60_000 else "%H:%M")


def _clock(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms // 1000, UTC)
