"""Figures for Prometheus at ``/metrics``, behind METRICS_TOKEN; nothing is counted where no token is set.

Each worker writes into a file of its own below PROMETHEUS_MULTIPROC_DIR, which gunicorn.conf.py makes, and whichever
worker is asked adds all of them up.
"""

from __future__ import annotations

import hmac
import os
import threading
import time
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prometheus_client import Counter, Gauge, Histogram

PATH = "/metrics"
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
DECODE_PATHS = {"/decode/", "/api/v1/decode"}
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
    if method == "POST" and path in DECODE_PATHS:
        _decodes(OUTCOMES.get(status, "failed")).inc()
    _note_snapshot()


def answer(environ: dict[str, Any], start_response: Callable[..., Any], token: str) -> Iterable[bytes]:
    """Answer the scraper: the figures of all workers, 401 without ``Authorization: Bearer <token>``."""
    given = environ.get("HTTP_AUTHORIZATION", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        start_response("401 Unauthorized", [("WWW-Authenticate", "Bearer"), ("Content-Length", "0")])
        return []
    from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, REGISTRY, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    _note_snapshot()
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


def _all() -> Series:
    """Return the series, made once: ``cache`` would let two threads make them, and prometheus_client refuses that."""
    global _series
    if _series is None:
        with _making:
            _series = _series or Series()
    return _series


class Series:
    """The portal's own series."""

    def __init__(self) -> None:
        from prometheus_client import Counter, Gauge, Histogram

        self.requests = Counter("portal_requests", "Requests answered.", ("part", "method", "status"))
        self.seconds = Histogram(
            "portal_request_seconds", "Seconds until the answer was ready.", ("part",), buckets=SECONDS
        )
        self.decodes = Counter("portal_decodes", "Pastes sent to the decoder.", ("outcome",))
        self.catalogue: Gauge = Gauge(
            "portal_catalogue",
            "1 for the catalogue version that a worker serves.",
            ("version",),
            multiprocess_mode="liveall",
        )
        self.revision: Gauge = Gauge(
            "portal_catalogue_revision",
            "The database's count of changes that a worker serves; -1: the shipped files.",
            multiprocess_mode="liveall",
        )
        self.loaded: Gauge = Gauge(
            "portal_catalogue_loaded_timestamp_seconds",
            "When a worker took over the catalogue that it serves; its age is time() minus this.",
            multiprocess_mode="liveall",
        )


_series: Series | None = None
_making = threading.Lock()
_noted: list[Any] = [None, 0]  # the snapshot whose figures were written last, and by which process


def _note_snapshot() -> None:
    from codes import snapshot

    held = snapshot.current()
    if _noted == [held, os.getpid()]:
        return
    if _noted[0] is not None and _noted[1] == os.getpid():
        _all().catalogue.labels(_noted[0].catalogue.version).set(0)
    _noted[:] = [held, os.getpid()]
    _all().catalogue.labels(held.catalogue.version).set(1)
    _all().revision.set(-1 if held.revision is None else held.revision)
    _all().loaded.set(time.time())
