"""``exchange-errors decode``: the errors in files, in what is piped in, or in a log while it is written."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from ..answers import Answers
from ..catalogue.entry import Entry
from ..catalogue.reply_languages import ENGLISH, unknown_language
from ..decoder.decoded import Finding
from ..report import labels
from ..report.explain import Explained
from ..report.merged import MergedReport
from ..report.ticket_note import report_markdown
from ..report.timeline import format_timestamp, title_of
from .live import file_pieces, pipe_pieces
from .pieces import TextPiece, pieces
from .terminal import ALARM, HEADING, QUIET, Terminal

NOTHING, ERRORS, USAGE, MONEY = 0, 1, 2, 3
STDIN = "-"


class UsageError(Exception):
    """The arguments cannot be used; the message says why."""


class LogReader:
    """One run over one or several texts."""

    def __init__(self, answers: Answers, terminal: Terminal, reply_language: str = ENGLISH) -> None:
        self._answers, self._terminal = answers, terminal
        self._reply_in = (reply_language,)
        self._merged = MergedReport(answers.catalogue, self._reply_in)
        self._echoes: dict[str, str] = {}  # keys that a piece named, to be masked in the next pieces as well
        self._files: list[dict[str, Any]] = []

    def read(self, names: Iterable[str]) -> Explained:
        """Return the report on the texts. Raises UsageError."""
        for name in names:
            before = self._merged.lines
            with _opened(name) as stream:
                self._read_stream(name, stream)
            self._files.append({"name": name, "first_line": before + 1, "lines": self._merged.lines - before})
        self._terminal.end_progress()
        return self._merged.report()

    def follow(self, name: str, as_json: bool) -> Explained:
        """Print a line for each finding in what is new, until the pipe ends or Ctrl-C; return the report on all of it.

        Raises UsageError.
        """
        try:
            for piece in _live(name):
                for finding in self._add(piece):
                    self._print_line(finding, as_json)
        except KeyboardInterrupt:
            pass
        return self._merged.report()

    def data(self, report: Explained) -> dict[str, Any]:
        """Return a report as the API prints it; for several files, with the lines at which each begins."""
        data = self._answers.report_data(report)
        return {**data, "files": self._files} if len(self._files) > 1 else data

    def markdown(self, report: Explained) -> str:
        text = report_markdown(report, self._answers.catalogue)
        if len(self._files) < 2:
            return text
        rows = (f"- {row['name']}: from line {row['first_line']:,}" for row in self._files)
        return "\n".join([text, "### Files", "", *rows, ""])

    def _read_stream(self, name: str, stream: BinaryIO) -> None:
        size = _size(stream)
        done = 0
        for piece in pieces(stream.read):
            self._add(piece)
            done += len(piece.text)
            share = f"{min(99, done * 100 // size)}%, " if size else ""
            self._terminal.show_progress(f"{name}: {share}{self._merged.lines:,} lines")

    def _add(self, piece: TextPiece) -> list[Finding]:
        report = self._answers.report(piece.text, self._echoes, self._reply_in)
        return self._merged.add(report, is_cut=piece.is_cut)

    def _print_line(self, finding: Finding, as_json: bool) -> None:
        if finding.is_success:
            return
        entry = self._answers.catalogue.described(finding.entry_id)
        total = self._merged.count(finding)
        if as_json:
            self._terminal.write(json.dumps(self._line_data(finding, entry, total)) + "\n")
            return
        is_grave = entry is None or entry.impact == "check_funds"
        note = entry.note if entry else None
        self._terminal.write_coloured(
            self._terminal.coloured(format_timestamp(finding.last_at_ms) or f"line {finding.lines[0]}", QUIET),
            self._terminal.coloured(title_of(finding, self._answers.catalogue), ALARM if is_grave else HEADING),
            f"{finding.count} of {total} so far" if total > finding.count else _times(finding.count),
            self._terminal.coloured(f"{note.headline or note.summary}." if note else "Not in the catalogue.", ""),
            labels.retry_sentence(entry) if entry else "",
        )

    def _line_data(self, finding: Finding, entry: Entry | None, total: int) -> dict[str, Any]:
        return {
            "kind": finding.kind,
            "code": finding.code,
            "name": finding.name,
            "id": finding.id,
            "count": finding.count,
            "total": total,
            "lines": list(finding.lines),
            "last_at": format_timestamp(finding.last_at_ms),
            "excerpt": finding.excerpt,
            "headline": entry.note.headline if entry else None,
            "retry": entry.note.retry.advice if entry else None,
            "impact": entry.impact if entry else None,
            "url": self._answers.link(entry) if entry else None,
        }


def status_of(report: Explained) -> int:
    """Return the exit status: 3 where money may be at risk, else 1 where anything failed, else 0."""
    if any(start.reason == "money" for start in report.triage.start):
        return MONEY
    return NOTHING if all(finding.is_success for finding in report.findings) else ERRORS


def decode(arguments: Namespace, answers: Answers, terminal: Terminal) -> int:
    """Run the command and return its exit status. Raises UsageError."""
    if wrong := unknown_language(arguments.reply_language):
        raise UsageError(f"--reply-language {wrong}")
    reader = LogReader(answers, terminal, arguments.reply_language)
    names = arguments.file or [STDIN]
    if not arguments.follow:
        report = reader.read(names)
    elif len(names) > 1:
        raise UsageError("--follow reads one file")
    else:
        report = reader.follow(names[0], arguments.json)
        if arguments.json:
            return status_of(report)
    if arguments.json:
        terminal.write(json.dumps(reader.data(report), indent=2) + "\n")
    elif arguments.markdown:
        terminal.write(reader.markdown(report))
    else:
        _print_verdict(report, terminal)
        terminal.write_markdown(reader.markdown(report))
    return status_of(report)


def _print_verdict(report: Explained, terminal: Terminal) -> None:
    """Print what may have happened and where to start."""
    if report.triage.verdict:
        colour = ALARM if status_of(report) == MONEY else HEADING
        terminal.write_coloured(terminal.coloured(report.triage.verdict, colour))
        for start in report.triage.start:
            code = report.findings[start.finding].code
            terminal.write(f"{start.action} {code} {start.why}\n")
        terminal.write("\n")
    if report.read.truncated:
        terminal.complain("a part of the text was too long or too full and was not read")


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    """Return the file as a context, which leaves standard input open. Raises UsageError."""
    try:
        return Path(name).open("rb") if name != STDIN else nullcontext(sys.stdin.buffer)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from error


def _live(name: str) -> Iterator[TextPiece]:
    try:
        return pipe_pieces(sys.stdin.buffer) if name == STDIN else file_pieces(Path(name))
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from error


def _size(stream: BinaryIO) -> int:
    """Return how many bytes a file has, 0 for a pipe."""
    try:
        return os.fstat(stream.fileno()).st_size
    except OSError:
        return 0


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
