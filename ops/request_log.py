"""Gives every request an id, one log line and a place in the metrics, whether a kept answer or Django answers it."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable
from itertools import count
from time import perf_counter
from typing import Any

from . import metrics
from .log_format import request_id
from .proxies import REQUEST_ID, Application, Environ

log = logging.getLogger("portal.request")

ROUTE = "portal.route"  # in the WSGI environment: the pattern that the address matched
ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestLog:
    """A WSGI application around another. ``log_requests`` writes a line for each; a ``metrics_token`` counts them."""

    def __init__(self, application: Application, *, log_requests: bool, metrics_token: str) -> None:
        self.application, self.log_requests, self.metrics_token = application, log_requests, metrics_token
        self._numbers = count()
        self._begin_process()
        os.register_at_fork(after_in_child=self._begin_process)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun = perf_counter()
        given = environ.get(REQUEST_ID)
        identity = given if given and ACCEPTED_ID.fullmatch(given) else f"{self._prefix}{next(self._numbers):x}"
        status = "500"

        def note(line: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            nonlocal status
            status = line[:3]
            headers.append(("X-Request-ID", identity))  # the list is the server's from here on (PEP 3333)
            return start_response(line, headers, *rest)

        request_id.set(identity)
        try:
            if self.metrics_token and environ["PATH_INFO"] == metrics.PATH:
                return metrics.answer(environ, note, self.metrics_token)
            return self.application(environ, note)
        finally:
            if self.metrics_token:
                _count(environ, status, perf_counter() - begun)
            if self.log_requests:
                _log(environ, status, perf_counter() - begun)
            request_id.set("")

    def _begin_process(self) -> None:
        self._prefix = f"{os.urandom(6).hex()}-"


def _count(environ: Environ, status: str, seconds: float) -> None:
    """Count the request; where that fails, the answer is sent all the same."""
    try:
        metrics.count(environ["REQUEST_METHOD"], environ["PATH_INFO"], status, seconds)
    except Exception:
        log.exception("the request could not be counted")


def _log(environ: Environ, status: str, seconds: float) -> None:
    fields = {
        "method": environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in metrics.METHODS else "other",
        "route": environ.get(ROUTE) or metrics.part_of_site(environ["PATH_INFO"]),
        "status": int(status),
        "ms": round(seconds * 1000, 2),
    }
    log.info("answered", extra=fields)
