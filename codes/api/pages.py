"""Pages for people about the API: the documentation, retrying in code, and what each kind of problem means.

None of them has a form, so none asks for a form's token: a wrong method is 405 and not a refusal of forgery.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from exchange_errors.decoder import LIMIT_BYTES
from exchange_errors.policy import ACTIONS, LONGEST_WAIT_MS
from ops.problems import KINDS

from .. import labels
from ..links import absolute
from ..partials import public
from ..syntax import marked
from . import entry_documents
from .excerpts import abridged
from .operations import operations
from .recipes import bot_snippets, desk_snippets, recipe, retry_snippets
from .shown_requests import UNKNOWN_CODE

# The tags of the OpenAPI document as headings, in the order of the page.
TAGS = {
    "Catalogue": "Codes",
    "Decoder": "Decode",
    "Bulk": "Copies",
    "For SDK authors": "For SDK authors",
    "About": "The contract",
}


@csrf_exempt
@require_safe
@public
def documentation(request: HttpRequest) -> HttpResponse:
    """What the API offers: every operation of the OpenAPI document, with examples that a test runs."""
    documents = entry_documents.current()
    context = {
        "section": "api",
        "groups": _by_tag(operations(documents)),
        "fix": documents.data["306-INSUFFICIENT_AVAILABLE_BALANCE"]["fix"],
        "unknown": UNKNOWN_CODE.address,
        "problem": marked(abridged(UNKNOWN_CODE.data()), "json"),
        "jq": recipe("jq"),
        "desk": desk_snippets(),
        "kinds": KINDS.values(),
        "site": settings.SITE_URL,
        "limits": {
            "decode_bytes": LIMIT_BYTES,
            "rate": settings.DECODE_RATE_LIMIT,
            "burst": settings.DECODE_RATE_BURST,
        },
    }
    return render(request, "codes/api.html", context)


def _by_tag(operations: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {tag: [] for tag in TAGS.values()}
    for operation in operations:
        groups[TAGS[operation["tag"]]].append(operation)
    return groups


@csrf_exempt
@require_safe
def version_root(request: HttpRequest) -> HttpResponse:
    """Redirect to the documentation, with a link to what describes the version (RFC 8631)."""
    answer = redirect("api:documentation")
    answer.headers["Link"] = f'<{absolute("/api/v1/openapi.json")}>; rel="service-desc"'
    return answer


@csrf_exempt
@require_safe
@public
def retrying(request: HttpRequest) -> HttpResponse:
    """The retry policy of every code as data, and reference code that obeys it."""
    counts = entry_documents.current().catalogue.counts["retry"]
    words = labels.RETRY_SENTENCE.items()
    advice = [{"slug": slug, "meaning": meaning, "count": counts.get(slug, 0)} for slug, meaning in words]
    context = {
        "section": "api",
        "snippets": retry_snippets(),
        "bot": [(snippet,) for snippet in bot_snippets()],
        "advice": advice,
        "actions": ACTIONS,
        "longest_wait_s": LONGEST_WAIT_MS // 1000,
    }
    return render(request, "codes/api_retry.html", context)


@csrf_exempt
@require_safe
@public
def problem(request: HttpRequest, slug: str) -> HttpResponse:
    """What one kind of problem means and what to do about it: the page that a problem's ``type`` opens."""
    if slug not in KINDS:
        raise Http404(f"No problem is called {slug!r}.")
    return render(request, "codes/problem.html", {"section": "api", "kind": KINDS[slug], "kinds": KINDS.values()})
