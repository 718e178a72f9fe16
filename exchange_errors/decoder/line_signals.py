"""Signals of the line, for numbers and names alike."""

from __future__ import annotations

from .code_candidate import CodeCandidate


def source_code(c: CodeCandidate) -> bool:
    """The line is source code, or a row of a list of codes."""
    return c.line.is_source


def access_log(c: CodeCandidate) -> bool:
    """The line is one of a web server's log."""
    return c.line.is_access


def another_exchange(c: CodeCandidate) -> bool:
    """Another exchange is named beside it, and this one is not."""
    return c.line.is_foreign


LINE_SIGNALS = (source_code, access_log, another_exchange)
