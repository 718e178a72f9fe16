"""A decode as a note in Markdown, for a ticket: what was read, what the rules say, what to ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..catalogue.catalogue import Catalogue
from ..catalogue.reply_languages import reply_languages
from ..decoder.decoded import Candidate, Finding, Report
from ..decoder.grouping import MAX_LINES
from ..diagnosis.preflight import Preflight
from .explain import Explained
from .quoting import code, plain
from .timeline import format_timestamp, title_of

MOST_IN_NOTE = 40  # codes; nobody reads a ticket with more of them
SHOWN_LINES = 5


def report_markdown(report: Report, catalogue: Catalogue) -> str:
    """Return a ticket note in Markdown: what was found, what the rules say, what to ask for. Ends with a newline."""
    blocks = [block for block in _blocks(report, catalogue) if block]
    return "\n\n".join(blocks or ["No error code of this exchange was found."]) + "\n"


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
    entry = catalogue.described(finding.entry_id)
    yield from (f"## {plain(title_of(finding, catalogue))}", "")
    if entry and entry.note.summary:
        yield from (entry.note.summary, "")
    yield from _where_and_when(finding)
    for diagnosis in finding.diagnosis:
        yield f"- In this paste ({diagnosis.evidence}): {plain(diagnosis.text)}"
    yield from _candidate_lines("May be", finding.candidates)
    yield from _candidate_lines("Compare", finding.suggestions)
    if finding.hint:
        yield f"- {plain(finding.hint)}"


def _where_and_when(finding: Finding) -> Iterator[str]:
    yield f"- Seen: {finding.count} time{_plural(finding.count)}, {_where(finding.lines)}"
    first, last = format_timestamp(finding.first_at_ms), format_timestamp(finding.last_at_ms)
    if first and last:
        yield f"- When: {first}" if first == last else f"- When: {first} to {last}"
    if finding.method:
        yield f"- Method: {code(finding.method)}"
    if finding.instrument:
        yield f"- Instrument: {code(finding.instrument)}"


def _where(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:SHOWN_LINES]))
    least = "at least " if len(lines) == MAX_LINES else ""
    more = f" and {least}{len(lines) - SHOWN_LINES} more" if len(lines) > SHOWN_LINES else ""
    return f"line{_plural(len(lines))} {shown}{more}"


def _plural(count: int) -> str:
    return "" if count == 1 else "s"


def _candidate_lines(what: str, candidates: Sequence[Candidate]) -> Iterator[str]:
    for candidate in candidates:
        yield f"- {what}: {candidate.code} {plain(candidate.name or '')}".rstrip()


def _preflight_lines(check: Preflight) -> Iterator[str]:
    yield f"## Check of the request on line {check.line}"
    yield ""
    yield f"- {check.summary}"
    for problem in check.problems:
        yield f"- {problem.code} ({problem.diagnosis.evidence}): {plain(problem.diagnosis.text)}"
