"""What changed, for people: the versions of the catalogue that this site served, with the words of each change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import Catalogue

from .. import labels, links
from ..models import Release
from ..partials import public
from ..store import releases, snapshot

PER_PAGE = 20  # versions


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


def _served(release: Release, catalogue: Catalogue) -> dict[str, Any]:
    """Return a version for its part of the page, its entries in the order of the list of codes, gone ones last."""
    places = {entry.id: place for place, entry in enumerate(catalogue.entries)}
    changes = sorted(release.changes, key=lambda change: places.get(change["id"], len(places)))
    of_kind: dict[str, list[dict[str, Any]]] = {"added": [], "changed": [], "removed": []}
    for change in changes:
        of_kind[change["change"]].append(_changed(change, catalogue))
    path = links.version_path(release)
    return {"version": release.version, "path": path, "recorded_at": release.recorded_at, **of_kind}


def _changed(change: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Return a changed entry with its fields; ``entry`` is None where it is gone."""
    words = {row["field"]: row for row in releases.words_of(change)}
    fields = [_field(name, words.get(name)) for name in change["fields"]]
    return {"id": change["id"], "entry": catalogue.get(change["id"]), "fields": fields, "has_words": bool(words)}


def _field(name: str, words: Mapping[str, str] | None) -> dict[str, Any]:
    """Return a field in readers' words, with its text before and after; both are None where no text was kept."""
    texts = {side: labels.field_words(name, words[side]) if words else None for side in ("before", "after")}
    return {"name": labels.field_name(name), **texts}
