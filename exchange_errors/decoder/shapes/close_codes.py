"""Which numbers are close codes, and how libraries name them."""

from __future__ import annotations

import re

from ...exchange.other_names import close_codes

#: Names that libraries print instead of the number: Rust's tungstenite, .NET, Go's nhooyr, Java.
NAMED = {
    "normal": 1000, "away": 1001, "protocol": 1002, "unsupported": 1003, "status": 1005, "abnormal": 1006,
    "invalid": 1007, "policy": 1008, "size": 1009, "extension": 1010, "error": 1011, "restart": 1012, "again": 1013,
    "tls": 1015,
    "normalclosure": 1000, "endpointunavailable": 1001, "protocolerror": 1002, "invalidmessagetype": 1003,
    "empty": 1005,
    "invalidpayloaddata": 1007, "policyviolation": 1008, "messagetoobig": 1009, "mandatoryextension": 1010,
    "internalservererror": 1011, "goingaway": 1001, "unsupporteddata": 1003, "nostatusrcvd": 1005,
    "abnormalclosure": 1006, "servicerestart": 1012, "tryagainlater": 1013, "badgateway": 1014, "tlshandshake": 1015,
}  # fmt: skip
CLOSING = re.compile(
    r"web ?socket|\bws\b|wss?://|\bclos(?:e|ed|ing|ure)|closure|disconnect|onclose|socket|connection", re.IGNORECASE
)
#: A text without any of these words speaks of no connection.
CLOSING_WORDS = ("websocket", "web socket", "ws", "clos", "disconnect", "socket", "connection", "received", "sent")


def is_close_code(code: int) -> bool:
    """Registered codes, and the ranges for libraries (3000) and private use (4000)."""
    return code in close_codes() or 3000 <= code <= 4999
