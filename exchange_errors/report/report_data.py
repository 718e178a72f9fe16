"""A decode as plain data for JSON, exactly as ``api-contract.md`` prints it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from ..catalogue.catalogue import Catalogue
from ..catalogue.entry import Entry
from ..catalogue.reply_languages import reply_languages
from ..catalogue.serialise import retry_data
from ..decoder.decoded import Diagnosis, Finding, Possible, Report, Signal
from ..decoder.signals import signals_of
from ..diagnosis.preflight import Preflight
from .explain import Explained
from .timeline import Timeline, format_timestamp
from .triage import Start


def report_data(
    report: Report, catalogue: Catalogue, link: Callable[[Entry], str], *, with_signals: bool = False
) -> dict[str, Any]:
    """Return the report as plain data; ``link`` gives the address of an entry's page.

    ``with_signals`` adds what spoke for and against each reading, and the numbers that were passed over.
    """
    data: dict[str, Any] = {
        "findings": [_finding(finding, catalogue, link) for finding in report.findings],
        "successes": report.successes,
        "redactions": [{"kind": masked.kind, "count": masked.count} for masked in report.redactions],
        "advice": list(report.advice),
        "reply": {
            "customer": report.reply.customer,
            "internal": report.reply.internal,
            "ask_for": list(report.reply.ask_for),
            "in_english": report.reply.in_english.text,
        },
        "read": {
            "characters": report.read.characters,
            "lines": report.read.lines,
            "objects": report.read.objects,
            "truncated": report.read.truncated,
            "as": list(report.read.shapes),
            "skipped": list(report.read.skipped),
        },
        "possible": [_possible(row) for row in report.possible],
        "reply_language": report.reply.letter.language,
        "reply_reviewed": reply_languages()[report.reply.letter.language].reviewed,
    }
    if with_signals:
        for row, finding in zip(data["findings"], report.findings, strict=True):
            row["signals"] = _signals(signals_of(finding.sightings[0]))
        for row, item in zip(data["possible"], report.possible, strict=True):
            row["signals"] = _signals(item.signals)
        data["read"]["skipped_numbers"] = [
            {"code": item.code, "line": item.line, "signals": _signals(item.signals)}
            for item in report.read.skipped_numbers
        ]
    if isinstance(report, Explained):
        data["start_here"] = [_start(start, report.findings) for start in report.triage.start]
        data["timeline"] = _timeline(report.timeline)
        data["checks"] = [
            {"entry": check.entry_id, "check": check.number, "answer": check.answer} for check in report.checks
        ]
        data["notes"] = list(report.story.notes)
        data["preflight"] = [_preflight(check) for check in report.preflight]
        data["language"] = report.language
    return data


def _finding(finding: Finding, catalogue: Catalogue, link: Callable[[Entry], str]) -> dict[str, Any]:
    entry = catalogue.described(finding.entry_id)
    return {
        "kind": finding.kind,
        "code": finding.code,
        "name": finding.name,
        "known": finding.known,
        "id": finding.id,
        "role": finding.role,
        "confidence": finding.confidence,
        "count": finding.count,
        "lines": list(finding.lines),
        "first_at": format_timestamp(finding.first_at_ms),
        "last_at": format_timestamp(finding.last_at_ms),
        "excerpt": finding.excerpt,
        "method": finding.method,
        "instrument": finding.instrument,
        "diagnosis": [_diagnosis(diagnosis) for diagnosis in finding.diagnosis],
        "candidates": [asdict(candidate) for candidate in finding.candidates],
        "suggestions": [asdict(candidate) for candidate in finding.suggestions],
        "entry": _entry(entry, link) if entry else None,
        "hint": finding.hint or None,
        "status": entry.status if entry else None,
    }


def _possible(row: Possible) -> dict[str, Any]:
    return {name: value for name, value in row._asdict().items() if name != "signals"}


def _signals(signals: Sequence[Signal]) -> list[dict[str, Any]]:
    return [signal._asdict() for signal in signals]


def _entry(entry: Entry, link: Callable[[Entry], str]) -> dict[str, Any]:
    return {"summary": entry.note.summary, "retry": retry_data(entry.note.retry), "url": link(entry)}


def _start(start: Start, findings: Sequence[Finding]) -> dict[str, Any]:
    codes = " and ".join(str(findings[place].code) for place in (start.finding, *start.also))
    return {"finding": start.finding, "for": start.reason, "why": f"{start.action} {codes} {start.why}"}


def _diagnosis(diagnosis: Diagnosis) -> dict[str, Any]:
    return {
        "rule": diagnosis.rule,
        "parameter": diagnosis.parameter,
        "value": diagnosis.value,
        "text": diagnosis.text,
        "evidence": diagnosis.evidence,
        "lines": list(diagnosis.lines),
    }


def _timeline(timeline: Timeline | None) -> dict[str, Any] | None:
    if timeline is None:
        return None
    timed = timeline.unit == "time"
    return {
        "unit": timeline.unit,
        "start": format_timestamp(timeline.start) if timed else timeline.start,
        "end": format_timestamp(timeline.end) if timed else timeline.end,
        "step_ms": timeline.step if timed else None,
        "summary": timeline.summary,
        "series": list(timeline.series),
        "buckets": [
            {
                "start": format_timestamp(bucket.start) if timed else bucket.start,
                "label": bucket.label,
                "count": bucket.count,
                "by_series": list(bucket.by_series),
            }
            for bucket in timeline.buckets
        ],
    }


def _preflight(check: Preflight) -> dict[str, Any]:
    return {
        "line": check.line,
        "method": check.method or None,
        "clean": check.clean,
        "summary": check.summary,
        "problems": [{"code": problem.code, **_diagnosis(problem.diagnosis)} for problem in check.problems],
    }
