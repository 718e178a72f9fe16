"""The catalogue over HTTP: the list, one entry, and the facets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import P, PathEx, Query, Router

from exchange_errors.catalogue.entry import Entry
from exchange_errors.search import Hit
from exchange_errors.search.selection import Selection
from ops.problems import JSON, ProblemError

from .. import radar_watch
from ..links import LIST_PATH, absolute, page_url
from ..store import snapshot
from . import entry_documents
from .answers import Body, cacheable, negotiate, private
from .filtering import selected
from .parameters import MAX_LIMIT, NAMES, REPEATABLE, CodeFilters, refuse_unknown
from .problem_schemas import InvalidProblem, LimitProblem, NotFoundProblem, ProblemOut
from .schemas import CategoryList, Choices, EntryList, EntryOut, StatusList

router = Router(tags=["Catalogue"], by_alias=True)
NEAREST = 5
Ref = PathEx[str, P(description="An id, a number, or a name in any spelling.", example="306")]


@router.get(
    "/codes",
    response={200: EntryList, 400: LimitProblem, 406: ProblemOut, 422: InvalidProblem},
    operation_id="listCodes",
    summary="List, filter and search the error codes",
)
def list_codes(request: HttpRequest, filters: Query[CodeFilters]) -> HttpResponse:
    """All entries, or those that match. Unknown parameters are refused, so that a typo cannot pass for an answer."""
    negotiate(request, [JSON])
    refuse_unknown(request, NAMES, REPEATABLE)
    current = snapshot.current()
    documents = entry_documents.of(current)
    given = dict(request.GET.lists())
    if not given:
        pages = _pages(given, filters, len(current.catalogue.entries))
        body = documents.body("codes", lambda: _list(documents, selected(current, filters), filters, pages))
    else:
        selection = selected(current, filters)
        pages = _pages(given, filters, len(selection.entries))
        body = Body(_list(documents, selection, filters, pages))
        if selection.is_unanswered and radar_watch.note_search(request.META, filters.q):
            return private(request, body)
    return cacheable(request, body, documents.version, documents.updated_at, links=_link_header(pages))


@router.get(
    "/codes/{ref}",
    response={200: EntryOut, 300: Choices, 404: NotFoundProblem, 406: ProblemOut},
    operation_id="getCode",
    summary="One error code",
)
def get_code(request: HttpRequest, ref: Ref) -> HttpResponse:
    """The entry that an id, a number or a name in any spelling means; 300 with the choices where several share it.

    A number or name that the vendor's table does not list is answered from what is known of it beside the table, with
    another `status` than active; a row of the table always comes first.
    """
    current = snapshot.current()
    if not current.catalogue.looked_up(ref):  # whatever format was asked for
        raise unknown_code(current, ref)
    negotiate(request, [JSON])
    return entry_answer(request, ref)


@router.get(
    "/categories",
    response={200: CategoryList, 406: ProblemOut},
    operation_id="listCategories",
    summary="The categories with their counts",
)
def list_categories(request: HttpRequest) -> HttpResponse:
    """Every entry is in exactly one category."""
    negotiate(request, [JSON])
    documents = entry_documents.current()
    return cacheable(request, documents.categories(), documents.version, documents.updated_at)


@router.get(
    "/http-statuses",
    response={200: StatusList, 406: ProblemOut},
    operation_id="listHttpStatuses",
    summary="The HTTP statuses with their counts",
)
def list_http_statuses(request: HttpRequest) -> HttpResponse:
    """The HTTP statuses that the vendor's table names. They do not say whose fault an error is."""
    negotiate(request, [JSON])
    documents = entry_documents.current()
    return cacheable(request, documents.http_statuses(), documents.version, documents.updated_at)


def entry_answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Return the answer about what ``ref`` names: an entry, or 300 with the choices. Raises ProblemError (404)."""
    current = snapshot.current()
    documents = entry_documents.of(current)
    entries = current.catalogue.looked_up(ref)
    if not entries:
        raise unknown_code(current, ref)
    if len(entries) == 1:
        return cacheable(request, documents.entry(entries[0]), documents.version, documents.updated_at)
    numbers = {entry.code for entry in entries}
    head = {"code": numbers.pop() if len(numbers) == 1 else None, "count": len(entries)}
    body = Body(orjson.dumps(head)[:-1] + b',"choices":[' + documents.joined(entries) + b"]}")
    return cacheable(request, body, documents.version, documents.updated_at, status=300)


def unknown_code(current: snapshot.Snapshot, ref: str) -> ProblemError:
    """Return the problem of a reference that names nothing, with the entries nearest to it."""
    near = [_pointer(current, entry) for entry in current.index.nearest(ref[:200], NEAREST)]
    return ProblemError("unknown-code", f"No error code is called {ref[:80]!r}.", extra={"nearest": near})


def _pointer(current: snapshot.Snapshot, entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "code": entry.code, "name": entry.name, "url": page_url(entry, current.catalogue)}


def _list(
    documents: entry_documents.EntryDocuments,
    selection: Selection,
    filters: CodeFilters,
    pages: Mapping[str, str | None],
) -> bytes:
    page = selection.entries[filters.offset : filters.offset + (filters.limit or MAX_LIMIT)]
    results = [_result(documents, entry, selection.hit(entry)) for entry in page]
    nearest = [_result(documents, hit.entry, hit, weak=True) for hit in selection.nearest]
    data = {"count": len(selection.entries), **pages, "version": documents.version, "facets": selection.facets}
    parts = (orjson.dumps(data)[:-1], b',"nearest":[', b",".join(nearest), b'],"results":[', b",".join(results), b"]}")
    return b"".join(parts)


def _result(documents: entry_documents.EntryDocuments, entry: Entry, hit: Hit | None, weak: bool = False) -> bytes:
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
    return absolute(f"{LIST_PATH}?{urlencode({**given, 'offset': str(offset)}, doseq=True)}")


def _link_header(pages: Mapping[str, str | None]) -> str:
    relations = {"next": "next", "previous": "prev"}
    return ", ".join(f'<{url}>; rel="{relations[name]}"' for name, url in pages.items() if url)
