"""Many errors in one paste become one story."""

from __future__ import annotations

import sys

import pytest

from exchange_errors.diagnosis.intervals import period
from exchange_errors.diagnosis.paste import Paste
from exchange_errors.report.story import Story, pairs, summarise
from exchange_errors.report.timeline import MAX_BUCKETS, MAX_SERIES, timeline
from tests.exchange_errors.diagnosis.payloads import NOON, finding, order, report, request, sent, sighting


def story(*findings, requests=(), catalogue) -> Story:
    whole = report(*findings, requests=requests)
    seen = sorted((s for f in findings for s in f.sightings), key=lambda s: s.span)
    return summarise(whole, catalogue, Paste("", requests, seen))


def test_a_thread_counts_methods_and_instruments(catalogue):
    seen = [sighting(306, order(), line=n, at_ms=NOON + n, instrument="CRO_USD") for n in (1, 2)]
    seen.append(sighting(306, request("private/amend-order"), line=3, at_ms=NOON + 9, instrument="BTC_USD"))
    [thread] = story(finding(*seen, id="306-INSUFFICIENT_AVAILABLE_BALANCE"), catalogue=catalogue).threads
    assert thread.title == "306 INSUFFICIENT_AVAILABLE_BALANCE"
    assert (thread.count, thread.first_at_ms, thread.last_at_ms) == (3, NOON + 1, NOON + 9)
    assert thread.methods == (("private/create-order", 2), ("private/amend-order", 1))
    assert thread.instruments == (("CRO_USD", 2), ("BTC_USD", 1))


def test_a_success_is_no_part_of_the_story(catalogue):
    assert story(finding(sighting(0), id="0-SUCCESS"), catalogue=catalogue) == Story()


def test_a_timeline_holds_every_sighting_once(catalogue):
    seen = [sighting(306, line=n, at_ms=NOON + n * 1000) for n in range(1, 400)]
    drawn = timeline([finding(*seen, id="306-INSUFFICIENT_AVAILABLE_BALANCE")], catalogue)
    assert drawn.unit == "time"
    assert sum(bucket.count for bucket in drawn.buckets) == len(seen)
    assert len(drawn.buckets) <= MAX_BUCKETS
    assert drawn.peak == max(bucket.count for bucket in drawn.buckets)
    assert drawn.start <= NOON + 1000
    assert drawn.buckets[-1].start <= drawn.end < drawn.buckets[-1].start + drawn.step
    assert "399 errors in 6.6 min" in drawn.summary


def test_a_paste_without_times_is_told_by_lines(catalogue):
    seen = [sighting(306, line=n * 10) for n in range(1, 30)]
    drawn = timeline([finding(*seen)], catalogue)
    assert drawn.unit == "line"
    assert sum(bucket.count for bucket in drawn.buckets) == 29
    assert "The paste tells no times." in drawn.summary


def test_sightings_without_a_time_are_counted_apart(catalogue):
    seen = [sighting(306, line=n, at_ms=NOON + n * 1000 if n % 3 else None) for n in range(1, 10)]
    drawn = timeline([finding(*seen)], catalogue)
    assert (drawn.unit, drawn.untimed, sum(b.count for b in drawn.buckets)) == ("time", 3, 6)


@pytest.mark.parametrize("times", [[NOON], [NOON, NOON], [None], []])
def test_one_place_is_no_timeline(catalogue, times):
    findings = [finding(*[sighting(306, at_ms=at) for at in times])] if times else []
    assert timeline(findings, catalogue) is None


def test_rare_codes_share_one_series(catalogue):
    findings = [
        finding(*[sighting(code, line=code + n, at_ms=NOON + code * 1000 + n) for n in range(400 - code)])
        for code in range(301, 312)
    ]
    drawn = timeline(findings, catalogue)
    assert len(drawn.series) == MAX_SERIES
    assert drawn.series[-1] == "other codes"
    assert all(sum(bucket.by_series) == bucket.count for bucket in drawn.buckets)


@pytest.mark.parametrize("far", [1, 10**6, 10**9, 10**12, 250_000_000_000_000])
def test_a_timeline_of_any_length_stays_small(catalogue, far):
    drawn = timeline([finding(sighting(306, line=1, at_ms=0), sighting(306, line=2, at_ms=far))], catalogue)
    assert 1 <= len(drawn.buckets) <= MAX_BUCKETS
    assert sum(bucket.count for bucket in drawn.buckets) == 2


def test_a_burst_over_a_documented_limit_is_named(catalogue):
    refused = [sighting(42901, order(), line=n, at_ms=NOON + 1 + n) for n in range(1, 31)]
    told = story(finding(*refused), catalogue=catalogue)
    assert told.notes[0].startswith("30 calls of private/create-order within 100 ms at 2025-10-09T08:53:20.002Z")
    assert "15 per 100 ms per API key" in told.notes[0]


def test_calls_within_the_limit_are_no_burst(catalogue):
    refused = [sighting(42901, order(), line=n, at_ms=NOON + 1 + n * 10) for n in range(1, 31)]
    assert story(finding(*refused), catalogue=catalogue).notes == ()


def test_drops_at_a_steady_interval_are_named(catalogue):
    drops = [sighting(1006, kind="websocket", line=n, at_ms=NOON + n * 30_000 + n % 3 * 400) for n in range(1, 9)]
    [note] = story(finding(*drops, id="ws-1006"), catalogue=catalogue).notes
    assert note == "Close code 1006 comes at a steady interval, about every 30 s (8 times)."


def test_places_with_one_id_are_paired(catalogue):
    refused = sighting(306, order(), line=4, at_ms=NOON + 80, name="INSUFFICIENT_AVAILABLE_BALANCE")
    found = pairs([finding(refused)], (sent(order(), 2, NOON),))
    assert [(pair.key, pair.value) for pair in found] == [("id", "7"), ("client_oid", "note-7")]
    assert [step.what for step in found[0].steps] == ["sent private/create-order", "306 INSUFFICIENT_AVAILABLE_BALANCE"]


def test_a_minus_one_pairs_nothing():
    seen = [sighting(40001, response={"id": -1}, line=n) for n in (1, 2)]
    assert pairs([finding(*seen)], ()) == ()


def test_work_does_not_grow_with_the_square_of_the_sightings(catalogue):
    def calls(count):
        """How many functions the story calls: its work, whatever else the machine does."""
        seen = [sighting(306, order() | {"id": n}, line=n, at_ms=NOON + n) for n in range(count)]
        whole, made = finding(*seen), 0

        def count_one(frame, event, argument):
            nonlocal made
            made += event in ("call", "c_call")

        sys.setprofile(count_one)
        try:
            story(whole, catalogue=catalogue)
        finally:
            sys.setprofile(None)
        return made

    assert calls(4000) < 6 * calls(1000)  # 4 when linear, 16 when quadratic


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ([0, 30, 60, 90], 30_000),
        ([0, 31, 60, 92, 121], 30_000),
        ([0, 30, 60], None),
        ([0, 30, 60, 90, 500, 501, 900], None),
        ([0, 1, 2, 3, 4], None),
        ([7, 7, 7, 7], None),
    ],
)
def test_a_period_needs_four_even_gaps(seconds, expected):
    found = period(second * 1000 for second in seconds)
    assert found == expected or (expected and found and abs(found - expected) <= 2000)
