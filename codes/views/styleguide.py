"""Every component of the design language in every state, for those who change it: with DEBUG on, or for staff."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchange_errors.search import Hit
from exchange_errors.search.terms import terms_of

from .. import labels
from ..store import snapshot
from .entry import sheet
from .rows import rows_of

COLOURS = (
    *("ground", "paper", "raised", "sunken", "hover", "line", "line-strong", "edge", "ink", "ink-2", "ink-3"),
    *("accent", "accent-weak", "funds", "funds-weak", "refused", "refused-weak", "wait", "wait-weak", "fine"),
)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG and not request.user.is_staff:
        raise Http404("The style guide is for the people who change the site.")
    words = {name: getattr(labels, name) for name in ("OWNER", "IMPACT")}
    catalogue = snapshot.current().catalogue
    entry = next(entry for entry in catalogue.entries if len(entry.note.owner) > 1)
    hit = Hit(entry, 1.0, "summary", entry.note.summary, terms_of(entry.note.summary))
    context = {
        "colours": COLOURS,
        "words": words,
        "levels": labels.evidence_levels(),
        "rows": rows_of([entry, entry], [None, hit], catalogue),
        "sheet": sheet(entry, catalogue),
    }
    return render(request, "codes/styleguide.html", context)
