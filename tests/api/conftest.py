"""API tests read the shipped catalogue and may not touch the database: no public GET does."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from django.test import Client

from codes.store import snapshot


@pytest.fixture(autouse=True)
def warm_snapshot(shipped_snapshot: snapshot.Snapshot) -> Iterator[None]:
    """The catalogue is read once, outside the tests; after that a query in a test fails it."""
    snapshot.serve(shipped_snapshot)
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def api(client: Client) -> Callable[..., Any]:
    """Return a GET below /api/v1 with its status asserted; parsed where it is JSON."""

    def get(path: str, query: Any = None, *, status: int = 200, **headers: str) -> Any:
        answer = client.get(f"/api/v1{path}", query, headers=headers)
        assert answer.status_code == status, answer.content[:500]
        return json.loads(answer.content)

    return get


def assert_problem(answer: Any, status: int, slug: str) -> dict[str, Any]:
    """Assert that an answer is the one shape of an error, and return its members."""
    assert answer.status_code == status, answer.content[:500]
    assert answer["Content-Type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert {"type", "title", "status", "detail", "instance"} <= set(body)
    assert body["type"] == f"http://testserver/problems/{slug}/"
    assert body["status"] == status
    assert body["instance"].startswith("/")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    return body


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


class ThreadingServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a real server on this machine, for real clients."""
    server = ThreadingServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
