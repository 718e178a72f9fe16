"""A filter for Python's logging: adds to an error what it means, who fixes it and whether to send it again.

    handler.addFilter(ErrorFilter("https://codes.example"))

The message itself is neither stored nor changed; a record is never dropped.
"""

from __future__ import annotations

import logging

from .answers import Answers, shipped

MOST_READ = 20_000  # characters of a record


class ErrorFilter(logging.Filter):
    """Adds ``error_id``, ``error_headline``, ``error_owner``, ``error_retry`` and ``error_link`` to records.

    They describe the gravest error of the catalogue in a record's message or exception. Records below ``level`` are
    not read. A formatter that uses the fields needs ``defaults`` for records without an error.
    """

    def __init__(self, site: str = "", level: int = logging.WARNING) -> None:
        super().__init__()
        self._level = level
        self._answers = Answers(shipped().catalogue, site.rstrip("/"))
        self._answers.make_ready()  # two seconds at the start, not at the first error

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True for every record."""
        if record.levelno >= self._level:
            record.__dict__.update(self._fields(_text(record)))
        return True

    def _fields(self, text: str) -> dict[str, str]:
        findings = self._answers.report(text[:MOST_READ]).findings
        ids = (finding.entry_id for finding in findings if finding.entry_id and not finding.is_success)
        entry = self._answers.catalogue.described(next(ids, None))
        if entry is None:
            return {}
        return {
            "error_id": entry.id,
            "error_headline": entry.note.headline,
            "error_owner": ", ".join(entry.note.owner),
            "error_retry": entry.note.retry.advice,
            "error_link": self._answers.link(entry),
        }


def _text(record: logging.LogRecord) -> str:
    """Return the message and the exception; logging itself reports a message that does not fit its arguments."""
    try:
        message = record.getMessage()
    except (TypeError, ValueError, KeyError):
        message = str(record.msg)
    exception = record.exc_info[1] if record.exc_info else None
    return f"{message}\n{exception}" if exception else message
