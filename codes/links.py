"""The addresses of an entry, on the site and in the API.

An address begins with SITE_URL, never with the Host of a request: answers are shared through caches.
"""

from __future__ import annotations

from django.conf import settings

from exchange_errors.catalogue import addresses
from exchange_errors.catalogue.addresses import LIST_PATH as LIST_PATH
from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry

from .models import Release
from .store import snapshot


def absolute(path: str) -> str:
    """Return the full address of a path of this site that begins with ``/``."""
    return f"{settings.SITE_URL}{path}"


def ref(entry: Entry, catalogue: Catalogue | None = None) -> str:
    """Return the shortest name that an address may use. ``catalogue`` is the current one by default."""
    return addresses.ref(entry, catalogue or snapshot.current().catalogue)


def page_path(entry: Entry, catalogue: Catalogue | None = None) -> str:
    return f"/codes/{ref(entry, catalogue)}/"


def page_url(entry: Entry, catalogue: Catalogue | None = None) -> str:
    return absolute(page_path(entry, catalogue))


def version_path(release: Release) -> str:
    """Return the page of a release. Not by its version: an edit that is taken back gives an earlier one again."""
    return f"/changes/{release.revision}/"


def api_url(entry: Entry, catalogue: Catalogue | None = None) -> str:
    return absolute(f"{LIST_PATH}/{ref(entry, catalogue)}")
