"""Entries side by side, for codes that are easily mistaken for each other."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import snapshot
from ..core.entry import Entry
from ..forms import CompareForm
from ..partials import public


@require_safe
@public
def compare(request: HttpRequest) -> HttpResponse:
    """The entries that ``ref`` names, each a column; 400 where one of them is no entry."""
    catalogue = snapshot.current().catalogue
    form = CompareForm(request.GET, catalogue)
    understood = form.is_valid()
    entries: list[Entry] = form.cleaned_data.get("ref", [])
    context = {"section": "codes", "form": form, "entries": entries, "asked": request.GET.getlist("ref")}
    return render(request, "codes/compare.html", context, status=200 if understood else 400)
