"""Search everything: a page with a plain form, whose answers the dialog of every page asks for too."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from exchange_errors.search import MAX_QUERY

from .. import documents, radar_watch
from ..everything import FoundPage, PageGroup, code_page
from ..everything import search_everything as search_pages
from ..labels import PAGE_KIND
from ..partials import HtmxRequest, public, template_for
from ..store import snapshot
from ..store.snapshot import Snapshot
from ..templatetags.wall import POPULAR

IN_DIALOG, ON_PAGE = 5, 10  # pages of each kind


@require_safe
@public
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def search_everything(request: HtmxRequest) -> HttpResponse:
    """Pages of every kind that answer ``q``; without it the codes that people look up most, and the guides."""
    text = request.GET.get("q", "").strip()
    template = template_for(request, "codes/search.html", "hits")
    site = snapshot.current()
    too_long = len(text) > MAX_QUERY
    in_dialog = template.endswith("#hits")
    limit = IN_DIALOG if in_dialog else ON_PAGE
    groups = [] if too_long or not text else search_pages(request.GET["q"], site, limit)
    is_answered = any(group.results for group in groups)
    if not is_answered and not (text and in_dialog):  # in the dialog Enter would open the first of them
        groups = popular(site)
    context = {
        "section": "",
        "text": "" if too_long else text,
        "too_long": too_long,
        "groups": [(_heading(group, is_answered), group) for group in groups if group.results],
        "nothing": bool(text) and not too_long and not is_answered,
    }
    response = render(request, template, context, status=400 if too_long else 200)
    is_asked = context["nothing"] and not in_dialog  # which asks at every pause of the keys
    if is_asked and radar_watch.note_search(request.META, text):
        response["Cache-Control"] = "no-store"
    return response


def popular(site: Snapshot) -> list[PageGroup]:
    """Return where to begin: the codes that people look up most, and the guides."""
    codes = [code_page(entry, site) for ref, _word in POPULAR for entry in site.catalogue.named(ref)]
    guides = [FoundPage("guides", page.title, page.summary, page.address) for page in documents.guide_documents()]
    return [PageGroup("codes", len(codes), tuple(codes)), PageGroup("guides", len(guides), tuple(guides))]


def _heading(group: PageGroup, is_answer: bool) -> str:
    if group.kind == "codes" and not is_answer:
        return _("Popular codes")
    return str(PAGE_KIND[group.kind])
