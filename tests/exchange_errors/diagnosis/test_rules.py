"""Every rule speaks about the payload that it is for, and is silent about a sound one."""

from __future__ import annotations

from collections import Counter

import pytest

from exchange_errors.catalogue.note import EVIDENCE
from exchange_errors.diagnosis.examine import MAX_SAID, examine
from exchange_errors.diagnosis.paste import Paste
from exchange_errors.diagnosis.rules import RULES, RULES_BY_CODE
from tests.exchange_errors.diagnosis.payloads import NOON, checked, finding, order, request, said, sent, sighting
from tests.exchange_errors.diagnosis.samples import SAMPLES


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.rule)
def test_the_rule_speaks_about_its_sample(sample):
    found = said(*sample.speaks.sightings, requests=sample.speaks.requests, text=sample.speaks.text)
    assert sample.rule in found
    assert sample.words in found[sample.rule].text


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.rule)
def test_the_rule_is_silent_about_a_sound_payload(sample):
    found = said(*sample.silent.sightings, requests=sample.silent.requests, text=sample.silent.text)
    assert sample.rule not in found


def test_every_rule_has_a_sample_and_every_sample_a_rule():
    assert {sample.rule for sample in SAMPLES} == {rule.slug for rule in RULES}


def test_no_two_rules_share_a_slug():
    assert [slug for slug, count in Counter(rule.slug for rule in RULES).items() if count > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_a_rule_says_where_it_comes_from(rule):
    assert rule.source
    assert rule.find.__doc__
    assert rule.evidence in EVIDENCE
    assert rule.refused_as is None or rule.refused_as in rule.codes


def test_a_rule_speaks_only_for_its_own_codes():
    wrong_everywhere = order(side="buy", price="0", time_in_force="GTC", exec_inst=["POST_ONLY", "SMART_POST_ONLY"])
    for code, rules in RULES_BY_CODE.items():
        assert set(said(sighting(code, wrong_everywhere))) <= {rule.slug for rule in rules}
    assert said(sighting(306, wrong_everywhere)) == {}


def test_a_rule_on_closed_connections_leaves_an_answer_with_that_number_alone():
    def dropped(kind):
        return [sighting(1006, kind=kind, line=n, at_ms=NOON + n * 30_000) for n in range(1, 9)]

    assert said(*dropped("response")) == {}
    assert "drops-come-at-a-steady-interval" in said(*dropped("websocket"))


@pytest.mark.parametrize(
    ("call", "verb"),
    [
        ("> GET /exchange/v1/private/get-order-detail HTTP/1.1", "GET"),
        ("requests.get('https://h.example/v1/private/get-order-detail')", "GET"),
        ("curl -XPUT https://h.example/v1/private/get-order-detail", "PUT"),
        ("curl https://h.example/v1/private/get-order-detail -d '{}'", None),
        ("see /private/get-order-detail", None),
    ],
)
def test_the_verb_is_read_in_many_writings(call, verb):
    found = said(sighting(40003, method="private/get-order-detail"), text=f"first\n{call}\n")
    assert found.get("http-method-fits") is None if verb is None else found["http-method-fits"].value == verb


def test_a_rule_reads_an_order_object_as_it_reads_a_request():
    rejected = {"order_type": "LIMIT", "exec_inst": ["POST_ONLY"], "time_in_force": "IMMEDIATE_OR_CANCEL"}
    found = said(sighting(43005, order=rejected, role="rejection_reason"))
    assert found["post-only-needs-gtc"].value == "IMMEDIATE_OR_CANCEL"


def test_a_rule_on_json_types_leaves_order_objects_alone():
    assert said(sighting(308, order={"order_type": "LIMIT", "limit_price": 0.1, "status": "REJECTED"})) == {}


def test_only_the_order_that_the_answer_names_is_looked_at():
    legs = [{"side": "BUY"}, {"side": "buy"}, {"side": "sell"}]
    found = said(sighting(220, request("private/create-order-list", order_list=legs), response={"index": 2}))
    assert found["side-is-buy-or-sell"].text.startswith("Order 3 of the list: ")


def test_the_same_fault_in_a_thousand_requests_is_said_once():
    refused = [sighting(220, order(side="buy") | {"id": n, "nonce": n}, line=n) for n in range(1, 1001)]
    assert [d.parameter for d in said(*refused).values()] == ["side"]


def test_a_time_zone_missing_from_the_log_is_thought_of():
    found = said(sighting(40102, order(), at_ms=order()["nonce"] - 2 * 3_600_000))
    assert "time zone" in found["nonce-is-near-the-exchange-time"].text
    found = said(sighting(40102, order(), at_ms=order()["nonce"] - 75_000))
    assert "time zone" not in found["nonce-is-near-the-exchange-time"].text


def test_a_log_without_dates_does_not_make_a_day_of_midnight():
    assert "nonce-is-near-the-exchange-time" not in said(sighting(40102, order(), at_ms=NOON + 86_400_000 - 3))


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        ("2025-10-09T08:53:20.100Z INFO websocket connected", True),
        ("2025-10-09T08:53:20.100Z INFO connection opened to the market socket", True),
        ("2025-10-09T08:53:18.100Z INFO websocket connected", False),
        ("2025-10-09T08:53:20.100Z INFO disconnected", False),
        ("INFO websocket connected", False),
    ],
)
def test_a_line_that_tells_of_a_connection_counts_for_its_first_second(line, speaks):
    found = said(sighting(42901, line=3, at_ms=NOON + 900), text=f"start\n{line}\n")
    assert ("first-second-of-a-connection" in found) is speaks


def test_a_log_of_whole_seconds_is_held_to_the_limit_of_a_second():
    def refused(count):
        return [sighting(42901, order() | {"id": n}, line=n, at_ms=1_760_000_000_000) for n in range(1, count + 1)]

    rule = "calls-stay-under-the-documented-limit"
    assert said(*refused(151))[rule].text.startswith("151 calls of private/create-order within 1 s")
    assert rule not in said(*refused(150))


def test_a_heartbeat_answered_with_another_id_is_named():
    close = sighting(1000, kind="websocket", line=9, at_ms=NOON + 36_000)
    beat = sent({"id": 5, "method": "public/heartbeat"}, 3, NOON + 30_000)
    answer = sent({"id": 6, "method": "public/respond-heartbeat"}, 4, NOON + 30_001)
    late = sent({"id": 5, "method": "public/respond-heartbeat"}, 4, NOON + 35_500)
    assert "answered with id 6" in said(close, requests=(beat, answer))["heartbeat-is-answered"].text
    assert "answered after 5.5 s" in said(close, requests=(beat, late))["heartbeat-is-answered"].text


@pytest.mark.parametrize(
    ("sent_as", "meant"),
    [
        ("btc_usd", "BTC_USD"),
        ("BTC-USD", "BTC_USD"),
        ("BTC/USDT", "BTC_USDT"),
        ("BTC/USD:USD", "BTCUSD-PERP"),
        ("BTC_USD-PERP", "BTCUSD-PERP"),
        ("btcusd-perp", "BTCUSD-PERP"),
        ("BTCUSDPERP", "BTCUSD-PERP"),
        ("BTCUSD", "BTC_USD for spot, BTCUSD-PERP for the perpetual"),
    ],
)
def test_an_instrument_is_respelled(sent_as, meant):
    found = said(sighting(209, order(instrument_name=sent_as)))
    assert found["instrument-is-spelled-as-documented"].text.endswith(f"spells it {meant}.")


@pytest.mark.parametrize(
    "name", ["BTC_USD", "1INCH_USDT", "BTCUSD-PERP", "SPYUSD-PERP", "BTCUSD-INDEX", "BTCUSD-251226", "", "?", "x" * 99]
)
def test_a_sound_or_unknown_instrument_is_left_alone(name):
    assert "instrument-is-spelled-as-documented" not in said(sighting(209, order(instrument_name=name)))


@pytest.mark.parametrize(
    ("sent_as", "meant"),
    [
        ("create-order", "private/create-order"),
        ("Private/Create-Order", "private/create-order"),
        ("/private/create-order", "private/create-order"),
        ("public/create-order", "private/create-order"),
        ("v1/private/get-accounts", "private/get-accounts"),
        ("private/creat-order", "private/create-order"),
        ("respond-heartbeat", "public/respond-heartbeat"),
    ],
)
def test_a_method_is_respelled(sent_as, meant):
    found = said(sighting(40002, order(sent_as)))
    assert found["method-is-spelled-as-documented"].text.endswith(f"documented name is {meant}.")


@pytest.mark.parametrize("name", ["public/get-trades", "private/get-deposit-address", "private/get-accounts", "x"])
def test_a_method_that_we_do_not_know_is_not_called_wrong(name):
    assert "method-is-spelled-as-documented" not in said(sighting(40002, request(name)))
    assert checked(request(name, new_price="1", new_quantity="1")).clean


@pytest.mark.parametrize("stand_in", ["***", "<price>", "...", "[phone:11]", "REDACTED"])
def test_a_value_that_was_taken_out_is_not_called_wrong(stand_in):
    what = order(price=stand_in, quantity=stand_in, side="...")
    for code in (213, 220, 308):
        assert said(sighting(code, what)) == {}


def test_diagnoses_per_finding_are_few():
    everything = [
        sighting(40101, order(quantity=n, price=n + 0.5, stp_id=None, hidden=True, exec_inst=["X"]), line=n + 1)
        for n in range(50)
    ]
    assert len(examine(finding(*everything), Paste(sightings=everything))) <= MAX_SAID
