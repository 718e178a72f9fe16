"""Version 1 of the JSON API: its routes, and how an error becomes a problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from ops.problems import ProblemError, invalid_fields, problem

from . import bulk, changes, decoding, entries, sdk, site_search

api = NinjaAPI(
    title="Exchange Error Codes",
    version="1",
    description="Every error code of the Crypto.com Exchange API v1, explained, and a decoder for whatever holds one.",
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url=None,
)
for module in (entries, site_search, decoding, bulk, changes, sdk):
    api.add_router("", module.router)


@api.exception_handler(ProblemError)
def as_problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    return problem(request, error)


@api.exception_handler(ValidationError)
def as_invalid_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(request, invalid_fields([_field_error(row) for row in error.errors]))


@api.exception_handler(TooManyFieldsSent)
def as_too_many_parameters(request: HttpRequest, error: TooManyFieldsSent) -> HttpResponse:
    limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    detail = f"The query has more than {limit} parameters."
    return problem(request, ProblemError("bad-request", detail, extra={"limit": limit}))


def _field_error(row: Mapping[str, Any]) -> dict[str, str]:
    """Return one error of pydantic's under the parameter's name, without its place in our models."""
    names = [str(part) for part in row["loc"] if part not in ("query", "path", "filters")]
    message = str(row["msg"]).removeprefix("Value error, ")
    return {"field": ".".join(names), "message": message[:1].lower() + message[1:]}
