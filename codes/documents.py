"""Everything that is found beside the codes: the guides and the glossary that ship with the app, and the API."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.guide import Guide, Term
from exchange_errors.catalogue.guide import guides_about as _guides_about
from exchange_errors.catalogue.loader import load_glossary, load_guides
from exchange_errors.search.documents import Document, Documents

from .markdown import plain

KINDS = ("guides", "glossary", "api")


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
    yield Document(
        "guides",
        _("Decode a paste"),
        _("Paste a response or a log, and see every error in it"),
        reverse("codes:decode"),
    )
    yield Document(
        "guides", _("Glossary"), _("The exchange’s words, in one or two sentences each"), reverse("codes:glossary")
    )
    yield Document(
        "guides",
        _("The anatomy of an error"),
        _("Every field of an error, and what -1 and ERROR mean"),
        reverse("codes:anatomy"),
        "id method code message original result",
    )
    yield Document(
        "guides",
        _("What happens to a paste"),
        _("Privacy: nothing is stored, and how that is done"),
        reverse("codes:privacy"),
    )


def _terms() -> Iterator[Document]:
    for term in terms():
        address = f"{reverse('codes:glossary')}#{term.slug}"
        yield Document("glossary", term.name, plain(term.definition), address, " ".join(term.spans))
