"""Pages to read: guides, how an error is built, and what this site does with a paste."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import documents, markdown
from ..models.feedback import KEPT
from ..models.radar import KEPT as RADAR_KEPT
from ..models.radar import KEPT_HIDDEN, NETWORKS
from ..partials import public
from ..store import snapshot
from .glossary import Glossed
from .text_links import TextLinks


@require_safe
@public
def guides(request: HttpRequest) -> HttpResponse:
    return render(request, "codes/guides.html", {"section": "guides", "guides": documents.guides()})


@require_safe
@public
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide, with its contents, the codes that it names and the guides before and after it."""
    shipped = documents.guides()
    place = next((place for place, guide in enumerate(shipped) if guide.slug == slug), None)
    if place is None:
        raise Http404(f"No guide is called {slug!r}.")
    glossed, links = Glossed(), TextLinks(snapshot.current().catalogue)
    body, headings = markdown.prose(shipped[place].body, glossed.popover_of, links.link)
    context = {
        "section": "guides",
        "guides": shipped,
        "guide": shipped[place],
        "body": body,
        "headings": headings,
        "codes": links.shown(),
        "terms": glossed.explained,
        "previous": shipped[place - 1] if place else None,
        "next": shipped[place + 1] if place + 1 < len(shipped) else None,
    }
    return render(request, "codes/guide.html", context)


@require_safe
@public
def anatomy(request: HttpRequest) -> HttpResponse:
    return render(request, "codes/anatomy.html", {"section": "guides", "guides": documents.guides()})


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "section": "guides",
        "guides": documents.guides(),
        "days": KEPT.days,
        "radar": settings.RADAR,
        "networks": NETWORKS,
        "hidden_days": KEPT_HIDDEN.days,
        "radar_days": RADAR_KEPT.days,
    }
    return render(request, "codes/privacy.html", context)
