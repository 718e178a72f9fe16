"""Bodies of requests: their length, which ones are refused unread, and how to drain one that was refused."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

# The longest body, in bytes, that is read and dropped after a refusal. A longer one is answered at once.
MOST_DRAINED = 32_000_000
CHUNK = 1_000_000  # bytes; as much as gunicorn takes from the socket at once

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
LARGEST_FORM = 500_000  # bytes; the longest note fills a tenth of it


def body_length(environ: MutableMapping[str, Any]) -> int:
    """Return how many bytes the body has by its header; 0 where there is none."""
    length = str(environ.get("CONTENT_LENGTH") or "")
    return int(length) if length.isascii() and length.isdecimal() and len(length) < 19 else 0


def drain(request: HttpRequest) -> None:
    """Read and drop the rest of the body.

    Browsers and most libraries read an answer only after they have sent everything; a server that closes earlier leaves
    them with a broken connection in place of the reason. Under gunicorn the worker does this without a thread
    (ops/gunicorn_worker.py).
    """
    if "gunicorn.socket" in request.META:
        return
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_DRAINED:
        return
    with suppress(OSError):  # the client went away
        while request.read(CHUNK):
            pass


class SmallBodies:
    """Refuse a form longer than any of this site's before it is read. Views that take a paste bound it themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_form = request.content_type in FORMS  # Django reads no other body by itself
        if is_form and body_length(request.META) > LARGEST_FORM and not _is_paste(request):
            return render(request, "400.html", status=413)
        return self.get_response(request)


def _is_paste(request: HttpRequest) -> bool:
    """Say whether the address takes a paste; that of editors takes none from a browser without a session."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return request.path in settings.PASTE_PATHS or (has_session and request.path in settings.EDITORS_PASTE_PATHS)
