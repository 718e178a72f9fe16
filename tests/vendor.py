"""The copy of the vendor's tables in ``tests/data/vendor``: every test that counts codes counts its rows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from exchange_errors.catalogue.vendor_page import read_page

SOURCE = Path(__file__).parent / "data" / "vendor" / "000_2a7e082fa71394cd.txt"
PAGE = SOURCE.read_text("utf-8")

_ROWS = read_page(PAGE)
RESPONSES = [  # number, HTTP status, name or "--", description
    (str(row.code), str(row.http_status), row.name or "--", row.description) for row in _ROWS if row.kind == "response"
]
CLOSES = [(str(row.code), row.description) for row in _ROWS if row.kind == "websocket"]
ROWS: list[tuple[str, ...]] = [*RESPONSES, *CLOSES]
# How many entries have each HTTP status, as the facets count them.
STATUSES = {**Counter(row[1] for row in RESPONSES), "none": len(CLOSES)}
