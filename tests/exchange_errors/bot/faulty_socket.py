"""A FaultyExchange behind a real websocket: log-in by signature, heartbeats, closes with a code and without one."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from websockets.sync.server import ServerConnection, serve

from exchange_errors.exchange.signing import payload_string, signature
from tests.exchange_errors.bot.faulty_exchange import CLOSES, Answer, FaultyExchange
from tests.exchange_errors.exchange.fake_exchange import KEY, SECRET

HEARTBEAT = {"id": 0, "method": "public/heartbeat", "code": 0}


@contextmanager
def socket_of(exchange: FaultyExchange) -> Iterator[str]:
    """Serve ``exchange`` while the block runs, and give its address."""

    def talk(connection: ServerConnection) -> None:
        has_logged_in = False
        for message in connection:
            request = json.loads(message)
            if request["method"] == "public/respond-heartbeat":
                continue
            if request["method"] == "public/auth":
                has_logged_in = request["sig"] == signature(payload_string(request, KEY), SECRET)
            if not has_logged_in:
                answer = Answer(401, json.dumps({"code": 40101, "message": "UNAUTHORIZED"}))
            elif request["method"] == "public/auth":
                connection.send(json.dumps(HEARTBEAT))
                answer = Answer(200, json.dumps({"code": 0}))
            else:
                answer = exchange.answer(request["method"], request["params"])
            answered(connection, answer, request["id"])

    with serve(talk, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        finally:
            server.shutdown()
            thread.join()


def answered(connection: ServerConnection, answer: Answer, number: int) -> None:
    """Send the answer to request ``number``, or end the connection as the fault asks."""
    if answer.body is not None and answer.body.startswith("{"):
        body = answer.body if answer.is_cut else json.dumps({**json.loads(answer.body), "id": number})
        connection.send(body)
    elif answer.close and CLOSES[answer.close]:
        connection.close(answer.close, CLOSES[answer.close])
    else:  # silence and a gateway's page: the line is cut without a closing frame
        connection.socket.shutdown(socket.SHUT_RDWR)
