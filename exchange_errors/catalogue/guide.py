"""Guides and the glossary: longer texts than notes, in the same format of TOML and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..exchange.evidence_levels import Evidence
from .entry import Entry
from .guide_inserts import with_inserts
from .note import EVIDENCE, OUTCOMES
from .value_reader import Reader


@dataclass(frozen=True, slots=True)
class Guide:
    """One page of prose; ``order`` sorts the guides, ``body`` is Markdown that begins at the second heading level.

    ``codes`` are the ids of entries whose page names the guide; so do all entries of ``categories`` and ``outcomes``.
    """

    slug: str
    title: str
    summary: str
    order: int
    body: str
    codes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()

    def is_about(self, entry: Entry) -> bool:
        """Whether the page of ``entry`` names this guide."""
        return (
            entry.id in self.codes
            or entry.category.slug in self.categories
            or entry.note.retry.outcome in self.outcomes
        )


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the exchange. ``spans`` are the code spans that mean it, ``codes`` the ids of entries about it."""

    slug: str
    name: str
    definition: str
    evidence: Evidence
    spans: tuple[str, ...]
    codes: tuple[str, ...]


def parse_guide(path: str, text: str) -> Guide:
    """Return the guide of one file; its slug is the file's stem. Raises ContentError."""
    read = Reader(path, text)
    front, body, _ = read.front_matter()
    read.only(front, ("title", "summary", "order", "codes", "categories", "outcomes"), "the front matter")
    slug = path.rsplit("/", 1)[-1].removesuffix(".md")
    written, outcomes = "\n".join(body).strip(), read.strings(front, "outcomes")
    guide = Guide(
        slug,
        read.value(front, "title", str),
        read.value(front, "summary", str),
        read.value(front, "order", int),
        with_inserts(written, read.fault),
        read.strings(front, "codes"),
        read.strings(front, "categories"),
        outcomes,
    )
    if not set(outcomes) <= set(OUTCOMES):
        read.fault(f"outcomes are among {', '.join(OUTCOMES)}")
    if re.search(r"^# ", written, re.MULTILINE):
        read.fault("the title stands in the front matter; headings of the body begin with ##")
    read.raise_faults()
    return guide


def guides_about(entry: Entry, guides: Iterable[Guide]) -> tuple[Guide, ...]:
    """Return the guides that the page of ``entry`` names, in their order."""
    return tuple(guide for guide in guides if guide.is_about(entry))


def parse_glossary(path: str, text: str) -> tuple[Term, ...]:
    """Return the terms in alphabetical order. Raises ContentError."""
    read = Reader(path, text)
    terms: dict[str, Term] = {}
    for row in read.tables(read.toml(text), "term"):
        read.only(row, ("slug", "name", "definition", "evidence", "spans", "codes"), "a term")
        near = f'slug = "{row.get("slug", "")}"'
        slug = read.value(row, "slug", str, near)
        if slug in terms:
            read.fault(f"term {slug!r} stands twice", near)
        terms[slug] = Term(
            slug,
            read.value(row, "name", str, near),
            read.value(row, "definition", str, near),
            read.choice(row, "evidence", EVIDENCE, near),
            read.strings(row, "spans"),
            read.strings(row, "codes"),
        )
    read.raise_faults()
    return tuple(sorted(terms.values(), key=lambda term: term.name.casefold()))


def spans_of(terms: tuple[Term, ...]) -> Mapping[str, str]:
    """Return the slug of the term for every code span that means one."""
    return {span: term.slug for term in terms for span in term.spans}
