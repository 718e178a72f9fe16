"""What gunicorn is given of ours: a log without access lines, and errors in the shape of all others."""

from __future__ import annotations

import socket
from contextlib import suppress
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


class ErrorsOnly(Logger):
    """gunicorn's log without its access lines, which ``portal/observe.py`` writes without anybody's query in them.

    With ``logconfig_dict`` set gunicorn would gather the parts of such a line for every request, a fifth of the time
    of a ready answer, and hand it to a logger that nobody reads.
    """

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Write nothing."""


class Worker(ThreadWorker):
    """gunicorn's threaded worker; a request that it cannot read is answered with a problem, not with its own HTML."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Answer on the bare socket: no request reached the application."""
        if not isinstance(exc, ParseException) or isinstance(exc, OWN_FAULTS):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Invalid request")
        with suppress(OSError):  # the client went away
            client.settimeout(SEND_SECONDS)
            client.sendall(self._refusal(exc))

    def _refusal(self, exc: ParseException) -> bytes:
        from codes.api.problems import KINDS, MEDIA_TYPE, ProblemError, problem_data  # needs Django's settings

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
