"""Reads a log while it is written: what is appended to a file, also after a rotation, or what arrives on a pipe."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from .pieces import LONGEST_LINE, TextPiece, cut

PAUSE = 0.5  # seconds without new data after which the data so far is read
AT_ONCE = 1_000_000  # bytes


def file_pieces(path: Path, sleep: Callable[[float], object] = time.sleep) -> Iterator[TextPiece]:
    """Yield what is appended to a file from now on, forever. Raises OSError at once where it cannot be opened."""
    log = path.open("rb")
    log.seek(0, os.SEEK_END)
    return _in_lines(_gained(log, path, sleep))


def _gained(log: BinaryIO, path: Path, sleep: Callable[[float], object]) -> Iterator[bytes]:
    """Yield what is appended to a log, b"" for a pause."""
    try:
        while True:
            data = log.read(AT_ONCE)
            if not data and (rotated := _rotated(log, path)):
                log.close()
                log = rotated
            if not data:
                sleep(PAUSE)
            yield data
    finally:
        log.close()


def pipe_pieces(pipe: BinaryIO) -> Iterator[TextPiece]:
    """Yield what arrives on a pipe, until it is closed."""
    return _in_lines(_arrived(pipe.fileno()))


def _arrived(number: int) -> Iterator[bytes]:
    """Yield what arrives, b"" for a pause."""
    while True:
        if not select.select([number], [], [], PAUSE)[0]:
            yield b""
        elif data := os.read(number, AT_ONCE):
            yield data
        else:
            return


def _rotated(log: BinaryIO, path: Path) -> BinaryIO | None:
    """Return the file that replaced a log that was moved or truncated, None while it is the same."""
    try:
        now, before = path.stat(), os.fstat(log.fileno())
        if (now.st_dev, now.st_ino) != (before.st_dev, before.st_ino) or now.st_size < log.tell():
            return path.open("rb")
    except OSError:  # the log was moved and its replacement does not exist yet
        return None
    return None


def _in_lines(parts: Iterator[bytes]) -> Iterator[TextPiece]:
    """Yield whole lines at each pause, which b"" marks, or when much has arrived."""
    pending = b""
    for data in parts:
        pending += data
        if data and len(pending) < AT_ONCE:
            continue
        end = pending.rfind(b"\n") + 1
        if end:
            yield from _sized(pending[:end])
            pending = pending[end:]
        elif len(pending) > LONGEST_LINE:
            pending = b""
    if pending:
        yield from _sized(pending)


def _sized(data: bytes) -> Iterator[TextPiece]:
    text = data.decode("utf-8", "replace")
    while len(text) > AT_ONCE and (end := cut(text, AT_ONCE)):
        yield TextPiece(text[:end])
        text = text[end:]
    yield TextPiece(text[:LONGEST_LINE], len(text) > LONGEST_LINE)
