"""The editors' home: what waits, what is weakest, what drifted, what readers wrote, and what the radar saw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.reply_gaps import all_reply_gaps
from exchange_errors.catalogue.reply_languages import reply_languages

from ..models import Draft, ReaderText, UnansweredSearch, UnknownCode, VendorDifference
from ..store import snapshot
from ..store.settlement import contested
from .access import editors_only
from .plots import answers_by_week, causes_by_evidence, notes_by_age
from .weakness import weak_notes

MOST = 10  # rows of each part
MOST_TEXTS = 20


class DoneForm(forms.Form):
    """What an editor has dealt with: one of the three."""

    text = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    number = forms.IntegerField(required=False, min_value=1, max_value=2**30)
    search = forms.CharField(required=False, max_length=64)


@editors_only
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One page that says what to do next."""
    site, now = snapshot.current(), timezone.now()
    entries = site.catalogue.entries
    context = {
        "section": "edit",
        **_waiting(request.user),
        "weakest": [note for note in weak_notes(site, now)[:MOST] if note.score],
        "unread": site.unread,
        "conflicts": contested().count(),
        "vendor_differences": VendorDifference.objects.filter(state="pending").count(),
        **_letters(entries),
        "texts": _with_entries(ReaderText.objects.kept(now)[:MOST_TEXTS], site),
        "text_count": ReaderText.objects.kept(now).count(),
        "plots": [answers_by_week(now.date()), notes_by_age(entries, now), causes_by_evidence(entries)],
        **_radar(),
    }
    return render(request, "codes/edit_home.html", context)


@editors_only
@permission_required("codes.change_draft", raise_exception=True)
@require_POST
def done(request: HttpRequest) -> HttpResponse:
    """Delete what an editor has dealt with: ``text`` by id, ``number`` of an unknown code, ``search`` by digest."""
    form = DoneForm(request.POST)
    if form.is_valid():
        sent = form.cleaned_data
        ReaderText.objects.filter(pk=sent["text"]).delete()
        UnknownCode.objects.filter(number=sent["number"]).delete()
        UnansweredSearch.objects.shown().filter(digest=sent["search"]).delete()
        messages.success(request, _("Removed from the list."))
    return redirect("edit:home")


def _waiting(user: Any) -> dict[str, Any]:
    drafts = Draft.objects.select_related("author", "changed_by")
    own = drafts.open().filter(author=user) | drafts.open().filter(changed_by=user)
    waiting = drafts.waiting()
    return {"own": own[:MOST], "for_review": waiting[:MOST], "own_count": own.count(), "review_count": waiting.count()}


def _letters(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return which languages have letters to translate or renew, and which no speaker has read."""
    languages = {tag: language for tag, language in reply_languages().items() if not language.is_english}
    gaps = [(languages[tag], gap) for tag, gap in all_reply_gaps(entries).items() if gap]
    return {
        "language_count": len(languages),
        "letter_gaps": gaps,
        "unread_languages": [language.english_name for language in languages.values() if not language.reviewed],
    }


def _with_entries(texts: Any, site: snapshot.Snapshot) -> list[dict[str, Any]]:
    described = site.catalogue.described
    return [{"text": text, "entries": [entry for ref in text.about if (entry := described(ref))]} for text in texts]


def _radar() -> dict[str, Any]:
    counted = UnknownCode.objects.values("number").annotate(total=Sum("count"), last=Max("day"))
    rows = [{**row, **_sent_with(row["number"])} for row in counted.order_by("-total", "number")[:MOST]]
    return {"radar": settings.RADAR, "unknown_codes": rows, "unanswered": UnansweredSearch.objects.shown()[:MOST]}


def _sent_with(number: int) -> dict[str, list[str]]:
    """Return the names and the methods that came with a number."""
    rows = UnknownCode.objects.filter(number=number).values_list("name", "method")
    names, methods = ({*column} - {""} for column in zip(*rows, strict=True))
    return {"names": sorted(names), "methods": sorted(methods)}
