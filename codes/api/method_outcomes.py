"""What became of a call whose outcome is unknown: the table of the guide, for programs and for language models."""

from __future__ import annotations

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router

from exchange_errors.exchange.outcomes import look_ups, outcomes_data
from ops.problems import JSON

from . import entry_documents
from .answers import cacheable, negotiate
from .problem_schemas import ProblemOut
from .schemas import OutcomeList

router = Router(tags=["For SDK authors"], by_alias=True)


@router.get(
    "/outcomes",
    response={200: OutcomeList, 406: ProblemOut},
    operation_id="listOutcomes",
    summary="What became of a call, method by method",
)
def list_outcomes(request: HttpRequest) -> HttpResponse:
    """How to find out what became of a call whose outcome is unknown, and whether a program may send it again."""
    negotiate(request, [JSON])
    documents = entry_documents.current()
    body = documents.body("outcomes", lambda: orjson.dumps(outcomes_data(look_ups().values())))
    return cacheable(request, body, documents.version, documents.updated_at)
