"""Made-up bad notes: advice that would let a program spend money is named by the lint."""

import dataclasses
import json

import pytest

from exchange_errors.catalogue.note import Cause, Retry
from exchange_errors.exchange.methods import known_methods
from exchange_errors.exchange.outcomes import look_ups, only_by_a_person
from exchange_errors.exchange.request_fields import known_fields
from exchange_errors.exchange.request_shapes import request_shapes
from tests.exchange_errors.content.test_notes import broken

ORDER = "43005-POST_ONLY_REJ"
KNOWN = Cause("It is so.", "You see it.", "documented")
GUESS = Cause("It may be so.", "You see it.", "inferred")
LIMIT = {"instrument_name": "CRO_USD", "side": "BUY", "type": "LIMIT", "price": "0.1", "quantity": "40"}


def retried(catalogue, *retry, entry_id=ORDER, causes=(KNOWN,), methods=(), **more):
    """What the lint says of an entry with this advice."""
    changes = {"retry": Retry(*retry, **more), "causes": causes, "methods": (*methods, "private/create-order")}
    return broken(catalogue, entry_id, **changes)


def test_a_blind_retry_may_not_rest_on_a_guess(catalogue):
    blind = ("after_backoff", "not_executed", 1000, 5)
    assert any("rests on inferred evidence" in m for m in retried(catalogue, *blind, evidence="inferred"))
    guessed = retried(catalogue, *blind, causes=(GUESS, GUESS), evidence="documented")
    assert any("inferred causes only" in message for message in guessed)
    founded = retried(catalogue, *blind, causes=(GUESS, KNOWN), evidence="library")
    assert not any("after_backoff" in message for message in founded)


@pytest.mark.parametrize(("attempts", "is_wrong"), [(1, True), (2, False)])
def test_the_first_attempt_counts(catalogue, attempts, is_wrong):
    said = retried(catalogue, "after_check", "not_executed", 1000, attempts)
    assert any("counts the first attempt" in message for message in said) is is_wrong


@pytest.mark.parametrize("method", only_by_a_person())
def test_no_number_of_attempts_where_money_leaves(catalogue, method):
    precondition = "Look it up; a person decides."
    counted = retried(catalogue, "after_check", "unknown", 1000, 3, precondition, methods=[method])
    assert f"retry.max_attempts invites a program to repeat {method}, which only a person may do" in counted
    uncounted = retried(catalogue, "after_check", "unknown", 1000, None, precondition, methods=[method])
    assert not any("max_attempts" in message for message in uncounted)


def test_a_refused_close_may_be_tried_a_counted_number_of_times(catalogue):
    said = retried(catalogue, "after_check", "not_executed", 1000, 3, methods=["private/close-position"])
    assert not any("max_attempts" in message for message in said)


@pytest.mark.parametrize("method", look_ups())
def test_an_unknown_outcome_names_the_look_up_of_each_method(catalogue, method):
    read = look_ups()[method].look_up[0]
    complaint = f"the outcome of {method} is unknown: name {read} in the precondition or a step"
    silent = retried(catalogue, "after_check", "unknown", precondition="Wait.", methods=[method])
    assert complaint in silent
    told = retried(catalogue, "after_check", "unknown", precondition=f"Ask `{read}` first.", methods=[method])
    assert complaint not in told


@pytest.mark.parametrize("method", only_by_a_person())
def test_an_unknown_payout_is_left_to_a_person(catalogue, method):
    complaint = f"the precondition has to say that only a person sends {method} again"
    silent = retried(catalogue, "after_check", "unknown", precondition="Look first.", methods=[method])
    assert complaint in silent
    told = retried(catalogue, "after_check", "unknown", precondition="Only a person sends it.", methods=[method])
    assert complaint not in told


def test_a_close_of_the_socket_needs_a_look_up_in_the_precondition(catalogue):
    complaint = "an unknown outcome after a close needs a look-up in the precondition"
    for precondition, is_wrong in (("Look it up.", True), ("Ask `private/get-order-detail`.", False)):
        retry = Retry("after_backoff", "unknown", 1000, 10, precondition)
        assert (complaint in broken(catalogue, "ws-1006", retry=retry)) is is_wrong


def test_never_goes_with_an_unknown_outcome_only_where_this_request_did_nothing(catalogue):
    never = ("never", "unknown", None, None, "Ask `private/get-order-detail`.")
    assert "retry never contradicts an unknown outcome" in retried(catalogue, *never)
    copy = retried(catalogue, *never, this_request="not_executed")
    assert not any("contradicts" in message for message in copy)


def test_this_request_is_told_only_where_it_differs(catalogue):
    said = retried(catalogue, "after_fix", "not_executed", this_request="not_executed")
    assert "retry.this_request is the outcome: leave it out" in said


def example(entry, client_oid):
    """The entry's example with another client order id in the corrected request."""
    request = entry.note.example["corrected_request"]
    corrected = {**request, "params": {**request["params"], "client_oid": client_oid}}
    return {**entry.note.example, "corrected_request": corrected}


def ids_in(entry):
    """The client order id of the failing request, and the one of the corrected request."""
    failed = json.loads(entry.note.example["response"]["original"])["params"]["client_oid"]
    return failed, entry.note.example["corrected_request"]["params"]["client_oid"]


@pytest.mark.parametrize(
    ("entry_id", "kept", "renewed"),
    [
        ("213-INVALID_ORDERQTY", False, True),  # refused by a check of the order
        ("306-INSUFFICIENT_AVAILABLE_BALANCE", False, True),  # the refused order has an order_id
        ("50001-ERR_INTERNAL", True, False),  # the first order may still arrive
        ("40101-UNAUTHORIZED", True, True),  # nobody read the order
    ],
)
def test_one_rule_for_the_client_order_id(catalogue, entry_id, kept, renewed):
    entry = catalogue.get(entry_id)
    failed, _ = ids_in(entry)
    for client_oid, is_right in ((failed, kept), (f"{failed}-other", renewed)):
        said = broken(catalogue, entry_id, example=example(entry, client_oid))
        assert any("client_oid" in message for message in said) is not is_right, client_oid


def corrected(catalogue, method, params):
    """What the lint says of a corrected request."""
    request = {"id": 1, "nonce": 1760000000000, "method": method, "params": params}
    response = catalogue.get(ORDER).note.example["response"]
    said = broken(catalogue, ORDER, example={"response": response, "corrected_request": request})
    return [message.removeprefix("corrected request: ") for message in said]


@pytest.mark.parametrize(
    ("method", "params", "complaints"),
    [
        ("private/create-order", LIMIT, []),
        ("private/create-order", {**LIMIT, "prise": "1"}, ["prise is not a field of this method"]),
        ("private/create-order", {k: v for k, v in LIMIT.items() if k != "price"}, ["price is missing"]),
        (
            "private/create-order",
            {"instrument_name": "CRO_USD", "side": "BUY", "type": "MARKET", "notional": "5"},
            [],
        ),
        (
            "private/create-order",
            {"instrument_name": "CRO_USD", "side": "SELL", "type": "MARKET", "notional": "5"},
            ["quantity is missing"],
        ),
        (
            "private/advanced/create-order",
            {**LIMIT, "type": "STOP_LIMIT"},
            ["ref_price is missing"],
        ),
        (
            "private/create-order-list",
            {"contingency_type": "LIST", "order_list": [LIMIT, {**LIMIT, "size": "4"}]},
            ["size is not a field of this method"],
        ),
        (
            "private/staking/convert",
            {"expected_rate": "1.02", "slippage_tolerance_bps": "3"},
            ["from_instrument_name is missing", "to_instrument_name is missing", "from_quantity is missing"],
        ),
        ("private/create-withdrawal", {"currency": "CRO", "amount": "5"}, ["address is missing"]),
        (
            "private/amend-order",
            {"new_price": "1", "new_quantity": "2"},
            ["order_id is missing, and so is orig_client_oid"],
        ),
        ("private/close-position", {"instrument_name": "BTCUSD-PERP", "type": "LIMIT"}, ["price is missing"]),
        (
            "private/create-subaccount-transfer",
            {"from": "a", "to": "b", "currency": "CRO", "amount": "1", "client_oid": "x"},
            ["client_oid is not a field of this method"],
        ),
        ("private/get-order-history", {"anything": "1"}, []),  # its fields are not all known
        ("private/make-money", {}, ["unknown method 'private/make-money'"]),
    ],
)
def test_a_corrected_request_can_be_sent_as_printed(catalogue, method, params, complaints):
    assert corrected(catalogue, method, params) == complaints


def test_a_corrected_request_has_its_envelope(catalogue):
    entry = catalogue.get(ORDER)
    bare = {"method": "private/create-order", "params": LIMIT}
    said = broken(catalogue, ORDER, example={**entry.note.example, "corrected_request": bare})
    assert said == ["corrected request: id is missing", "corrected request: nonce is missing"]


def test_a_failing_request_is_wrong_only_where_the_note_says_so(catalogue):
    entry = catalogue.get("40004-MISSING_OR_INVALID_ARGUMENT")
    unsaid = tuple(name for name in entry.note.parameters if name != "new_quantity")
    said = broken(catalogue, entry.id, parameters=unsaid)
    assert said == ["failing request: new_quantity is missing, and the note does not speak of it"]


def test_the_table_of_fields_names_only_known_fields():
    named = {n for s in request_shapes().values() for n in (*s.required, *(s.optional or ()), *s.one_of)}
    assert named <= set(known_fields())
    assert set(request_shapes()) <= set(known_methods())
    reads = {read for look_up in look_ups().values() for read in look_up.look_up}
    assert set(look_ups()) | reads <= set(known_methods())


def test_a_copy_of_a_note_is_sound_before_it_is_spoilt(catalogue):
    entry = catalogue.get(ORDER)
    assert broken(catalogue, ORDER, retry=dataclasses.replace(entry.note.retry)) == []
