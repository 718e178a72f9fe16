"""Pages for people about the API: the documentation, and what each kind of problem means."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .problems import KINDS


@require_GET
def problem(request: HttpRequest, slug: str) -> HttpResponse:
    """What one kind of problem means and what to do about it: the page that a problem's ``type`` opens."""
    if slug not in KINDS:
        raise Http404(f"No problem is called {slug!r}.")
    return render(request, "codes/problem.html", {"kind": KINDS[slug], "kinds": KINDS.values()})
