"""A page that lists codes, such as the vendor's own tables: it reports no error, so nothing in its text is one."""

from __future__ import annotations

from collections.abc import Iterator

from ..prose_page import ProsePage
from ..report import Sighting
from .numbered_name import numbered

LISTED = 8  # that many different codes with their names, each once and none with a time


def listing(page: ProsePage) -> Iterator[Sighting]:
    """Claim the whole text of a list of codes; yields nothing."""
    found = list(numbered(page))
    if len(found) < LISTED or len({code for _, code, _ in found}) < len(found):
        return
    if all(page.moment(span[0]) is None for _, _, span in found):
        page.take(0, len(page.text))
        page.skipped.append(f"{len(found)} codes with their names: a list of codes, not a report of errors")
    yield from ()
