"""A desk's own advice on an entry: written here, kept with its history, and apart from our notes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ..models import Code, DeskNote
from .access import editors_only

SHOWN = 20  # earlier texts


class DeskForm(forms.Form):
    """The advice; an empty text takes it away. ``seen`` is the history's number of the text that the form showed."""

    text = forms.CharField(max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 8}))
    is_public = forms.BooleanField(required=False, label="Show it to every reader")
    seen = forms.IntegerField(required=False)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, entry_id: str) -> HttpResponse:
    """The form with the texts that were there before."""
    code = get_object_or_404(Code, pk=entry_id)
    if not request.user.has_perm("codes.view_desknote"):
        raise PermissionDenied
    if request.method == "POST":
        return _saved(request, code)
    note = DeskNote.objects.filter(pk=code.pk).first()
    return _page(request, code, DeskForm(initial={"text": note.text, "is_public": note.is_public} if note else {}))


@transaction.atomic
def _saved(request: HttpRequest, code: Code) -> HttpResponse:
    if not request.user.has_perm("codes.change_desknote"):
        raise PermissionDenied
    Code.objects.select_for_update().filter(pk=code.pk).values_list("pk").first()  # one writer at a time
    form = DeskForm(request.POST)
    if not form.is_valid():
        return _page(request, code, form, 400)
    if form.cleaned_data["seen"] != _last(code):
        form.add_error(None, "Somebody else has saved this advice: their text is the newest below. Save again.")
        return _page(request, code, form, 409)
    messages.success(request, _write(form.cleaned_data, code, request.user))
    return redirect("edit:desk", code.pk)


def _write(sent: dict[str, Any], code: Code, user: Any) -> str:
    """Keep the advice, and return what was done in words."""
    text, is_public = sent["text"].replace("\r\n", "\n"), sent["is_public"]
    note = DeskNote.objects.filter(pk=code.pk).first()
    if note and not text:
        note.delete()
        return "The advice was removed."
    if not text or (note and (note.text, note.is_public) == (text, is_public)):
        return "Nothing was changed."
    note = note or DeskNote(code=code)
    note.text, note.is_public, note.author, note.changed_at = text, is_public, user, timezone.now()
    note.save()
    return "Saved."


def _last(code: Code) -> Any:
    """Return the number of the newest text in the history, None before the first."""
    return DeskNote.history.filter(code_id=code.pk).order_by("-history_id").values_list("history_id", flat=True).first()


def _page(request: HttpRequest, code: Code, form: DeskForm, status: int = 200) -> HttpResponse:
    records = DeskNote.history.filter(code_id=code.pk).select_related("history_user").order_by("-history_id")
    texts = [("" if row.history_type == "-" else row.text, row) for row in records[: SHOWN + 1]]
    pairs = pairwise([*texts, ("", None)])
    steps = [{"row": row, "after": text, "before": before} for (text, row), (before, _row) in pairs][:SHOWN]
    context = {
        "code": code,
        "form": form,
        "steps": steps,
        "seen": _last(code),
    }
    return render(request, "codes/edit_desk.html", context, status=status)
