"""Everything that a search finds apart from codes: the shipped guides and glossary, and the API."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.guide import Guide, Term
from exchange_errors.catalogue.guide import guides_about as _guides_about
from exchange_errors.catalogue.loader import load_glossary, load_guides
from exchange_errors.search.documents import Document, Documents

from .markdown import plain

KINDS = ("guides", "glossary", "api")
_PAGES = (  # title, summary, name of the address, other words that find it
    (_("Decode a paste"), _("Paste a response or a log, and see every error in it"), "codes:decode", ""),
    (_("Glossary"), _("The exchange’s words, in one or two sentences each"), "codes:glossary", ""),
    (
        _("The anatomy of an error"),
        _("Every field of an error, and what -1 and ERROR mean"),
        "codes:anatomy",
        "id method code message original result",
    ),
    (_("What happens to a paste"), _("Privacy: nothing is stored, and how that is done"), "codes:privacy", ""),
)


@lru_cache(maxsize=1)
def guides() -> tuple[Guide, ...]:
    """Return the guides in their order; read once."""
    return load_guides()


def guides_about(entry: Entry) -> tuple[Guide, ...]:
    """Return the guides that the page of an entry names."""
    return _guides_about(entry, guides())


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Return the terms of the glossary in alphabetical order; read once."""
    return load_glossary()


@lru_cache(maxsize=1)
def searchable() -> Documents:
    """Return all documents, ready to be searched; made once, as they ship with the app."""
    from .api.operations import api_documents  # here, because the API searches documents too

    return Documents((*guide_documents(), *_terms(), *api_documents()))


def guide_documents() -> Iterator[Document]:
    """Yield the pages to read from the beginning to the end."""
    for guide in guides():
        address = reverse("codes:guide", args=[guide.slug])
        yield Document("guides", guide.title, plain(guide.summary), address, guide.body)
    for title, summary, name, words in _PAGES:
        yield Document("guides", str(title), str(summary), reverse(name), words)


def _terms() -> Iterator[Document]:
    for term in terms():
        address = f"{reverse('codes:glossary')}#{term.slug}"
        yield Document("glossary", term.name, plain(term.definition), address, " ".join(term.spans))
