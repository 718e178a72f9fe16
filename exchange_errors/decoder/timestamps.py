"""Reads when something happened, in the many ways that logs write it, as milliseconds since 1970 (UTC)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import Any

from ..redaction.text_scan import DIGITS_ALIKE

REACH = 200  # characters from the start of a line in which its time is looked for

#: Every form below holds the one or the other; most lines of an object hold neither.
CLOCK_DIGITS = re.compile(r"\d:\d\d")
LONG_DIGITS = re.compile(r"\d{8}")
#: Names of time zones that stand for one zone only, with their distance from UTC in minutes.
ZONES = {
    "EDT": -240, "EST": -300, "CDT": -300, "MDT": -360, "MST": -420, "PDT": -420, "PST": -480, "CET": 60, "CEST": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "SGT": 480, "HKT": 480, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660,
}  # fmt: skip
ISO = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<mo>\d\d)[-/.](?P<d>\d\d)(?:[T_]|[ ,:]{1,2})"
    r"(?P<h>\d\d):(?P<mi>\d\d)(?::(?P<s>\d\d)(?:[.,](?P<f>\d{1,9}))?)?\d*+ ?"
    rf"(?P<z>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?(?![\d.%])|(?:{'|'.join(ZONES)})\b)?"
)
COMPACT = re.compile(
    r"(?<!\d)(?P<y>20\d\d)(?P<mo>\d\d)(?P<d>\d\d)[T_ -](?P<h>\d\d):?(?P<mi>\d\d):?(?P<s>\d\d)"
    r"(?:[.,](?P<f>\d{1,9}))?(?P<z>Z)?"
)
CLOCK_TIME = r"(?P<h>\d\d):(?P<mi>\d\d):(?P<s>\d\d)(?:[.,](?P<f>\d{1,9}))?"
APACHE = re.compile(
    rf"(?P<d>\d{{1,2}})[/ -](?P<mon>[A-Z][a-z]{{2}})[/ -](?P<y>20\d\d)[: ]{CLOCK_TIME}"
    r"(?: ?(?P<z>GMT|UTC|Z|[+-]\d\d:?\d\d))?"
)
SYSLOG = re.compile(
    r"(?<![A-Za-z])(?P<mon>[A-Z][a-z]{2}) {1,2}(?P<d>\d{1,2})(?:,? (?P<y>20\d\d),?)? "
    rf"{CLOCK_TIME}(?: ?(?P<half>[AP]M))?"
)
SLASHED = re.compile(
    r"(?<![\d/])(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>20\d\d),? (?P<h>\d{1,2}):(?P<mi>\d\d):(?P<s>\d\d)"
    r"(?:[.,](?P<f>\d{1,9}))?(?: ?(?P<half>[AP]M))?"
)
KLOG = re.compile(rf"^[IWEF](?P<mo>\d\d)(?P<d>\d\d) {CLOCK_TIME}")
CLOCK = re.compile(rf"(?<![\d:.]){CLOCK_TIME}(?![\d:])")
EPOCH = re.compile(
    r"(?:^\W{0,3}|(?:\b(?:ts|time|timestamp|t|at)\W{1,3}))(?P<n>1\d{9}(?:\d{3}|\d{6}|\d{9})?)(?P<f>\.\d{1,9})?(?!\d)"
)
MONTHED = re.compile(r"^[IWEF]\d{4} |[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:")  # says its month, but not its year
DATELESS = re.compile(r"\d\d:\d\d:\d\d")  # what a time has that leaves out its day
ANCHOR = re.compile(r"(?<!\d)1[5-9]\d{11}(?!\d)")
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
YEAR_MS = 365 * DAY_MS
DAY = re.compile(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)")
EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
MONTHS = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6,
    "Jul": 7, "Aug": 8, "Sep": 9, "Oct": 10, "Nov": 11, "Dec": 12,
}  # fmt: skip
TIME_KEYS = (
    "@timestamp", "timestamp", "time", "ts", "asctime", "datetime", "date", "eventTime", "startedDateTime", "logged_at",
    "created_at", "at", "t",
)  # fmt: skip
TIME_FIELDS = frozenset(TIME_KEYS)
MILLISECONDS = {10: 1000, 13: 1, 16: 0.001, 19: 0.000001}


def parse_timestamp(line: str, anchor_ms: int | None) -> int | None:
    """Return when ``line`` says it was written, or None.

    Times without a zone are taken as UTC. A line without a year or a date borrows those of ``anchor_ms``,
    a moment known from elsewhere in the text; without an anchor it has no time.
    """
    if (match := ISO.match(line)) is not None:  # at the beginning, as nearly every log writes it
        return _iso(match)
    head = line[:REACH]
    if not may_tell_time(head):
        return None
    has_year = "20" in head
    if (has_year or "19" in head) and (match := ISO.search(head)) is not None:
        return _iso(match)
    if (match := EPOCH.search(head)) is not None:
        return epoch_ms(match["n"], match["f"])
    if has_year and (match := APACHE.search(head) or COMPACT.search(head) or SLASHED.search(head)) is not None:
        return _stamp(match.groupdict())
    for form in (SYSLOG, KLOG, CLOCK):
        if (match := form.search(head)) is not None:
            return _anchored(match.groupdict(), anchor_ms)
    return None


def may_tell_time(text: str) -> bool:
    """Whether the text holds what every form of a time does: hours and minutes, or a long number."""
    if text.isascii():  # then finding them in its bytes takes a fifth of the time
        flat = text.encode().translate(DIGITS_ALIKE)
        return b"2:22" in flat or b"22222222" in flat
    return CLOCK_DIGITS.search(text) is not None or LONG_DIGITS.search(text) is not None


def next_timestamp(line: str, last_ms: int | None, anchor_ms: int | None) -> int | None:
    """Return when a line was written that stands below one of ``last_ms``, also without its day or year.

    Logs run forward, past midnight and past New Year; a little backwards only, as several threads write them.
    """
    moment = parse_timestamp(line, last_ms)
    if moment is None or last_ms is None:
        return parse_timestamp(line, anchor_ms)
    if -HOUR_MS <= moment - last_ms < DAY_MS - HOUR_MS:
        return moment
    step, slack = (YEAR_MS, 30 * DAY_MS) if MONTHED.search(line[:REACH]) else (DAY_MS, HOUR_MS)
    if moment - last_ms < -slack:
        return parse_timestamp(line, last_ms + step)
    return parse_timestamp(line, last_ms - step) if moment - last_ms >= step - slack else moment


def anchor(text: str) -> int | None:
    """Return the first moment that the text names with its date, for the lines that leave the date out."""
    if (match := ANCHOR.search(text)) is not None:
        return int(match[0])
    if (match := DAY.search(text)) is not None:
        return _stamp({"y": match[0][:4], "mo": match[0][5:7], "d": match[0][8:], "h": "0", "mi": "0", "s": "0"})
    return None


def field_timestamp(record: Mapping[str, Any]) -> int | None:
    """Return the time that a log record carries in one of the usual fields, or None."""
    for key in TIME_KEYS if not TIME_FIELDS.isdisjoint(record) else ():
        value = record.get(key)
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, (int, float)):
            return epoch_ms(str(int(value)) if value > 0 else "", f"{value % 1:.9f}"[1:])
        if isinstance(value, str) and (moment := parse_timestamp(value, None)) is not None:
            return moment
    return None


def epoch_ms(digits: str, fraction: str | None = None) -> int | None:
    """Return an epoch number as milliseconds; its length tells seconds from milli-, micro- and nanoseconds."""
    unit = MILLISECONDS.get(len(digits))
    if unit is None:
        return None
    return int(int(digits) * unit) + (round(float(fraction) * 1000) if fraction and len(digits) == 10 else 0)


def _iso(match: re.Match[str]) -> int | None:
    """Return the moment of the one form that nearly every log writes, by the fastest way there is."""
    try:
        moment = datetime.fromisoformat(match[0].rstrip())
    except ValueError:
        return _stamp(match.groupdict())  # dots for dashes, a blank before the zone
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - EPOCH_START) // MILLISECOND


def _anchored(parts: dict[str, str | None], anchor_ms: int | None) -> int | None:
    if parts.get("y"):
        return _stamp(parts)
    if anchor_ms is None:
        return None
    day = datetime.fromtimestamp(anchor_ms / 1000, UTC)
    dated = {"y": str(day.year), "mo": str(day.month), "d": str(day.day), **{k: v for k, v in parts.items() if v}}
    return _stamp(dated)


def _stamp(parts: Mapping[str, str | None]) -> int | None:
    month, day = parts.get("mo"), parts.get("d")
    if parts.get("mon"):
        month = str(MONTHS.get(str(parts["mon"]), 0))
    if parts.get("a"):  # 23/11/2026 and 11/23/2026: the part above 12 is the day; month first where both may be
        month, day = (parts["b"], parts["a"]) if int(str(parts["a"])) > 12 else (parts["a"], parts["b"])
    hour = int(parts["h"] or 0)
    if parts.get("half"):
        hour = hour % 12 + (12 if parts["half"] == "PM" else 0)
    try:
        moment = datetime(int(parts["y"] or 0), int(month or 0), int(day or 0), hour, int(parts["mi"] or 0),
                          int(parts.get("s") or 0), tzinfo=_zone(parts.get("z")))  # fmt: skip
        return int(moment.timestamp()) * 1000 + int(((parts.get("f") or "") + "000")[:3])
    except (ValueError, OverflowError):
        return None


def _zone(text: str | None) -> tzinfo:
    """Return the zone that ``text`` names, UTC where it names none; raises ValueError where no zone is that far off."""
    if text in ZONES:
        return timezone(timedelta(minutes=ZONES[text]))
    return time.fromisoformat(f"00:00{text}").tzinfo or UTC if text and text[0] in "+-" else UTC
