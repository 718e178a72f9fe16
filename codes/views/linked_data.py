"""What a page tells machines about an entry: schema.org terms, articles and bread crumbs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from exchange_errors.catalogue.entry import Entry

from .. import links
from ..markdown import plain

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def term_set() -> dict[str, Any]:
    """Return the catalogue as a whole."""
    home = links.absolute(reverse("codes:browse"))
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": f"{home}#codes",
        "name": _("Error codes of the Crypto.com Exchange API"),
        "url": home,
    }


def article(entry: Entry) -> list[dict[str, Any]]:
    """Return an entry as a term, as an article about it, and its place on the site."""
    url, home = links.page_url(entry), links.absolute(reverse("codes:browse"))
    category = f"{home}?category={entry.category.slug}"
    term = {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": f"{url}#term",
        "termCode": str(entry.code),
        "name": entry.name or entry.title,
        "description": plain(entry.note.summary),
        "url": url,
        "inDefinedTermSet": term_set()["@id"],
    }
    page = {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": f"{entry.code}: {entry.note.headline}",
        "description": plain(entry.note.summary),
        "url": url,
        "dateModified": entry.updated_at.date().isoformat(),
        "about": {"@id": term["@id"]},
        "inLanguage": "en",
    }
    crumbs = [(_("Codes"), home), (entry.category.name, category), (entry.title, url)]
    return [term, page, _trail(crumbs)]


def script(data: Mapping[str, Any] | list[dict[str, Any]]) -> SafeString:
    """Return the data as the content of a script element that no text in it can close."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def _trail(crumbs: list[tuple[str, str]]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(crumbs, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
