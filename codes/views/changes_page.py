"""What changed, for people: the versions of the catalogue that this site served."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry

from .. import labels
from ..models import Release
from ..partials import public
from ..store import snapshot


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """One entry of a version; ``entry`` is None where it is gone, ``fields`` are readers' words for what changed."""

    id: str
    entry: Entry | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServedVersion:
    """One version of the catalogue and what it changed against the one before."""

    version: str
    recorded_at: datetime
    added: tuple[ChangedEntry, ...]
    changed: tuple[ChangedEntry, ...]
    removed: tuple[ChangedEntry, ...]


@require_safe
@public
def changes(request: HttpRequest) -> HttpResponse:
    site = snapshot.current()
    versions = [_served(release, site.catalogue) for release in site.releases]
    return render(request, "codes/changes.html", {"section": "", "versions": versions})


def _served(release: Release, catalogue: Catalogue) -> ServedVersion:
    """Return a version for its part of the page, its entries in the order of the list of codes, gone ones last."""
    places = {entry.id: place for place, entry in enumerate(catalogue.entries)}
    changes = sorted(release.changes, key=lambda change: places.get(change["id"], len(places)))
    kinds = [tuple(_changed(changes, kind, catalogue)) for kind in ("added", "changed", "removed")]
    return ServedVersion(release.version, release.recorded_at, *kinds)


def _changed(changes: Iterable[Mapping[str, Any]], kind: str, catalogue: Catalogue) -> Iterable[ChangedEntry]:
    for change in changes:
        if change["change"] == kind:
            fields = tuple(labels.field_name(name) for name in change["fields"])
            yield ChangedEntry(change["id"], catalogue.get(change["id"]), fields)
