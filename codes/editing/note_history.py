"""The history of a note: every text it had, what each changed, and the way back to any of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from .. import audit_trail
from ..models import Code, NoteRow
from . import workflow
from .access import editors_only
from .field_differences import field_differences
from .note_versions import version, versions
from .workflow import RefusedChange

PER_PAGE = 20


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest, entry_id: str) -> HttpResponse:
    """All versions, the newest first. A POST names the one to go back to."""
    code = get_object_or_404(Code, pk=entry_id)
    if request.method == "POST":
        return _revert(request, code.pk)
    total = NoteRow.history.filter(code_id=code.pk).count()
    page = Paginator(range(total), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "code": code,
        "page": page,
        "steps": _steps(code.pk, (page.number - 1) * PER_PAGE, total),
    }
    return render(request, "codes/edit_history.html", context)


def _steps(entry_id: str, begin: int, total: int) -> list[dict[str, Any]]:
    """Return each version with what it changed; nothing was before the first."""
    shown: list[Any] = [*versions(entry_id, begin, begin + PER_PAGE + 1)]
    shown += [None] if begin + PER_PAGE >= total else []
    return [
        {
            "version": new,
            "differences": field_differences(old.note, new.note) if old else [],
            "is_first": old is None,
            "is_current": begin + at == 0,
        }
        for at, (new, old) in enumerate(pairwise(shown))
    ]


def _revert(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Make the old text a draft, and publish it where this editor may publish their own; else it goes to review.

    Every change goes the same way: the current text stays in the history, and going back does not bypass the review.
    """
    old = version(entry_id, _number(request.POST.get("version", "")))
    if old is None:
        raise Http404
    try:
        draft = workflow.open_draft(entry_id, request.user)
        if draft.pk:
            raise RefusedChange("This entry has an open draft: publish or discard it first.")
        reason = f"Back to the text of {old.moment:%-d %B %Y, %H:%M} UTC."
        draft = workflow.save(draft, old.note, request.user, draft.version, reason)
        audit_trail.record("revert", entry_id, reason, request.user)
        if workflow.may_publish(draft, request.user):
            workflow.publish(draft, request.user)
            messages.success(request, "Published: readers see the old text again.")
        else:
            workflow.send_to_review(draft, request.user)
            messages.success(request, "The old text is a draft now, and waits for a reviewer.")
    except RefusedChange as refused:
        messages.error(request, refused.message)
        return redirect("edit:entry" if refused.faults else "edit:history", entry_id)
    return redirect("edit:history", entry_id)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
