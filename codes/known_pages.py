"""Which page of this site a path names. What a stranger can write into a path is no part of the answer."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import Resolver404, resolve, reverse

from exchange_errors.catalogue.entry import Entry

from . import documents, links
from .store import snapshot

PUBLIC = {"codes", "api"}  # namespaces of the pages that anyone may read


class KnownPage(NamedTuple):
    """A page by its path, "" for one that this site does not have; ``entry`` is the one code that it is about."""

    path: str = ""
    entry: Entry | None = None


def known_page(path: str) -> KnownPage:
    """Return the page at ``path``; a search and an unknown code are none."""
    try:
        match = resolve(path)
    except (Resolver404, ValueError):
        return KnownPage()
    if match.view_name == "codes:entry":
        return _page_of_code(match.kwargs["ref"])
    if match.view_name == "codes:guide":
        is_guide = path in {reverse(match.view_name, args=[guide.slug]) for guide in documents.guides()}
        return KnownPage(path) if is_guide else KnownPage()
    return KnownPage(path) if match.namespace in PUBLIC and not match.kwargs else KnownPage()


def _page_of_code(ref: str) -> KnownPage:
    entries = snapshot.current().catalogue.looked_up(ref)
    if len(entries) > 1:
        return KnownPage(f"/codes/{entries[0].code}/")
    return KnownPage(links.page_path(entries[0]), entries[0]) if entries else KnownPage()
