"""What is seen of every request, ready answers included: an id, one log line, and the figures of ``metrics``."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable
from itertools import count
from time import perf_counter
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from . import metrics
from .logs import request_id
from .middleware import GetResponse
from .proxies import REQUEST_ID, Application, Environ

log = logging.getLogger("portal.request")

ROUTE = "portal.route"  # in the WSGI environment: the pattern that the address matched
ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class Observed:
    """A WSGI application around another. ``log_requests`` writes one line a request; figures follow ``metrics``."""

    def __init__(self, application: Application, *, log_requests: bool, metrics_token: str) -> None:
        self.application, self.log_requests, self.metrics_token = application, log_requests, metrics_token
        self._numbers = count()
        self._prefix, self._pid = "", 0

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun = perf_counter()
        identity = self._identity(environ.get(REQUEST_ID))
        answered: list[str] = []

        def note(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            answered.append(status[:3])
            return start_response(status, [*headers, ("X-Request-ID", identity)], *rest)

        token = request_id.set(identity)
        try:
            if self.metrics_token and environ["PATH_INFO"] == metrics.PATH:
                return metrics.answer(environ, note, self.metrics_token)
            return self.application(environ, note)
        finally:
            self._record(environ, answered[-1] if answered else "500", perf_counter() - begun)
            request_id.reset(token)

    def _identity(self, given: str | None) -> str:
        """Return the id that a trusted proxy gave, or a new one: unique to the process, then counted."""
        if given and ACCEPTED_ID.fullmatch(given):
            return given
        if self._pid != os.getpid():
            self._prefix, self._pid = os.urandom(6).hex(), os.getpid()
        return f"{self._prefix}-{next(self._numbers):x}"

    def _record(self, environ: Environ, status: str, seconds: float) -> None:
        if self.metrics_token:
            metrics.count(environ["REQUEST_METHOD"], environ["PATH_INFO"], status, seconds)
        if self.log_requests:
            told = {
                "method": environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in metrics.METHODS else "other",
                "route": environ.get(ROUTE) or metrics.part_of_site(environ["PATH_INFO"]),
                "status": int(status),
                "ms": round(seconds * 1000, 2),
            }
            log.info("answered", extra=told)


class NameRoute:
    """Tell ``Observed`` the pattern that the address matched; the address itself never leaves the request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.resolver_match:
            request.META[ROUTE] = "/" + request.resolver_match.route.lstrip("^")
        return response
