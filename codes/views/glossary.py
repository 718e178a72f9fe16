"""The glossary: its page, and the links from the notes to it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.guide import Term, spans_of
from exchange_errors.catalogue.loader import load_glossary

from .. import markdown
from ..partials import public
from ..store import snapshot


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Return the terms that ship with the app; read once."""
    return load_glossary()


@lru_cache(maxsize=1)
def _spans() -> Mapping[str, str]:
    return spans_of(terms())


class Glossed:
    """Renders the notes of one page, each term a link where it first stands, so that a page is not all links."""

    def __init__(self) -> None:
        self._linked: set[str] = set()

    def address_of(self, span: str) -> str | None:
        slug = _spans().get(span)
        if slug is None or slug in self._linked:
            return None
        self._linked.add(slug)
        return f"{reverse('codes:glossary')}#{slug}"

    def inline(self, text: str) -> SafeString:
        return markdown.inline_linked(text, self.address_of)

    def block(self, text: str) -> SafeString:
        return markdown.block_linked(text, self.address_of)


@require_safe
@public
def glossary(request: HttpRequest) -> HttpResponse:
    """Every term with its definition, its evidence and the codes about it."""
    catalogue = snapshot.current().catalogue
    shown = [(term, [entry for key in term.codes if (entry := catalogue.get(key))]) for term in terms()]
    return render(request, "codes/glossary.html", {"section": "guides", "terms": shown})
