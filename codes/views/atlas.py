"""The map: the whole catalogue in one picture, categories by HTTP status, drawn as SVG on the server."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import Catalogue, narrowed
from exchange_errors.catalogue.entry import OWNERS, Entry

from .. import labels, links
from ..forms import facet_values
from ..partials import public
from ..store import snapshot
from .facets import address

# In units of the drawing, which are pixels at its natural size.
CELL_WIDTH, CELL_HEIGHT, GAP = 58, 24, 3
ROW_HEAD, COLUMN_HEAD, MARGIN = 200, 34, 7
WIDEST = 4  # cells side by side in one column


@dataclass(frozen=True, slots=True)
class Cell:
    entry: Entry
    owner: str
    letter: str | Promise
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Band:
    """A row or a column: its label leads to the list of its codes. ``start`` and ``size`` run along its own axis."""

    label: str | Promise
    href: str
    count: int
    start: int
    size: int

    @property
    def middle(self) -> int:
        return self.start + self.size // 2


@dataclass(frozen=True, slots=True)
class Atlas:
    width: int
    height: int
    rows: tuple[Band, ...]
    columns: tuple[Band, ...]
    cells: tuple[Cell, ...]


def drawn(site: snapshot.Snapshot) -> Atlas:
    """Return where everything of the map stands."""
    catalogue = site.catalogue
    home = reverse("codes:browse")
    statuses = facet_values(catalogue)["http_status"]
    held = {
        (category.slug, status): narrowed(catalogue.entries, {"category": [category.slug], "http_status": [status]})
        for category in catalogue.categories
        for status in statuses
    }
    sizes = {crossing: len(entries) for crossing, entries in held.items()}
    columns, x = {}, ROW_HEAD
    for status in statuses:
        most = max(sizes[category.slug, status] for category in catalogue.categories)
        size = min(most, WIDEST) * (CELL_WIDTH + GAP) + 2 * MARGIN
        href = address(home, chosen={"http_status": [status]})
        label = labels.http_status(status) if min(most, WIDEST) > 2 else status
        columns[status] = Band(label, href, catalogue.counts["http_status"][status], x, size)
        x += size
    rows, cells, y = [], [], COLUMN_HEAD
    for category in catalogue.categories:
        deepest = max(-(-sizes[category.slug, status] // WIDEST) for status in statuses)
        size = deepest * (CELL_HEIGHT + GAP) + 2 * MARGIN
        count = catalogue.counts["category"].get(category.slug, 0)
        rows.append(Band(category.name, address(home, chosen={"category": [category.slug]}), count, y, size))
        for status, column in columns.items():
            for place, entry in enumerate(held[category.slug, status]):
                cells.append(_cell(entry, catalogue, *_place(place, column.start, y)))
        y += size
    return Atlas(x, y, tuple(rows), tuple(columns.values()), tuple(cells))


def _place(place: int, column: int, row: int) -> tuple[int, int]:
    """Return where the cell with this number stands in the crossing that begins at ``column`` and ``row``."""
    down, across = divmod(place, WIDEST)
    return column + MARGIN + across * (CELL_WIDTH + GAP), row + MARGIN + down * (CELL_HEIGHT + GAP)


def _cell(entry: Entry, catalogue: Catalogue, x: int, y: int) -> Cell:
    owner = entry.note.owner[0] if entry.note.owner else ""
    return Cell(entry, owner, labels.OWNER_LETTER.get(owner, "?"), links.page_path(entry, catalogue), x, y)


@require_safe
@public
def atlas(request: HttpRequest) -> HttpResponse:
    context = {"section": "codes", "atlas": drawn(snapshot.current()), "owners": OWNERS}
    return render(request, "codes/atlas.html", context | {"cell_width": CELL_WIDTH, "cell_height": CELL_HEIGHT})
