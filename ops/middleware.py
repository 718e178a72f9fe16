"""Headers and errors of every answer, whichever view or middleware made it."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from . import problems
from .problems import JSON
from .request_bodies import drain

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# An answer to a program is no document: it runs nothing and no frame may show it.
NO_DOCUMENT = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"

CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT_SECONDS = 86_400
REQUEST_HEADERS = "Accept, Content-Type, If-None-Match, Mcp-Method, Mcp-Name, Mcp-Protocol-Version, Mcp-Session-Id"


class ApiErrors:
    """Turn every error at an address that programs read into a problem, and answer OPTIONS there.

    It wraps everything that can fail, so that it sees unknown paths, wrong methods, strange hosts and crashes too, and
    drains the body of every request that is refused.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._for_machines(request) if for_machines(request.path) else self.get_response(request)
        if response.status_code >= 400:
            drain(request)
        return response

    def _for_machines(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        for name, value in CROSS_ORIGIN.items():
            response.headers[name] = value
        if not is_page(response):
            response.headers["Content-Security-Policy"] = NO_DOCUMENT
            response.xframe_options_exempt = True  # type: ignore[attr-defined]  # as Django marks it; the policy forbids frames
        return _without_body(response) if request.method == "HEAD" else response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        try:
            request.get_host()
        except DisallowedHost:
            unknown = problems.ProblemError("unknown-host", "The Host header names no host of this site.")
            return problems.problem(request, unknown)
        response = self.get_response(request)
        if response.status_code == 405:
            response.headers["Allow"] = _with_head_and_options(response.headers["Allow"])
            if request.method == "OPTIONS":
                return _options(request, response.headers["Allow"])
        if response.status_code < 400 or response.headers["Content-Type"] in (problems.MEDIA_TYPE, JSON):
            return response  # /mcp has errors of its own, in JSON
        return problems.problem_for_status(request, response)


def for_machines(path: str) -> bool:
    """Say whether programs read this address, so that its errors are problems."""
    return bool(re.match(settings.PROGRAM_PATHS, path))


def is_page(response: HttpResponseBase) -> bool:
    """Say whether a browser shows this answer as a document; the API's documentation is one below ``/api/``."""
    return response.headers.get("Content-Type", "").startswith("text/html")


def _with_head_and_options(allow: str) -> str:
    methods = [method.strip() for method in allow.split(",")]
    implied = [("HEAD", "GET" in methods), ("OPTIONS", True)]
    return ", ".join(methods + [method for method, holds in implied if holds and method not in methods])


def _options(request: HttpRequest, allow: str) -> HttpResponse:
    """Answer OPTIONS, a browser's preflight included."""
    headers = {"Allow": allow, "Cache-Control": "no-store"}
    if "Access-Control-Request-Method" in request.headers:
        headers["Access-Control-Allow-Methods"] = allow
        headers["Access-Control-Allow-Headers"] = REQUEST_HEADERS
        headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    response = HttpResponse(status=204, headers=headers)
    del response.headers["Content-Type"]
    patch_vary_headers(response, ("Origin", "Access-Control-Request-Method"))
    return response


class Head:
    """Answer HEAD as GET without the body, for every view; inside WhiteNoise, which does so for its files."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        response = self.get_response(request)
        request.method = "HEAD"
        return _without_body(response)


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    """Empty the body and keep its length in the header."""
    if isinstance(response, HttpResponse):
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    return response


class BrowserPolicies:
    """Headers that Django has no setting for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_page(response) or not for_machines(request.path):
            response.headers.setdefault("Permissions-Policy", PERMISSIONS)
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
