"""What became of a call whose outcome is unknown: the table of the guide, for programs and for language models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router

from exchange_errors.exchange.outcomes import LookUp, look_ups
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


def outcomes_data(rows: Iterable[LookUp]) -> dict[str, Any]:
    """Return rows of the table as plain data."""
    results = [{**asdict(row), "look_up": list(row.look_up), "by": list(row.by)} for row in rows]
    return {"count": len(results), "results": results}


def outcomes_markdown(rows: Iterable[LookUp]) -> str:
    """Return rows of the table as a list in Markdown."""
    return "\n".join(f"- `{row.method}`: look it up with {row.call}. {_may(row)} {row.why}" for row in rows)


def _may(row: LookUp) -> str:
    if row.may_a_program_repeat:
        return "If nothing happened, a program may send it again."
    return "Only a person may send it again."
