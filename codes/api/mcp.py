"""``POST /mcp``: JSON-RPC over HTTP, stateless. Errors of HTTP are problems, those of a message are JSON-RPC errors."""

from __future__ import annotations

import json
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from exchange_errors.catalogue.catalogue import Chosen
from exchange_errors.mcp.messages import Toolbox, answer
from exchange_errors.mcp.tools import toolbox
from exchange_errors.report.explain import Explained
from exchange_errors.search.selection import Selection
from ops.problems import JSON

from .. import radar_watch
from ..admission import decoded
from ..store import snapshot
from .answers import Body, negotiate, private
from .bodies import content_type, read_json, well_formed
from .decoding import admission
from .entry_files import answers_problems
from .mcp_schemas import output_schemas


@csrf_exempt  # no cookie means anything here, and nothing is changed
@require_POST
@answers_problems
def mcp(request: HttpRequest) -> HttpResponse:
    """Answer one message, or a batch of them in a revision that has batches."""
    negotiate(request, [JSON])
    content_type(request, (JSON,))
    with admission(request.META, decodes=0):  # counts the size of the message; each decode in it is counted on its own
        message = read_json(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        body, http_status = answer(message, request.headers, _tools(request))
    if body is None:
        return HttpResponse(status=http_status)
    return private(request, Body(_json(body)), status=http_status)


def _tools(request: HttpRequest) -> Toolbox:
    """Return the tools over the catalogue of this site. A decode counts for the client of ``request``."""
    answers = snapshot.current().answers

    def report(text: str, reply_in: tuple[str, ...]) -> Explained:
        with admission({"REMOTE_ADDR": request.META.get("REMOTE_ADDR", "")}):  # the body was counted when it came
            return decoded(well_formed(text), answers.catalogue, reply_in)

    def select(query: str, chosen: Chosen) -> Selection:
        selection = answers.selection(query, chosen)
        if selection.is_unanswered:
            radar_watch.note_search(request.META, query)
        return selection

    return toolbox(answers, report, select, output_schemas())


def _json(body: Any) -> bytes:
    try:
        return orjson.dumps(body)
    except TypeError:  # orjson cannot write an id of more than 64 bits, which is sent back as it came
        return json.dumps(body).encode()
