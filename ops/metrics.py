"""Figures for Prometheus at ``/metrics``, behind METRICS_TOKEN; nothing is counted where no token is set.

Each worker writes into a file of its own below PROMETHEUS_MULTIPROC_DIR, which gunicorn.conf.py makes, and whichever
worker is asked adds all of them up.
"""

from __future__ import annotations

import hmac
import os
import threading
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from prometheus_client import Counter, Histogram

PATH = "/metrics"
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
OUTCOMES = {"400": "unreadable", "411": "unreadable", "413": "too_large", "415": "unreadable", "422": "unreadable"}
OUTCOMES |= {"200": "answered", "429": "limited"}


def part_of_site(path: str) -> str:
    """Return which part of the site an address belongs to: few values, and none that a client can invent."""
    if path.startswith("/static/"):
        return "static"
    if path.startswith(("/api/", "/mcp")) or path.endswith((".json", ".md")):
        return "api"
    if path.startswith("/admin/"):
        return "admin"
    return "health" if path in ("/healthz", "/readyz", PATH) else "page"


def count(method: str, path: str, status: str, seconds: float) -> None:
    """Count one answered request."""
    method = method if method in METHODS else "other"
    part = part_of_site(path)
    _requests(part, method, status).inc()
    _seconds(part).observe(seconds)
    if method == "POST" and path in settings.PASTE_PATHS:
        _decodes(OUTCOMES.get(status, "failed")).inc()
    _ask_watchers()


def answer(environ: dict[str, Any], start_response: Callable[..., Any], token: str) -> Iterable[bytes]:
    """Answer the scraper: the figures of all workers, 401 without ``Authorization: Bearer <token>``."""
    given = environ.get("HTTP_AUTHORIZATION", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        start_response("401 Unauthorized", [("WWW-Authenticate", "Bearer"), ("Content-Length", "0")])
        return []
    from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, REGISTRY, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    _ask_watchers()
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    body = generate_latest(registry)
    headers = [("Content-Type", CONTENT_TYPE_PLAIN_0_0_4), ("Content-Length", str(len(body)))]
    start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
    return [body]


# prometheus_client reads PROMETHEUS_MULTIPROC_DIR when it is imported, and looks labels up under a lock: each series is
# made when it is first needed and kept.


@cache
def _requests(part: str, method: str, status: str) -> Counter:
    return _all().requests.labels(part, method, status)


@cache
def _seconds(part: str) -> Histogram:
    return _all().seconds.labels(part)


@cache
def _decodes(outcome: str) -> Counter:
    return _all().decodes.labels(outcome)


def _all() -> RequestSeries:
    """Return the series, made once: ``cache`` would let two threads make them, and prometheus_client refuses that."""
    global _series
    if _series is None:
        with _making:
            _series = _series or RequestSeries()
    return _series


class RequestSeries:
    """The portal's own series."""

    def __init__(self) -> None:
        from prometheus_client import Counter, Histogram

        self.requests = Counter("portal_requests", "Requests answered.", ("part", "method", "status"))
        self.seconds = Histogram(
            "portal_request_seconds", "Seconds until the answer was ready.", ("part",), buckets=SECONDS
        )
        self.decodes = Counter("portal_decodes", "Pastes sent to the decoder.", ("outcome",))


_series: RequestSeries | None = None
_making = threading.Lock()
_watchers: list[Callable[[], None]] = []


def watch(update: Callable[[], None]) -> None:
    """Have ``update`` called at every counted request and every scrape; it sets series of its own."""
    _watchers.append(update)


def _ask_watchers() -> None:
    for update in _watchers:
        update()
