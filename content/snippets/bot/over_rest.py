"""Calls over HTTP with ``requests``, which sends nothing twice by itself."""

import itertools
import time

import requests

from exchange_errors.exchange.signing import payload_string, signature


class RestCalls:
    def __init__(self, key, secret, host="https://api.crypto.com/exchange/v1/"):
        self.key, self.secret, self.host = key, secret, host
        self.session = requests.Session()
        self.ids = itertools.count(1)

    def __call__(self, method, params):
        request = {"id": next(self.ids), "method": method, "api_key": self.key, "params": params}
        request["nonce"] = time.time_ns() // 1_000_000
        request["sig"] = signature(payload_string(request, self.key), self.secret)
        return self.session.post(self.host + method, json=request, timeout=10).json()
