"""Pages to read: guides, how an error is built, and what this site does with a paste."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry

from .. import documents, markdown
from ..partials import public
from ..store import snapshot
from .glossary import Glossed


@dataclass
class CodeLinks:
    """Links to the codes that a text names by their number; ``named`` are those that it names, each once."""

    catalogue: Catalogue
    named: dict[int, Sequence[Entry]] = field(default_factory=dict)

    def link(self, number: str) -> SafeString | None:
        entries = self.catalogue.numbered(int(number))
        if not entries:
            return None
        self.named[int(number)] = entries
        return format_html(
            '<a class="code-link" href="{}" title="{}">{}</a>', _path(entries), headlines_of(entries), number
        )

    def shown(self) -> list[tuple[int, str, str]]:
        """Return number, path and headlines of every code that was named, in order."""
        return [(code, _path(entries), headlines_of(entries)) for code, entries in sorted(self.named.items())]


def _path(entries: Sequence[Entry]) -> str:
    """Return the page of a number; close codes of the websocket have one by their id only."""
    return f"/codes/{entries[0].id if entries[0].kind == 'websocket' else entries[0].code}/"


def headlines_of(entries: Sequence[Entry]) -> str:
    return " / ".join(entry.note.headline for entry in entries)


@require_safe
@public
def guides(request: HttpRequest) -> HttpResponse:
    return render(request, "codes/guides.html", {"section": "guides", "guides": documents.guides()})


@require_safe
@public
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide, with its contents, the codes that it names and the guides before and after it."""
    shipped = documents.guides()
    place = next((place for place, guide in enumerate(shipped) if guide.slug == slug), None)
    if place is None:
        raise Http404(f"No guide is called {slug!r}.")
    glossed, codes = Glossed(), CodeLinks(snapshot.current().catalogue)
    body, headings = markdown.prose(shipped[place].body, glossed.popover_of, codes.link)
    context = {
        "section": "guides",
        "guides": shipped,
        "guide": shipped[place],
        "body": body,
        "headings": headings,
        "codes": codes.shown(),
        "terms": glossed.explained,
        "previous": shipped[place - 1] if place else None,
        "next": shipped[place + 1] if place + 1 < len(shipped) else None,
    }
    return render(request, "codes/guide.html", context)


@require_safe
@public
def anatomy(request: HttpRequest) -> HttpResponse:
    return render(request, "codes/anatomy.html", {"section": "guides", "guides": documents.guides()})


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "codes/privacy.html", {"section": "guides", "guides": documents.guides()})
