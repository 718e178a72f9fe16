"""What changed, for people: the versions of the catalogue that this site served, with the words of each change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry

from .. import labels, links
from ..models import Release
from ..partials import public
from ..store import releases, snapshot

PER_PAGE = 20  # versions


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field in readers' words, with its text before and after; both are None where no text was kept."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """One entry of a version; ``entry`` is None where it is gone."""

    id: str
    entry: Entry | None
    fields: tuple[ChangedField, ...]
    has_words: bool


@dataclass(frozen=True, slots=True)
class ServedVersion:
    """One version of the catalogue and what it changed against the one before; ``path`` is its own page."""

    version: str
    path: str
    recorded_at: datetime
    added: tuple[ChangedEntry, ...]
    changed: tuple[ChangedEntry, ...]
    removed: tuple[ChangedEntry, ...]


@require_safe
@public
def changes(request: HttpRequest) -> HttpResponse:
    """All versions, the newest first, in pages."""
    site = snapshot.current()
    page = Paginator(site.releases, PER_PAGE).get_page(request.GET.get("page"))
    versions = [_served(release, site.catalogue) for release in page]
    return render(request, "codes/changes.html", {"section": "", "versions": versions, "page": page})


@require_safe
@public
def version(request: HttpRequest, revision: int) -> HttpResponse:
    """One version with every word that it changed; what points to a change leads here."""
    site = snapshot.current()
    release = next((release for release in site.releases if release.revision == revision), None)
    if release is None:
        raise Http404
    served = _served(release, site.catalogue)
    return render(request, "codes/changes.html", {"section": "", "versions": [served], "only": served})


def _served(release: Release, catalogue: Catalogue) -> ServedVersion:
    """Return a version for its part of the page, its entries in the order of the list of codes, gone ones last."""
    places = {entry.id: place for place, entry in enumerate(catalogue.entries)}
    changes = sorted(release.changes, key=lambda change: places.get(change["id"], len(places)))
    kinds = [tuple(_changed(changes, kind, catalogue)) for kind in ("added", "changed", "removed")]
    return ServedVersion(release.version, links.version_path(release), release.recorded_at, *kinds)


def _changed(changes: Iterable[Mapping[str, Any]], kind: str, catalogue: Catalogue) -> Iterable[ChangedEntry]:
    for change in changes:
        if change["change"] == kind:
            fields = tuple(_fields(change))
            has_words = any(field.before is not None for field in fields)
            yield ChangedEntry(change["id"], catalogue.get(change["id"]), fields, has_words)


def _fields(change: Mapping[str, Any]) -> Iterable[ChangedField]:
    words = {row["field"]: row for row in releases.words_of(change)}
    for name in change["fields"]:
        texts = [labels.field_words(name, words[name][side]) if name in words else None for side in ("before", "after")]
        yield ChangedField(labels.field_name(name), *texts)
