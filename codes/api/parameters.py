"""The query of ``GET /api/v1/codes`` as typed values, and the entries that it asks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from pydantic import AfterValidator, BaseModel, Field

from exchange_errors.catalogue.catalogue import FACETS, NO_STATUS, Catalogue
from exchange_errors.catalogue.entry import Impact, Kind, Status
from exchange_errors.catalogue.note import Advice, Owner
from exchange_errors.search import MAX_QUERY, QueryTooLong, Results, parse_query
from exchange_errors.search.selection import Selection, select
from ops.problems import ProblemError, invalid, invalid_fields

from ..store.snapshot import Snapshot

MAX_LIMIT = 1000
MAX_OFFSET = 100_000
MAX_CODE = 2**31 - 1
MAX_VALUES = 50  # of one repeated parameter
HTTP_STATUS_PATTERN = r"^([1-5][0-9]{2}|none)$"

Sort = Literal["code", "-code", "category", "name", "http_status", "relevance"]


def _http_status(value: str) -> str:
    if value == NO_STATUS or (len(value) == 3 and value.isascii() and value.isdigit() and "100" <= value < "600"):
        return value
    raise ValueError(f"{value[:40]!r} is not allowed; use a number from 100 to 599, or {NO_STATUS!r}")


HttpStatus = Annotated[str, AfterValidator(_http_status), Field(json_schema_extra={"pattern": HTTP_STATUS_PATTERN})]


def _repeatable(description: str) -> Any:
    return Field(default_factory=list, max_length=MAX_VALUES, description=f"{description} Repeatable.")


class CodeFilters(BaseModel):
    """What a client may ask of the list. Repeated values of one filter mean OR, several filters mean AND."""

    q: str = Field(
        default="",
        description=f"Search text: a number, a name in any spelling, words, a whole message. At most {MAX_QUERY} "
        "characters, else 400. Each result then carries match, and the best comes first.",
        json_schema_extra={"maxLength": MAX_QUERY},
    )
    http_status: list[HttpStatus] = _repeatable(f"The HTTP status in the vendor's table, or {NO_STATUS}.")
    category: list[str] = _repeatable("Slug of a category, see `/api/v1/categories`.")
    kind: list[Kind] = _repeatable("What sent it.")
    owner: list[Owner] = _repeatable("Who fixes it.")
    retry: list[Advice] = _repeatable("The retry advice.")
    impact: list[Impact] = _repeatable("What it means for the customer.")
    status: list[Status] = _repeatable(
        "active: the rows of the vendor's table. unlisted, legacy: codes outside it, with a short note. "
        "Default: active alone."
    )
    code: int | None = Field(default=None, ge=0, le=MAX_CODE, description="Exact number; 50001 has two entries.")
    sort: Sort | None = Field(
        default=None, description="Default: relevance with q, else code. Relevance without q means code."
    )
    limit: int | None = Field(
        default=None, ge=1, le=MAX_LIMIT, description=f"Results in one answer. Default: all, at most {MAX_LIMIT}."
    )
    offset: int = Field(default=0, ge=0, le=MAX_OFFSET, description="Results to skip.")


NAMES = tuple(CodeFilters.model_fields)
REPEATABLE = (*FACETS, "status")


def refuse_unknown(request: HttpRequest, known: Collection[str], repeatable: Collection[str] = ()) -> None:
    """Raise ProblemError (422) for a parameter that would be ignored: a typo must not look like an answer."""
    errors = [
        {"field": name[:40], "message": f"there is no such parameter; there are: {', '.join(known)}"}
        for name in request.GET
        if name not in known
    ]
    errors += [
        {"field": name, "message": "may be given once only"}
        for name in known
        if name not in repeatable and len(request.GET.getlist(name)) > 1
    ]
    if errors:
        raise invalid_fields(errors[:20])


def selected(current: Snapshot, filters: CodeFilters) -> Selection:
    """Return what ``filters`` ask for. Raises ProblemError (400, 422)."""
    chosen = _chosen(filters, current.catalogue)
    statuses = filters.status or ["active"]
    entries = current.catalogue.of_status(statuses)
    results = _searched(current, filters.q, statuses)
    if filters.code is not None:
        entries = tuple(entry for entry in entries if entry.code == filters.code)
    by_relevance = filters.sort in (None, "relevance")
    order = None if by_relevance and results is not None else "code" if by_relevance else str(filters.sort)
    return select(entries, results, chosen, order)


def _chosen(filters: CodeFilters, catalogue: Catalogue) -> dict[str, frozenset[str]]:
    slugs = [category.slug for category in catalogue.categories]
    for slug in filters.category:
        if slug not in slugs:
            raise invalid("category", f"{slug[:40]!r} is not allowed; allowed: {', '.join(slugs)}")
    named = {facet: frozenset(getattr(filters, facet)) for facet in FACETS}
    return {facet: values for facet, values in named.items() if values}


def _searched(current: Snapshot, text: str, statuses: Collection[str]) -> Results | None:
    """Return the answers to a question among the codes of these statuses, None where none was asked."""
    if not text.strip():
        return None
    try:
        query = parse_query(text)
    except QueryTooLong as error:
        detail = f"q has {len(text)} characters; at most {error.limit} are read."
        raise ProblemError("query-too-long", detail, extra={"limit": error.limit}) from error
    if set(statuses) == {"active"}:
        return current.index.search(query)
    results = current.whole_index.search(query)
    return replace(results, nearest=tuple(hit for hit in results.nearest if hit.entry.status in statuses))
