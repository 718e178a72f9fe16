"""Whether the process lives, and whether it can do its work; for load balancers and orchestrators."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from typing import Any

import orjson
from django.db import Error as DatabaseFailure
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from ops.problems import JSON

from ..models import Revision
from ..store import snapshot

PROBE_SECONDS = 0.8  # for which the database may take to answer
SILENT = "does not answer"


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
    current = snapshot.current()
    checks = {"database": _probe.state(), "catalogue": "ok" if current.revision is not None else "shipped files only"}
    is_ready = all(state == "ok" for state in checks.values())
    unread = {note.id: "shipped file served" if note.shipped else "left out" for note in current.unread}
    body = {
        "status": "ok" if is_ready else "degraded",
        "checks": checks,
        "version": current.catalogue.version,
        "unread_notes": unread,
    }
    return _answer(body, 200 if is_ready else 503)


class Probe:
    """Asks the database in a thread of its own, so that no answer waits longer than PROBE_SECONDS for it.

    Requests that come while a question is open share its answer, so that probes do not pile up connections.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: Future[str] | None = None
        self._until = 0.0

    def state(self) -> str:
        with self._lock:
            if self._open is None or self._open.done():
                self._open, self._until = Future(), time.monotonic() + PROBE_SECONDS
                threading.Thread(target=_ask, args=(self._open,), daemon=True).start()
            asked, until = self._open, self._until
        try:
            return asked.result(max(0.0, until - time.monotonic()))
        except TimeoutError:
            return SILENT


def _ask(answer: Future[str]) -> None:
    try:
        Revision.current()
        answer.set_result("ok")
    except DatabaseFailure:
        answer.set_result(SILENT)
    except BaseException as error:
        answer.set_exception(error)
    finally:
        connection.close()


_probe = Probe()


def _answer(body: dict[str, Any], status: int) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), status=status, content_type=JSON, headers={"Cache-Control": "no-store"})
