"""A database that does not answer, cannot be written or is full: 503 with the reason and when to come back.

The pages and the API read a snapshot in memory and go on. What is left are the editors' screens.
"""

from __future__ import annotations

import logging
import sys

from django.core.exceptions import BadRequest
from django.db import DatabaseError, DataError, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import server_error

from .middleware import GetResponse, for_machines
from .problems import ProblemError, problem

log = logging.getLogger(__name__)

RETRY_SECONDS = 5


class DatabaseTrouble:
    """Answers 503 where a view ran into the database; says so in the log with the database's own words."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)  # type: ignore[return-value]  # handed through as it is

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DataError):  # a value that no column holds, such as U+0000 in a filter's address
            raise BadRequest("The database cannot hold a value of this request.") from error
        if not is_trouble(error):
            return None
        log.error("the database failed", exc_info=error, extra={"method": request.method})
        return unavailable(request)


def is_trouble(error: BaseException | None) -> bool:
    """Say whether the database is to blame and not the query: it is away, read-only, locked, damaged or full."""
    return isinstance(error, OperationalError | InterfaceError | InternalError) or type(error) is DatabaseError


def unavailable(request: HttpRequest) -> HttpResponse:
    """Return the 503, in the shape that the asker reads."""
    retry = {"Retry-After": str(RETRY_SECONDS)}
    if for_machines(request.path):
        detail = "The database does not answer. Nothing was changed."
        return problem(request, ProblemError("unavailable", detail, headers=retry))
    answer = render(request, "503.html", {"changing": request.method not in ("GET", "HEAD")}, status=503)
    for name, value in {**retry, "Cache-Control": "no-store"}.items():
        answer.headers[name] = value
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    """The site's handler500: what a middleware ran into does not reach ``process_exception``."""
    return unavailable(request) if is_trouble(sys.exc_info()[1]) else server_error(request)
