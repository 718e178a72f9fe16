"""What changed between the catalogue's versions: as JSON for clients that keep a copy, as an Atom feed for people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from ninja import P, QueryEx, Router

from exchange_errors.catalogue.catalogue import Catalogue
from ops.problems import JSON, ProblemError

from ..links import absolute, page_url, version_path
from ..models import Release
from ..store import releases, snapshot
from ..templatetags.differences import differences
from . import entry_documents
from .answers import Body, cacheable, negotiate
from .parameters import refuse_unknown
from .schemas import ChangeList, InvalidProblem, ProblemOut

router = Router(tags=["Bulk"], by_alias=True)
ATOM = "application/atom+xml"
FEED = "/api/v1/changes.atom"
SHOWN = 20  # changed entries that one item of the feed names
Since = QueryEx[str, P(description="A version you have: only what came after it. Unknown: 404.", max_length=64)]


@router.get(
    "/changes",
    response={200: ChangeList, 404: ProblemOut, 422: InvalidProblem},
    operation_id="listChanges",
    summary="What changed between versions of the catalogue",
)
def list_changes(request: HttpRequest, since: Since = "") -> HttpResponse:
    """The newest version first. A version that this site has not recorded is refused: fetch the catalogue then."""
    negotiate(request, [JSON])
    refuse_unknown(request, ["since"])
    site = snapshot.current()
    body = Body(_changes(_after(site, since), site.catalogue))
    return cacheable(request, body, site.catalogue, changed_at=_newest(site))


@router.get(
    "/changes.atom",
    response={200: None},
    operation_id="changesFeed",
    summary="The changes as an Atom feed",
    openapi_extra={"responses": {200: {"content": {ATOM: {"schema": {"type": "string"}}}}}},
)
def changes_feed(request: HttpRequest) -> HttpResponse:
    """One item for every version of the catalogue."""
    negotiate(request, [ATOM, "application/xml", "text/xml"])
    site = snapshot.current()
    body = entry_documents.of(site).body("changes.atom", lambda: _feed(site.releases), ATOM)  # it holds the time of now
    return cacheable(request, body, site.catalogue, changed_at=_newest(site))


def release_data(release: Release, catalogue: Catalogue) -> dict[str, Any]:
    """Return a release as the API prints it; an entry that is gone has no address."""
    changes = [
        {
            "id": change["id"],
            "change": change["change"],
            "fields": change["fields"],
            "url": _address(change["id"], catalogue),
            "words": releases.words_of(change),
        }
        for change in release.changes
    ]
    return {
        "version": release.version,
        "url": absolute(version_path(release)),
        "recorded_at": f"{release.recorded_at:%Y-%m-%dT%H:%M:%SZ}",
        "changes": changes,
    }


def _changes(recorded: Iterable[Release], catalogue: Catalogue) -> bytes:
    results = [release_data(release, catalogue) for release in recorded]
    return orjson.dumps({"count": len(results), "version": catalogue.version, "results": results})


def _after(site: snapshot.Snapshot, since: str) -> Iterable[Release]:
    """Return the releases after the version ``since``, all for "". Raises ProblemError (404)."""
    if not since:
        return site.releases
    for place, release in enumerate(site.releases):
        if release.version == since:
            return site.releases[:place]
    if since == site.catalogue.version:
        return ()
    raise ProblemError("unknown-version", f"No version {since!r} was recorded here.")


def _newest(site: snapshot.Snapshot) -> datetime | None:
    return site.releases[0].recorded_at if site.releases else None


def _address(entry_id: str, catalogue: Catalogue) -> str | None:
    entry = catalogue.get(entry_id)
    return page_url(entry, catalogue) if entry else None


def _feed(recorded: tuple[Release, ...]) -> bytes:
    feed = Atom1Feed(
        title="Exchange Error Codes: changes",
        link=absolute("/"),
        description="What changed in the catalogue of error codes.",
        feed_url=absolute(FEED),
        language="en",
    )
    for release in recorded:
        count = len(release.changes)
        feed.add_item(
            title=f"{count} {'entry' if count == 1 else 'entries'} changed",
            link=absolute(version_path(release)),
            description=_description(release.changes),
            unique_id=f"{absolute('/api/v1/changes')}#{release.revision}-{release.version}",
            pubdate=release.recorded_at,
            updateddate=release.recorded_at,
        )
    return feed.writeString("utf-8").encode()


def _description(changes: list[dict[str, Any]]) -> str:
    """Return what a release changed as HTML, with the words of each field."""
    shown = [format_html("<p>{}</p>{}", _line(change), _words(change)) for change in changes[:SHOWN]]
    if len(changes) > SHOWN:
        shown.append(format_html("<p>and {} more</p>", len(changes) - SHOWN))
    return "".join(shown)


def _line(change: dict[str, Any]) -> str:
    fields = f" ({', '.join(change['fields'])})" if change["fields"] else ""
    return f"{change['id']} {change['change']}{fields}"


def _words(change: dict[str, Any]) -> SafeString:
    rows = ((row["field"], differences(row["before"], row["after"])) for row in releases.words_of(change))
    return format_html_join("", "<p><b>{}</b>: {}</p>", rows)
