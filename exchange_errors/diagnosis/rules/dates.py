"""Times in history requests: units, order, range. The exchange takes milliseconds, or nanoseconds in two fields."""

from __future__ import annotations

from ..case import Case
from ..intervals import span_words
from ..rule import Verdict, fault, rule
from ..values import is_stand_in, shown, whole

RANGES = (("start_time", "end_time"), ("start_ts", "end_ts"))
FIELDS = tuple(name for pair in RANGES for name in pair)
UNITS = ((8, 11, "seconds", 1_000_000_000), (12, 14, "milliseconds", 1_000_000), (15, 17, "microseconds", 1_000))
LONG_MS = 7 * 86_400_000
SOURCE = "Facts 3.1 row 40005: start_time and end_time in ms or ns, start_ts and end_ts in ms"


@rule(codes={40005}, evidence="inferred", source=SOURCE, refused_as=40005)
def time_is_a_number(case: Case) -> Verdict | None:
    """A time was sent as a date in words."""
    for name in FIELDS:
        if not case.blank(name) and not is_stand_in(case.raw(name)) and whole(case.raw(name)) is None:
            return fault(
                f'{name} is "{shown(case.raw(name))}"; the exchange takes a whole number of milliseconds since 1970.',
                name,
                case.raw(name),
            )
    return None


@rule(codes={40005}, evidence="inferred", source=SOURCE, refused_as=40005)
def time_has_the_right_unit(case: Case) -> Verdict | None:
    """A time has the size of seconds or microseconds, or of nanoseconds where only milliseconds are taken."""
    for name in FIELDS:
        unit = _unit(whole(case.raw(name)))
        allowed = ("milliseconds",) if name.endswith("_ts") else ("milliseconds", "nanoseconds")
        if unit and unit not in allowed:
            takes = " or ".join(allowed)
            return fault(
                f"{name} {shown(case.raw(name))} is consistent with {unit}; it has to be in {takes}.",
                name,
                case.raw(name),
            )
    return None


@rule(codes={40005}, evidence="inferred", source=SOURCE, refused_as=40005)
def range_keeps_one_unit(case: Case) -> Verdict | None:
    """The start and the end of a range are in different units."""
    for start, end in RANGES:
        first, last = _unit(whole(case.raw(start))), _unit(whole(case.raw(end)))
        if first and last and first != last:
            return fault(f"{start} is in {first} and {end} in {last}; use one unit.", end, case.raw(end))
    return None


@rule(
    codes={40005},
    evidence="observed",
    source="Agent trading notes: start after end returned data, not an error; facts 3.1 row 40005 and 6.3",
)
def range_starts_before_it_ends(case: Case) -> Verdict | None:
    """The range is reversed."""
    for start, end in RANGES:
        first, last = _ns(case.raw(start)), _ns(case.raw(end))
        if first is not None and last is not None and first > last:
            return fault(
                f"{start} is after {end}. In recorded tests this returned data, not an error, so look further too.",
                start,
                case.raw(start),
            )
    return None


@rule(codes={40005}, evidence="inferred", source="Facts 2.8: no longest range is documented for v1")
def range_is_short(case: Case) -> Verdict | None:
    """The range is long; no limit is documented, so this is only a thing to try."""
    for start, end in RANGES:
        first, last = _ns(case.raw(start)), _ns(case.raw(end))
        if first is None or last is None or last - first <= LONG_MS * 1_000_000:
            continue
        if _unit(whole(case.raw(start))) != _unit(whole(case.raw(end))):
            continue
        length = span_words((last - first) // 1_000_000)
        return fault(
            f"{start} and {end} are {length} apart. No longest range is documented; a shorter one is worth a try.",
            start,
            case.raw(start),
        )
    return None


@rule(codes={40005}, evidence="inferred", source="Facts 3.1 row 40005: a time out of range")
def time_is_not_ahead(case: Case) -> Verdict | None:
    """A start lies after the time of the request itself."""
    for start, _ in RANGES:
        first = _ns(case.raw(start))
        if first is not None and case.when_ms is not None and first > (case.when_ms + 60_000) * 1_000_000:
            ahead = span_words(first // 1_000_000 - case.when_ms)
            return fault(f"{start} lies {ahead} after the time of this request.", start, case.raw(start))
    return None


def _unit(value: int | None) -> str | None:
    """Return the unit that a time since 1970 of this size is most likely in; None for sizes that tell nothing."""
    if value is None or value <= 0:
        return None
    digits = len(str(value))
    if digits in (18, 19):
        return "nanoseconds"
    return next((unit for least, most, unit, _ in UNITS if least < digits <= most), None)


def _ns(raw: object) -> int | None:
    """Return a time in nanoseconds since 1970, whatever unit it was sent in."""
    value = whole(raw)
    unit = _unit(value)
    if value is None or unit is None:
        return None
    return value * next((factor for _, _, name, factor in UNITS if name == unit), 1)
