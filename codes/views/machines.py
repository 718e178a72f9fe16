"""What search engines and browsers ask for: robots, sitemap, manifest, and a search from the address bar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.search import MAX_QUERY, parse_query

from .. import documents, links
from ..partials import public
from ..store import snapshot

# Worth finding, and without a date of their own.
PAGES = (
    *("codes:decode", "codes:guides", "codes:glossary", "codes:anatomy", "codes:privacy", "codes:changes"),
    *("api:documentation", "api:retrying"),
)
SUGGESTIONS = 8


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read; searches and filters are left out, since they only repeat the pages of the codes."""
    context = {"sitemap": links.absolute(reverse("codes:sitemap"))}
    return render(request, "codes/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page worth finding, with the day of its last change."""
    pages = _pages(snapshot.current().catalogue)
    dated = [(address, f"{changed:%Y-%m-%d}" if changed else "") for address, changed in pages]
    return render(request, "codes/sitemap.xml", {"pages": dated}, content_type="application/xml; charset=utf-8")


def _pages(catalogue: Catalogue) -> Iterator[tuple[str, datetime | None]]:
    yield links.absolute(reverse("codes:browse")), catalogue.updated_at
    yield links.absolute(reverse("codes:atlas")), catalogue.updated_at
    yield from ((links.page_url(entry, catalogue), entry.updated_at) for entry in catalogue.entries)
    for name in PAGES:
        yield links.absolute(reverse(name)), None
    for guide in documents.guides():
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
        "background_color": "#f8faf9",
        "theme_color": "#0a655c",
        "icons": icons,
    }
    return JsonResponse(body, content_type="application/manifest+json")


@require_safe
@public
def opensearch(request: HttpRequest) -> HttpResponse:
    """What a browser reads to offer this site as a search engine."""
    context = {
        "go": links.absolute(reverse("codes:go")),
        "suggest": links.absolute(reverse("codes:suggest")),
        "site": links.absolute("/"),
    }
    return render(request, "codes/opensearch.xml", context, content_type="application/opensearchdescription+xml")


@require_safe
@public
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles for a half-typed query, in the form that browsers ask for: the query, then a list of completions."""
    typed = request.GET.get("q", "")[:MAX_QUERY]
    titles = () if parse_query(typed).is_empty else snapshot.current().index.suggest(typed, SUGGESTIONS)
    return JsonResponse([typed, list(titles)], safe=False, content_type="application/x-suggestions+json")
