"""Pages to read: guides, how an error is built, and what this site does with a paste."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.guide import Guide
from exchange_errors.catalogue.loader import load_guides

from ..partials import public
from .glossary import Glossed


@lru_cache(maxsize=1)
def shipped() -> tuple[Guide, ...]:
    """Return the guides that ship with the app, in their order; read once."""
    return load_guides()


@require_safe
@public
def guides(request: HttpRequest) -> HttpResponse:
    return render(request, "codes/guides.html", {"section": "guides", "guides": shipped()})


@require_safe
@public
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    found = next((guide for guide in shipped() if guide.slug == slug), None)
    if found is None:
        raise Http404(f"No guide is called {slug!r}.")
    return render(request, "codes/guide.html", {"section": "guides", "guide": found, "glossed": Glossed()})


@require_safe
@public
def anatomy(request: HttpRequest) -> HttpResponse:
    return render(request, "codes/anatomy.html", {"section": "guides"})


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "codes/privacy.html", {"section": ""})
