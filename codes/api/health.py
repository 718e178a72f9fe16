"""Whether the process lives, and whether it can do its work; for load balancers and orchestrators."""

from __future__ import annotations

from typing import Any

import orjson
from django.db import Error as DatabaseFailure
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from .. import snapshot
from ..models import Revision
from .answers import JSON


@csrf_exempt
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; looks at nothing."""
    return _answer({"status": "ok"}, 200)


@csrf_exempt
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and a catalogue is loaded from it, else 503 with what is missing.

    ``unread_notes`` names the notes that cannot be read from the database. One of those is no reason to take the site
    out of service.
    """
    held = snapshot.current()
    checks = {"database": _database(), "catalogue": "ok" if held.revision is not None else "shipped files only"}
    fine = all(state == "ok" for state in checks.values())
    unread = {note.id: "shipped file served" if note.shipped else "left out" for note in held.unread}
    body = {
        "status": "ok" if fine else "degraded",
        "checks": checks,
        "version": held.catalogue.version,
        "unread_notes": unread,
    }
    return _answer(body, 200 if fine else 503)


def _database() -> str:
    try:
        Revision.current()
    except DatabaseFailure:
        return "does not answer"
    return "ok"


def _answer(body: dict[str, Any], status: int) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), status=status, content_type=JSON, headers={"Cache-Control": "no-store"})
