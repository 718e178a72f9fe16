"""What client libraries need: the retry policy of every code, what became of a call, and constants.

The constants are source files in four languages; each compiles on its own, without a library.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import orjson
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from ninja import P, PathEx, Router

from exchange_errors.catalogue.entry import KINDS, Entry
from exchange_errors.catalogue.note import ADVICE, EVIDENCE, OUTCOMES, Retry
from exchange_errors.exchange.outcomes import look_ups, only_by_a_person, outcomes_data
from exchange_errors.policy import policies
from ops.problems import JSON, ProblemError

from ..links import absolute
from .answers import negotiate
from .bulk import JSON_SCHEMA, json_schema
from .entry_documents import EntryDocuments, prepared
from .schemas import OutcomeList, ProblemOut, RetryPolicy

LANGUAGES = ("python", "typescript", "go", "java")
Language = PathEx[str, P(description="The programming language.", example="python")]
router = Router(tags=["For SDK authors"], by_alias=True)


@router.get(
    "/retry-policy.json",
    response={200: RetryPolicy},
    operation_id="retryPolicy",
    summary="The retry policy of every code",
)
def retry_policy(request: HttpRequest) -> HttpResponse:
    """One small document: may this request be sent again, when, how often, and what became of it."""
    return prepared(request, "retry-policy.json", _policy)


@router.get(
    "/schema/retry-policy.json",
    response={200: None},
    operation_id="retryPolicySchema",
    summary="JSON Schema of the retry policy",
    openapi_extra={"responses": {200: {"content": {JSON_SCHEMA: {"schema": {"type": "object"}}}}}},
)
def retry_policy_schema(request: HttpRequest) -> HttpResponse:
    """The shape of the retry policy in JSON Schema 2020-12."""
    schema = json_schema(RetryPolicy, "retry-policy")
    return prepared(request, "schema/retry-policy.json", lambda _: schema, [JSON_SCHEMA, JSON])


@router.get(
    "/constants/{language}",
    response={200: None, 404: ProblemOut},
    operation_id="constants",
    summary="The codes as source code",
    openapi_extra={"responses": {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}}},
)
def constants(request: HttpRequest, language: Language) -> HttpResponse:
    """A source file with every code, its name and its retry advice, in python, typescript, go or java."""
    negotiate(request, ["text/plain"])
    if language not in LANGUAGES:
        raise ProblemError("not-found", f"There are constants for {', '.join(LANGUAGES)}.")
    build = partial(constants_source, language)
    return prepared(request, f"constants/{language}", build, ["text/plain"])


@router.get(
    "/outcomes",
    response={200: OutcomeList},
    operation_id="listOutcomes",
    summary="What became of a call, method by method",
)
def list_outcomes(request: HttpRequest) -> HttpResponse:
    """How to find out what became of a call whose outcome is unknown, and whether a program may send it again."""
    return prepared(request, "outcomes", lambda _: orjson.dumps(outcomes_data(look_ups().values())))


def _policy(documents: EntryDocuments) -> bytes:
    address = absolute("/api/v1/schema/retry-policy.json")
    return orjson.dumps({"$schema": address, **policies(documents.catalogue)})


@dataclass(frozen=True, slots=True)
class Constant:
    """One entry as a constant: ``key`` is its name in capitals."""

    key: str
    entry: Entry

    @property
    def camel(self) -> str:
        return "".join(part.capitalize() for part in self.key.split("_"))

    @property
    def doc(self) -> str:
        """One line about the code."""
        return " ".join(f"{self.entry.title}: {self.entry.note.summary}".split())

    @property
    def retry(self) -> Retry:
        return self.entry.note.retry


def constants_source(language: str, documents: EntryDocuments) -> bytes:
    """Return the source file in one of LANGUAGES."""
    context = {
        "version": documents.catalogue.version,
        "constants": [Constant(_key(entry), entry) for entry in documents.catalogue.entries],
        "only_by_a_person": only_by_a_person(),
        "look_ups": look_ups().values(),
        "kinds": KINDS,
        "advice": ADVICE,
        "outcomes": OUTCOMES,
        "evidence": EVIDENCE,
    }
    return render_to_string(f"codes/constants/{language}.txt", context).encode()


def _key(entry: Entry) -> str:
    return f"WS_{entry.code}" if entry.kind == "websocket" else entry.name or "SUCCESS"
