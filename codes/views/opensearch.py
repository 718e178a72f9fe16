"""Search from the browser's address bar: the OpenSearch description and its suggestions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from exchange_errors.search import MAX_QUERY, parse_query

from .. import links
from ..partials import public
from ..store import snapshot

SUGGESTIONS = 8


@require_safe
@public
def description(request: HttpRequest) -> HttpResponse:
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
