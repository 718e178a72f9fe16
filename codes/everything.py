"""One search for everything: the codes, by their own index, and the guides, terms and API operations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exchange_errors.catalogue.entry import Entry
from exchange_errors.language.words import tokens
from exchange_errors.search import Hit, outside, parse_query
from exchange_errors.search.documents import DocumentMatch
from exchange_errors.search.hits import matched_words

from . import documents, links
from .markdown import plain
from .store.snapshot import Snapshot

KINDS = ("codes", *documents.KINDS)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page that answers a search; ``words`` are those to mark in it, ``entry`` is the code that it is about."""

    kind: str
    title: str
    headline: str
    path: str
    words: Sequence[str] = ()
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class PageGroup:
    """The pages of one kind: ``count`` answer the search, ``results`` are the best of them."""

    kind: str
    count: int
    results: tuple[FoundPage, ...]


def search_everything(text: str, site: Snapshot, limit: int) -> list[PageGroup]:
    """Return a group for every kind with at most ``limit`` pages in each. Raises QueryTooLong."""
    query = parse_query(text)
    hits = () if query.is_empty else site.index.search(query).close
    codes = [code_page(entry, site) for entry in outside(query, site.catalogue)]
    codes += [_code_hit(hit, site) for hit in hits[:limit]]
    matches = documents.searchable().search(text)
    count = len(hits) + sum(not page.entry.is_listed for page in codes if page.entry)
    groups = [PageGroup("codes", count, tuple(codes[:limit]))]
    for kind in documents.KINDS:
        own = [match for match in matches if match.document.kind == kind]
        groups.append(PageGroup(kind, len(own), tuple(map(_document_page, own[:limit]))))
    return _titled_first(groups, text)


def _titled_first(groups: Sequence[PageGroup], text: str) -> list[PageGroup]:
    """Return the groups, those first whose titles say what was typed, unless a code's own title does."""
    words = [token.word for token in tokens(text)]
    titled = {group.kind: any(_is_titled(page, words) for page in group.results) for group in groups}
    return list(groups) if titled["codes"] else sorted(groups, key=lambda group: not titled[group.kind])


def _is_titled(page: FoundPage, words: Sequence[str]) -> bool:
    title = [token.word for token in tokens(f"{page.title} {page.headline}" if page.entry else page.title)]
    return all(any(word.startswith(asked) for word in title) for asked in words)


def code_page(entry: Entry, site: Snapshot, words: Sequence[str] = ()) -> FoundPage:
    return FoundPage("codes", entry.title, entry.note.headline, links.page_path(entry, site.catalogue), words, entry)


def _code_hit(hit: Hit, site: Snapshot) -> FoundPage:
    note = hit.entry.note
    return code_page(hit.entry, site, matched_words((note.headline, plain(note.fix)), hit.terms))


def _document_page(match: DocumentMatch) -> FoundPage:
    document = match.document
    return FoundPage(document.kind, document.title, document.summary, document.address, match.matched)
