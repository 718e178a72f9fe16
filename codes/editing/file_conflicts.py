"""Entries that were changed both here and in their file: both texts side by side, and which of them to take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ..models import Code, Draft
from ..store.digests import facts_data
from ..store.settlement import FileText, contested, file_text, settle
from . import workflow
from .access import editors_only
from .field_differences import FieldDifference, field_differences
from .published_notes import NoteData, published_note
from .workflow import RefusedChange

REASON = "Weighed with the content file, which had changed too."


class TwoSides(NamedTuple):
    """What stands here and what the file says; of the differences, ``before`` is ours and ``after`` the file's."""

    facts: dict[str, Any]
    note: NoteData
    file: FileText
    facts_differences: list[FieldDifference]
    note_differences: list[FieldDifference]


@editors_only
@require_safe
def conflicts(request: HttpRequest) -> HttpResponse:
    """All of them, in the order of the codes."""
    rows = list(contested().select_related("code").defer("updated_at"))
    drafts = {draft.entry_id: draft for draft in Draft.objects.open().filter(entry_id__in=[row.pk for row in rows])}
    shown = [{"row": row, "sides": _sides(row.code), "draft": drafts.get(row.pk)} for row in rows]
    return render(request, "codes/edit_conflicts.html", {"conflicts": shown})


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, entry_id: str) -> HttpResponse:
    """One of them. ``take-<field>`` is "file" where the file's text is taken."""
    code = get_object_or_404(Code, pk=entry_id)
    sides = _sides(code)
    if sides is None:
        raise Http404
    context = {"code": code, "sides": sides, "draft": Draft.objects.open().filter(entry_id=code.pk).first()}
    if request.method != "POST":
        return render(request, "codes/edit_conflict.html", context)
    try:
        _weigh(request, code.pk, sides)
    except RefusedChange as refused:
        return render(request, "codes/edit_conflict.html", context | {"trouble": refused.message}, status=409)
    return redirect("edit:conflicts")


def _sides(code: Code) -> TwoSides | None:
    text = file_text(code.pk)
    if text is None:
        return None
    facts, note = facts_data(code), published_note(code.pk)
    return TwoSides(facts, note, text, field_differences(facts, text.facts), field_differences(note, text.note))


@transaction.atomic
def _weigh(request: HttpRequest, entry_id: str, sides: TwoSides) -> None:
    """Make what was chosen a draft; nothing of the file's taken means that ours stays, which needs no draft."""
    if request.POST.get("version") != sides.file.version:
        raise RefusedChange("The file has changed. Look at the two texts again.")
    if Draft.objects.open().filter(entry_id=entry_id).exists():
        raise RefusedChange("This entry has an open draft: publish or discard it first.")
    facts, has_facts = _chosen(request.POST, sides.facts, sides.file.facts, sides.facts_differences)
    note, has_note = _chosen(request.POST, sides.note, sides.file.note, sides.note_differences)
    if not has_facts and not has_note:
        return _keep(request, entry_id, sides)
    draft = workflow.open_draft(entry_id, request.user)
    draft = workflow.save(
        draft, note, request.user, draft.version, REASON, facts if has_facts else None, settles=sides.file.version
    )
    try:
        workflow.send_to_review(draft, request.user)
    except RefusedChange as refused:
        messages.warning(request, f"The text of {entry_id} is a draft now. {refused.message}")
    else:
        messages.success(request, f"The text of {entry_id} waits for a reviewer, and is settled once it is published.")


def _chosen(sent: Any, ours: Mapping[str, Any], file: Mapping[str, Any], differences: list[FieldDifference]) -> Any:
    """Return our side with the fields that are taken from the file, and whether there are any."""
    taken = {each.key: file[each.key] for each in differences if sent.get(f"take-{each.key}") == "file"}
    return {**ours, **taken}, bool(taken)


def _keep(request: HttpRequest, entry_id: str, sides: TwoSides) -> None:
    if not request.user.has_perm("codes.publish_draft"):
        raise RefusedChange("Only a reviewer can reject the whole text of a file.")
    settle(entry_id, sides.file.version)
    messages.success(request, f"Ours stays for {entry_id}. Run the export to write it to the file too.")
