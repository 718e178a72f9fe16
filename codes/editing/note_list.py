"""All notes, for editors: searched and filtered by owner, category and weakness. Each leads to its editor."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from exchange_errors.catalogue.catalogue import FACET_VALUES, Catalogue
from exchange_errors.search import MAX_QUERY, parse_query

from .. import labels
from ..models import Draft
from ..store import snapshot
from .access import editors_only
from .weakness import KINDS, WeakNote, weak_notes

PER_PAGE = 100
SORTS = {"weak": _("Weakest first"), "old": _("Oldest first"), "code": _("By code")}


class NoteListForm(forms.Form):
    """What narrows the list; a GET, so that a list is a link."""

    q = forms.CharField(required=False, max_length=MAX_QUERY, label=_("Search"))
    owner = forms.ChoiceField(required=False, label=_("Who fixes it"))
    category = forms.ChoiceField(required=False, label=_("Category"))
    weakness = forms.ChoiceField(required=False, choices=[("", _("Any")), *KINDS.items()], label=_("Weakness"))
    sort = forms.ChoiceField(required=False, choices=list(SORTS.items()), label=_("Order"))

    def __init__(self, data: QueryDict, catalogue: Catalogue) -> None:
        super().__init__({**data.dict(), "sort": data.get("sort") or "weak"})
        owners = [(value, labels.OWNER.get(value, value)) for value in FACET_VALUES["owner"]]
        categories = [(category.slug, category.name) for category in catalogue.categories]
        for name, choices in (("owner", owners), ("category", categories)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Any")), *choices]

    def narrowed(self, notes: Sequence[WeakNote], site: snapshot.Snapshot) -> list[WeakNote]:
        """Return the notes that are asked for, in the order asked for; a refused value narrows nothing."""
        owner, category, weakness = (self.cleaned_data.get(name) for name in ("owner", "category", "weakness"))
        ids = self._searched(site)
        return [
            note
            for note in self._sorted(notes)
            if (ids is None or note.entry.id in ids)
            and (not owner or owner in note.entry.note.owner)
            and (not category or note.entry.category.slug == category)
            and (not weakness or any(reason.kind == weakness for reason in note.reasons))
        ]

    def _searched(self, site: snapshot.Snapshot) -> set[str] | None:
        text = self.cleaned_data.get("q")
        if not text:
            return None
        results = site.index.search(parse_query(text))
        return {hit.entry.id for hit in results.close or results.nearest}

    def _sorted(self, notes: Sequence[WeakNote]) -> list[WeakNote]:
        order = self.cleaned_data.get("sort")
        if order == "old":
            return sorted(notes, key=lambda note: (note.entry.updated_at, note.entry.id))
        if order == "code":
            return sorted(notes, key=lambda note: (note.entry.kind, note.entry.code, note.entry.id))
        return list(notes)


@editors_only
@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    """The list; each line leads to the editor of its note."""
    site = snapshot.current()
    form = NoteListForm(request.GET, site.catalogue)
    form.is_valid()
    matches = form.narrowed(weak_notes(site, timezone.now()), site)
    page = Paginator(matches, PER_PAGE).get_page(request.GET.get("page"))
    states = {draft.entry_id: draft.get_state_display() for draft in Draft.objects.open()}
    rows = [(note, states.get(note.entry.id, "")) for note in page]
    context = {"section": "edit", "form": form, "rows": rows, "page": page}
    return render(request, "codes/edit_notes.html", context)
