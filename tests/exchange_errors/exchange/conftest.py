"""A fake exchange that runs while a test does."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from tests.exchange_errors.exchange.fake_exchange import FakeExchange


@pytest.fixture
def exchange() -> Iterator[FakeExchange]:
    server = FakeExchange()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
