"""The catalogue over HTTP: the list, one entry, and the facets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import P, PathEx, Query, Router

from exchange_errors.catalogue.catalogue import NO_STATUS
from exchange_errors.catalogue.entry import Category, Entry
from exchange_errors.search import Hit
from exchange_errors.search.selection import Selection
from ops.problems import JSON, ProblemError

from .. import radar_watch
from ..links import LIST_PATH, absolute, page_url
from ..store import snapshot
from . import entry_documents
from .answers import Body, cacheable, negotiate, private
from .entry_documents import EntryDocuments, prepared
from .parameters import MAX_LIMIT, NAMES, REPEATABLE, CodeFilters, refuse_unknown, selected
from .schemas import (
    CategoryList,
    Choices,
    EntryList,
    EntryOut,
    InvalidProblem,
    LimitProblem,
    NotFoundProblem,
    StatusList,
)

router = Router(tags=["Catalogue"], by_alias=True)
NEAREST = 5
Ref = PathEx[str, P(description="An id, a number, or a name in any spelling.", example="306")]


@router.get(
    "/codes",
    response={200: EntryList, 400: LimitProblem, 422: InvalidProblem},
    operation_id="listCodes",
    summary="List, filter and search the error codes",
)
def list_codes(request: HttpRequest, filters: Query[CodeFilters]) -> HttpResponse:
    """All entries, or those that match. Unknown parameters are refused, so that a typo cannot pass for an answer."""
    negotiate(request, [JSON])
    refuse_unknown(request, NAMES, REPEATABLE)
    site = snapshot.current()
    selection = selected(site, filters)
    pages = _pages(dict(request.GET.lists()), filters, len(selection.entries))
    body = Body(_list(entry_documents.of(site), selection, filters, pages))
    if selection.is_unanswered and radar_watch.note_search(request.META, filters.q):
        return private(request, body)
    return cacheable(request, body, site.catalogue, links=_link_header(pages))


@router.get(
    "/codes/{ref}",
    response={200: EntryOut, 300: Choices, 404: NotFoundProblem},
    operation_id="getCode",
    summary="One error code",
)
def get_code(request: HttpRequest, ref: Ref) -> HttpResponse:
    """The entry that an id, a number or a name in any spelling means; 300 with the choices where several share it.

    A number or name that the vendor's table does not list is answered from what is known of it beside the table, with
    another `status` than active; a row of the table always comes first.
    """
    answer = entry_answer(request, ref)  # an unknown code is 404, whatever format was asked for
    negotiate(request, [JSON])
    return answer


@router.get(
    "/categories",
    response={200: CategoryList},
    operation_id="listCategories",
    summary="The categories with their counts",
)
def list_categories(request: HttpRequest) -> HttpResponse:
    """Every entry is in exactly one category."""
    return prepared(request, "categories", _categories)


@router.get(
    "/http-statuses",
    response={200: StatusList},
    operation_id="listHttpStatuses",
    summary="The HTTP statuses with their counts",
)
def list_http_statuses(request: HttpRequest) -> HttpResponse:
    """The HTTP statuses that the vendor's table names. They do not say whose fault an error is."""
    return prepared(request, "http-statuses", _http_statuses)


def entry_answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Return the answer about what ``ref`` names: an entry, or 300 with the choices. Raises ProblemError (404)."""
    documents = entry_documents.current()
    entries = entries_named(documents.site, ref)
    if len(entries) == 1:
        body = documents.body(entries[0].id, lambda: documents.joined(entries))
        return cacheable(request, body, documents.catalogue)
    numbers = {entry.code for entry in entries}
    head = {"code": numbers.pop() if len(numbers) == 1 else None, "count": len(entries)}
    body = Body(orjson.dumps(head)[:-1] + b',"choices":[' + documents.joined(entries) + b"]}")
    return cacheable(request, body, documents.catalogue, status=300)


def entries_named(site: snapshot.Snapshot, ref: str) -> tuple[Entry, ...]:
    """Return what ``ref`` names. Raises ProblemError (404) with the entries nearest to it where that is nothing."""
    entries = site.catalogue.looked_up(ref)
    if not entries:
        near = [_pointer(site, entry) for entry in site.index.nearest(ref[:200], NEAREST)]
        raise ProblemError("unknown-code", f"No error code is called {ref[:80]!r}.", extra={"nearest": near})
    return entries


def _pointer(site: snapshot.Snapshot, entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "code": entry.code, "name": entry.name, "url": page_url(entry, site.catalogue)}


def _categories(documents: EntryDocuments) -> bytes:
    counts = documents.catalogue.counts["category"]
    rows = []
    for category in documents.catalogue.categories:
        count, url = counts.get(category.slug, 0), _list_url({"category": category.slug})
        rows.append(category_data(category) | {"count": count, "url": url})
    return _counted(documents, rows)


def category_data(category: Category) -> dict[str, Any]:
    return {key: getattr(category, key) for key in ("slug", "name", "kind", "definition")}


def _http_statuses(documents: EntryDocuments) -> bytes:
    rows = []
    for status, count in sorted(documents.catalogue.counts["http_status"].items()):  # "none" sorts behind the numbers
        number = None if status == NO_STATUS else int(status)
        rows.append({"http_status": number, "count": count, "url": _list_url({"http_status": status})})
    return _counted(documents, rows)


def _counted(documents: EntryDocuments, results: list[dict[str, Any]]) -> bytes:
    return orjson.dumps({"count": len(results), "version": documents.catalogue.version, "results": results})


def _list_url(parameters: Mapping[str, Any]) -> str:
    return absolute(f"{LIST_PATH}?{urlencode(parameters, doseq=True)}")


def _list(
    documents: EntryDocuments,
    selection: Selection,
    filters: CodeFilters,
    pages: Mapping[str, str | None],
) -> bytes:
    page = selection.entries[filters.offset : filters.offset + (filters.limit or MAX_LIMIT)]
    results = [_result(documents, entry, selection.hit(entry)) for entry in page]
    nearest = [_result(documents, hit.entry, hit, weak=True) for hit in selection.nearest]
    data = {
        "count": len(selection.entries),
        **pages,
        "version": documents.catalogue.version,
        "facets": selection.facets,
    }
    parts = (orjson.dumps(data)[:-1], b',"nearest":[', b",".join(nearest), b'],"results":[', b",".join(results), b"]}")
    return b"".join(parts)


def _result(documents: EntryDocuments, entry: Entry, hit: Hit | None, weak: bool = False) -> bytes:
    if hit is None:
        return documents.fragments[entry.id]
    match = hit.match | ({"weak": True} if weak else {})
    return b"".join((documents.fragments[entry.id][:-1], b',"match":', orjson.dumps(match), b"}"))


def _pages(given: Mapping[str, list[str]], filters: CodeFilters, count: int) -> dict[str, str | None]:
    """Return the addresses of the pages after and before this one, None where there is none.

    From behind the end the way back leads to the last results, not through pages of nothing. Without a limit a list of
    up to MAX_LIMIT results is one page.
    """
    end = filters.offset + (filters.limit or MAX_LIMIT)
    back = filters.limit or (MAX_LIMIT if count > MAX_LIMIT else filters.offset)
    following = end if end < count else None
    earlier = max(0, min(filters.offset, count) - back) if filters.offset else None
    return {"next": _page_url(given, following), "previous": _page_url(given, earlier)}


def _page_url(given: Mapping[str, list[str]], offset: int | None) -> str | None:
    if offset is None:
        return None
    return _list_url({**given, "offset": offset})


def _link_header(pages: Mapping[str, str | None]) -> str:
    relations = {"next": "next", "previous": "prev"}
    return ", ".join(f'<{url}>; rel="{relations[name]}"' for name, url in pages.items() if url)
