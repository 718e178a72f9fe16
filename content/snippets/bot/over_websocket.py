"""Calls over the user websocket with ``websockets``: a lost socket is opened anew at the next call.

Heartbeats are answered while a call waits. A bot that rests for longer reads them in a thread of its own, or finds the
socket closed at its next call.
"""

import itertools
import json
import time

from websockets.sync.client import connect

from exchange_errors.exchange.signing import payload_string, signature


class WebsocketCalls:
    def __init__(self, key, secret, url="wss://stream.crypto.com/exchange/v1/user", pause=1):
        self.key, self.secret, self.url, self.pause = key, secret, url, pause
        self.socket = None
        self.ids = itertools.count(1)

    def __call__(self, method, params):
        try:
            if self.socket is None:
                self.socket = connect(self.url)
                time.sleep(self.pause)  # limits are counted from the opening: the documents ask for one second
                self.answer("public/auth", None)
            return self.answer(method, params)
        except Exception:  # whatever was lost, the next call starts on a fresh socket
            self.close()
            raise

    def answer(self, method, params):
        request = {"id": next(self.ids), "method": method, "nonce": time.time_ns() // 1_000_000}
        if params is None:
            request["api_key"] = self.key
            request["sig"] = signature(payload_string(request, self.key), self.secret)
        else:
            request["params"] = params
        self.socket.send(json.dumps(request))
        while (answer := json.loads(self.socket.recv(timeout=10))).get("id") != request["id"]:
            if answer.get("method") == "public/heartbeat":
                self.socket.send(json.dumps({"id": answer["id"], "method": "public/respond-heartbeat"}))
        if params is None and answer["code"]:
            raise ConnectionError(json.dumps(answer))
        return answer

    def close(self):
        if self.socket is not None:
            self.socket.close()
            self.socket = None
