"""A request that was not sent yet is checked by the rules that explain its refusal."""

from __future__ import annotations

import pytest

from exchange_errors.diagnosis.paste import Paste
from exchange_errors.diagnosis.preflight import MAX_REQUESTS, check_requests
from exchange_errors.diagnosis.rules import PREFLIGHT_RULES
from tests.exchange_errors.diagnosis.payloads import NOON, checked, order, request, sent
from tests.exchange_errors.diagnosis.samples import SAMPLES

SOUND = [
    order(),
    order(exec_inst=["POST_ONLY"], time_in_force="GOOD_TILL_CANCEL"),
    order(type="MARKET", price=..., side="SELL"),
    order(type="MARKET", price=..., quantity=..., notional="20"),
    order("private/advanced/create-order", type="STOP_LIMIT", ref_price="0.1", ref_price_type="MARK_PRICE"),
    request("private/amend-order", order_id="6530000000000000001", new_price="1", new_quantity="2"),
    request("private/get-order-history", start_time=NOON, end_time=NOON + 1, limit=100),
    request("private/create-withdrawal", currency="CRO", amount="5", address="[deposit address]"),
    request("private/change-account-leverage", account_id="00000000-0000-0000-0000-000000000000", leverage=10),
    {"id": 1, "method": "subscribe", "params": {"channels": ["user.order.CRO_USD", "mark.BTCUSD-PERP"]}, "nonce": NOON},
    {"id": 1, "method": "public/respond-heartbeat"},
    {"id": 1, "method": "public/get-instruments", "params": {}},
]


@pytest.mark.parametrize("what", SOUND, ids=lambda what: what["method"])
def test_a_sound_request_has_no_known_problem(what):
    check = checked(what)
    assert check.problems == ()
    assert check.summary.startswith("No known problem found.")


@pytest.mark.parametrize(
    ("what", "codes"),
    [
        (order(exec_inst=["POST_ONLY"], time_in_force="FILL_OR_KILL"), {43005}),
        (order(side="buy"), {220}),
        (order(type="STOP_LOSS", ref_price="1"), {218}),
        (order(quantity=40), {40101}),
        (order(price=0.1), {308}),
        (order(instrument_name="cro_usd", time_in_force="GTC"), {209, 221}),
        (order() | {"nonce": 1760000000}, {40102}),
        (request("private/amend-order", order_id="1", new_price="1"), {40004}),
        (request("private/close-position", instrument_name="BTCUSD-PERP", type="MARKET", quantity="-1"), {216}),
        (order("private/advanced/create-order", type="STOP_LOSS", ref_price="1E-9"), {229}),
    ],
)
def test_a_faulty_request_names_the_code_to_expect(what, codes):
    check = checked(what)
    assert {problem.code for problem in check.problems} == codes
    assert all(str(code) in check.summary for code in codes)


def test_a_method_that_is_not_listed_is_said_to_be_so():
    check = checked(request("private/get-something-new"))
    assert check.clean
    assert check.summary.endswith("The method is not among the documented ones that are known here.")


def test_every_order_of_a_list_is_checked():
    legs = [order()["params"], order(side="buy")["params"], order(price="0")["params"]]
    check = checked(request("private/create-order-list", contingency_type="LIST", order_list=legs))
    assert [problem.diagnosis.text.split(":")[0] for problem in check.problems] == [
        "Order 2 of the list",
        "Order 3 of the list",
    ]


def test_the_verb_beside_the_request_is_checked():
    check = checked(order(), "curl -X GET https://example.com/exchange/v1/private/create-order")
    assert [problem.code for problem in check.problems] == [40003]


@pytest.mark.parametrize("rule", PREFLIGHT_RULES, ids=lambda rule: rule.slug)
def test_each_rule_that_checks_requests_finds_its_sample_there_too(rule):
    [sample] = [sample for sample in SAMPLES if sample.rule == rule.slug]
    what = sample.speaks.sightings[0].request or {"method": sample.speaks.sightings[0].method, "params": {}}
    if sample.rule == "content-type-is-json":
        what = {"method": "private/get-order-detail", "params": {}}
    check = check_requests((sent(what, at_ms=sample.speaks.sightings[0].at_ms),), Paste(sample.speaks.text))[0]
    assert rule.slug in {problem.diagnosis.rule for problem in check.problems}


def test_a_long_list_of_requests_is_bounded():
    many = tuple(sent(order(), line) for line in range(1, 200))
    assert len(check_requests(many, Paste())) == MAX_REQUESTS


def test_a_prediction_that_rests_on_our_reading_alone_says_so():
    body = order()
    text = f"POST https://api.crypto.com/v2/{body['method']}"
    (check,) = check_requests((sent(body),), Paste(text))
    assert [problem.code for problem in check.problems] == [40002]
    assert "possibly" in check.summary
    assert "most likely" not in check.summary
    assert "No source says" in check.problems[0].diagnosis.text
