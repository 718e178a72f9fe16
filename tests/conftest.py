"""What tests of every kind share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from codes.core.catalogue import Catalogue
from codes.loader import load_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the shipped content files."""
    return load_catalogue()


@pytest.fixture
def fresh_snapshot() -> Iterator[None]:
    """For tests that change the catalogue: readers see their rows, and the next test does not."""
    from codes import snapshot  # needs Django's apps, which the core's tests do without

    snapshot.forget()
    yield
    snapshot.forget()


@pytest.fixture(scope="session")
def grown(catalogue: Catalogue) -> Any:
    """A snapshot of 1,200 entries: the shipped ones and generated ones."""
    from bench.search import generated
    from codes.snapshot import Snapshot

    return Snapshot(generated(catalogue, 1200), 1)


@pytest.fixture
def large(grown: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let readers see the large snapshot for one test."""
    from codes import snapshot

    snapshot.current()
    monkeypatch.setattr(snapshot._holder, "_snapshot", grown)
    return grown
