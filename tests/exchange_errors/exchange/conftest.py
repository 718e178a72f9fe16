"""A fake exchange that runs while a test does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.exchange_errors.exchange.fake_exchange import FakeExchange, serving


@pytest.fixture
def exchange() -> Iterator[FakeExchange]:
    with serving(FakeExchange()) as server:
        yield server
