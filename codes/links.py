"""The addresses of an entry, on the site and in the API.

An address begins with SITE_URL, never with the Host of a request: answers are shared through caches.
"""

from __future__ import annotations

from django.conf import settings

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.guide import Guide

from .store import snapshot

LIST_PATH = "/api/v1/codes"


def absolute(path: str) -> str:
    """Return the full address of a path of this site that begins with ``/``."""
    return f"{settings.SITE_URL}{path}"


def ref(entry: Entry, catalogue: Catalogue | None = None) -> str:
    """Return the shortest name that an address may use: ``306``, ``50001-ERR_INTERNAL``, ``ws-1006``.

    The number where it names this entry alone, else the id. ``catalogue`` is the current one by default.
    """
    known = catalogue or snapshot.current().catalogue
    unique = entry.kind == "response" and [same.id for same in known.looked_up(str(entry.code))] == [entry.id]
    return str(entry.code) if unique else entry.id


def page_path(entry: Entry, catalogue: Catalogue | None = None) -> str:
    return f"/codes/{ref(entry, catalogue)}/"


def page_url(entry: Entry, catalogue: Catalogue | None = None) -> str:
    return absolute(page_path(entry, catalogue))


def guide_url(guide: Guide) -> str:
    return absolute(f"/guides/{guide.slug}/")


def api_url(entry: Entry, catalogue: Catalogue | None = None) -> str:
    return absolute(f"{LIST_PATH}/{ref(entry, catalogue)}")
