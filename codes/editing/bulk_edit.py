"""The page for one change to many entries."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.field_text import field_text
from exchange_errors.catalogue.serialise import note_data

from ..labels import field_words
from ..models import NoteRow
from ..store import snapshot
from .access import editors_only
from .bulk_change import FIELDS, BulkForm, confirm, preview


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """Choose a field, entries and a value; look at what changes; confirm. ``do`` names the step."""
    if not request.user.has_perm("codes.change_draft"):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else request.GET
    key = sent.get("field", "")
    key = key if key in FIELDS else next(iter(FIELDS))
    groups = _groups(key)
    by_category = {slug: [entry.id for entry, _value in rows] for slug, (_name, rows) in groups.items()}
    form = BulkForm(request.POST or None, key, by_category)
    context: dict[str, Any] = {"form": form, "groups": groups, "is_list": FIELDS[key].is_list}
    if request.method != "POST" or not form.is_valid():
        return render(request, "codes/edit_bulk.html", context, status=200 if request.method != "POST" else 400)
    rows = preview(form)
    if request.POST.get("do") != "confirm":
        context |= {"rows": rows, "changing": sum(row.is_changed for row in rows)}
        return render(request, "codes/edit_bulk.html", context)
    _tell(request, confirm(rows, request.user, form.cleaned_data["reason"]))
    return redirect("edit:review")


def _groups(key: str) -> dict[str, tuple[str, list[tuple[Entry, str]]]]:
    """Return by category the entries whose note is in the database, each with its value of the field."""
    catalogue = snapshot.current().catalogue
    known = set(NoteRow.objects.values_list("pk", flat=True))
    groups: dict[str, tuple[str, list[tuple[Entry, str]]]] = {}
    for entry in catalogue.entries:
        if entry.id in known:
            rows = groups.setdefault(entry.category.slug, (entry.category.name, []))[1]
            rows.append((entry, _value(entry, key)))
    return groups


def _value(entry: Entry, key: str) -> str:
    outer, _, inner = key.partition(".")
    value = note_data(entry.note)[outer]
    return field_words(inner or outer, field_text(outer, value[inner] if inner else value)).replace("\n", ", ")


def _tell(request: HttpRequest, outcome: dict[str, list[str]]) -> None:
    if outcome["in_review"]:
        messages.success(request, f"Sent to review: {', '.join(outcome['in_review'])}.")
    if outcome["drafts"]:
        messages.warning(request, f"Drafts with problems to fix first: {', '.join(outcome['drafts'])}.")
    if outcome["refused"]:
        messages.error(request, f"Left alone because somebody has begun a draft: {', '.join(outcome['refused'])}.")
    if not any(outcome.values()):
        messages.info(request, "Nothing was changed.")
