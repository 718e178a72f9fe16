"""The lines of the list: an entry with its page, and why it answers a search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.search import Hit

from .. import labels, links
from ..markdown import plain
from .highlight import excerpt, highlight, shares_a_word

ON_THE_LINE = ("name", "code", "http_status")  # fields that the line shows anyway


def rows_of(
    entries: Iterable[Entry], hits: Iterable[Hit | None], catalogue: Catalogue, asked: str = ""
) -> list[dict[str, Any]]:
    """Return the lines of ``entries``, each with the hit that it is where something was ``asked``."""
    return [_row(entry, hit, catalogue, asked) for entry, hit in zip(entries, hits, strict=True)]


def _row(entry: Entry, hit: Hit | None, catalogue: Catalogue, asked: str) -> dict[str, Any]:
    words = hit.matched if hit else ()
    return {
        "entry": entry,
        "ref": links.ref(entry, catalogue),
        "path": links.page_path(entry, catalogue),
        "headline": highlight(entry.note.headline, words),
        "name": highlight(entry.name or "", words),
        "why": _why(hit, asked) if hit else "",
    }


def _why(hit: Hit, asked: str) -> SafeString | str:
    """Return the field that matched and its text, with the words marked.

    A field that the line shows anyway is left out, and so is a phrase in a language that the reader did not use.
    """
    field = labels.FIELD.get(hit.field)
    if field is None or (hit.field == "phrase" and not shares_a_word(hit.text, asked)):
        return ""
    words = format_html('<span class="why-field">{}</span>', field)
    if hit.field in ON_THE_LINE:
        words = format_html("{} {}", gettext("Matched:"), words)
    else:
        words += format_html(": {}", highlight(excerpt(plain(hit.text), hit.matched), hit.matched))
    return format_html('<span class="why">{}</span>', words)
