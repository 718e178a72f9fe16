"""A database that does not answer, cannot be written or is full: 503 with the reason and when to come back.

The pages and the API read a snapshot in memory and go on. What is left are the editors' screens.
"""

from __future__ import annotations

import sys

from django.db import DatabaseError, DataError, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request, server_error

from .middleware import for_machines
from .problems import ProblemError, problem

RETRY_SECONDS = 5


def answer_crash(request: HttpRequest) -> HttpResponse:
    """The site's handler500, which Django calls while it handles the exception."""
    error = sys.exc_info()[1]
    if isinstance(error, DataError):  # a value that no column holds, such as U+0000 in a filter's address
        return bad_request(request, error)
    return unavailable(request) if is_unavailable(error) else server_error(request)


def is_unavailable(error: BaseException | None) -> bool:
    """Say whether the database is to blame and not the query: it is away, read-only, locked, damaged or full."""
    return isinstance(error, OperationalError | InterfaceError | InternalError) or type(error) is DatabaseError


def unavailable(request: HttpRequest) -> HttpResponse:
    """Return the 503: a problem for a program, a page for a person."""
    retry = {"Retry-After": str(RETRY_SECONDS)}
    if for_machines(request.path):
        detail = "The database does not answer. Nothing was changed."
        return problem(request, ProblemError("unavailable", detail, headers=retry))
    response = render(request, "503.html", {"changing": request.method not in ("GET", "HEAD")}, status=503)
    for name, value in {**retry, "Cache-Control": "no-store"}.items():
        response.headers[name] = value
    return response
