"""``GET /api/v1/search``: codes, guides, glossary and API operations in one answer."""

from __future__ import annotations

from typing import Any, Literal

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import P, QueryEx, Router
from pydantic import Field

from exchange_errors.search import MAX_QUERY, QueryTooLong
from ops.problems import JSON, ProblemError

from .. import radar_watch
from ..everything import FoundPage, search_everything
from ..links import absolute
from ..store import snapshot
from ..store.snapshot import Snapshot
from .answers import Body, cacheable, negotiate, private
from .parameters import refuse_unknown
from .record_schemas import ApiSchema
from .schemas import InvalidProblem, LimitProblem

router = Router(tags=["Catalogue"], by_alias=True)
USUAL_LIMIT, MOST = 5, 50
Text = QueryEx[str, P(description=f"A number, a name or words. At most {MAX_QUERY} characters, else 400.")]
Limit = QueryEx[int, P(description="Results in each group.", ge=1, le=MOST)]


class SearchResult(ApiSchema):
    title: str
    headline: str = Field(description="What the page is about, in one line.")
    url: str = Field(description="The page for people.")
    id: str | None = Field(description="The id of the entry; null where the page is not about one.")


class SearchGroup(ApiSchema):
    kind: Literal["codes", "guides", "glossary", "api"]
    count: int = Field(description="How many pages of this kind match.")
    results: list[SearchResult]


class SearchAnswer(ApiSchema):
    """What was found, by kind; a kind without a match has an empty group."""

    groups: list[SearchGroup]


@router.get(
    "/search",
    response={200: SearchAnswer, 400: LimitProblem, 422: InvalidProblem},
    operation_id="searchEverything",
    summary="Search codes, guides, glossary and API",
)
def search(request: HttpRequest, q: Text = "", limit: Limit = USUAL_LIMIT) -> HttpResponse:
    """The pages that answer a question, the best of each kind first. To filter codes, use `/api/v1/codes`."""
    negotiate(request, [JSON])
    refuse_unknown(request, ["q", "limit"])
    site = snapshot.current()
    data = search_data(q, site, limit)
    body = Body(orjson.dumps(data))
    is_answered = not q.strip() or any(group["count"] for group in data["groups"])
    if not is_answered and radar_watch.note_search(request.META, q):
        return private(request, body)
    return cacheable(request, body, site.catalogue)


def search_data(text: str, site: Snapshot, limit: int) -> dict[str, Any]:
    """Return the whole answer as plain data. Raises ProblemError (400)."""
    try:
        groups = search_everything(text, site, limit)
    except QueryTooLong as error:
        detail = f"q has {len(text)} characters; at most {error.limit} are read."
        raise ProblemError("query-too-long", detail, extra={"limit": error.limit}) from error
    return {
        "groups": [
            {"kind": group.kind, "count": group.count, "results": [_result(page) for page in group.results]}
            for group in groups
        ]
    }


def _result(page: FoundPage) -> dict[str, Any]:
    return {
        "title": page.title,
        "headline": page.headline,
        "url": absolute(page.path),
        "id": page.entry.id if page.entry else None,
    }
