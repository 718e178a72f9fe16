"""Admits requests with a text: counts them before the body is read, and lets few decode at once.

A decode keeps a core busy and takes thirty times the memory of its text. So a worker reads few large bodies at once,
and decodes one large and one small text at a time: a pasted line need not wait for another reader's log. A text that
does not get its turn soon is refused, with the seconds to wait.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.report.explain import Explained, explain
from ops.rate_limits import decode_wait
from ops.request_bodies import body_length

from . import radar_watch

SMALL_BYTES = 64_000  # decoded within half a second, whatever it holds
FREE_BYTES = 16_000  # of a body that are not counted
BYTES_OF_A_DECODE = 1_000_000  # of a body that count as one decode
ROOM_BYTES = 24_000_000  # of large bodies that one process holds at once
TURN_SECONDS = 2.0  # for which a decode waits for its turn
BUSY_SECONDS = 5  # after which a client without a turn is asked to come back


class Refused(Exception):
    """The request is not answered now; ``seconds`` is for how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class TooOften(Refused):
    """The address has sent more than it may."""


class Busy(Refused):
    """All texts together are more than can be read now."""


class Turns:
    """One at a time. At most a quarter of the worker's threads wait, so that the others serve readers."""

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(1 + max(1, settings.WEB_THREADS // 4))
        self._turn = threading.Lock()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Hold the turn. Raises Busy."""
        if not self._places.acquire(blocking=False):
            raise Busy(BUSY_SECONDS)
        try:
            if not self._turn.acquire(timeout=TURN_SECONDS):
                raise Busy(BUSY_SECONDS)
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._places.release()


class Room:
    """How many bytes of large bodies are in memory."""

    def __init__(self) -> None:
        self._lock, self._used = threading.Lock(), 0

    @contextmanager
    def hold(self, size: int) -> Iterator[None]:
        """Hold room for a body. Raises Busy."""
        with self._lock:
            if self._used + size > ROOM_BYTES:
                raise Busy(BUSY_SECONDS)
            self._used += size
        try:
            yield
        finally:
            with self._lock:
                self._used -= size


_room, _small, _large = Room(), Turns(), Turns()


def count(environ: MutableMapping[str, Any], decodes: int) -> None:
    """Count a request for its address: its decodes, and its body by its length. Raises TooOften."""
    weight = min(body_length(environ), settings.DATA_UPLOAD_MAX_MEMORY_SIZE) - FREE_BYTES
    cost = decodes + max(0, weight) / BYTES_OF_A_DECODE
    if cost and (seconds := decode_wait(environ.get("REMOTE_ADDR", ""), cost)):
        raise TooOften(seconds)


@contextmanager
def admitted(environ: MutableMapping[str, Any], decodes: int = 1) -> Iterator[None]:
    """Count a request and hold room for its body while it is read and answered.

    Raises TooOften and Busy before anything is read.
    """
    count(environ, decodes)
    length = body_length(environ)
    is_read = SMALL_BYTES < length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    with _room.hold(length if is_read else 0):
        yield


def decoded(text: str, catalogue: Catalogue, reply_in: Sequence[str] = ()) -> Explained:
    """Return what the decoder says about ``text``, in its turn; ``reply_in`` as for ``explain``. Raises Busy."""
    with (_small if len(text) <= SMALL_BYTES else _large).take():
        report = explain(text, catalogue, reply_in=reply_in)
    radar_watch.note_report(report)
    return report
