"""What client libraries need: the retry policy of every code, and constants for four languages."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import P, PathEx, Router

from exchange_errors.policy import policies
from ops.problems import JSON, ProblemError

from ..links import absolute
from . import entry_documents
from .answers import cacheable, negotiate
from .bulk import DIALECT, JSON_SCHEMA
from .constants import LANGUAGES, render
from .entry_documents import EntryDocuments
from .problem_schemas import ProblemOut
from .schemas import RetryPolicy

Language = PathEx[str, P(description="The programming language.", example="python")]
router = Router(tags=["For SDK authors"], by_alias=True)


@router.get(
    "/retry-policy.json",
    response={200: RetryPolicy, 406: ProblemOut},
    operation_id="retryPolicy",
    summary="The retry policy of every code",
)
def retry_policy(request: HttpRequest) -> HttpResponse:
    """One small document: may this request be sent again, when, how often, and what became of it."""
    negotiate(request, [JSON])
    documents = entry_documents.current()
    body = documents.body("retry-policy.json", lambda: orjson.dumps(policy(documents)))
    return cacheable(request, body, documents.version, documents.updated_at)


@router.get(
    "/schema/retry-policy.json",
    response={200: None, 406: ProblemOut},
    operation_id="retryPolicySchema",
    summary="JSON Schema of the retry policy",
    openapi_extra={"responses": {200: {"content": {JSON_SCHEMA: {"schema": {"type": "object"}}}}}},
)
def retry_policy_schema(request: HttpRequest) -> HttpResponse:
    """The shape of the retry policy in JSON Schema 2020-12."""
    negotiate(request, [JSON_SCHEMA, JSON])
    documents = entry_documents.current()
    body = documents.body("schema/retry-policy.json", _policy_schema, JSON_SCHEMA)
    return cacheable(request, body, documents.version, documents.updated_at)


@router.get(
    "/constants/{language}",
    response={200: None, 404: ProblemOut, 406: ProblemOut},
    operation_id="constants",
    summary="The codes as source code",
    openapi_extra={"responses": {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}}},
)
def constants(request: HttpRequest, language: Language) -> HttpResponse:
    """A source file with every code, its name and its retry advice, in python, typescript, go or java."""
    negotiate(request, ["text/plain"])
    if language not in LANGUAGES:
        raise ProblemError("not-found", f"There are constants for {', '.join(LANGUAGES)}.")
    documents = entry_documents.current()
    body = documents.body(f"constants/{language}", lambda: render(language, documents).encode(), "text/plain")
    return cacheable(request, body, documents.version, documents.updated_at)


def policy(documents: EntryDocuments) -> dict[str, Any]:
    """Return the whole document as plain data."""
    return {"$schema": absolute("/api/v1/schema/retry-policy.json"), **policies(documents.catalogue)}


def _policy_schema() -> bytes:
    schema = RetryPolicy.model_json_schema(mode="serialization")
    return orjson.dumps({"$schema": DIALECT, "$id": absolute("/api/v1/schema/retry-policy.json"), **schema})
