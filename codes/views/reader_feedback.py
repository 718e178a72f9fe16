"""What readers answer: whether a page solved it, and what is wrong with it. No account, no cookie, no script needed."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from exchange_errors.redaction import mask
from ops import rate_limits
from ops.database_errors import is_unavailable

from ..forms import FeedbackForm
from ..known_pages import known_page
from ..models import AnswerCount, ReaderText
from ..models.feedback import KEPT, MOST_CHARACTERS, REASONS
from ..partials import HtmxRequest, template_for
from ..store import snapshot

PAGE = "codes/feedback.html"
SECONDS, MOST_AT_ONCE = 30, 10  # an answer each from one network
ONCE_SECONDS = 3600  # within which answers of one network about the same count once


# An answer needs no cookie, so a forged request can do no more than one sent by hand: count once for its network.
# Browsers say where a form comes from, and forms of other sites are refused anyway.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def feedback(request: HtmxRequest) -> HttpResponse:
    """The form to report a mistake by GET; by POST thanks, or the form again with the reason."""
    context: dict[str, Any] = {"section": "", "reasons": REASONS, "most": MOST_CHARACTERS, "days": KEPT.days}
    status = 200
    if request.method == "POST":
        form = FeedbackForm(request.POST, snapshot.current().catalogue)
        status, outcome = _taken(request, form)
        context |= {"form": form, "known": form.page, "about": form.about, **outcome}
    else:
        context |= {"known": known_page(request.GET.get("page", "")), "is_report_of_mistake": True}
    response = render(request, template_for(request, PAGE, "feedback"), context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    if "wait" in context:
        response["Retry-After"] = str(context["wait"])
    return response


def _taken(request: HtmxRequest, form: FeedbackForm) -> tuple[int, dict[str, Any]]:
    """Store a sound answer; return the status and what the page says about it."""
    address = request.META.get("REMOTE_ADDR", "")
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return 403, {"is_foreign": True}
    if not form.is_valid():
        return 400, {}
    if wait := rate_limits.take("feedback", address, SECONDS, SECONDS * MOST_AT_ONCE):
        return 429, {"wait": wait}
    once = f"feedback {form.subject()}"
    counts = not rate_limits.take(once, address, ONCE_SECONDS, ONCE_SECONDS)
    try:
        return 200, {"thanks": True, "is_text_kept": _stored(form, counts)}
    except DatabaseError as error:
        if not is_unavailable(error):
            raise
        if counts:
            rate_limits.forget(once, address)  # nothing was counted, so the next attempt has to
        return 200, {"unstored": True}


@transaction.atomic
def _stored(form: FeedbackForm, counts: bool) -> bool:
    """Count the answer and keep its text, masked; say whether the text is kept, if there is any."""
    now, answer, place = timezone.now(), form.answer(), form.cleaned_data["place"]
    for entry_id in form.about if counts else ():
        AnswerCount.objects.add(entry_id, place, answer, now.date())
    if not form.cleaned_data["text"]:
        return True
    text = mask(form.cleaned_data["text"]).text
    return ReaderText.objects.add(now, place=place, about=form.about, path=form.page.path, answer=answer, text=text)
