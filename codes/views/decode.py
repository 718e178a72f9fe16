"""The paste-box. A paste lives as long as its request: it is not stored, not logged and never part of an address."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from exchange_errors.catalogue.reply_languages import AS_WRITTEN
from exchange_errors.decoder import LIMIT_BYTES
from exchange_errors.decoder.advice import advice
from exchange_errors.redaction import Redaction
from exchange_errors.redaction.browser_patterns import browser_rules
from exchange_errors.redaction.kinds import kinds
from ops.request_bodies import body_length

from ..admission import Busy, TooOften, admitted, decoded
from ..partials import HtmxRequest, template_for
from ..store import snapshot
from ..uploads import InMemoryUpload
from .letters import letter_of_report
from .masked_text import SHOWN_CHARACTERS
from .report import report_context
from .samples import SAMPLES

MASKS_LENGTH = 500  # more than all kinds together need
COUNT = re.compile(r"[1-9][0-9]{0,5}")
PAGE = "codes/decode.html"


class TooLarge(Exception):
    """The paste is longer than the decoder takes; ``text`` is what of it may go back into the box."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text


class UnreadablePaste(Exception):
    """The request cannot be read as a form."""


@csrf_exempt  # no cookie and no state: a forged request could only read its own text back
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def decode(request: HtmxRequest) -> HttpResponse:
    """GET: the form. POST: what its text says, or why it was not read; as a page, or as a part for htmx."""
    context: dict[str, Any] = {"section": "decode", "limit": LIMIT_BYTES, "limit_megabytes": LIMIT_BYTES / 1_000_000}
    context |= {"samples": SAMPLES, "mask_rules": browser_rules()}
    status = 200
    if request.method == "POST":
        try:
            with admitted(request.META):
                text = pasted(request)
                context |= answer(text, masked_before(request.POST.get("masked", "")), reply_wishes(request))
        except TooLarge as refused:
            context |= {"too_large": True, "text": refused.text}
            status = 413
        except UnreadablePaste:
            context |= {"unreadable": True}
            status = 400
        except TooOften as refused:
            context |= {"wait": refused.seconds}
            status = 429
        except Busy as refused:
            context |= {"busy": True, "wait": refused.seconds}
            status = 503
    part = "report" if "report" in context else "notice"
    template = template_for(request, PAGE, part) if request.method == "POST" else PAGE
    response = render(request, template, context, status=status)
    if part == "notice" and request.htmx:
        response["HX-Retarget"] = "#notice"
    response["Cache-Control"] = "no-store"
    if "wait" in context:
        response["Retry-After"] = str(context["wait"])
    if request.method == "POST":
        response["X-Robots-Tag"] = "noindex"
    return response


def pasted(request: HtmxRequest) -> str:
    """Return the text of the box, or of the file if the box is empty.

    Raises UnreadablePaste, and TooLarge: before anything is read, if the header says so.
    """
    if body_length(request.META) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise TooLarge
    upload = InMemoryUpload(request)
    request.upload_handlers = [upload]
    try:
        text, file = request.POST.get("text", ""), request.FILES.get("file")
    except RequestDataTooBig:
        raise TooLarge from None
    except (MultiPartParserError, TooManyFilesSent, SuspiciousOperation, BadRequest):
        raise UnreadablePaste from None
    if upload.refused:
        raise TooLarge
    if file and not text.strip():
        text = file.read().decode("utf-8", errors="replace")
    if len(text.encode("utf-8", errors="replace")) > LIMIT_BYTES:
        raise TooLarge(text)
    return text


def masked_before(counts: str) -> Counter[str]:
    """Return how many secrets of each kind the browser masked; ``counts`` reads ``api_key:2 email:1``."""
    pairs = (pair.partition(":") for pair in counts[:MASKS_LENGTH].split())
    return Counter({kind: int(count) for kind, _, count in pairs if kind in kinds() and COUNT.fullmatch(count)})


def reply_wishes(request: HtmxRequest) -> tuple[str, ...]:
    """Return the languages for the reply: the one picked, that of the customer's words, the one picked before."""
    return request.POST.get("reply", ""), AS_WRITTEN, request.POST.get("usual", "")


def answer(text: str, masked: Counter[str], reply_in: tuple[str, ...]) -> dict[str, Any]:
    """Return what the page says about ``text``; of the text itself only its masked form. Raises Busy.

    ``masked`` counts what the browser had masked already; the page lists it with what is masked here.
    """
    if not text.strip():
        return {"empty": True}
    report = decoded(text, snapshot.current().catalogue, reply_in)
    if masked:
        here = {redaction.kind: redaction.count for redaction in report.redactions}
        redactions = tuple(Redaction(kind, count) for kind, count in (Counter(here) + masked).items())
        warnings = dict.fromkeys((*advice(redactions), *report.advice))
        report = replace(report, redactions=redactions, advice=tuple(warnings))
    shown = report.masked if len(report.masked) <= SHOWN_CHARACTERS else ""
    return report_context(report) | {"text": shown, "shown": letter_of_report(report, reply_in)}
