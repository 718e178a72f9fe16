"""What tests of every kind share."""

from __future__ import annotations

from collections.abc import Iterator

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
