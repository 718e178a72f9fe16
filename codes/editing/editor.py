"""The editor's page of one entry: the form, a preview of the page, and the steps of the draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ..models import Draft
from ..partials import HtmxRequest, template_for
from ..store import snapshot
from . import workflow
from .access import editors_only
from .note_form import TypedNote
from .published_notes import published_note
from .row_moves import move_rows
from .workflow import RefusedChange
from .workplace import Workplace

PAGE = "codes/editor.html"
# The message after each step.
DONE = {
    "save": "Draft saved.",
    "review": "Sent to review.",
    "publish": "Published: readers see it now.",
    "discard": "Draft discarded. The published note is as it was.",
}


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def editor(request: HtmxRequest, entry_id: str) -> HttpResponse:
    """The form of an entry. ``do`` names the step to take, ``row`` a change of rows, which stores nothing."""
    place = _opened(request, entry_id)
    if place is None:
        return _elsewhere(request, entry_id)
    if request.method != "POST":
        return _page(request, place)
    place.typed, place.reason = TypedNote.sent(request.POST), request.POST.get("reason", "")
    if "row" in request.POST:
        return _moved(request, place)
    if request.POST.get("do") not in DONE:
        return _previewed(request, place)
    return _stepped(request, place)


def _opened(request: HtmxRequest, entry_id: str) -> Workplace | None:
    try:
        draft = workflow.open_draft(entry_id, request.user)
    except RefusedChange:
        return None
    return Workplace(request.user, draft, published_note(entry_id))


def _elsewhere(request: HtmxRequest, ref: str) -> HttpResponse:
    """Lead from a number or a name to the editor of the entry, or to a choice of entries. Raises Http404."""
    entries = [entry for entry in snapshot.current().catalogue.named(ref) if entry.is_listed and entry.id != ref]
    if not entries:
        raise Http404(f"No entry is called {ref[:80]!r}.")
    if len(entries) > 1:
        return render(request, "codes/edit_choices.html", {"entries": entries, "code": entries[0].code})
    return redirect("edit:entry", entries[0].id)


def _page(request: HtmxRequest, place: Workplace, status: int = 200) -> HttpResponse:
    return render(request, template_for(request, PAGE, "workplace"), {"place": place}, status=status)


def _moved(request: HtmxRequest, place: Workplace) -> HttpResponse:
    """Show the form with the rows as a button asks for: its part for htmx, the whole page for all else."""
    place.typed = _complete(place)
    move = move_rows(place.typed, request.POST["row"])
    if move is None:
        return _page(request, place)
    place.focus = move.focus
    if not request.htmx:
        return _page(request, place)
    shown = {"place": place, "shown": place.part(move.key), "news": move.words}
    return render(request, f"{PAGE}#moved", shown)


def _previewed(request: HtmxRequest, place: Workplace) -> HttpResponse:
    """Show the page of what is typed, and the problems; where there is none, the last one stays."""
    place.typed = _complete(place)
    if not request.htmx:
        return _page(request, place)
    response = render(request, f"{PAGE}#previewed", {"place": place})
    if place.preview is None:
        response["HX-Reswap"] = "none"
    return response


def _complete(place: Workplace) -> TypedNote:
    """Return the form with the parts that the browser did not send as they are stored."""
    stored = TypedNote.of_note(place.stored)
    return TypedNote({**stored.rows, **place.typed.rows}, {**stored.seen, **place.typed.seen}, place.typed.kept)


def _stepped(request: HtmxRequest, place: Workplace) -> HttpResponse:
    """Take the step that a button asks for: what was typed is saved first."""
    step = request.POST["do"]
    try:
        is_saved = _save(request, place, step != "discard")
        if step == "save" and not is_saved:
            messages.info(request, "Nothing was changed.")
            return _again(place)
        _take(step, place)
    except RefusedChange as refused:
        return _refused(request, place, refused)
    messages.success(request, DONE[step])
    return _again(place)


def _again(place: Workplace) -> HttpResponseRedirect:
    return redirect("edit:entry", place.draft.entry_id)


def _save(request: HtmxRequest, place: Workplace, is_wanted: bool) -> bool:
    """Save what was typed; say whether there was anything. Raises RefusedChange where somebody else saved meanwhile."""
    merged, draft = place.typed.merged(place.stored, place.published), place.draft
    if merged.meanwhile or _version(request) != draft.version:
        place.meanwhile = merged.meanwhile
        raise RefusedChange(workflow.meanwhile(draft))
    reason = place.reason.strip()
    if not is_wanted or (reason, merged.note, place.published) == (draft.reason, draft.note, draft.base):
        return False
    base = place.published if place.is_rebased else None
    place.draft = workflow.save(draft, merged.note, request.user, draft.version, reason, base=base)
    return True


def _version(request: HtmxRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _take(step: str, place: Workplace) -> None:
    steps = {"review": workflow.send_to_review, "publish": workflow.publish, "discard": workflow.discard}
    if step in steps:
        place.draft = steps[step](place.draft, place.user)


def _refused(request: HtmxRequest, place: Workplace, refused: RefusedChange) -> HttpResponse:
    """Show the form again with all that was typed, over what is stored now."""
    is_stored = place.draft.pk is not None
    draft = Draft.objects.filter(pk=place.draft.pk).first() if is_stored else None
    draft = draft or workflow.open_draft(place.draft.entry_id, request.user)
    again = Workplace(request.user, draft, published_note(draft.entry_id))
    again.typed = place.typed.rebased(again.stored)
    again.meanwhile = place.meanwhile or again.meanwhile
    again.reason, again.trouble = place.reason, refused.message
    return _page(request, again, status=409)
