"""For every rule a payload that it speaks about, with a part of what it says, and one that it is silent about."""

from __future__ import annotations

from typing import Any, NamedTuple

from exchange_errors.decoder.decoded import SentRequest, Sighting
from tests.exchange_errors.diagnosis.payloads import NOON, order, request, sent, sighting


class Paste(NamedTuple):
    """Sightings of one code with what stands around them."""

    sightings: tuple[Sighting, ...]
    requests: tuple[SentRequest, ...] = ()
    text: str = ""


class Sample(NamedTuple):
    """``speaks`` makes the rule say a sentence that holds ``words``; ``silent`` makes it say nothing."""

    rule: str
    words: str
    speaks: Paste
    silent: Paste


def answered(code: int, what: Any, **known: Any) -> Paste:
    return Paste((sighting(code, what, **known),))


def pair(rule: str, code: int, words: str, speaks: Any, silent: Any, **known: Any) -> Sample:
    """A sample of one code whose two payloads differ in their request only."""
    return Sample(rule, words, answered(code, speaks, **known), answered(code, silent, **known))


def closes(*seconds: float, code: int = 1006, requests: tuple[SentRequest, ...] = ()) -> Paste:
    """Closed connections at these seconds after noon, on lines 10, 11 and so on."""
    drops = (
        sighting(code, kind="websocket", line=10 + number, at_ms=NOON + int(second * 1000))
        for number, second in enumerate(seconds)
    )
    return Paste(tuple(drops), requests)


def burst(count: int, gap_ms: int, method: str = "private/create-order") -> Paste:
    """That many refusals of one method, evenly spaced, one millisecond after a whole second."""
    calls = (
        sighting(42901, order(method), line=1 + number, at_ms=NOON + 1 + number * gap_ms) for number in range(count)
    )
    return Paste(tuple(calls))


POST_ONLY = {"exec_inst": ["POST_ONLY"]}
LEG = order()["params"]
BEAT = {"id": 99, "method": "public/heartbeat", "code": 0}
ANSWER = {"id": 99, "method": "public/respond-heartbeat"}
CLOSE = sighting(1000, kind="websocket", line=9, at_ms=NOON + 36_000)
CURL = "curl -X {} https://example.com/exchange/v1/private/get-order-detail -d @body.json"

SAMPLES = (
    # orders
    pair(
        "post-only-needs-gtc",
        43005,
        "time_in_force is FILL_OR_KILL",
        order(**POST_ONLY, time_in_force="FILL_OR_KILL"),
        order(**POST_ONLY, time_in_force="GOOD_TILL_CANCEL"),
    ),
    pair("post-only-on-market-order", 43005, "type is MARKET", order(**POST_ONLY, type="MARKET"), order(**POST_ONLY)),
    pair(
        "post-only-excludes-smart-post-only",
        219,
        "cannot be combined",
        order(exec_inst=["POST_ONLY", "SMART_POST_ONLY"]),
        order(exec_inst=["POST_ONLY", "REDUCE_ONLY"]),
    ),
    pair("exec-inst-is-a-list", 219, '["POST_ONLY"]', order(exec_inst="POST_ONLY"), order(exec_inst=["POST_ONLY"])),
    pair(
        "order-type-belongs-to-another-method",
        218,
        "private/advanced/create-order since 17 December 2025",
        order(type="STOP_LIMIT", ref_price="0.1"),
        order("private/advanced/create-order", type="STOP_LIMIT", ref_price="0.1"),
    ),
    pair(
        "order-type-needs-field",
        40004,
        "price is missing; a LIMIT order needs it",
        order(price=...),
        order(type="MARKET", side="SELL", price=...),
    ),
    # enums
    pair("side-is-buy-or-sell", 220, "takes BUY, in upper case", order(side="buy"), order(side="SELL")),
    pair("order-type-is-known", 218, "LIMIT, MARKET", order(type="ICEBERG"), order(type="MARKET")),
    pair(
        "time-in-force-is-known",
        221,
        "takes GOOD_TILL_CANCEL, by that name",
        order(time_in_force="GTC"),
        order(time_in_force="IMMEDIATE_OR_CANCEL"),
    ),
    pair(
        "exec-inst-is-known", 219, "takes POST_ONLY", order(exec_inst=["post-only"]), order(exec_inst=["MARGIN_ORDER"])
    ),
    pair(
        "ref-price-type-is-known",
        230,
        "takes MARK_PRICE",
        order("private/advanced/create-order", type="STOP_LOSS", ref_price_type="mark"),
        order("private/advanced/create-order", type="STOP_LOSS", ref_price_type="LAST_PRICE"),
    ),
    pair(
        "oco-leg-watches-the-mark-price",
        230,
        "Order 2 of the list",
        request(
            "private/advanced/create-oco",
            order_list=[LEG, LEG | {"type": "STOP_LOSS", "ref_price_type": "LAST_PRICE"}],
        ),
        request(
            "private/advanced/create-oco",
            order_list=[LEG, LEG | {"type": "STOP_LOSS", "ref_price_type": "MARK_PRICE"}],
        ),
    ),
    pair("spot-margin-is-known", 50001, "SPOT or MARGIN", order(spot_margin="CROSS"), order(spot_margin="SPOT")),
    pair(
        "self-trade-or-list-word-is-known",
        40004,
        "stp_inst is",
        order(stp_scope="M", stp_inst="X"),
        order(stp_scope="M", stp_inst="B"),
    ),
    # numbers
    pair("price-is-sent-as-text", 308, 'send it as text: "0.1025"', order(price=0.1025), order()),
    pair("quantity-is-sent-as-text", 40101, 'send it as text: "40"', order(quantity=40), order()),
    pair(
        "notional-is-sent-as-text",
        50001,
        "notional is a JSON number",
        order(type="MARKET", notional=20),
        order(type="MARKET", notional="20"),
    ),
    pair(
        "ref-price-is-sent-as-text",
        229,
        "ref_price is a JSON number",
        order("private/advanced/create-order", type="STOP_LOSS", ref_price=0.1),
        order("private/advanced/create-order", type="STOP_LOSS", ref_price="0.1"),
    ),
    pair(
        "number-is-sent-as-text",
        40004,
        "new_price is a JSON number",
        request("private/amend-order", order_id="1", new_price=1.5, new_quantity="2"),
        request("private/amend-order", order_id="1", new_price="1.5", new_quantity="2"),
    ),
    pair(
        "limit-is-sent-as-number",
        40003,
        "takes it as a JSON number",
        request("private/get-trades", limit="100"),
        request("private/get-trades", limit=100),
    ),
    pair("price-is-a-positive-number", 308, "has to be above zero", order(price="-1"), order()),
    pair("quantity-is-a-positive-number", 213, '"1,000", which is no number', order(quantity="1,000"), order()),
    pair(
        "amount-is-a-positive-number",
        40004,
        "amount is 0",
        request("private/create-withdrawal", currency="CRO", amount="0", address="x"),
        request("private/create-withdrawal", currency="CRO", amount="5", address="x"),
    ),
    pair("number-has-no-exponent", 213, "write 0.00000012", order(quantity="1.2e-07"), order(quantity="0.00000012")),
    pair(
        "leverage-is-within-range",
        226,
        "1 to 100",
        request("private/change-account-leverage", leverage=125),
        request("private/change-account-leverage", leverage=20),
    ),
    pair(
        "slippage-tolerance-is-a-number",
        227,
        "missing",
        request("private/staking/convert", expected_rate="1"),
        request("private/staking/convert", expected_rate="1", slippage_tolerance_bps="50"),
    ),
    pair(
        "order-id-survives-javascript",
        212,
        "ends in zeros",
        request("private/cancel-order", order_id=6530000000000000000),
        request("private/cancel-order", order_id="6530000000000000001"),
    ),
    pair("count-is-not-zero", 40004, "at least 1", {"params": {"count": 0}}, {"params": {"count": 10}}),
    pair(
        "quantity-wins-over-notional",
        415,
        "quantity decides",
        order(type="MARKET", notional="20"),
        order(type="MARKET", notional="20", quantity=...),
    ),
    pair("order-value-is-under-one-dollar", 415, "is 0.4,", order(price="0.1", quantity="4"), order()),
    # lists
    pair(
        "order-list-holds-one-to-ten",
        40004,
        "holds 11 orders",
        request("private/create-order-list", contingency_type="LIST", order_list=[LEG] * 11),
        request("private/create-order-list", contingency_type="LIST", order_list=[LEG] * 10),
    ),
    pair(
        "advanced-list-has-its-legs",
        40004,
        "has to be a trigger order",
        request("private/advanced/create-oto", order_list=[LEG, LEG]),
        request("private/advanced/create-oto", order_list=[LEG, LEG | {"type": "STOP_LOSS"}]),
    ),
    pair(
        "method-needs-field",
        40004,
        "repeat the old value",
        request("private/amend-order", order_id="1", new_price="1"),
        request("private/amend-order", order_id="1", new_price="1", new_quantity="2"),
    ),
    pair("stp-scope-needs-stp-inst", 40004, "go together", order(stp_scope="M"), order(stp_scope="M", stp_inst="T")),
    pair(
        "stp-inst-says-which-order-ended",
        43012,
        "stp_inst is M: the order that was already in the book",
        order(stp_scope="M", stp_inst="M"),
        order(stp_scope="M"),
    ),
    pair(
        "isolated-position-needs-its-id",
        201,
        "the cross position is meant",
        request("private/close-position", instrument_name="BTCUSD-PERP", type="MARKET"),
        request("private/close-position", instrument_name="BTCUSD-PERP", type="MARKET", isolation_id="1"),
    ),
    # ids
    pair("client-id-fits", 204, "has 40 characters", order(client_oid="x" * 40), order(client_oid="x" * 36)),
    Sample(
        "client-oid-is-used-once",
        "lines 1 and 5",
        Paste((sighting(204, order() | {"id": 8}, line=5),), (sent(order(), line=1),)),
        Paste((sighting(204, order(), line=5),), (sent(order(), line=1),)),
    ),
    Sample(
        "orders-without-client-oid-have-their-own-nonce",
        "the same nonce",
        Paste((sighting(204, order(client_oid=...) | {"id": 8}, line=5),), (sent(order(client_oid=...), line=1),)),
        Paste((sighting(204, order() | {"id": 8}, line=5),), (sent(order(client_oid="other"), line=1),)),
    ),
    Sample(
        "request-is-sent-once",
        "lines 1 and 3",
        Paste((sighting(40006, line=5),), (sent(order(), line=1), sent(order(), line=3))),
        Paste((sighting(40006, order(), line=5),), (sent(order(), line=1),)),
    ),
    pair(
        "client-order-id-is-given",
        223,
        "orig_client_oid is empty",
        request("private/amend-order", orig_client_oid=""),
        request("private/amend-order", orig_client_oid="note-7"),
    ),
    # nonce
    pair("nonce-is-in-milliseconds", 40102, "seconds (10 digits)", order() | {"nonce": 1760000000}, order()),
    pair(
        "nonce-is-near-the-exchange-time",
        40102,
        "75 s ahead",
        order() | {"nonce": NOON + 75_000},
        order() | {"nonce": NOON + 59_000},
        at_ms=NOON,
    ),
    pair("nonce-is-whole", 40101, "a whole number", order() | {"nonce": 1760000000000.5}, order()),
    pair("nonce-is-sent", 40101, "missing", {k: v for k, v in order().items() if k != "nonce"}, order()),
    # methods
    pair(
        "method-is-spelled-as-documented",
        40002,
        "documented name is private/create-order",
        order("private/create_order"),
        order("private/get-something-new"),
    ),
    pair(
        "method-is-for-this-transport",
        40002,
        "websocket command",
        request("private/set-cancel-on-disconnect", scope="CONNECTION"),
        request("private/get-accounts"),
        http_status=400,
    ),
    pair(
        "method-is-given",
        40001,
        'The key "methd"',
        {"methd": "subscribe", "params": {"channels": []}},
        {"method": "subscribe", "params": {"channels": []}},
    ),
    pair("id-is-a-number", 40001, "some clients send it so", order() | {"id": "7"}, order()),
    pair("id-is-within-range", 40001, "0 to 9223372036854775807", order() | {"id": 2**63}, order()),
    pair("params-is-an-object", 40101, "PHP", order() | {"params": []}, order() | {"params": {}}),
    # instruments
    pair(
        "instrument-is-spelled-as-documented",
        209,
        "spells it BTC_USD",
        order(instrument_name="btc-usd"),
        order(instrument_name="BTCUSD-PERP"),
    ),
    pair(
        "channel-names-a-spelled-instrument",
        40003,
        "write CRO_USD",
        {"method": "subscribe", "params": {"channels": ["book.cro_usd.10"]}},
        {"method": "subscribe", "params": {"channels": ["book.CRO_USD.10", "user.balance"]}},
    ),
    pair(
        "contract-has-not-expired",
        206,
        "27 June 2025",
        order(instrument_name="BTCUSD-250627"),
        order(instrument_name="BTCUSD-260626"),
        at_ms=NOON,
    ),
    # dates
    pair(
        "time-is-a-number",
        40005,
        "milliseconds since 1970",
        request("private/get-trades", start_time="2025-10-09T08:00:00Z"),
        request("private/get-trades", start_time="1760000000000"),
    ),
    pair(
        "time-has-the-right-unit",
        40005,
        "consistent with seconds",
        request("private/get-trades", start_time=1760000000),
        request("private/get-trades", start_time=1760000000000000000),
    ),
    pair(
        "range-keeps-one-unit",
        40005,
        "use one unit",
        request("private/get-trades", start_time=NOON, end_time=NOON * 1_000_000),
        request("private/get-trades", start_time=NOON, end_time=NOON + 1),
    ),
    pair(
        "range-starts-before-it-ends",
        40005,
        "look further too",
        request("private/get-trades", start_time=NOON + 1, end_time=NOON),
        request("private/get-trades", start_time=NOON, end_time=NOON + 1),
    ),
    pair(
        "range-is-short",
        40005,
        "30 days apart. No longest range is documented",
        request("private/get-trades", start_time=NOON - 30 * 86_400_000, end_time=NOON),
        request("private/get-trades", start_time=NOON - 86_400_000, end_time=NOON),
    ),
    pair(
        "time-is-not-ahead",
        40005,
        "after the time of this request",
        request("private/get-trades", start_time=NOON + 86_400_000),
        request("private/get-trades", start_time=NOON),
        at_ms=NOON,
    ),
    # limits
    Sample(
        "calls-stay-under-the-documented-limit",
        "20 calls of private/create-order within 100 ms in this paste; the documented limit is 15 per 100 ms",
        burst(20, 2),
        burst(20, 2, "private/some-method"),
    ),
    Sample(
        "first-second-of-a-connection",
        "wait one second",
        Paste(
            (sighting(42901, line=3, at_ms=NOON + 400),),
            (sent({"id": 1, "method": "public/auth", "nonce": NOON}, at_ms=NOON),),
        ),
        Paste(
            (sighting(42901, line=3, at_ms=NOON + 4000),),
            (sent({"id": 1, "method": "public/auth", "nonce": NOON}, at_ms=NOON),),
        ),
    ),
    pair(
        "subscriptions-stay-under-the-limit",
        40107,
        "401 channels",
        {"method": "subscribe", "params": {"channels": [f"trade.A{n}_USD" for n in range(401)]}},
        {"method": "subscribe", "params": {"channels": [f"trade.A{n}_USD" for n in range(400)]}},
    ),
    # websocket
    Sample(
        "heartbeat-is-answered",
        "shows no public/respond-heartbeat",
        Paste((CLOSE,), (sent(BEAT, 3, NOON + 30_000),)),
        Paste((CLOSE,), (sent(BEAT, 3, NOON + 30_000), sent(ANSWER, 4, NOON + 30_100))),
    ),
    Sample(
        "drops-come-at-a-steady-interval",
        "about every 35 s, consistent with heartbeats",
        closes(0, 35, 70, 105, 140),
        closes(0, 35, 300, 310, 1400),
    ),
    Sample("reconnects-pause", "without a pause", closes(0, 1, 2, 3, 4, 5), closes(0, 20, 60, 140)),
    # signing
    pair("sign-this-text", 40101, "private/create-order7[api_key]client_oidnote-7", order(), {"id": 7}),
    pair("sign-sorted-keys", 40101, "alphabetical order", order(exec_inst=["POST_ONLY"]), order()),
    pair("sign-lists-element-by-element", 40101, "reads exec_instPOST_ONLY", order(exec_inst=["POST_ONLY"]), order()),
    pair("sign-null-as-a-word", 40101, "the word null", order(stp_id=None), order()),
    pair("sign-json-words", 40101, "signed as true", order(hidden=True), order()),
    pair("sign-numbers-as-they-stand", 40101, "a float", order(price=50000.5), order()),
    pair("sign-the-bare-method", 40101, "without the outer slash", order("/private/create-order"), order()),
    pair("sign-three-levels", 40101, "deeper than 3", order(a={"b": {"c": {"d": "e"}}}), order(a={"b": {"c": "d"}})),
    pair(
        "signature-is-sent",
        40101,
        "neither api_key nor sig",
        {"id": 7, "method": "private/get-accounts", "params": {}, "nonce": NOON},
        request("private/get-accounts"),
    ),
    pair(
        "signature-has-its-length",
        40101,
        "sig has 44 characters",
        order() | {"sig": "[sig:44]"},
        order() | {"sig": "[sig:64]"},
    ),
    # transport
    Sample(
        "http-method-fits",
        "private/get-order-detail was called with GET; it takes POST",
        Paste((sighting(40003, method="private/get-order-detail"),), text=CURL.format("GET")),
        Paste((sighting(40003, method="private/get-order-detail"),), text=CURL.format("POST")),
    ),
    Sample(
        "path-and-method-agree",
        "the body says private/create-order",
        Paste((sighting(40002, order()),), text=CURL.format("POST")),
        Paste((sighting(40002, order("private/get-order-detail")),), text=CURL.format("POST")),
    ),
    Sample(
        "content-type-is-json",
        "takes application/json",
        Paste((sighting(40001),), text=CURL.format("POST") + " -H 'Content-Type: application/x-www-form-urlencoded'"),
        Paste((sighting(40001),), text=CURL.format("POST") + " -H 'Content-Type: application/json'"),
    ),
    Sample(
        "one-host-is-called",
        "two hosts, a.example.com and b.example.com",
        Paste(
            (sighting(40101),),
            text="https://a.example.com/v1/private/get-accounts\nhttps://b.example.com/v1/private/get-accounts",
        ),
        Paste((sighting(40101),), text="https://a.example.com/v1/private/get-accounts\n" * 2),
    ),
    Sample(
        "path-is-of-version-one",
        "of version 2",
        Paste((sighting(40002),), text="POST https://a.example.com/v2/private/create-order"),
        Paste((sighting(40002),), text="POST https://a.example.com/exchange/v1/private/create-order"),
    ),
)
