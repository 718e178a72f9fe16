"""The map: the whole catalogue on one page, categories by HTTP status."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or a column, and the list of its codes. ``across`` is how many cells of a column stand in a line."""

    label: str
    href: str
    count: int
    across: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """A category: its codes under each HTTP status, in the order of the columns."""

    heading: Heading
    crossings: tuple[tuple[Heading, list[Entry]], ...]


def columns_of(catalogue: Catalogue) -> dict[str, Heading]:
    """Return the column of each HTTP status, the commonest first."""
    home, counts = reverse("codes:browse"), catalogue.counts["http_status"]
    columns = {}
    for status in facet_values(catalogue)["http_status"]:
        most = max(len(_crossing(catalogue, category.slug, status)) for category in catalogue.categories)
        label = status if status.isdigit() else "ws"
        href = address(home, chosen={"http_status": [status]})
        columns[status] = Heading(label, href, counts[status], min(most, WIDEST))
    return columns


def bands_of(catalogue: Catalogue, columns: dict[str, Heading]) -> list[Band]:
    """Return the row of each category."""
    home, counts = reverse("codes:browse"), catalogue.counts["category"]
    return [
        Band(
            Heading(category.name, address(home, chosen={"category": [category.slug]}), counts.get(category.slug, 0)),
            tuple((column, _crossing(catalogue, category.slug, status)) for status, column in columns.items()),
        )
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
