"""Guides and the glossary: longer texts beside the notes, in the same TOML-and-Markdown form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..exchange.evidence_levels import Evidence
from .entry import EVIDENCE
from .value_reader import ContentError, Reader


@dataclass(frozen=True, slots=True)
class Guide:
    """One page of prose; ``order`` sorts the guides, ``body`` is Markdown that begins at the second heading level."""

    slug: str
    title: str
    summary: str
    order: int
    body: str


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
    read.only(front, ("title", "summary", "order"), "the front matter")
    slug = path.rsplit("/", 1)[-1].removesuffix(".md")
    guide = Guide(
        slug,
        read.value(front, "title", str),
        read.value(front, "summary", str),
        read.value(front, "order", int),
        "\n".join(body).strip(),
    )
    if re.search(r"^# ", guide.body, re.MULTILINE):
        read.fault("the title stands in the front matter; headings of the body begin with ##")
    if read.faults:
        raise ContentError(read.faults)
    return guide


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
    if read.faults:
        raise ContentError(read.faults)
    return tuple(sorted(terms.values(), key=lambda term: term.name.casefold()))


def spans_of(terms: tuple[Term, ...]) -> Mapping[str, str]:
    """Return the slug of the term for every code span that means one."""
    return {span: term.slug for term in terms for span in term.spans}
