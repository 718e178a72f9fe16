"""The page of a code: one entry, two side by side where a number names two, or what to do about an unknown one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry

from .. import links
from ..partials import public
from ..store import snapshot
from . import linked_data, unknown
from .example import Example, example_of
from .glossary import Glossed


@dataclass(frozen=True, slots=True)
class Sheet:
    """One entry made ready for its page."""

    entry: Entry
    related: tuple[tuple[Entry, str], ...]
    example: Example | None
    page_url: str
    api_url: str
    file_path: str


@require_safe
@public
def entry(request: HttpRequest, ref: str) -> HttpResponse:
    """The entries that ``ref`` names; any other spelling of one leads to its one address."""
    catalogue = snapshot.current().catalogue
    entries = catalogue.named(ref)
    if not entries:
        return missing(request, ref)
    address = links.page_path(entries[0], catalogue) if len(entries) == 1 else f"/codes/{entries[0].code}/"
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    context: dict[str, Any] = {"section": "codes", "sheets": [sheet(found, catalogue) for found in entries]}
    if len(entries) > 1:
        return render(request, "codes/choices.html", context | {"code": entries[0].code})
    before, after = catalogue.neighbours(entries[0])
    context |= {"sheet": context["sheets"][0], "entry": entries[0], "before": before, "after": after}
    context |= {"glossed": Glossed(), "linked_data": linked_data.script(linked_data.article(entries[0]))}
    return render(request, "codes/entry.html", context)


def sheet(entry: Entry, catalogue: Catalogue) -> Sheet:
    """Return the entry with its neighbours looked up and its example compared."""
    related = [(catalogue.get(related.id), related.why) for related in entry.note.related]
    return Sheet(
        entry,
        tuple((found, why) for found, why in related if found),
        example_of(entry.note.example, entry.note.parameters),
        links.page_url(entry, catalogue),
        links.api_url(entry, catalogue),
        f"/codes/{links.ref(entry, catalogue)}",
    )


def missing(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer 404 with what can still be said about ``ref``."""
    return render(request, "codes/unknown.html", {"section": "codes", "unknown": unknown.hints(ref)}, status=404)
