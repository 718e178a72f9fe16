"""The page of a code: one entry, two side by side where a number names two, or what to do about an unknown one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import IMPACTS, Entry
from exchange_errors.catalogue.guide import Guide
from exchange_errors.catalogue.note import AUDIENCES

from .. import labels, links
from ..documents import guides_about
from ..partials import public
from ..store import snapshot
from ..syntax import highlighted
from . import linked_data, unknown
from .example import Example, example_of
from .flow import CheckRow, flow
from .glossary import Glossed
from .letters import letter_of_entry
from .text_links import links_of_note


@dataclass(frozen=True, slots=True)
class Sheet:
    """One entry made ready for its page; ``audiences`` are the people who have a step, ``retry`` its advice as JSON.

    ``change_path`` is where its last change is shown, "" while this site has recorded none.
    ``desk_note`` is the advice of the site's own desk, "" for none.
    """

    entry: Entry
    audiences: tuple[str, ...]
    retry: SafeString
    checks: tuple[CheckRow, ...]
    related: tuple[tuple[Entry, str], ...]
    compare_path: str
    example: Example | None
    guides: tuple[Guide, ...]
    change_path: str
    desk_note: str
    page_url: str
    api_url: str
    file_path: str


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


def _beyond(shown: Sheet, catalogue: Catalogue) -> dict[str, Any]:
    """Return what the page of a code outside the table needs; ``reused`` are the rows that have its number now."""
    entry = shown.entry
    same = [row for entry_id in entry.equivalent if (row := catalogue.get(entry_id))]
    reused = [row for row in catalogue.numbered(entry.code, entry.kind) if row not in same]
    return {"sheet": shown, "entry": entry, "same": same, "reused": reused}


def sheet(entry: Entry, catalogue: Catalogue) -> Sheet:
    """Return the entry with its neighbours looked up and its example compared."""
    note = entry.note
    related = [(neighbour, r.why) for r in note.related if (neighbour := catalogue.row(r.id))]
    alike = [("ref", links.ref(each, catalogue)) for each in (entry, *(neighbour for neighbour, _why in related))]
    return Sheet(
        entry,
        tuple(audience for audience in AUDIENCES if any(step.audience == audience for step in note.steps)),
        highlighted(json.dumps(asdict(note.retry), indent=2), "json"),
        flow(entry, catalogue),
        tuple(related),
        f"{reverse('codes:compare')}?{urlencode(alike)}",
        example_of(note.example, note.parameters),
        guides_about(entry),
        _change_path(entry),
        snapshot.current().desk_notes.get(entry.id, ""),
        links.page_url(entry, catalogue),
        links.api_url(entry, catalogue),
        f"/codes/{links.ref(entry, catalogue)}",
    )


def _change_path(entry: Entry) -> str:
    release = snapshot.current().last_changes.get(entry.id)
    return f"{links.version_path(release)}#change-{entry.id}" if release else ""


def missing(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer 404 with what can still be said about ``ref``."""
    return render(request, "codes/unknown.html", {"section": "codes", "unknown": unknown.hints(ref)}, status=404)
