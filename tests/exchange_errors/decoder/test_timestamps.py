"""Times as logs write them, all the same moment: 2026-11-23 06:17:01.123 UTC."""

from __future__ import annotations

import pytest

from exchange_errors.decoder.timestamps import anchor, field_timestamp, next_timestamp, parse_timestamp

MOMENT = 1795414621123
SECOND = 1795414621000
ANCHOR = 1795414000000  # earlier on the same day


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("2026-11-23T06:17:01.123Z ERROR x", MOMENT),
        ("2026-11-23 06:17:01,123 - bot - ERROR - x", MOMENT),
        ("2026-11-23T08:17:01.123+02:00 x", MOMENT),
        ("2026-11-23T01:17:01.123-0500 x", MOMENT),
        ("[2026-11-23 06:17:01] x", SECOND),
        ("2026-11-23 15:17:01 JST x", SECOND),
        ("2026-11-23T01:17:01 EST x", SECOND),
        ("2026-11-23 07:17:01 +01 x", SECOND),
        ("2026-11-23 06:17:01 INFO x", SECOND),
        ("2026-11-23T06:17:01.123456789Z stderr F x", MOMENT),
        ("2026/11/23 06:17:01 [error] x", SECOND),
        ("2026.11.23 06:17:01 x", SECOND),
        ("20261123T061701Z x", SECOND),
        ("1795414621.123 x", MOMENT),
        ("1795414621123 x", MOMENT),
        ("1795414621123456 x", MOMENT),
        ("ts=1795414621.123 level=error", MOMENT),
        ("[23/Nov/2026:06:17:01 +0000] x", SECOND),
        ("[23/Nov/2026:01:17:01 -0500] x", SECOND),
        ("[23/Nov/2026:11:47:01 +05:30] x", SECOND),
        ("< Date: Mon, 23 Nov 2026 06:17:01 GMT", SECOND),
        ("11/23/2026 06:17:01 x", SECOND),
        ("23/11/2026, 06:17:01 x", SECOND),
        ("11/23/2026 6:17:01 AM x", SECOND),
        ("11/23/2026 12:17:01 AM x", SECOND - 6 * 3_600_000),
        ("11/23/2026 12:17:01 PM x", SECOND + 6 * 3_600_000),
        ("Nov 23, 2026 6:17:01 AM", None),
        ("Nov 23, 2026 06:17:01 AM", SECOND),
        ("Nov 23 06:17:01 host app[1]: x", SECOND),
        ("<134>Nov 23 06:17:01 host app: x", SECOND),
        ("E1123 06:17:01.123456 1 main.go:7] x", MOMENT),
        ("06:17:01.123 ERROR x", MOMENT),
        ("code 306 at line 401", None),
        ("2026-13-45T99:99:99Z x", None),
        ("", None),
    ],
)
def test_a_line_says_when_it_was_written(line: str, moment: int | None) -> None:
    assert parse_timestamp(line, ANCHOR) == moment


@pytest.mark.parametrize("line", ["Nov 23 06:17:01 host x", "06:17:01.123 x", "E1123 06:17:01.1 x"])
def test_a_line_without_its_year_has_no_time_where_nothing_else_tells_the_day(line: str) -> None:
    assert parse_timestamp(line, None) is None


def test_a_line_from_before_midnight_may_stand_below_one_from_after_it() -> None:
    midnight = SECOND // 86_400_000 * 86_400_000
    assert next_timestamp("23:59:59 x", midnight + 1_000, ANCHOR) == midnight - 1_000


def test_the_anchor_is_the_first_epoch_or_date_in_the_text() -> None:
    assert anchor('Nov 23 06:17:01 {"nonce":1795414000000}') == 1795414000000
    assert anchor("06:17:01 x\n2026-11-23 started") == 1795392000000
    assert anchor("06:17:01 order 6530000000000000002") is None


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("06:17:01 x", 1_000),
        ("06:16:59 x", -1_000),
        ("06:16:00 x", -60_000),
        ("05:00:00 x", 22 * 3_600_000 + 43 * 60_000),
        ("Nov 23 06:17:01 host x", 1_000),
        ("Nov 22 06:17:00 host x", -86_400_000),
        ("Jan  1 00:00:00 host x", 38 * 86_400_000 + 17 * 3_600_000 + 43 * 60_000),
    ],
)
def test_a_line_without_its_day_follows_the_one_above_it(line: str, after: int) -> None:
    last = SECOND - 1_000
    assert next_timestamp(line, last, ANCHOR) == last + after


@pytest.mark.parametrize(
    ("record", "moment"),
    [
        ({"ts": 1795414621.123}, MOMENT),
        ({"timestamp": 1795414621123}, MOMENT),
        ({"@timestamp": "2026-11-23T06:17:01.123Z"}, MOMENT),
        ({"time": "2026-11-23 06:17:01"}, SECOND),
        ({"time": True, "ts": None}, None),
        ({"time": True, "ts": 1795414621.123}, MOMENT),
        ({"ts": 1795414621123.5}, MOMENT),
        ({"ts": -1795414621}, None),
        ({"t": 306}, None),
    ],
)
def test_a_log_record_says_when_in_one_of_its_fields(record: dict[str, object], moment: int | None) -> None:
    assert field_timestamp(record) == moment
