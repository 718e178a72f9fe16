"""Each signal has a pair of pastes that it tells apart, and a weight; what people ask is read above the floors."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from exchange_errors import decoder
from exchange_errors.decoder.answer_signals import answer_signals
from exchange_errors.decoder.prose_signals import name_signals, number_signals
from exchange_errors.decoder.signals import signals_of
from exchange_errors.decoder.weights import weights
from tests.shipped import CATALOGUE
from tools.fit_weights import Paste, Score, examples, forms, people

SIGNALS = {**number_signals.reasons, **name_signals.reasons, **answer_signals.reasons}
DATA = Path(__file__).resolve().parents[2] / "data" / "decoder"
PAIRS = tomllib.loads((DATA / "signal_pairs.toml").read_text("utf-8"))
#: Precision, recall, recall with possible codes; silent pastes without a finding, and without a possible code.
FLOORS = {"train": (0.98, 0.91, 0.96, 0.97, 0.88), "held": (0.975, 0.89, 0.945, 0.95, 0.875)}


def signals(paste: str) -> set[str]:
    """Return the signals of every candidate, as the decoder itself finds them."""
    report = decoder.decode(paste, CATALOGUE)
    found = [sighting.signals for finding in report.findings for sighting in finding.sightings]
    rows = [*found, *(row.signals for row in report.possible), *(row.signals for row in report.read.skipped_numbers)]
    near = {name for example in examples(0, Paste("", paste, frozenset())) for name in example.signals}
    return near | {signal.name for row in rows for signal in row}


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_tells_two_pastes_apart_that_are_nearly_the_same(name: str) -> None:
    holds, lacks = PAIRS[name]
    assert name in signals(holds)
    assert name not in signals(lacks)


def test_each_signal_has_a_weight_and_a_reason_and_no_weight_stands_for_nothing() -> None:
    assert set(weights().signals) == {*SIGNALS, "number", "name", "answer"}
    assert all(reason.endswith(".") for reason in SIGNALS.values())


@pytest.mark.parametrize("half", FLOORS)
def test_what_people_write_is_read_above_the_floors(half: str) -> None:
    score = Score()
    for paste in (*people(half), *forms(half)):
        score.add(paste, show=False)
    precision, recall, with_possible, silent, without_possible = FLOORS[half]
    due = score.right + score.missed
    assert score.right / (score.right + score.wrong) >= precision
    assert score.right / due >= recall
    assert (score.right + score.unsure) / due >= with_possible
    assert score.quiet / score.silent >= silent
    assert score.hushed / score.silent >= without_possible


@pytest.mark.parametrize("half", FLOORS)
@pytest.mark.parametrize("language", sorted({paste.kind.split(",")[0] for paste in forms("train")}))
def test_everyday_questions_are_read_in_every_language(half: str, language: str) -> None:
    score = Score()
    for paste in forms(half):
        if paste.kind.startswith(f"{language},"):
            score.add(paste, show=False)
    assert (score.right + score.unsure) / (score.right + score.missed) >= 0.85


@pytest.mark.parametrize(
    ("loud", "quieter"),
    [
        ("error 306", "printer error 306"),
        ("got 408", "got 408 from nginx"),
        ("what is 306", "what is room 306"),
        ("error 40101", "binance error 40101"),
        ("it says 306", "the lift says 306"),
    ],
)
def test_one_word_more_moves_a_reading_but_decides_it_by_its_weight(loud: str, quieter: str) -> None:
    sums = [max(sum(signal.weight for signal in row) for row in _rows(paste)) for paste in (loud, quieter)]
    assert sums[0] > sums[1]


def _rows(paste: str) -> list[tuple[decoder.decoded.Signal, ...]]:
    report = decoder.decode(paste, CATALOGUE)
    found = [finding.sightings[0].signals for finding in report.findings]
    return [*found, *(row.signals for row in report.possible), *(row.signals for row in report.read.skipped_numbers)]


def test_why_a_number_is_read_or_not_can_be_asked() -> None:
    report = decoder.decode("error 306 in room 213", CATALOGUE)
    (finding,) = report.findings
    assert finding.sightings[0].signals[0].name == "error_word_before"
    (skipped,) = report.read.skipped_numbers
    assert (skipped.code, skipped.line) == (213, 1)
    assert min(skipped.signals, key=lambda signal: signal.weight).name == "belongs_to_a_thing"


def test_a_possible_code_is_in_no_finding_reply_or_count() -> None:
    report = decoder.decode("my lift shows 320, why", CATALOGUE)
    assert report.findings == ()
    (row,) = report.possible
    assert (row.code, row.name, row.line, row.count) == (320, "EXCEEDS_INITIAL_MARGIN", 1, 1)
    assert row.why


@pytest.mark.parametrize(
    "paste",
    [
        '{"code":306,"message":"INSUFFICIENT_AVAILABLE_BALANCE"}',
        '{"code":0,"id":1,"method":"private/create-order-list","result":{"result_list":[{"index":0,"code":306}]}}',
        '{"order_id":"1","status":"REJECTED","reason":"306"}',
        '{"id":-1,"method":"ERROR","code":40001}',
        '{"status":"error","error":{"category":"order","code":306}}',
        '{"type":"close","code":1006,"wasClean":false}',
        "websocket closed with code 1006",
        "method,code\nprivate/create-order,306",
        "306",
        "error 306",
    ],
)
def test_every_finding_says_why_it_is_one(paste: str) -> None:
    (finding,) = decoder.decode(paste, CATALOGUE).findings
    assert max(signal.weight for signal in signals_of(finding.sightings[0])) > 0


def test_why_an_objects_number_is_no_code_can_be_asked() -> None:
    (skipped,) = decoder.decode('{"code":40101,"success":false}', CATALOGUE).read.skipped_numbers
    assert (skipped.code, skipped.line) == (40101, 1)
    assert min(skipped.signals, key=lambda signal: signal.weight).name == "fields_of_others"
