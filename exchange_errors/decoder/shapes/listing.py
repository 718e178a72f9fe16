"""A page that lists codes, such as the vendor's own tables: it reports no error, so nothing in its text is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..decoded import Sighting
from ..prose_page import ProsePage

LISTED = 8  # that many different codes with their names, each on one line and none with a time


def listing(page: ProsePage) -> Iterator[Sighting]:
    """Claim the whole text of a list of codes; yields nothing."""
    rows: set[tuple[int, str | None]] = set()
    for named in page.names if len(page.names) >= LISTED else ():
        line = page.line(named.start)
        if named.what.code and re.search(rf"(?<![\w.]){named.what.code}(?![\w.])", line.text):
            if page.moment(named.start) is not None:
                return
            rows.add((page.row(named.start), named.what.name))
    if len(rows) >= LISTED and len({name for _, name in rows}) == len(rows):
        page.take(0, len(page.text))
        page.skipped.append(f"{len(rows)} codes with their names: a list of codes, not a report of errors")
    yield from ()
