"""The page on which reviewers compare the vendor's page with the catalogue, and decide row by row."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.page_tables import LONGEST_PAGE
from exchange_errors.catalogue.value_reader import ContentError
from exchange_errors.catalogue.vendor_drift import drift, row_text
from exchange_errors.catalogue.vendor_page import read_page

from ..models import VendorDifference
from ..store import snapshot
from .access import editors_only
from .vendor_decisions import accept, current_catalogue, default_category, open_drafts, record, reject
from .workflow import RefusedChange

MOST = 500  # differences in one list
DECIDED = 50


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def vendor(request: HttpRequest) -> HttpResponse:
    """The list of differences. ``do`` names the step: compare a page, or accept or reject one difference."""
    if request.method != "POST":
        return _page(request)
    if not request.user.has_perm("codes.publish_draft"):
        raise PermissionDenied
    if request.POST.get("do") not in ("accept", "reject"):
        return _compared(request)
    try:
        _decided(request)
    except RefusedChange as refused:
        return _page(request, status=409, trouble=refused.message)
    return redirect("edit:vendor")


def _compared(request: HttpRequest) -> HttpResponse:
    text, file = request.POST.get("page", ""), request.FILES.get("file")
    if any(getattr(handler, "refused", False) for handler in request.upload_handlers):
        text = " " * (LONGEST_PAGE + 1)  # the upload was too long to be kept, and so is the page
    if file and not text.strip():
        text = file.read().decode("utf-8", errors="replace")
    try:
        rows = read_page(text)
    except ContentError as refused:
        return _page(request, status=422, faults=refused.faults, text=text if len(text) <= LONGEST_PAGE else "")
    new, known = record(drift(rows, current_catalogue()), rows)
    words = f"{len(rows)} rows read. {new} differences to decide are new, {known} were known."
    messages.success(request, words if new + known else f"{len(rows)} rows read: no differences.")
    return redirect("edit:vendor")


def _decided(request: HttpRequest) -> None:
    key = request.POST.get("key", "")
    if request.POST["do"] == "reject":
        reject(key, request.user)
        messages.success(request, "Rejected: the catalogue stays as it is.")
        return
    drafts = accept(key, request.user, request.POST.get("category", ""))
    messages.success(
        request, f"Accepted. Drafts to finish and send to review: {', '.join(d.entry_id for d in drafts)}."
    )


def _page(request: HttpRequest, status: int = 200, **context: Any) -> HttpResponse:
    catalogue = snapshot.current().catalogue
    rows = VendorDifference.objects.select_related("decided_by")
    context |= {
        "pending": _listed(rows.filter(state="pending")[:MOST], catalogue),
        "decided": _listed(rows.exclude(state="pending").order_by("-decided_at")[:DECIDED], catalogue),
        "longest": LONGEST_PAGE,
    }
    return render(request, "codes/edit_vendor.html", context, status=status)


def _listed(rows: QuerySet[VendorDifference], catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return the rows in the order of the codes, each with its pairs as lines and what may be chosen for it."""
    drafts = open_drafts()
    return [
        {
            "row": row,
            "code": row.facts["code"],
            "pairs": [(row_text(pair["before"]), row_text(pair["after"])) for pair in row.sides],
            "drafts": [drafts[entry_id] for entry_id in row.entry_ids if entry_id in drafts],
            "is_duplicate": "duplicate" in row.changes,
            "category": _category(row, catalogue),
            "categories": [each for each in catalogue.categories if each.kind == row.facts["kind"]],
        }
        for row in sorted(rows, key=lambda row: (row.facts["kind"], row.facts["code"]))
    ]


def _category(row: VendorDifference, catalogue: Catalogue) -> str:
    """Return the slug to propose for a row that is new, "" where none is."""
    new = next((pair["after"] for pair in row.sides if not pair["before"] and "duplicate" not in row.changes), None)
    return default_category(new["kind"], new["code"], new["name"], catalogue) if new else ""
