"""A decode as plain data for JSON, exactly as ``api-contract.md`` prints it, and as a Markdown ticket note."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..catalogue.catalogue import Catalogue
from ..catalogue.entry import Entry
from ..catalogue.reply_languages import reply_languages
from ..catalogue.serialise import retry_data
from ..decoder.decoded import Candidate, Diagnosis, Finding, Possible, Report, Signal
from ..decoder.grouping import MAX_LINES
from ..decoder.signals import signals_of
from ..diagnosis.preflight import Preflight
from .explain import Explained
from .quoting import code, plain
from .timeline import Timeline, format_timestamp, title_of
from .triage import Start

MOST_IN_NOTE = 40  # codes; a ticket with more of them is read by nobody


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


def report_markdown(report: Report, catalogue: Catalogue) -> str:
    """Return a ticket note in Markdown: what was found, what the rules say, what to ask for. Ends with a newline."""
    blocks = [block for block in _blocks(report, catalogue) if block]
    return "\n\n".join(blocks or ["No error code of this exchange was found."]) + "\n"


def _finding(finding: Finding, catalogue: Catalogue, link: Callable[[Entry], str]) -> dict[str, Any]:
    entry = catalogue.described(finding.entry_id) if finding.entry_id else None
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
        "first_at": _timestamp(finding.first_at_ms),
        "last_at": _timestamp(finding.last_at_ms),
        "excerpt": finding.excerpt,
        "method": finding.method,
        "instrument": finding.instrument,
        "diagnosis": [_diagnosis(diagnosis) for diagnosis in finding.diagnosis],
        "candidates": [_candidate(candidate) for candidate in finding.candidates],
        "suggestions": [_candidate(candidate) for candidate in finding.suggestions],
        "entry": _entry(entry, link) if entry else None,
        "hint": finding.hint or None,
        "status": entry.status if entry else None,
    }


def _possible(row: Possible) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "code": row.code,
        "name": row.name,
        "id": row.id,
        "line": row.line,
        "excerpt": row.excerpt,
        "count": row.count,
        "why": row.why,
    }


def _signals(signals: Sequence[Signal]) -> list[dict[str, Any]]:
    return [{"name": signal.name, "weight": signal.weight, "reason": signal.reason} for signal in signals]


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


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {"id": candidate.id, "code": candidate.code, "name": candidate.name}


def _timestamp(at_ms: int | None) -> str | None:
    return None if at_ms is None else format_timestamp(at_ms)


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


def _blocks(report: Report, catalogue: Catalogue) -> Iterator[str]:
    for finding in report.findings[:MOST_IN_NOTE]:
        yield "\n".join(_finding_lines(finding, catalogue))
    if len(report.findings) > MOST_IN_NOTE:
        yield f"And {len(report.findings) - MOST_IN_NOTE:,} more codes."
    if isinstance(report, Explained):
        if report.checks:
            yield "\n".join(["### Which one is it?", "", *_answered_lines(report, catalogue)])
        for check in report.preflight:
            yield "\n".join(_preflight_lines(check))
        if report.timeline:
            yield "\n".join(
                ["### When", "", f"- {plain(report.timeline.summary)}", *(f"- {plain(n)}" for n in report.story.notes)]
            )
    if report.reply.internal:
        yield f"### Internal note\n\n{report.reply.internal}"
    if asked := report.reply.in_english.ask_for:
        yield "\n".join(["### Ask the customer for", "", *(f"- {question}" for question in asked)])
    language = reply_languages()[report.reply.letter.language]
    if report.reply.customer and not language.is_english:
        review = "" if language.reviewed else ", not yet reviewed by a speaker"
        yield f"### Reply to the customer in {language.english_name}{review}\n\n{report.reply.customer}"
    if report.advice:
        yield "\n".join(["### Mind", "", *(f"- {advice}" for advice in report.advice)])


def _answered_lines(report: Explained, catalogue: Catalogue) -> Iterator[str]:
    for answered in report.checks:
        entry = catalogue.get(answered.entry_id)
        if entry:
            check = entry.note.checks[answered.number - 1]
            word = "look" if answered.answer == "unknown" else answered.answer
            yield f"- {entry.code}, check {answered.number}: {check.ask} **{word.capitalize()}**"


def _finding_lines(finding: Finding, catalogue: Catalogue) -> Iterator[str]:
    entry = catalogue.described(finding.entry_id) if finding.entry_id else None
    yield f"## {plain(title_of(finding, catalogue))}"
    yield ""
    if entry and entry.note.summary:
        yield entry.note.summary
        yield ""
    times = f"{finding.count} time{'s' if finding.count != 1 else ''}"
    yield f"- Seen: {times}, {_where(finding)}"
    first, last = _timestamp(finding.first_at_ms), _timestamp(finding.last_at_ms)
    if first and last:
        yield f"- When: {first}" if first == last else f"- When: {first} to {last}"
    if finding.method:
        yield f"- Method: {code(finding.method)}"
    if finding.instrument:
        yield f"- Instrument: {code(finding.instrument)}"
    for diagnosis in finding.diagnosis:
        yield f"- In this paste ({diagnosis.evidence}): {plain(diagnosis.text)}"
    for candidate in finding.candidates:
        yield f"- May be: {candidate.code} {plain(candidate.name or '')}".rstrip()
    for candidate in finding.suggestions:
        yield f"- Compare: {candidate.code} {plain(candidate.name or '')}".rstrip()
    if finding.hint:
        yield f"- {plain(finding.hint)}"


def _where(finding: Finding) -> str:
    shown = ", ".join(str(line) for line in finding.lines[:5])
    least = "at least " if len(finding.lines) == MAX_LINES else ""
    more = f" and {least}{len(finding.lines) - 5} more" if len(finding.lines) > 5 else ""
    return f"line{'s' if len(finding.lines) != 1 else ''} {shown}{more}"


def _preflight_lines(check: Preflight) -> Iterator[str]:
    yield f"## Check of the request on line {check.line}"
    yield ""
    yield f"- {check.summary}"
    for problem in check.problems:
        yield f"- {problem.code} ({problem.diagnosis.evidence}): {plain(problem.diagnosis.text)}"
