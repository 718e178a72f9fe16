"""What search engines and browsers ask for first: robots, sitemap, manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import links, snapshot
from ..core.catalogue import Catalogue
from ..core.entry import Entry
from ..partials import public
from .guides import shipped

PART = 1000  # entries of one sitemap; the protocol allows 50,000 addresses, but one answer should stay small
# Worth finding, and without a date of their own.
PAGES = (
    *("codes:decode", "codes:guides", "codes:glossary", "codes:anatomy", "codes:privacy"),
    *("api:documentation", "api:retrying"),
)


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read; searches and filters are left out, since they only repeat the pages of the codes."""
    context = {"sitemap": links.absolute(reverse("codes:sitemap"))}
    return render(request, "codes/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page worth finding, with the day of its last change; of a large catalogue the addresses of its parts."""
    catalogue = snapshot.current().catalogue
    count = -(-len(catalogue.entries) // PART)
    if count < 2:
        return _map(request, "sitemap", _pages(catalogue, catalogue.entries))
    parts = (links.absolute(reverse("codes:sitemap-part", args=[number])) for number in range(1, count + 1))
    return _map(request, "sitemap_index", ((part, catalogue.updated_at) for part in parts))


@require_safe
@public
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """The pages of PART entries; the first part names the pages beside the catalogue too."""
    catalogue = snapshot.current().catalogue
    begin = (number - 1) * PART
    if not 0 <= begin < len(catalogue.entries):
        raise Http404(f"There is no part {number} of the sitemap.")
    entries = catalogue.entries[begin : begin + PART]
    return _map(request, "sitemap", _pages(catalogue, entries) if number == 1 else _entries(catalogue, entries))


def _map(request: HttpRequest, name: str, pages: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    dated = [(address, f"{changed:%Y-%m-%d}" if changed else "") for address, changed in pages]
    return render(request, f"codes/{name}.xml", {"pages": dated}, content_type="application/xml; charset=utf-8")


def _entries(catalogue: Catalogue, entries: Iterable[Entry]) -> Iterator[tuple[str, datetime | None]]:
    return ((links.page_url(entry, catalogue), entry.updated_at) for entry in entries)


def _pages(catalogue: Catalogue, entries: Iterable[Entry]) -> Iterator[tuple[str, datetime | None]]:
    yield links.absolute(reverse("codes:browse")), catalogue.updated_at
    yield links.absolute(reverse("codes:atlas")), catalogue.updated_at
    yield from _entries(catalogue, entries)
    for name in PAGES:
        yield links.absolute(reverse(name)), None
    for guide in shipped():
        yield links.absolute(reverse("codes:guide", args=[guide.slug])), None


@require_safe
@public
def manifest(request: HttpRequest) -> HttpResponse:
    """What a device needs to keep the site as an application."""
    icons = [
        {"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("img/mark-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("img/mark-512.png"), "sizes": "512x512", "type": "image/png"},
    ]
    body = {
        "name": _("Exchange Error Codes"),
        "short_name": _("Error codes"),
        "start_url": "/",
        "display": "browser",
        "background_color": "#f3f5f4",
        "theme_color": "#0b5866",
        "icons": icons,
    }
    return JsonResponse(body, content_type="application/manifest+json")
