"""Every error of the API in its one shape, a problem (RFC 9457), made in this one place.

A problem's ``type`` is a page of this site, ``/problems/<slug>/``, which shows its ``meaning`` and ``remedy``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.encoding import escape_uri_path

from ..links import absolute

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of error: the HTTP status it has, what it means and what the caller can do."""

    slug: str
    status: int
    title: str
    meaning: str
    remedy: str

    @property
    def path(self) -> str:
        return f"/problems/{self.slug}/"


KINDS = {
    kind.slug: kind
    for kind in (
        ProblemKind(
            "bad-request",
            400,
            "The request cannot be read",
            "The request breaks a rule of HTTP or of this site, so that nothing was looked up.",
            "The detail names the rule. Compare the request with the examples on the API page.",
        ),
        ProblemKind(
            "unknown-host",
            400,
            "This site does not answer to that host name",
            "The Host header of the request is not one of the names that this site is set up for.",
            "Use the address in the documentation. Whoever runs the site adds a name in ALLOWED_HOSTS.",
        ),
        ProblemKind(
            "malformed-body",
            400,
            "The body cannot be read",
            "The body is not UTF-8, is not JSON, repeats a key, holds NaN or Infinity, or is nested too deeply.",
            "Send one JSON object, or the pasted text itself with Content-Type: text/plain, in UTF-8.",
        ),
        ProblemKind(
            "query-too-long",
            400,
            "The search text is too long",
            "The parameter q is longer than the search reads.",
            "Shorten q to the limit in the answer. Whole messages and logs belong in POST /api/v1/decode.",
        ),
        ProblemKind(
            "not-found",
            404,
            "Nothing has this address",
            "No page and no operation of the API has this path.",
            "Check the path: the operations have no trailing slash, and their list is on the API page.",
        ),
        ProblemKind(
            "unknown-code",
            404,
            "No error code has this name",
            "The reference is no id, number or name of the catalogue.",
            "Look at nearest in the answer, or search with GET /api/v1/codes?q=.",
        ),
        ProblemKind(
            "unknown-version",
            404,
            "No catalogue had this version",
            "The version in since is not one that this site has recorded.",
            "Fetch the whole catalogue once, and go on from the version in that answer.",
        ),
        ProblemKind(
            "method-not-allowed",
            405,
            "This address does not take that method",
            "The address exists, but not for the HTTP method of the request.",
            "Use a method that the Allow header names.",
        ),
        ProblemKind(
            "not-acceptable",
            406,
            "The answer does not come in that format",
            "The Accept header rules out every format in which this answer can be given.",
            "Send Accept: application/json, or leave the header out. The detail names the formats.",
        ),
        ProblemKind(
            "length-required",
            411,
            "The request has no Content-Length",
            "The body was sent in chunks of unknown total size, which this site does not read.",
            "Send the body with a Content-Length header.",
        ),
        ProblemKind(
            "too-large",
            413,
            "The body is too large",
            "The body is larger than this address reads. Nothing of it was looked at.",
            "Send at most limit bytes: the lines around the error are enough.",
        ),
        ProblemKind(
            "uri-too-long",
            414,
            "The address is too long",
            "The address with its query is longer than the server reads. Nothing of it was looked at.",
            "Shorten the query. Whole messages and logs belong in the body of POST /api/v1/decode.",
        ),
        ProblemKind(
            "unsupported-media-type",
            415,
            "The body has a format that is not read here",
            "The Content-Type is missing or not one that this address reads, or the charset is not UTF-8.",
            "Send Content-Type: application/json or text/plain, in UTF-8.",
        ),
        ProblemKind(
            "invalid-parameters",
            422,
            "A value is not allowed",
            "A parameter or a field of the body is unknown, missing, of the wrong type or out of bounds.",
            "Each item of errors names a field and says what it takes.",
        ),
        ProblemKind(
            "too-many-requests",
            429,
            "Too many requests",
            "This network address has decoded more often, or larger texts, than it may. Reading the catalogue is not "
            "limited.",
            "Wait for the seconds in Retry-After. The lines around the error are enough: a large text counts for more.",
        ),
        ProblemKind(
            "header-fields-too-large",
            431,
            "The headers are too large",
            "The request has more headers, or a longer one, than the server reads.",
            "Send fewer and shorter headers: large cookies are the usual reason, and this site needs none.",
        ),
        ProblemKind(
            "internal-error",
            500,
            "The site failed",
            "A fault of this site, not of the request. It was written to the site's log, without the request's body.",
            "Try again later. If it stays, report the path and the time.",
        ),
        ProblemKind(
            "unavailable",
            503,
            "The site is not ready",
            "The site is starting, or something that it needs cannot be reached.",
            "Try again in a few seconds.",
        ),
        ProblemKind(
            "busy",
            503,
            "Too many texts are being decoded right now",
            "The site decodes few texts at once, so that it stays there for everybody. Nothing of this one was kept.",
            "Wait for the seconds in Retry-After, then send it again. A short text gets its turn sooner.",
        ),
    )
}
BY_STATUS = {kind.status: kind.slug for kind in reversed(KINDS.values())}


class ProblemError(Exception):
    """Raised where an error is found; becomes the request's answer. ``extra`` adds members, ``headers`` headers."""

    def __init__(
        self,
        slug: str,
        detail: str,
        *,
        extra: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.slug, self.detail = slug, detail
        self.extra, self.headers = extra or {}, headers or {}


def invalid(field: str, message: str) -> ProblemError:
    """Return the problem of one field that holds what it may not."""
    return invalid_fields([{"field": field, "message": message}])


def invalid_fields(errors: list[dict[str, str]]) -> ProblemError:
    detail = "; ".join(f"{row['field']}: {row['message']}" for row in errors)
    return ProblemError("invalid-parameters", detail, extra={"errors": errors})


def problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    """Return the answer that tells of ``error``; it is never kept by a cache."""
    body = orjson.dumps(problem_data(error, escape_uri_path(request.path)))
    headers = {"Cache-Control": "no-store", "Content-Length": str(len(body)), **error.headers}
    return HttpResponse(body, status=KINDS[error.slug].status, content_type=MEDIA_TYPE, headers=headers)


def problem_data(error: ProblemError, instance: str) -> dict[str, Any]:
    """Return the members of the problem; ``instance`` is the path that was asked for."""
    kind = KINDS[error.slug]
    return {
        "type": absolute(kind.path),
        "title": kind.title,
        "status": kind.status,
        "detail": error.detail,
        "instance": instance,
        **error.extra,
    }


def problem_for_status(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    """Return the problem for an error answer that another part of Django made: its status, its Allow header."""
    slug = BY_STATUS.get(response.status_code, "internal-error" if response.status_code >= 500 else "bad-request")
    headers = {name: response[name] for name in ("Allow", "Retry-After") if response.has_header(name)}
    return problem(request, ProblemError(slug, _detail(request, slug, headers), headers=headers))


def _detail(request: HttpRequest, slug: str, headers: Mapping[str, str]) -> str:
    if slug == "not-found":
        return f"Nothing has the path {request.path}."
    if slug == "method-not-allowed":
        return f"{request.method} is not allowed here; allowed: {headers.get('Allow', '')}."
    return KINDS[slug].meaning
