"""The map holds every code once, where its category and its HTTP status cross."""

from __future__ import annotations

from codes.views.atlas import bands_of, columns_of
from tests.codes.conftest import outline


def test_every_code_stands_once_in_its_row_and_its_column(catalogue):
    columns = columns_of(catalogue)
    bands = bands_of(catalogue, columns)
    names = {id(column): status for status, column in columns.items()}
    placed = [
        (band["label"], names[id(column)], entry)
        for band in bands
        for column, entries in band["crossings"]
        for entry in entries
    ]
    assert sorted(entry.id for _row, _column, entry in placed) == sorted(entry.id for entry in catalogue.entries)
    for category, status, entry in placed:
        assert entry.category.name == category
        assert status == str(entry.http_status) or entry.http_status is None


def test_cells_rows_and_columns_are_links_with_words(client, catalogue):
    page = outline(client.get("/map/"))
    links = page.all("a")
    assert {"/codes/306/", "/?category=funds", "/?http_status=429"} <= {link["href"] for link in links}
    (cell,) = (link for link in links if link["href"] == "/codes/43012/")
    headline = catalogue.get("43012-SELF_TRADE_PREVENTION").note.headline
    assert f"43012 {headline}" in page.text
    assert "for-trader" in cell["class"] or "for-integrator" in cell["class"]
