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

GAUGES: dict[str, tuple[str, tuple[str, ...]]] = {  # what each says, and its labels
    "catalogue": ("1 for the catalogue version that a worker serves.", ("version",)),
    "catalogue_revision": ("The database's count of changes that a worker serves; -1: the shipped files.", ()),
    "catalogue_loaded_timestamp_seconds": (
        "When a worker took over the catalogue that it serves; its age is time() minus this.",
        (),
    ),
    "radar_lost": (
        "Notes of the radar that were not written: too many waited, or the database refused them.",
        ("reason",),
    ),
}

_last: list[Any] = [None, 0]  # the snapshot whose figures were written last, and by which process


def update() -> None:
    """Set the gauges if the snapshot has changed since the last call; what the radar lost, if it lost anything."""
    for reason, many in radar_watch.lost.items():
        if many:
            _gauges()["radar_lost"].labels(reason).set(many)
    current, process = snapshot.current(), os.getpid()
    if _last == [current, process]:
        return
    if _last[0] is not None and _last[1] == process:
        _gauges()["catalogue"].labels(_last[0].catalogue.version).set(0)
    _last[:] = [current, process]
    _gauges()["catalogue"].labels(current.catalogue.version).set(1)
    _gauges()["catalogue_revision"].set(-1 if current.revision is None else current.revision)
    _gauges()["catalogue_loaded_timestamp_seconds"].set(time.time())


@cache
def _gauges() -> dict[str, Gauge]:
    from prometheus_client import Gauge  # it reads PROMETHEUS_MULTIPROC_DIR when it is imported

    return {
        name: Gauge(f"portal_{name}", about, labels, multiprocess_mode="livesum" if name == "radar_lost" else "liveall")
        for name, (about, labels) in GAUGES.items()
    }
