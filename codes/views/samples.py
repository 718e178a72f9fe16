"""Pastes to try the decoder with: made up here, with keys and ids that open nothing."""

from __future__ import annotations

import json

from django.utils.translation import gettext_lazy as _


def _failed(code: int, message: str, number: int, **params: object) -> str:
    """Return a failing answer to an order, with its request in ``original`` as the exchange sends it."""
    request = {"id": number, "method": "private/create-order", "api_key": "sampleSampleSampleKey1"}
    request |= {"params": {"instrument_name": "CRO_USD", "side": "BUY", **params}, "nonce": 1760000000000 + number}
    original = json.dumps(request, separators=(",", ":"))
    answer = {"id": number, "method": "private/create-order", "code": code, "message": message, "original": original}
    return json.dumps(answer, indent=2)


LOG = """2026-11-20T09:00:01.300Z INFO  order 101 {"id":101,"method":"private/create-order","code":0,"result":{"order_id":"6530000000000000101"}}
2026-11-20T09:00:04.001Z ERROR order 102 {"id":102,"method":"private/create-order","code":42901,"message":"TOO_MANY_REQUESTS"}
2026-11-20T09:00:04.021Z ERROR order 103 {"id":103,"method":"private/create-order","code":42901,"message":"TOO_MANY_REQUESTS"}
2026-11-20T09:00:04.052Z ERROR order 104 {"id":104,"method":"private/create-order","code":42901,"message":"TOO_MANY_REQUESTS"}
2026-11-20T09:00:07.410Z ERROR order 105 {"id":105,"method":"private/create-order","code":306,"message":"INSUFFICIENT_AVAILABLE_BALANCE"}
2026-11-20T09:00:12.900Z WARN  market stream closed code=1006 reason="" wasClean=false
"""  # noqa: E501 -- lines of a log are as long as they are

REJECTED = json.dumps(
    {
        "method": "subscribe",
        "result": {
            "channel": "user.order",
            "instrument_name": "BTCUSD-PERP",
            "data": [
                {
                    "order_id": "6530000000000000301",
                    "client_oid": "sample-301",
                    "order_type": "LIMIT",
                    "side": "BUY",
                    "status": "REJECTED",
                    "reason": 315,
                    "quantity": "0.1",
                    "limit_price": "9000.0",
                    "create_time": 1763629201300,
                }
            ],
        },
    },
    indent=2,
)

POST_ONLY = {
    "type": "LIMIT",
    "price": "0.1025",
    "quantity": "40",
    "exec_inst": ["POST_ONLY"],
    "time_in_force": "FILL_OR_KILL",
}

# ``shown`` is the part of the text that the page prints next to the label.
SAMPLES = (
    {
        "label": _("A refused post-only order"),
        "shown": '"code":43005,"message":"POST_ONLY_REJ"',
        "text": _failed(43005, "POST_ONLY_REJ", 43, **POST_ONLY),
    },
    {"label": _("A log with several errors"), "shown": 'ERROR order 102 {"code":42901, …', "text": LOG},
    {
        "label": _("A rejected order from the stream"),
        "shown": '"status":"REJECTED","reason":315',
        "text": REJECTED,
    },
)
