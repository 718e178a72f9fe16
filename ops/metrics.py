"""Prometheus metrics at ``/metrics``, behind METRICS_TOKEN; nothing is counted without a token.

Each worker writes into a file of its own below PROMETHEUS_MULTIPROC_DIR, which gunicorn's settings make before this
module is imported. The worker that is asked adds all of them up.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

PATH = "/metrics"
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
OUTCOMES = {"400": "unreadable", "411": "unreadable", "413": "too_large", "415": "unreadable", "422": "unreadable"}
OUTCOMES |= {"200": "answered", "429": "limited"}

# All have labels: without any, prometheus_client would write a file for gunicorn's master as well.
REQUESTS = Counter("portal_requests", "Requests answered.", ("part", "method", "status"))
REQUEST_SECONDS = Histogram("portal_request_seconds", "Seconds until the answer was ready.", ("part",), buckets=SECONDS)
DECODES = Counter("portal_decodes", "Pastes sent to the decoder.", ("outcome",))

_updates: list[Callable[[], None]] = []


def part_of_site(path: str) -> str:
    """Return the part of the site that an address belongs to: one of few values, none of which a client can invent."""
    if path.startswith("/static/"):
        return "static"
    if path.startswith(("/api/", "/mcp")) or path.endswith((".json", ".md")):
        return "api"
    if path.startswith("/edit/"):
        return "edit"
    if path.startswith(f"/{settings.ADMIN_PATH}"):
        return "admin"
    return "health" if path in ("/healthz", "/readyz", PATH) else "page"


def count(method: str, path: str, status: str, seconds: float) -> None:
    """Count one answered request."""
    method = method if method in METHODS else "other"
    part = part_of_site(path)
    REQUESTS.labels(part, method, status).inc()
    REQUEST_SECONDS.labels(part).observe(seconds)
    if method == "POST" and path in settings.PASTE_PATHS:
        DECODES.labels(OUTCOMES.get(status, "failed")).inc()
    _run_updates()


def answer(environ: dict[str, Any], start_response: Callable[..., Any], token: str) -> Iterable[bytes]:
    """Answer a scrape with the metrics of all workers; 401 without ``Authorization: Bearer <token>``."""
    given = environ.get("HTTP_AUTHORIZATION", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        start_response("401 Unauthorized", [("WWW-Authenticate", "Bearer"), ("Content-Length", "0")])
        return []
    _run_updates()
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    body = generate_latest(registry)
    headers = [("Content-Type", CONTENT_TYPE_PLAIN_0_0_4), ("Content-Length", str(len(body)))]
    start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
    return [body]


def before_each_count(update: Callable[[], None]) -> None:
    """Have ``update`` called at every counted request and every scrape; it sets series of its own."""
    _updates.append(update)


def _run_updates() -> None:
    for update in _updates:
        update()
