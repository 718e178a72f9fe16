"""Request data to typed values: what may be asked of the catalogue, and what may be pasted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchange_errors.catalogue.catalogue import FACET_VALUES, FACETS, NO_STATUS, Catalogue
from exchange_errors.search import MAX_QUERY, Query, parse_query

from . import labels

SORTS = {
    "": _("Best match"),
    "code": _("By code"),
    "-code": _("By code, descending"),
    "category": _("By category"),
    "name": _("By name"),
    "http_status": _("By HTTP status"),
}
TOO_LONG = _("A search can be at most %(limit_value)d characters long; this one has %(show_value)d.")


def sorts(order: str, searched: bool) -> list[tuple[str, str | Promise]]:
    """Return the orders that a list offers, with their values; without a search, the first is the order by code."""
    if searched:
        return list(SORTS.items())
    by_code = (order if order == "code" else "", SORTS["code"])
    return [by_code, *((value, words) for value, words in SORTS.items() if value not in ("", "code"))]


def facet_values(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return every value of every facet, in the order in which the page lists them: the common ones first."""

    def values(facet: str) -> list[str]:
        counts = catalogue.counts[facet]
        common_first = sorted(counts, key=lambda value: (-counts[value], value))
        return sorted(FACET_VALUES.get(facet, common_first), key=lambda value: value in ("nobody", NO_STATUS))

    return {facet: tuple(values(facet)) for facet in labels.FACET}


class SearchForm(forms.Form):
    """The search box, the filters, the order and the page of the catalogue; a GET, so that a search is a link."""

    q = forms.CharField(required=False, max_length=MAX_QUERY, strip=True, error_messages={"max_length": TOO_LONG})
    sort = forms.ChoiceField(required=False, choices=list(SORTS.items()))
    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    def __init__(self, data: Mapping[str, Any], catalogue: Catalogue) -> None:
        super().__init__(data)
        self.values = facet_values(catalogue)
        for facet in FACETS:
            self.fields[facet] = forms.MultipleChoiceField(
                required=False, choices=[(value, value) for value in self.values[facet]]
            )

    def query(self) -> Query:
        return parse_query(self.text())

    def text(self) -> str:
        return str(self.cleaned_data.get("q", ""))  # no key when q was refused

    def facets(self) -> dict[str, list[str]]:
        """Return the chosen values of each facet that has any: OR inside a facet, AND between them."""
        return {facet: self.cleaned_data[facet] for facet in self.values if self.cleaned_data.get(facet)}

    def order(self) -> str:
        """Return the order asked for, "" for the best match first."""
        return str(self.cleaned_data.get("sort", ""))

    def page_number(self) -> int:
        return self.cleaned_data.get("page") or 1
