"""What every page shares: whole or part of it, and who may keep it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request as HtmxMiddleware hands it on."""

    htmx: HtmxDetails


def template_for(request: HtmxRequest, page: str, part: str) -> str:
    """Return the template that answers: the part for htmx, the page for all else, a restored history included."""
    wants_part = request.htmx and not request.htmx.history_restore_request
    return f"{page}#{part}" if wants_part else page


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let anyone keep the page and ask whether it is still the same one: the same bytes have the same ETag.

    It has to be asked for each time, because an edit of a note shows at once. An answer that says itself who may keep
    it is left as it is.
    """

    @wraps(view)
    def kept(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 200 or response.has_header("Cache-Control"):
            return response
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        patch_vary_headers(response, ("Accept-Encoding",))  # GZipMiddleware would leave it out of a 304
        set_response_etag(response)
        answer = get_conditional_response(request, etag=response["ETag"], response=response)
        return answer or response

    return kept
