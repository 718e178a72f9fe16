"""The text under a signature, and the signature, for the three requests that the facts were checked with."""

from __future__ import annotations

import pytest

from exchange_errors.exchange.signing import parameter_string, payload_string, signature

ORDER = {
    "client_oid": "note-7",
    "exec_inst": ["POST_ONLY"],
    "instrument_name": "CRO_USD",
    "price": "0.1025",
    "quantity": "40",
    "side": "BUY",
    "time_in_force": "GOOD_TILL_CANCEL",
    "type": "LIMIT",
}
LIST = {
    "contingency_type": "LIST",
    "order_list": [
        {"type": "LIMIT", "side": "BUY", "quantity": "40", "price": "0.10", "instrument_name": "CRO_USD"},
        {"type": "LIMIT", "side": "SELL", "quantity": "0.001", "price": "120000", "instrument_name": "BTC_USD"},
    ],
}
VECTORS = [
    (
        {"method": "private/create-order", "id": 7, "nonce": 1760000000000, "params": ORDER},
        "private/create-order7demo-keyclient_oidnote-7exec_instPOST_ONLYinstrument_nameCRO_USDprice0.1025quantity40"
        "sideBUYtime_in_forceGOOD_TILL_CANCELtypeLIMIT1760000000000",
        "e34c1dce569049c74258ba00b67d8fa807fe458a8fd3d6b03520752fc00ff001",
    ),
    (
        {"method": "private/create-order-list", "id": 8, "nonce": 1760000000001, "params": LIST},
        "private/create-order-list8demo-keycontingency_typeLISTorder_listinstrument_nameCRO_USDprice0.10quantity40"
        "sideBUYtypeLIMITinstrument_nameBTC_USDprice120000quantity0.001sideSELLtypeLIMIT1760000000001",
        "bb4c8526ec5ae797708b8a77f37c9a0f50059f3992990d9a171eafa06d56de9e",
    ),
    (
        {"method": "public/auth", "id": 1, "nonce": 1760000000002},
        "public/auth1demo-key1760000000002",
        "31e68de04b33e14ec1bed2e37dfdce65c49fb8e16219789382b4f07a6f133ea5",
    ),
]


@pytest.mark.parametrize(("request_", "payload", "sig"), VECTORS, ids=["order", "list", "auth"])
def test_the_vectors_hold(request_, payload, sig):
    assert payload_string(request_, "demo-key") == payload
    assert signature(payload, "demo-secret") == sig


def test_the_order_of_keys_in_the_body_does_not_matter():
    backwards = dict(reversed(ORDER.items()))
    assert parameter_string(backwards) == parameter_string(ORDER)


def test_words_are_written_as_json_writes_them():
    assert parameter_string({"b": None, "a": True, "c": False}) == "atruebnullcfalse"


def test_numbers_are_written_as_they_stand():
    assert parameter_string({"leverage": 10, "price": "50000.0"}) == "leverage10price50000.0"


def test_the_fourth_level_is_not_signed():
    assert parameter_string({"a": {"b": {"c": "x", "d": {"e": "y"}}}}) == "abcxd"


@pytest.mark.parametrize("junk", [{}, {"method": None}, {"params": []}, {"params": {1: {2: object}}, "id": 10**5000}])
def test_junk_makes_some_text(junk):
    assert isinstance(payload_string(junk, ""), str)
