"""Every recorded paste decodes as recorded: those that speak, and as many that must stay silent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from exchange_errors.decoder import decode
from exchange_errors.decoder.decoded import Finding, Report
from exchange_errors.decoder.shapes import SHAPES, TEXT_SHAPES
from tests.shipped import CATALOGUE

FOLDER = Path(__file__).resolve().parents[2] / "data" / "samples"
MODULES = sorted({shape.__module__.rpartition(".")[2] for shape in (*SHAPES, *TEXT_SHAPES)})
SAMPLES = sorted(path for name in MODULES for path in (FOLDER / name).glob("*.txt"))

READ = {
    "request": lambda finding: bool(finding.sightings[0].request),
    "hint": lambda finding: bool(finding.hint),
    "http_status": lambda finding: finding.sightings[0].http_status,
    "candidates": lambda finding: [choice.id for choice in finding.candidates],
    "suggestions": lambda finding: [choice.id for choice in finding.suggestions],
    "lines": lambda finding: list(finding.lines),
}


def decoded(path: Path) -> Report:
    return decode(path.read_bytes().decode(), CATALOGUE)


def expected(path: Path) -> dict[str, Any]:
    return json.loads(path.with_suffix(".json").read_text("utf-8"))


def facts(finding: Finding, names: dict[str, Any]) -> dict[str, Any]:
    """Return what the sample records about a finding, read off the finding itself."""
    return {name: READ[name](finding) if name in READ else getattr(finding, name) for name in names}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_sample_decodes_as_recorded(path: Path) -> None:
    report, recorded = decoded(path), expected(path)
    findings = sorted(report.findings, key=lambda finding: (finding.code, finding.name or ""))
    wanted = sorted(recorded["findings"], key=lambda finding: (finding["code"], finding.get("name") or ""))
    assert [facts(*pair) for pair in zip(findings, wanted, strict=True)] == wanted
    assert {row.code for row in report.possible} >= set(recorded.get("possible", ()))
    assert report.successes == recorded["successes"]
    assert len(report.requests) == recorded["requests"]
    assert {masked.kind: masked.count for masked in report.redactions} == recorded["redactions"]
    assert bool(report.advice) or not recorded.get("advice")
    assert bool(report.read.skipped) or not recorded.get("skipped")
    assert report.read.truncated or not recorded.get("truncated")


@pytest.mark.parametrize("module", MODULES)
def test_every_shape_has_a_sample_that_speaks_and_one_that_must_not(module: str) -> None:
    codes = [
        [finding["code"] for finding in expected(path)["findings"]] for path in SAMPLES if path.parent.name == module
    ]
    speaking = [seen for seen in codes if any(seen)] or [path for path in SAMPLES if expected(path)["requests"]]
    assert speaking
    assert any(not any(seen) for seen in codes)


def test_as_many_samples_are_silent_as_speak() -> None:
    silent = [path for path in SAMPLES if not any(finding["code"] for finding in expected(path)["findings"])]
    assert len(SAMPLES) >= 150
    assert len(silent) >= len(SAMPLES) // 2


def test_every_sample_is_recorded_on_both_sides() -> None:
    texts = {path.with_suffix("") for path in SAMPLES}
    records = {path.with_suffix("") for name in MODULES for path in (FOLDER / name).glob("*.json")}
    assert texts == records
