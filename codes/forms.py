"""Request data to typed values: what may be asked of the catalogue, and what may be pasted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchange_errors.catalogue.catalogue import FACET_VALUES, FACETS, NO_STATUS, Catalogue
from exchange_errors.search import MAX_QUERY, Query, parse_query

from . import labels
from .known_pages import known_page
from .models.feedback import MOST_CHARACTERS, PLACES, REASONS

SORTS = {
    "": _("Best match"),
    "code": _("By code"),
    "-code": _("By code, descending"),
    "category": _("By category"),
    "name": _("By name"),
    "http_status": _("By HTTP status"),
}
TOO_LONG = _("A search can be at most %(limit_value)d characters long; this one has %(show_value)d.")
CHOOSE = _("Choose one of the reasons.")
TEXT_TOO_LONG = _("At most %(limit_value)d characters; this text has %(show_value)d.")
MACHINE_FIELD = _("A field that people do not see was filled in. It is empty again: please send the form once more.")


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


class FeedbackForm(forms.Form):
    """What a reader answers about codes or a page. ``website`` is hidden from people: programs fill it in."""

    MOST_ABOUT = 5  # codes of a report, those that it names first

    place = forms.ChoiceField(choices=PLACES)
    solved = forms.ChoiceField(required=False, choices=[("yes", "yes"), ("no", "no")])
    reason = forms.ChoiceField(required=False, choices=REASONS, error_messages={"invalid_choice": CHOOSE})
    text = forms.CharField(required=False, max_length=MOST_CHARACTERS, error_messages={"max_length": TEXT_TOO_LONG})
    website = forms.CharField(required=False, max_length=0, error_messages={"max_length": MACHINE_FIELD})

    def __init__(self, data: QueryDict, catalogue: Catalogue) -> None:
        super().__init__(data)
        self.is_report_of_mistake = data.get("place") == "page"
        refs = data.getlist("about")[: self.MOST_ABOUT]
        on_entry = data.get("place") == "entry" and refs
        self.page = known_page(f"/codes/{refs[0]}/" if on_entry else data.get("page", ""))
        entries = [self.page.entry] if self.is_report_of_mistake else [catalogue.described(ref) for ref in refs]
        self.about = sorted({entry.id for entry in entries if entry})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_report_of_mistake:
            if not cleaned.get("text") and "text" not in self.errors:
                self.add_error("text", _("Say in a sentence what is wrong."))
        elif not self.about:
            self.add_error(None, _("This form names no code of the catalogue. Load the page again."))
        elif not (cleaned.get("solved") == "yes" or cleaned.get("reason") or "reason" in self.errors):
            self.add_error("reason", CHOOSE)
        return cleaned

    def answer(self) -> str:
        """Return the answer that is counted."""
        if self.is_report_of_mistake:
            return "mistake"
        return "yes" if self.cleaned_data["solved"] == "yes" else str(self.cleaned_data["reason"])

    def subject(self) -> str:
        """Return what the answer is about: two answers about the same from one network count once."""
        return " ".join((str(self.cleaned_data["place"]), *self.about, self.page.path))
