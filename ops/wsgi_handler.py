"""Django's WSGI handler, with requests that are emptied once their answer is sent.

Django ties a request into cycles (htmx, messages, CSP nonce), which only the collector frees. A paste must not stay in
memory that long, so a finished request drops everything that it holds.
"""

from __future__ import annotations

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .memory import give_back
from .request_log import ROUTE

LARGE_DIGITS = 6  # of a body's length: from 100 kB on, collecting and trimming costs little compared with reading it


class Request(WSGIRequest):
    """A request that is empty once its answer was sent."""

    def close(self) -> None:
        super().close()
        large = len(self.__dict__.get("META", {}).get("CONTENT_LENGTH") or "") >= LARGE_DIGITS
        for name in ("_post", "GET"):  # a form may still hold them
            dict.clear(self.__dict__.get(name, {}))
        self.__dict__.clear()
        if large:
            give_back()


class Handler(WSGIHandler):
    request_class = Request

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and tell the request log the pattern that the address matched; the address itself stays here."""
        response = super().get_response(request)
        if request.resolver_match:
            request.META[ROUTE] = "/" + request.resolver_match.route.lstrip("^")
        return response
