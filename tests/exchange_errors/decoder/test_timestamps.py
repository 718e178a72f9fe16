"""Times as logs write them, all the same moment: 2026-11-23 06:17:01.123 UTC."""

from __future__ import annotations

import pytest

from exchange_errors.decoder.timestamps import anchor, field_timestamp, next_timestamp, parse_timestamp
from tests.cases import cases

CASES = cases("cases/timestamps")

MOMENT = 1795414621123
SECOND = 1795414621000
ANCHOR = 1795414000000  # earlier on the same day


@pytest.mark.parametrize(("line", "moment"), CASES["a_line_says_when_it_was_written"])
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


@pytest.mark.parametrize(("line", "after"), CASES["a_line_without_its_day_follows_the_one_above_it"])
def test_a_line_without_its_day_follows_the_one_above_it(line: str, after: int) -> None:
    last = SECOND - 1_000
    assert next_timestamp(line, last, ANCHOR) == last + after


@pytest.mark.parametrize(("record", "moment"), CASES["a_log_record_says_when_in_one_of_its_fields"])
def test_a_log_record_says_when_in_one_of_its_fields(record: dict[str, object], moment: int | None) -> None:
    assert field_timestamp(record) == moment
