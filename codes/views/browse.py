"""The catalogue: every code, narrowed by the search box and the filters; and the short way to one of them."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from exchange_errors.catalogue.entry import Entry
from exchange_errors.search import MAX_QUERY, exact, outside, parse_query
from exchange_errors.search.selection import Selection, select

from .. import links, radar_watch
from ..forms import SearchForm, sorts
from ..partials import HtmxRequest, public, template_for
from ..store import snapshot
from . import facets, linked_data, unknown
from .rows import rows_of

PER_PAGE = 100  # the whole catalogue on one page, and room to grow
ORDERS = {
    "code": "kind, code",
    "-code": "kind, -code",
    "category": "category",
    "name": "name",
    "http_status": "http_status",
}


@require_safe
@public
@vary_on_headers("HX-Request", "HX-History-Restore-Request", "HX-Trigger")
def browse(request: HtmxRequest) -> HttpResponse:
    """The list. Enter in the search box sends ``go``: it opens an exact code or name, else the list at its address."""
    if "go" in request.GET:
        form = SearchForm(request.GET, snapshot.current().catalogue)
        if target := target_of(request.GET.get("q", "")):
            return HttpResponseRedirect(target)
        if form.is_valid():
            return HttpResponseRedirect(facets.address(request.path, form.text(), form.facets(), form.order()))
    return listing(request, request.GET)


@require_safe
def go(request: HtmxRequest, text: str = "") -> HttpResponse:
    """The page that ``text`` names exactly, else the search for it."""
    text = (text or request.GET.get("q", "")).strip()
    if target := target_of(text):
        return HttpResponseRedirect(target)
    data = QueryDict(mutable=True)
    data["q"] = text
    if SearchForm(data, snapshot.current().catalogue).is_valid():
        return HttpResponseRedirect(facets.address(reverse("codes:browse"), text))
    return listing(request, data)


def target_of(text: str) -> str | None:
    """Return the path of the page that ``text`` names exactly: an entry's, or its number's where several share it."""
    if not text.strip() or len(text) > MAX_QUERY:
        return None
    catalogue = snapshot.current().catalogue
    query = parse_query(text)
    if entry := exact(query, catalogue):
        return links.page_path(entry, catalogue)
    several = catalogue.named(query.text) or outside(query, catalogue)
    if len(several) == 1:
        return links.page_path(several[0], catalogue)
    return f"/codes/{several[0].code}/" if several else None


def listing(request: HtmxRequest, data: QueryDict) -> HttpResponse:
    """Answer with the list that ``data`` asks for; 400, and nothing narrowed, where it cannot be understood."""
    site = snapshot.current()
    form = SearchForm(data, site.catalogue)
    form.is_valid()
    text, chosen, sort = form.text(), form.facets(), form.order()
    selection = selected(site, form)
    groups = [
        group
        for group in facets.groups(site.catalogue, form.values, selection.facets, chosen)
        if group.facet != "kind" or group.is_used  # the categories tell the two kinds apart
    ]
    paginator = Paginator(selection.entries, PER_PAGE)
    if form.page_number() > paginator.num_pages:
        form.add_error("page", _("There is no page %(number)d.") % {"number": form.page_number()})
    page = paginator.get_page(form.page_number())
    understood = not form.errors
    path = reverse("codes:browse")
    here = facets.address(path, text, chosen, sort, form.page_number())
    context = {
        "linked_data": linked_data.script(linked_data.term_set()),
        "section": "codes",
        "form": form,
        "text": data.get("q", ""),
        "groups": groups,
        "presets": facets.presets(path, chosen),
        "narrowed": bool(text or chosen),
        "chips": facets.chips(path, text, groups, sort),
        "clear": facets.address(path, text),
        "page": page,
        "rows": rows_of(page.object_list, map(selection.hit, page.object_list), site.catalogue, text),
        "nearest": rows_of([hit.entry for hit in selection.nearest], selection.nearest, site.catalogue, text),
        "pages": page_links(page, path, form, chosen, sort),
        "sorts": sorts(sort, bool(text)),
        "order": sort,
        "searched": bool(text),
        "outside": outside(form.query(), site.catalogue),
        "unknown": unknown.hints(text) if text and not selection.entries else None,
        "title": title(text, len(selection.entries)),
        "strange_filters": [
            (facet, value, ", ".join(form.values[facet])) for facet, value in form.query().unknown_filters(form.values)
        ],
        "too_long": "q" in form.errors and len(data.get("q", "")) > MAX_QUERY,
    }
    template = template_for(request, "codes/browse.html", "results")
    response = render(request, template, context, status=200 if understood else 400)
    typing = bool(request.htmx) and request.htmx.trigger == "q"
    # What is being typed asks at every pause.
    is_asked = selection.is_unanswered and not context["outside"] and not typing
    if is_asked and radar_watch.note_search(request.META, text):
        response["Cache-Control"] = "no-store"
    if request.htmx and understood:
        response["HX-Replace-Url" if typing else "HX-Push-Url"] = here
    return response


def title(text: str, count: int) -> str:
    """Return the page's title: of a search what was asked and how many codes answer."""
    if not text:
        return _("Crypto.com Exchange API error codes: causes and fixes")
    shown = text if len(text) <= unknown.SHOWN else f"{text[: unknown.SHOWN - 1]}…"
    words = ngettext("“%(text)s” – %(n)d code", "“%(text)s” – %(n)d codes", count)
    return words % {"text": shown, "n": count} + " – " + _("Exchange Error Codes")


def selected(site: snapshot.Snapshot, form: SearchForm) -> Selection:
    """Return what the search box and the filters ask for; all that pass the filters where it is empty or refused."""
    results = site.index.search(form.query()) if form.text() else None
    own = None if results is not None else ORDERS["code"]
    return select(site.catalogue.entries, results, form.facets(), ORDERS.get(form.order(), own))


def page_links(page: Page[Entry], path: str, form: SearchForm, chosen: facets.Chosen, sort: str) -> dict[str, str]:
    """Return the addresses of the pages before and after this one, where there are any."""
    addresses = {}
    if page.has_previous():
        addresses["previous"] = facets.address(path, form.text(), chosen, sort, page.previous_page_number())
    if page.has_next():
        addresses["next"] = facets.address(path, form.text(), chosen, sort, page.next_page_number())
    return addresses
