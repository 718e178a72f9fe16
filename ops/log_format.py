"""Log lines that say what happened and nothing of what was sent: no body, no query, no address, no header.

An address can hold what somebody searched for, and an exception's message can quote what somebody pasted. So a line
about a request names the pattern of its address (its route), and an exception the places in the code it went through.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import orjson

STDERR = 2
MOST_WAITING = 10_000  # lines, some 3 MB
FLUSH_SECONDS = 1.0

request_id: ContextVar[str] = ContextVar("request_id", default="")

SHOWN = ("status", "method", "route", "ms")  # the attributes of a record that a line may hold
# The messages of these come from the machine or the database server, never from a request.
SPEAK_FOR_THEMSELVES = {"OperationalError", "InterfaceError", "PoolTimeout", "ConnectionError", "TimeoutError"}
DEEPEST = 12  # frames of one exception that are named


class LineFormatter(logging.Formatter):
    """One line of text, for people at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        line = facts(record)
        identity = f" [{line['request_id']}]" if "request_id" in line else ""
        extra = "".join(f" {name}={line[name]}" for name in SHOWN if name in line)
        head = f"{line['time']} {line['level']} {line['logger']}{identity}: {line['message']}{extra}"
        return "\n    ".join([head, *line.get("exception", ())])


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        return orjson.dumps(facts(record), default=str).decode()


class Console(logging.Handler):
    """Writes to standard error from a thread, so that the site goes on when nobody reads its log.

    Up to MOST_WAITING lines wait in a queue. What does not fit is dropped and counted.
    """

    def __init__(self) -> None:
        super().__init__()
        self._begin()
        os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        self._lines: queue.Queue[str] = queue.Queue(MOST_WAITING)
        self._writer: threading.Thread | None = None
        self._dropped = 0

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record)
        except Exception:
            self.handleError(record)
            return
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            self._dropped += 1
        if self._writer is None:
            self._writer = threading.Thread(target=self._write, name="log", daemon=True)
            self._writer.start()

    def flush(self) -> None:
        """Wait at most FLUSH_SECONDS until all lines are written; logging calls it before the process ends."""
        ends = time.monotonic() + FLUSH_SECONDS
        while self._lines.unfinished_tasks and self._writer and time.monotonic() < ends:
            time.sleep(0.005)

    def _write(self) -> None:
        lines = self._lines
        while True:
            line = lines.get()
            if dropped := self._dropped:
                self._dropped -= dropped
                line += f"\n{self.format(_lost(dropped))}"
            with suppress(OSError):  # nobody can read it
                _write_all(f"{line}\n".encode("utf-8", "backslashreplace"))
            lines.task_done()


def _lost(count: int) -> logging.LogRecord:
    return logging.LogRecord(__name__, logging.WARNING, "", 0, "%d lines were dropped", (count,), None)


def _write_all(content: bytes) -> None:
    while content:
        content = content[os.write(STDERR, content) :]


def facts(record: logging.LogRecord) -> dict[str, Any]:
    """Return what a line says about ``record``."""
    line: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": message(record),
    }
    if identity := request_id.get():
        line["request_id"] = identity
    for name in SHOWN:
        if name in record.__dict__:
            line[name] = record.__dict__[name]
    if record.exc_info and record.exc_info[1]:
        line["exception"] = list(exception_lines(record.exc_info[1], private=_in_request(record)))
    return line


def message(record: logging.LogRecord) -> str:
    """Return the record's message, or a substitute where it would quote a request."""
    if record.name.startswith("django.") and hasattr(record, "request"):
        status = getattr(record, "status_code", None)
        kind = record.name.rpartition(".")[2] if record.name.startswith("django.security.") else "answered"
        route = getattr(getattr(record.__dict__["request"], "resolver_match", None), "route", None)
        return f"{kind} {status or record.levelname}" + (f" on {route or '/'}" if route is not None else "")
    if record.name.startswith("gunicorn"):
        text = str(record.msg)
        for beginning in ("Invalid request", "Error handling request"):  # followed by the client's request line
            if text.startswith(beginning):
                return beginning
    return record.getMessage()


def exception_lines(error: BaseException, *, private: bool) -> Iterator[str]:
    """Yield lines about an exception and its causes: class, frames, and message where that is not private."""
    seen: set[int] = set()
    while error and id(error) not in seen:
        seen.add(id(error))
        kind = type(error).__name__
        yield kind if private and kind not in SPEAK_FOR_THEMSELVES else f"{kind}: {error}"
        for frame in traceback.extract_tb(error.__traceback__)[-DEEPEST:]:
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        following = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if following is None:
            return
        error = following


def _in_request(record: logging.LogRecord) -> bool:
    return bool(request_id.get()) or hasattr(record, "request") or record.name.startswith("gunicorn")


def config(style: str, level: str) -> dict[str, Any]:
    """Return the logging configuration of Django and gunicorn; ``style`` is ``json`` or ``line``."""
    formatter = f"{__name__}.{'JsonFormatter' if style == 'json' else 'LineFormatter'}"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"portal": {"()": formatter}},
        "handlers": {"console": {"class": f"{__name__}.Console", "formatter": "portal"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django and gunicorn bring handlers that would print what the formatters here leave out.
            "django": {"handlers": [], "propagate": True},
            # Scanners ask for other hosts all day; the request's own line says 400.
            "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL"},
            "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            "gunicorn.error": {"handlers": ["console"], "level": level, "propagate": False},
            "gunicorn.access": {"handlers": [], "propagate": False},
        },
    }
