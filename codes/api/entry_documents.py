"""The entries of one catalogue version as JSON and Markdown, rendered once for all answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from exchange_errors.catalogue.addresses import entry_answer
from exchange_errors.catalogue.entry import Entry
from exchange_errors.report.entry_text import entry_markdown
from ops.problems import JSON

from ..documents import guides
from ..store import snapshot
from .answers import Body, cacheable, negotiate


class EntryDocuments:
    """The JSON of every entry, and the answers that do not depend on a request."""

    def __init__(self, site: snapshot.Snapshot) -> None:
        self.site = site
        self.catalogue = site.catalogue
        self._bodies: dict[str, Body] = {}

    @cached_property
    def data(self) -> dict[str, dict[str, Any]]:
        """The answer about every entry, those outside the vendor's table too, by entry id."""
        entries = (*self.catalogue.entries, *self.catalogue.unlisted.entries)
        return {entry.id: entry_answer(entry, self.catalogue, guides(), settings.SITE_URL) for entry in entries}

    @cached_property
    def fragments(self) -> dict[str, bytes]:
        """The same as JSON."""
        return {entry_id: orjson.dumps(entry) for entry_id, entry in self.data.items()}

    def body(self, key: str, build: Callable[[], bytes], media_type: str = JSON) -> Body:
        """Return the answer kept under ``key``; it is built when first asked for."""
        if key not in self._bodies:
            self._bodies[key] = Body(build(), media_type, prepared=True)
        return self._bodies[key]

    def markdown(self, entries: Iterable[Entry]) -> str:
        """Return the entries as one Markdown document."""
        texts = (entry_markdown(entry, self.catalogue, guides(), settings.SITE_URL) for entry in entries)
        return "\n---\n\n".join(texts)

    def joined(self, entries: Iterable[Entry]) -> bytes:
        """Return the entries as the inside of a JSON array."""
        return b",".join(self.fragments[entry.id] for entry in entries)


@lru_cache(maxsize=1)
def of(site: snapshot.Snapshot) -> EntryDocuments:
    return EntryDocuments(site)


def current() -> EntryDocuments:
    return of(snapshot.current())


def prepared(
    request: HttpRequest, key: str, build: Callable[[EntryDocuments], bytes], media_types: Sequence[str] = (JSON,)
) -> HttpResponse:
    """Answer with what ``build`` makes of the current catalogue, once for each version of it.

    The first of ``media_types`` is what comes; the others are what clients may ask for. Raises ProblemError (406).
    """
    negotiate(request, media_types)
    documents = current()
    body = documents.body(key, lambda: build(documents), media_types[0])
    return cacheable(request, body, documents.catalogue)
