"""Whole page or a part of it?"""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request as HtmxMiddleware hands it on."""

    htmx: HtmxDetails


def template_for(request: HtmxRequest, page: str, part: str) -> str:
    """Return the template that answers: the part for htmx, the page for all else, a restored history included."""
    wants_part = request.htmx and not request.htmx.history_restore_request
    return f"{page}#{part}" if wants_part else page
