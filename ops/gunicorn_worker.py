"""gunicorn's logger without access lines, and its worker with errors as problems and patient closing."""

from __future__ import annotations

import selectors
import socket
import time
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any

import orjson
from gunicorn.glogging import Logger
from gunicorn.http.errors import (
    ConfigurationProblem,
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.workers.gthread import ThreadWorker

OWN_FAULTS = (ConfigurationProblem, InvalidResponseHeader, InvalidResponseHeaderName)
SEND_SECONDS = 1.0
# For how long, and for how many connections at once, bytes that come after the answer are read and dropped.
LINGER_SECONDS, LINGER_SECONDS_AT_THE_END, MOST_LINGERING = 15.0, 2.0, 250
AT_ONCE = 1_000_000  # bytes


class ErrorsOnly(Logger):
    """gunicorn's log without access lines: ``ops/request_log.py`` writes its own, which hold no query.

    With ``logconfig_dict`` set, gunicorn would format such a line for every request, which takes a fifth of the time of
    a kept answer, and hand it to a logger without a handler.
    """

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Write nothing."""


class Worker(ThreadWorker):
    """gunicorn's threaded worker, which answers a request that it cannot read with a problem in place of HTML.

    A refused client may still be sending its body, and an answered one may not hang up. gunicorn would wait for either
    with a thread, or with the one that accepts connections. Here the poller waits, among all other connections.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lingering: dict[Any, float] = {}  # the connections, oldest first, and until when
        self._dropped = bytearray(AT_ONCE)

    def handle_request(self, req: Any, conn: Any) -> bool:
        """Answer; a connection on which a body was left unread is not used again."""
        kept = super().handle_request(req, conn)
        return bool(kept) and not getattr(getattr(req.body, "reader", None), "length", 0)

    def finish_request(self, conn: Any, fs: Future[Any]) -> None:
        """Close a connection that has ended, but only once its client has done so."""
        if fs.cancelled() or fs.exception() or fs.result() is not False:
            super().finish_request(conn, fs)
            return
        conn.parser = None  # with what it read ahead
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.setblocking(False)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._drop, conn))
        except (OSError, ValueError):  # it is closed already
            self.nr_conns -= 1
            conn.close()
            return
        self._lingering[conn] = time.monotonic() + LINGER_SECONDS
        if len(self._lingering) > MOST_LINGERING:
            self._let_go(next(iter(self._lingering)))

    def murder_pending(self, *args: Any) -> None:
        """Close what has lingered for long enough, too."""
        super().murder_pending(*args)
        soonest = time.monotonic() + (LINGER_SECONDS - LINGER_SECONDS_AT_THE_END if not self.alive else 0)
        for conn in [conn for conn, until in self._lingering.items() if until <= soonest]:
            self._let_go(conn)

    def _drop(self, conn: Any, client: socket.socket) -> None:
        with suppress(OSError):
            if client.recv_into(self._dropped):
                return
        self._let_go(conn)

    def _let_go(self, conn: Any) -> None:
        del self._lingering[conn]
        with suppress(OSError, KeyError, ValueError):
            self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Answer on the socket itself, since no request reached the application."""
        if not isinstance(exc, ParseException) or isinstance(exc, OWN_FAULTS):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Invalid request")
        with suppress(OSError):  # the client went away
            client.settimeout(SEND_SECONDS)
            client.sendall(self._refusal(exc))

    def _refusal(self, exc: ParseException) -> bytes:
        from .problems import KINDS, MEDIA_TYPE, ProblemError, problem_data  # needs Django's settings

        if isinstance(exc, LimitRequestLine):
            slug, detail = "uri-too-long", f"At most {self.cfg.limit_request_line} bytes of request line are read."
        elif isinstance(exc, LimitRequestHeaders):
            count, size = self.cfg.limit_request_fields, self.cfg.limit_request_field_size
            slug, detail = "header-fields-too-large", f"At most {count} headers of {size} bytes are read."
        else:
            slug, detail = "bad-request", "The request line or a header breaks the rules of HTTP."
        body = orjson.dumps(problem_data(ProblemError(slug, detail), "/"))
        lines = (
            f"HTTP/1.1 {KINDS[slug].status} {KINDS[slug].title}",
            "Connection: close",
            "Cache-Control: no-store",
            f"Content-Type: {MEDIA_TYPE}",
            f"Content-Length: {len(body)}",
            "X-Content-Type-Options: nosniff",
        )
        return "\r\n".join((*lines, "", "")).encode("latin-1") + body
