"""Links in running text, to the codes that it names by their number and to the guides that it names by a word."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry

from .. import documents

SURE = 10_000  # numbers from here on that the catalogue knows are its codes; smaller ones may count something


@dataclass
class TextLinks:
    """``only`` are the numbers that may be linked, None for all; ``named`` are the codes that the text named."""

    catalogue: Catalogue
    only: Collection[int] | None = None
    named: dict[int, Sequence[Entry]] = field(default_factory=dict)

    def link(self, words: str) -> SafeString | None:
        """Return the link for a number, or for ``signing guide``; None where it means nothing here."""
        return self._code(words) if words.isdigit() else _guide(words)

    def _code(self, number: str) -> SafeString | None:
        entries = self.catalogue.numbered(int(number))
        if not entries or (self.only is not None and int(number) not in self.only):
            return None
        self.named[int(number)] = entries
        return format_html(
            '<a class="code-link" href="{}" title="{}">{}</a>', _path(entries), headlines_of(entries), number
        )

    def shown(self) -> list[tuple[int, str, str]]:
        """Return number, path and headlines of every code that was named, in order."""
        return [(code, _path(entries), headlines_of(entries)) for code, entries in sorted(self.named.items())]


def links_of_note(entry: Entry, catalogue: Catalogue) -> TextLinks:
    """Return the links in the note of ``entry``: to its related codes, and to numbers that can be nothing else."""
    related = {other.code for row in entry.note.related if (other := catalogue.row(row.id))}
    sure = {other.code for other in catalogue.entries if other.code >= SURE}
    return TextLinks(catalogue, (related | sure) - {entry.code})


def _guide(words: str) -> SafeString | None:
    """Return a link to the guide whose slug begins with the first of ``words``."""
    begin = words.split()[0].lower()
    slugs = [guide.slug for guide in documents.guides() if guide.slug.startswith(begin)]
    return format_html('<a href="{}">{}</a>', reverse("codes:guide", args=slugs), words) if len(slugs) == 1 else None


def _path(entries: Sequence[Entry]) -> str:
    """Return the page of a number; close codes of the websocket have one by their id only."""
    return f"/codes/{entries[0].id if entries[0].kind == 'websocket' else entries[0].code}/"


def headlines_of(entries: Sequence[Entry]) -> str:
    return " / ".join(entry.note.headline for entry in entries)
