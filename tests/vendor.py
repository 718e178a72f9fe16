"""The copy of the vendor's tables in ``tests/data/vendor``: every test that counts codes counts its rows."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

SOURCE = Path(__file__).parent / "data" / "vendor" / "000_2a7e082fa71394cd.txt"


def rows(text: str) -> list[tuple[str, ...]]:
    """Return the cells of every table row that begins with a number, with Markdown's backslash escapes undone."""
    lines = (line.strip().strip("|").split(" | ") for line in text.splitlines())
    table = [tuple(re.sub(r"\\(.)", r"\1", cell.strip()) for cell in cells) for cells in lines]
    return [cells for cells in table if cells[0].isdigit()]


ROWS = rows(SOURCE.read_text("utf-8"))
RESPONSES = [row for row in ROWS if len(row) == 4]  # number, HTTP status, name or "--", description
CLOSES = [row for row in ROWS if len(row) == 2]  # number and description of a websocket's close
# How many entries have each HTTP status, as the facets count them.
STATUSES = {**Counter(row[1] for row in RESPONSES), "none": len(CLOSES)}
