"""What the API says about one catalogue version, rendered once and joined for every answer."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

import orjson
from django.conf import settings

from exchange_errors.catalogue.addresses import entry_answer
from exchange_errors.catalogue.catalogue import NO_STATUS, Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.report.entry_text import entry_markdown
from ops.problems import JSON

from ..documents import guides
from ..entry_cache import EntryCache
from ..links import LIST_PATH, absolute
from ..store import snapshot
from .answers import MARKDOWN, Body


class EntryDocuments:
    """The JSON of the entries of a catalogue, and the answers that do not depend on a request."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.version = catalogue.version
        self.updated_at = catalogue.updated_at
        self.data: Mapping[str, dict[str, Any]] = EntryCache(self._entry, catalogue)
        self.fragments: Mapping[str, bytes] = EntryCache(lambda entry: orjson.dumps(self._entry(entry)), catalogue)
        self._bodies: dict[str, Body] = {}

    def body(self, key: str, build: Callable[[], bytes], media_type: str = JSON) -> Body:
        """Return the answer kept under ``key``; it is built when first asked for."""
        if key not in self._bodies:
            self._bodies[key] = Body(build(), media_type, prepared=True)
        return self._bodies[key]

    def entry(self, entry: Entry) -> Body:
        """Return the whole answer about one entry."""
        return self.body(entry.id, lambda: self.fragments[entry.id])

    def markdown(self, entries: tuple[Entry, ...]) -> Body:
        """Return the entries as one Markdown document."""
        key = f"{' '.join(entry.id for entry in entries)}.md"
        return self.body(key, lambda: self.markdown_text(entries).encode(), MARKDOWN)

    def markdown_text(self, entries: Iterable[Entry]) -> str:
        texts = (entry_markdown(entry, self.catalogue, guides(), settings.SITE_URL) for entry in entries)
        return "\n---\n\n".join(texts)

    def joined(self, entries: Iterable[Entry]) -> bytes:
        """Return the entries as the inside of a JSON array."""
        return b",".join(self.fragments[entry.id] for entry in entries)

    def categories(self) -> Body:
        counts = self.catalogue.counts["category"]
        return self._list(
            "categories",
            (
                {
                    "slug": category.slug,
                    "name": category.name,
                    "kind": category.kind,
                    "definition": category.definition,
                    "count": counts.get(category.slug, 0),
                    "url": list_url({"category": category.slug}),
                }
                for category in self.catalogue.categories
            ),
        )

    def http_statuses(self) -> Body:
        counts = sorted(self.catalogue.counts["http_status"].items())  # "none" sorts behind the numbers
        return self._list(
            "http-statuses",
            (
                {
                    "http_status": None if status == NO_STATUS else int(status),
                    "count": count,
                    "url": list_url({"http_status": status}),
                }
                for status, count in counts
            ),
        )

    def _entry(self, entry: Entry) -> dict[str, Any]:
        return entry_answer(entry, self.catalogue, guides(), settings.SITE_URL)

    def _list(self, key: str, rows: Iterable[Mapping[str, Any]]) -> Body:
        def build() -> bytes:
            results = list(rows)
            return orjson.dumps({"count": len(results), "version": self.version, "results": results})

        return self.body(key, build)


def list_url(parameters: Mapping[str, str | int]) -> str:
    return absolute(f"{LIST_PATH}?{urlencode(parameters)}")


_by_snapshot: weakref.WeakKeyDictionary[snapshot.Snapshot, EntryDocuments] = weakref.WeakKeyDictionary()


def current() -> EntryDocuments:
    """Return what is prepared for the current snapshot; it is forgotten together with the snapshot."""
    return of(snapshot.current())


def of(site: snapshot.Snapshot) -> EntryDocuments:
    documents = _by_snapshot.get(site)
    if documents is None:
        documents = _by_snapshot.setdefault(site, EntryDocuments(site.catalogue))
    return documents
