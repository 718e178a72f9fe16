"""The glossary: its page, and the terms that the notes and guides explain where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.guide import Term, spans_of

from .. import labels, markdown
from ..documents import guides, terms
from ..partials import public
from ..store import snapshot


@lru_cache(maxsize=1)
def _terms_by_span() -> Mapping[str, Term]:
    by_slug = {term.slug: term for term in terms()}
    return {span: by_slug[slug] for span, slug in spans_of(terms()).items()}


class Glossed:
    """Renders the notes of one page, each term explained where it first stands, so that a page is not all buttons.

    ``explained`` are those terms; the page's template includes ``codes/_terms.html`` at its end, which holds what they
    open. ``link_of`` gives the links to codes and guides.
    """

    def __init__(self, link_of: markdown.LinkOf | None = None) -> None:
        self.explained: list[Term] = []
        self._link_of = link_of

    def popover_of(self, span: str) -> str | None:
        """Return the id of the term that a code span means, None where this page has explained it already."""
        term = _terms_by_span().get(span)
        if term is None or term in self.explained:
            return None
        self.explained.append(term)
        return f"term-{term.slug}"

    def inline(self, text: str) -> SafeString:
        return markdown.inline_explained(text, self.popover_of, self._link_of)

    def block(self, text: str) -> SafeString:
        return markdown.block_explained(text, self.popover_of, self._link_of)


@require_safe
@public
def glossary(request: HttpRequest) -> HttpResponse:
    """Every term with its definition, its evidence and the codes about it, by letter."""
    catalogue = snapshot.current().catalogue
    shown = [(term, [entry for key in term.codes if (entry := catalogue.get(key))]) for term in terms()]
    letters = [(letter, list(rows)) for letter, rows in groupby(shown, key=lambda row: row[0].name[0].upper())]
    context = {"section": "guides", "guides": guides(), "letters": letters, "levels": labels.evidence_levels()}
    return render(request, "codes/glossary.html", context)
