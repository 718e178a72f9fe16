"""A long text is read in pieces, and reported as one."""

from __future__ import annotations

import pytest

from exchange_errors.report.explain import explain
from exchange_errors.report.merged import ALWAYS_KEPT, MergedReport
from tools.bench.decode import answer


@pytest.fixture
def merge(catalogue):
    def run(*texts, is_cut=False):
        merged = MergedReport(catalogue)
        for text in texts:
            merged.add(explain(text, catalogue), is_cut=is_cut)
        return merged.report()

    return run


def line(number, **changes):
    text = answer(number)
    for old, new in changes.items():
        text = text.replace(old, new)
    return f"2026-11-23T06:00:{number % 60:02}.000Z {text}\n"


def test_a_single_piece_is_reported_as_it_is(merge, catalogue):
    text = line(1) + line(2)
    assert merge(text) == explain(text, catalogue)


def test_pieces_count_as_the_whole_does(merge, catalogue):
    first, second = (
        "".join(map(line, range(30))),
        "".join(map(line, range(30, 60))) + '{"code": 43005, "method": "x/y"}\n',
    )
    [*merged], [*whole] = merge(first, second).findings, explain(first + second, catalogue).findings
    for one, other in zip(merged, whole, strict=True):
        for field in (
            "id",
            "count",
            "lines",
            "first_at_ms",
            "last_at_ms",
            "role",
            "confidence",
            "method",
            "instrument",
        ):
            assert getattr(one, field) == getattr(other, field), field
    assert merge(first, second).triage.verdict == explain(first + second, catalogue).triage.verdict


def test_only_some_sightings_are_kept(merge):
    [finding] = merge(*("".join(map(line, range(n, n + 100))) for n in range(0, 500, 100))).findings
    assert finding.count == 500
    assert len(finding.sightings) < 2 * ALWAYS_KEPT


def test_a_letter_states_only_what_is_true_in_every_piece(merge):
    same = "".join(map(line, range(2 * ALWAYS_KEPT)))
    other = "".join(line(number, CRO_USD="BTC_USD") for number in range(3))
    assert "CRO_USD" in merge(same, same).reply.internal
    assert "CRO_USD" not in merge(same, same + other).reply.internal


def test_a_success_in_one_piece_is_no_finding_beside_an_error(merge):
    success = '{"id": 1, "method": "private/create-order", "code": 0, "result": {"order_id": "1"}}\n'
    report = merge(success, line(1))
    assert [finding.code for finding in report.findings] == [306]
    assert report.successes == 1
    assert [finding.code for finding in merge(success, success).findings] == [0]


def test_what_was_passed_over_is_told(merge):
    assert merge(line(1), is_cut=True).read.truncated


def test_advice_for_a_text_without_errors_goes_where_there_is_one(merge):
    lost = "KeyError: 'result'\n"
    assert merge(lost, "all is well\n").advice
    assert not merge(lost, line(1)).advice
