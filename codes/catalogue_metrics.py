"""Prometheus gauges of the catalogue that a worker serves, and of the radar's notes that it lost."""

from __future__ import annotations

import os
import time
from functools import cache
from typing import TYPE_CHECKING, Any

from . import radar_watch
from .store import snapshot

if TYPE_CHECKING:
    from prometheus_client import Gauge

_last: list[Any] = [None, 0]  # the snapshot whose figures were written last, and by which process


def update() -> None:
    """Set the gauges if the snapshot has changed since the last call; what the radar lost, if it lost anything."""
    for reason, many in radar_watch.lost.items():
        if many:
            _gauges()[-1].labels(reason).set(many)
    current, process = snapshot.current(), os.getpid()
    if _last == [current, process]:
        return
    version, revision, loaded, _lost = _gauges()
    if _last[0] is not None and _last[1] == process:
        version.labels(_last[0].catalogue.version).set(0)
    _last[:] = [current, process]
    version.labels(current.catalogue.version).set(1)
    revision.set(-1 if current.revision is None else current.revision)
    loaded.set(time.time())


@cache
def _gauges() -> tuple[Gauge, Gauge, Gauge, Gauge]:
    from prometheus_client import Gauge  # it reads PROMETHEUS_MULTIPROC_DIR when it is imported

    return (
        Gauge(
            "portal_catalogue",
            "1 for the catalogue version that a worker serves.",
            ("version",),
            multiprocess_mode="liveall",
        ),
        Gauge(
            "portal_catalogue_revision",
            "The database's count of changes that a worker serves; -1: the shipped files.",
            multiprocess_mode="liveall",
        ),
        Gauge(
            "portal_catalogue_loaded_timestamp_seconds",
            "When a worker took over the catalogue that it serves; its age is time() minus this.",
            multiprocess_mode="liveall",
        ),
        Gauge(
            "portal_radar_lost",
            "Notes of the radar that were not written: too many waited, or the database refused them.",
            ("reason",),
            multiprocess_mode="livesum",
        ),
    )
