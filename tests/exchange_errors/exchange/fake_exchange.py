"""An exchange on this machine: it checks signatures and answers with the recorded shape of a method's answer.

Or, handed a FaultyExchange, as that one does, lost answers included.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from exchange_errors.exchange.signing import payload_string, signature
from tests.exchange_errors.bot.faulty_exchange import FaultyExchange

BASE = "/exchange/v1/"
KEY, SECRET = "demo-key", "demo-secret"
SHAPES = Path(__file__).parents[2] / "data" / "shapes"


class FakeExchange(ThreadingHTTPServer):
    """Answers a private call by its signature, 40101 where it is wrong; ``calls`` are the paths and requests so far."""

    def __init__(self, behind: FaultyExchange | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behind = behind
        self.calls: list[tuple[str, dict[str, Any]]] = []

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{BASE}"


@contextmanager
def serving(server: FakeExchange) -> Iterator[FakeExchange]:
    """Serve while the block runs."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    server: FakeExchange

    def do_GET(self) -> None:
        self._answer(200, shape_of(self.path.partition("?")[0].removeprefix(BASE)))

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.calls.append((self.path, request))
        if request["sig"] == signature(payload_string(request, KEY), SECRET):
            self._answer_signed(request)
        else:
            self._answer(401, b'{"code":40101,"message":"UNAUTHORIZED"}')

    def _answer_signed(self, request: dict[str, Any]) -> None:
        if self.server.behind is None:
            self._answer(200, shape_of(request["method"]))
            return
        answer = self.server.behind.answer(request["method"], request["params"])
        self.close_connection = True
        if answer.body is not None:
            self._answer(answer.http_status, answer.body.encode(), answer.is_cut)

    def _answer(self, http_status: int, body: bytes, is_cut: bool = False) -> None:
        self.send_response(http_status)
        self.send_header("Content-Length", str(len(body) + is_cut))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        """Say nothing: the output of the tests is read by people."""


def shape_of(method: str) -> bytes:
    """Return what a call of ``method`` brings back, rebuilt with invented values; a bare success where none is kept."""
    path = SHAPES / f"{method}.json"
    return path.read_bytes() if path.exists() else json.dumps({"id": 1, "method": method, "code": 0}).encode()
