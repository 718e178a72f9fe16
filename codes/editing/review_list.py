"""The drafts that wait for a reviewer, and the page of one draft: its changes, its comments and what to do with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ..models import Code, Draft
from ..models.drafts import OPEN
from ..store.digests import facts_data
from . import workflow
from .access import editors_only
from .field_differences import FieldDifference, as_fields, field_differences
from .published_notes import published_note
from .workflow import RefusedChange

MOST = 200  # drafts in one list
DONE = {
    "comment": "Comment added.",
    "publish": "Published: readers see it now.",
    "send-back": "Sent back to its author.",
}


class CommentForm(forms.Form):
    """What somebody says of a draft."""

    text = forms.CharField(max_length=2000, label="Comment", widget=forms.Textarea(attrs={"rows": 4}))
    version = forms.IntegerField(widget=forms.HiddenInput)


@editors_only
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The drafts that wait, the longest wait first, and those that are being written."""
    drafts = Draft.objects.select_related("author", "changed_by").annotate(comment_count=Count("comments"))
    context = {
        "waiting": _listed(drafts.waiting()[:MOST], request.user),
        "written": _listed(drafts.filter(state="draft").order_by("-changed_at")[:MOST], request.user),
    }
    return render(request, "codes/edit_review.html", context)


def _listed(drafts: QuerySet[Draft], user: Any) -> list[dict[str, Any]]:
    return [
        {
            "draft": draft,
            "fields": [difference.label for difference in _differences(draft)],
            "is_own": user.pk in (draft.author_id, draft.changed_by_id),
        }
        for draft in drafts
    ]


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft. ``do`` names the step; its words, if it needs any, come from the one field."""
    shown = get_object_or_404(Draft.objects.select_related("author", "changed_by", "reviewer"), pk=pk)
    form = CommentForm(request.POST or None, initial={"version": shown.version})
    if request.method != "POST":
        return _page(request, shown, form)
    step = request.POST.get("do", "")
    is_sound = form.is_valid() if step != "publish" else "version" not in form.errors
    if step not in DONE or not is_sound:
        return _page(request, shown, form, "", 400)
    try:
        _take(step, shown, form.cleaned_data, request.user)
    except RefusedChange as refused:
        shown.refresh_from_db()
        return _page(request, shown, form, refused.message, 409)
    messages.success(request, DONE[step])
    return redirect("edit:review" if step == "publish" else "edit:draft", *([] if step == "publish" else [pk]))


def _take(step: str, shown: Draft, sent: dict[str, Any], user: Any) -> None:
    if step == "comment":
        workflow.comment(shown, user, sent["text"])
        return
    shown.version = sent["version"]  # what the reader of this page saw
    if step == "publish":
        workflow.publish(shown, user)
    else:
        workflow.send_back(shown, user, sent["text"])


def _page(request: HttpRequest, shown: Draft, form: CommentForm, trouble: str = "", status: int = 200) -> HttpResponse:
    is_open = shown.state in OPEN
    context = {
        "draft": shown,
        "form": form,
        "trouble": trouble,
        "differences": _differences(shown),
        "comments": shown.comments.select_related("author"),
        "is_open": is_open,
        "is_own": request.user.pk in (shown.author_id, shown.changed_by_id),
        "may_publish": is_open and workflow.may_publish(shown, request.user),
        "may_send_back": shown.state == "in_review" and request.user.has_perm("codes.publish_draft"),
        "may_comment": is_open and request.user.has_perm("codes.add_draftcomment"),
        "is_overtaken": is_open and published_note(shown.entry_id) != shown.base,
    }
    return render(request, "codes/edit_draft.html", context, status=status)


def _differences(shown: Draft) -> list[FieldDifference]:
    """Return what the draft changes: the vendor's facts first, where it changes them too."""
    facts: list[FieldDifference] = []
    if shown.facts is not None:
        code = Code.objects.filter(pk=shown.entry_id).first()
        known = facts_data(code) if code else {}
        facts = field_differences(known, {**known, **as_fields(shown.facts)}) if shown.state != "published" else []
    return [*facts, *field_differences(shown.base, shown.note)]
