"""The map holds every code once, where its category and its HTTP status cross."""

from __future__ import annotations

from codes.store.snapshot import Snapshot
from codes.views.atlas import drawn
from tests.codes.conftest import outline


def test_every_code_is_one_cell_inside_its_row_and_its_column(catalogue):
    atlas = drawn(Snapshot(catalogue, None))
    assert sorted(cell.entry.id for cell in atlas.cells) == sorted(entry.id for entry in catalogue.entries)
    rows = dict(zip([category.name for category in catalogue.categories], atlas.rows, strict=True))
    for cell in atlas.cells:
        row = rows[cell.entry.category.name]
        assert row.start < cell.y < row.start + row.size
        assert sum(column.start < cell.x < column.start + column.size for column in atlas.columns) == 1


def test_no_two_cells_overlap(catalogue):
    places = [(cell.x, cell.y) for cell in drawn(Snapshot(catalogue, None)).cells]
    assert len(set(places)) == len(places)


def test_cells_rows_and_columns_are_links_with_words(client):
    links = outline(client.get("/map/")).all("a")
    assert {"/codes/306/", "/?category=funds", "/?http_status=429"} <= {link["href"] for link in links}
    (cell,) = (link for link in links if link["href"] == "/codes/43012/")
    assert cell["aria-label"].startswith("43012 SELF_TRADE_PREVENTION, ")
