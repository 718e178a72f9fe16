"""Entries side by side, for codes that are easily mistaken for each other.

An unknown name is a question to the reader, not an error: the page answers 200 with the columns that it knows, says at
the field what is missing, and offers similar codes as the search does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.search import MAX_QUERY
from exchange_errors.search.references import References, read_references

from .. import labels, markdown
from ..partials import HtmxRequest, public, template_for
from ..store import snapshot
from ..templatetags.portal import impact, who
from ..templatetags.wall import POPULAR

LIMIT = 6  # columns; more cannot be compared at a glance
LONGEST = 4000  # characters of all references together
ASKED = 5  # names that the page asks about at once
NEAREST = 3
PAIRS = 4  # that the page offers while there is nothing to compare
SHOWN = 60  # characters of a name that the page repeats

FIELD = "ref"  # the field's id; an address that ends with it puts the cursor there


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """One row: what each code says, under its number."""

    label: str | Promise
    cells: tuple[SafeString | str, ...]
    codes: tuple[int, ...]

    @property
    def coded(self) -> Iterable[tuple[int, SafeString | str]]:
        """Each cell with the code that it is about."""
        return zip(self.codes, self.cells, strict=True)

    @property
    def is_same(self) -> bool:
        """Whether all columns say the same here."""
        return len(self.cells) > 1 and len(set(map(str, self.cells))) == 1


def _list(tag: str, lines: Iterable[str]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((markdown.inline(line),) for line in lines))
    return format_html("<{0}>{1}</{0}>", SafeString(tag), items) if items else SafeString("")


def _impact(entry: Entry) -> SafeString:
    return format_html("{} {}", impact(entry.impact, True), labels.IMPACT[entry.impact])


ROWS: tuple[tuple[Promise, Callable[[Entry], SafeString | str | Promise]], ...] = (
    (gettext_lazy("Fix"), lambda entry: format_html("<strong>{}</strong>", markdown.inline(entry.note.fix))),
    (gettext_lazy("Who fixes it"), lambda entry: format_html_join(" ", "{}", ((who(o),) for o in entry.note.owner))),
    (gettext_lazy("Retry?"), lambda entry: labels.RETRY[entry.note.retry.advice]),
    (gettext_lazy("Outcome"), lambda entry: labels.OUTCOME[entry.note.retry.outcome]),
    (gettext_lazy("Impact"), _impact),
    (gettext_lazy("HTTP status"), lambda entry: labels.http_status(entry.http_status)),
    (gettext_lazy("Category"), lambda entry: entry.category.name),
    (gettext_lazy("What happened"), lambda entry: markdown.inline(entry.note.summary)),
    (gettext_lazy("How to tell"), lambda entry: _list("ul", (cause.tell for cause in entry.note.causes))),
    (gettext_lazy("What to do"), lambda entry: _list("ol", (step.text for step in entry.note.steps))),
    (
        gettext_lazy("Methods"),
        lambda entry: format_html_join(" ", "<code>{}</code>", ((name,) for name in entry.note.methods)),
    ),
    (
        gettext_lazy("In the exchange’s words"),
        lambda entry: format_html("<q>{}</q>", markdown.inline(entry.description)),
    ),
)


@require_safe
@public
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def compare(request: HtmxRequest) -> HttpResponse:
    """The entries that ``ref`` names, each a column; ``only=differences`` leaves out what they share."""
    site = snapshot.current()
    asked = "\n".join(request.GET.getlist("ref"))
    named = read_references(asked[:LONGEST], site.catalogue)
    only = request.GET.get("only") == "differences"
    shown = named.entries[:LIMIT]
    codes = tuple(entry.code for entry in shown)
    rows = [ComparedFact(label, tuple(str(cell(entry)) for entry in shown), codes) for label, cell in ROWS if shown]
    open_names = _open_names(named)
    context = {
        "section": "codes",
        "title": _title(shown),
        "named": named.entries,
        "columns": columns(named.entries, only),
        "pairs": pairs(named.entries, site.catalogue) if len(named.entries) < 2 else [],
        "waiting": named.entries[LIMIT:],
        "limit": LIMIT,
        "rows": [row for row in rows if not (only and row.is_same)],
        "only": only,
        "shared_rows": sum(row.is_same for row in rows),
        "switch": address(named.entries, not only, "only"),
        "questions": [_question(name, several, named, only, site) for name, several in open_names[:ASKED]],
        "more_questions": len(open_names) > ASKED,
        "too_long": len(asked) > LONGEST,
        "typed": ", ".join(name for name, _several in open_names)[:MAX_QUERY],
    }
    return render(request, template_for(request, "codes/compare.html", "comparison"), context)


def columns(entries: Sequence[Entry], only: bool) -> list[dict[str, Any]]:
    """Return the entries that are shown, each with the address without it; an entry that waits takes its place.

    The address leads the keyboard to the next column's link, from the last column to the field.
    """
    targets = [*(f"remove-{entry.id}" for entry in entries[1:LIMIT]), FIELD]
    return [
        {"entry": entry, "href": address([other for other in entries if other is not entry], only, target)}
        for entry, target in zip(entries[:LIMIT], targets, strict=False)
    ]


def pairs(entries: Sequence[Entry], catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return pairs to begin with: of the one entry that is named with its neighbours, or of the popular codes."""
    if entries:
        related = [(entry, each) for entry in entries for each in entry.note.related]
    else:
        popular = chain.from_iterable(catalogue.named(ref) for ref, _word in POPULAR)
        related = [(entry, each) for entry in popular for each in entry.note.related[:1]]
    ready = [
        {"entry": entry, "other": other, "why": each.why, "href": address((entry, other), only=False)}
        for entry, each in related
        if (other := catalogue.get(each.id))
    ]
    return ready[:PAIRS]


def address(entries: Iterable[Entry], only: bool, target: str = FIELD) -> str:
    """Return the address of a comparison; ``target`` is the id of the element that is focused there."""
    pairs = [("ref", entry.id) for entry in entries] + ([("only", "differences")] if only else [])
    return f"{reverse('codes:compare')}{'?' if pairs else ''}{urlencode(pairs)}#{target}"


def _open_names(named: References) -> list[tuple[str, tuple[Entry, ...]]]:
    """Return the names that no column answers, each with the entries that share it and are not shown yet."""
    left = ((name, tuple(e for e in several if e not in named.entries)) for name, several in named.shared)
    return [(name, several) for name, several in left if several] + [(name, ()) for name in named.unknown]


def _question(
    name: str, several: Sequence[Entry], named: References, only: bool, site: snapshot.Snapshot
) -> dict[str, Any]:
    """Return a name that matches no entry or several, with the entries that may be meant and links to add them."""
    near = [entry for entry in site.index.nearest(name[:SHOWN]) if entry not in named.entries][:NEAREST]
    return {
        "name": name if len(name) <= SHOWN else f"{name[: SHOWN - 1]}…",
        "offers": [{"entry": entry, "href": address((*named.entries, entry), only)} for entry in several or near],
        "all_of_them": address((*named.entries, *several), only) if several else "",
    }


def _title(shown: Sequence[Entry]) -> str:
    if not shown:
        return _("Compare codes")
    codes = " · ".join(str(entry.code) for entry in shown)
    return _("%(codes)s compared") % {"codes": codes}
