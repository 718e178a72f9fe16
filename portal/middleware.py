"""What every answer carries, whichever view made it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from codes.admission import body_length
from codes.api import problems
from codes.api.answers import CROSS_ORIGIN, JSON

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# An answer to a program is no document: nothing in it runs, and no frame shows it.
NO_DOCUMENT = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"

PREFLIGHT_SECONDS = 86_400
REQUEST_HEADERS = "Accept, Content-Type, If-None-Match, Mcp-Method, Mcp-Name, Mcp-Protocol-Version, Mcp-Session-Id"


# The longest body, in bytes, that is read and dropped after a refusal. A longer one is answered at once.
MOST_DROPPED = 32_000_000
AT_ONCE = 1_000_000  # as much as gunicorn takes from the socket at once

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
FOR_PASTES = ("/decode/", "/api/v1/decode", "/mcp")
LARGEST_FORM = 500_000  # bytes; the longest note fills a tenth of it


class ApiErrors:
    """Give every error of a machine's address the one problem shape, whoever made it, and answer OPTIONS there.

    It stands outside all that can fail, so that it sees unknown paths, wrong methods, strange hosts and crashes too.
    For the same reason it hears out whoever is refused, at every address.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._for_machines(request) if for_machines(request.path) else self.get_response(request)
        if response.status_code >= 400:
            _hear_out(request)
        return response

    def _for_machines(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        for name, value in CROSS_ORIGIN.items():
            response.headers[name] = value
        if not is_page(response):
            response.headers["Content-Security-Policy"] = NO_DOCUMENT
            response.xframe_options_exempt = True  # type: ignore[attr-defined]  # Django's own sign; the policy says it
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


def _hear_out(request: HttpRequest) -> None:
    """Read and drop what is left of the body.

    Browsers and most libraries read an answer only after they have sent everything. A server that closes before that
    leaves them with a broken connection in place of the reason. The portal's own server does it by itself, without a
    thread (portal/serving.py).
    """
    if "gunicorn.socket" in request.META:
        return
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_DROPPED:
        return
    with suppress(OSError):  # the client went away
        while request.read(AT_ONCE):
            pass


def for_machines(path: str) -> bool:
    """Say whether programs read this address, so that its errors are problems."""
    entry_file = path.startswith("/codes/") and path.endswith((".json", ".md"))
    return entry_file or path.startswith("/api/") or path == "/mcp"


def is_page(response: HttpResponseBase) -> bool:
    """Say whether a browser shows this answer as a document: the API's documentation stands among its addresses."""
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


class SmallBodies:
    """Refuse a form's body that no form of this site is long enough to fill, before anything reads it.

    Where pastes are read, the views bound them themselves, and say so in their own words.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_form = request.content_type in FORMS  # Django reads no other body by itself
        if is_form and body_length(request.META) > LARGEST_FORM and request.path not in FOR_PASTES:
            return render(request, "400.html", status=413)
        return self.get_response(request)


class Head:
    """Answer HEAD as GET without the body, for every view; stands right behind WhiteNoise, which does it itself."""

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
