"""Every error of the API is a problem (RFC 9457), made here.

A problem's ``type`` is a page of this site, ``/problems/<slug>/``, which shows its ``meaning`` and ``remedy``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.encoding import escape_uri_path

JSON, MEDIA_TYPE = "application/json", "application/problem+json"


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


KINDS: dict[str, ProblemKind] = {}  # by slug, in the order that the documentation has


def define(kinds: Mapping[str, Mapping[str, Any]]) -> None:
    """Set the kinds of problems of this site: slug to status, title, meaning and remedy. Called at the start."""
    KINDS.clear()
    KINDS.update({slug: ProblemKind(slug, **kind) for slug, kind in kinds.items()})


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
    """Return the problem of one field with an invalid value."""
    return invalid_fields([{"field": field, "message": message}])


def invalid_fields(errors: list[dict[str, str]]) -> ProblemError:
    detail = "; ".join(f"{row['field']}: {row['message']}" for row in errors)
    return ProblemError("invalid-parameters", detail, extra={"errors": errors})


def problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    """Return the response for ``error``; no cache keeps it."""
    body = orjson.dumps(problem_data(error, escape_uri_path(request.path)))
    headers = {"Cache-Control": "no-store", "Content-Length": str(len(body)), **error.headers}
    return HttpResponse(body, status=KINDS[error.slug].status, content_type=MEDIA_TYPE, headers=headers)


def problem_data(error: ProblemError, instance: str) -> dict[str, Any]:
    """Return the members of the problem; ``instance`` is the path that was asked for."""
    kind = KINDS[error.slug]
    return {
        "type": f"{settings.SITE_URL}{kind.path}",
        "title": kind.title,
        "status": kind.status,
        "detail": error.detail,
        "instance": instance,
        **error.extra,
    }


def problem_for_status(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    """Return the problem for an error that Django answered, with its status and its Allow header."""
    other = "internal-error" if response.status_code >= 500 else "bad-request"
    slug = next((kind.slug for kind in KINDS.values() if kind.status == response.status_code), other)
    headers = {name: response[name] for name in ("Allow", "Retry-After") if response.has_header(name)}
    return problem(request, ProblemError(slug, _detail(request, slug, headers), headers=headers))


def _detail(request: HttpRequest, slug: str, headers: Mapping[str, str]) -> str:
    if slug == "not-found":
        return f"Nothing has the path {request.path}."
    if slug == "method-not-allowed":
        return f"{request.method} is not allowed here; allowed: {headers.get('Allow', '')}."
    return KINDS[slug].meaning
