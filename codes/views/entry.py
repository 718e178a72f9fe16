"""The page of a code: one entry, two side by side where a number names two, or what to do about an unknown one."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import IMPACTS, Entry
from exchange_errors.catalogue.note import AUDIENCES

from .. import labels, links
from ..documents import guides_about
from ..partials import public
from ..store import snapshot
from ..syntax import highlighted
from . import linked_data, unknown
from .example import example_of
from .flow import flow
from .glossary import Glossed
from .letters import letter_of_entry
from .text_links import links_of_note


@require_safe
@public
def entry(request: HttpRequest, ref: str) -> HttpResponse:
    """The entries that ``ref`` names; any other spelling of one leads to its one address."""
    catalogue = snapshot.current().catalogue
    entries = catalogue.looked_up(ref)
    if not entries:
        return missing(request, ref)
    address = links.page_path(entries[0], catalogue) if len(entries) == 1 else f"/codes/{entries[0].code}/"
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    worst_first = sorted(entries, key=lambda each: IMPACTS.index(each.impact))
    context: dict[str, Any] = {"section": "codes", "sheets": [sheet(each, catalogue) for each in worst_first]}
    context["levels"] = labels.evidence_levels()
    if len(entries) > 1:
        any_other = next((each.id for each in worst_first if not each.only_by), None)
        return render(request, "codes/choices.html", context | {"code": entries[0].code, "any_other": any_other})
    if entries[0].is_short:
        return render(request, "codes/unlisted.html", context | _beyond(context["sheets"][0], catalogue))
    before, after = catalogue.neighbours(entries[0]) if entries[0].is_listed else (None, None)
    context |= {
        "sheet": context["sheets"][0],
        "entry": entries[0],
        "shown": letter_of_entry(entries[0], request.GET.get("reply", "")),
        "shared_number": entries[0].kind == "response" and len(catalogue.numbered(entries[0].code)) > 1,
        "before": before,
        "after": after,
        "glossed": Glossed(links_of_note(entries[0], catalogue).link),
        "elsewhere": catalogue.elsewhere(entries[0]),
        "linked_data": linked_data.script(linked_data.article(entries[0])),
    }
    return render(request, "codes/entry.html", context)


def _beyond(shown: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Return what the page of a code outside the table needs; ``reused`` are the rows that have its number now."""
    entry: Entry = shown["entry"]
    same = [row for entry_id in entry.equivalent if (row := catalogue.get(entry_id))]
    reused = [row for row in catalogue.numbered(entry.code, entry.kind) if row not in same]
    return {"sheet": shown, "entry": entry, "same": same, "reused": reused}


def sheet(entry: Entry, catalogue: Catalogue) -> dict[str, Any]:
    """Return an entry made ready for its page."""
    note, site, ref = entry.note, snapshot.current(), links.ref(entry, catalogue)
    related = [(neighbour, row.why) for row in note.related if (neighbour := catalogue.row(row.id))]
    alike = [("ref", ref), *(("ref", links.ref(neighbour, catalogue)) for neighbour, _why in related)]
    release = site.last_changes.get(entry.id)
    return {
        "entry": entry,
        "audiences": [who for who in AUDIENCES if any(step.audience == who for step in note.steps)],
        "retry": highlighted(json.dumps(asdict(note.retry), indent=2), "json"),
        "checks": flow(entry, catalogue),
        "related": related,
        "compare_path": f"{reverse('codes:compare')}?{urlencode(alike)}",
        "example": example_of(note.example, note.parameters),
        "guides": guides_about(entry),
        "change_path": f"{links.version_path(release)}#change-{entry.id}" if release else "",
        "desk_note": site.desk_notes.get(entry.id, ""),
        "page_url": links.page_url(entry, catalogue),
        "api_url": links.api_url(entry, catalogue),
        "file_path": f"/codes/{ref}",
    }


def missing(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer 404 with hints about ``ref``."""
    return render(request, "codes/unknown.html", {"section": "codes", "unknown": unknown.hints(ref)}, status=404)
