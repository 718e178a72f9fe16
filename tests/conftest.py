"""What tests of every kind share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.loader import load_catalogue

# Whatever the profile, an example may take its time: on a busy machine hypothesis' own limit of 0.2 s fails at random.
settings.register_profile("patient", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


class Clock:
    """The time of day, which stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000  # seconds since 1970

    def seconds(self) -> float:
        return float(self.now)

    def nanoseconds(self) -> int:
        return self.now * 1_000_000_000

    def advance(self, seconds: int) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the clock for what limits, expires or signs, so that a slow machine changes nothing."""
    clock = Clock()
    monkeypatch.setattr("time.time", clock.seconds)
    monkeypatch.setattr("time.time_ns", clock.nanoseconds)
    monkeypatch.setattr("time.monotonic", clock.seconds)
    return clock


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the shipped content files."""
    return load_catalogue()


@pytest.fixture
def fresh_snapshot() -> Iterator[None]:
    """For tests that change the catalogue: readers see their rows, and the next test does not."""
    from codes.store import snapshot  # needs Django's apps, which the core's tests do without

    snapshot.forget()
    yield
    snapshot.forget()


@pytest.fixture(scope="session")
def grown(catalogue: Catalogue) -> Any:
    """A snapshot of 1,200 entries: the shipped ones and generated ones."""
    from codes.store.snapshot import Snapshot
    from tools.bench.search import generated

    return Snapshot(generated(catalogue, 1200), 1)


@pytest.fixture
def large(grown: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let readers see the large snapshot for one test."""
    from codes.store import snapshot

    snapshot.current()
    monkeypatch.setattr(snapshot._holder, "_snapshot", grown)
    return grown
