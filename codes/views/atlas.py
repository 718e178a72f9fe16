"""The map: the whole catalogue on one page, categories by HTTP status."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import Catalogue, narrowed
from exchange_errors.catalogue.entry import IMPACTS, Entry
from exchange_errors.catalogue.note import OWNERS

from ..forms import facet_values
from ..partials import public
from ..store import snapshot
from .facets import address

WIDEST = 4  # cells side by side in one column


def columns_of(catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """Return the heading of each HTTP status, the commonest first; ``across`` is how many cells stand in a line."""
    home, counts = reverse("codes:browse"), catalogue.counts["http_status"]
    columns = {}
    for status in facet_values(catalogue)["http_status"]:
        most = max(len(_crossing(catalogue, category.slug, status)) for category in catalogue.categories)
        columns[status] = {
            "label": status if status.isdigit() else "ws",
            "href": address(home, chosen={"http_status": [status]}),
            "count": counts[status],
            "across": min(most, WIDEST),
        }
    return columns


def bands_of(catalogue: Catalogue, columns: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the row of each category, with its codes under each column."""
    home, counts = reverse("codes:browse"), catalogue.counts["category"]
    return [
        {
            "label": category.name,
            "href": address(home, chosen={"category": [category.slug]}),
            "count": counts.get(category.slug, 0),
            "crossings": [(column, _crossing(catalogue, category.slug, status)) for status, column in columns.items()],
        }
        for category in catalogue.categories
    ]


def _crossing(catalogue: Catalogue, category: str, status: str) -> list[Entry]:
    return narrowed(catalogue.entries, {"category": [category], "http_status": [status]})


@require_safe
@public
def atlas(request: HttpRequest) -> HttpResponse:
    catalogue = snapshot.current().catalogue
    columns = columns_of(catalogue)
    context = {
        "section": "codes",
        "columns": columns.values(),
        "bands": bands_of(catalogue, columns),
        "owners": [owner for owner in OWNERS if owner != "nobody"],
        "impacts": IMPACTS,
    }
    return render(request, "codes/atlas.html", context)
