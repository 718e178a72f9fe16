"""The example bot against an exchange that fails in every documented way: nothing doubled, nothing given up early."""

from __future__ import annotations

import random
from contextlib import contextmanager, nullcontext
from random import Random

import pytest

from exchange_errors.exchange.outcomes import only_by_a_person
from tests.exchange_errors.bot.faulty_exchange import (
    CANCEL,
    LATE_S,
    ORDER,
    ORDERS,
    PAYOUT,
    TRANSFER,
    FaultyExchange,
    faults,
)
from tests.exchange_errors.bot.faulty_socket import socket_of
from tests.exchange_errors.exchange.fake_exchange import KEY, SECRET, FakeExchange, serving

RUNS, CLIENT_RUNS = 1000, 40
MOST_FAULTS = 6  # in a row


@pytest.fixture(scope="module")
def every_fault(catalogue):
    return faults(catalogue)


def order(oid, instrument="BTC_USD"):
    return {"client_oid": oid, "instrument_name": instrument, "side": "BUY", "type": "MARKET", "notional": "50"}


def calls(bot):
    """Return each kind of call: its params and its look-up."""
    return {
        ORDER: (order("a"), bot.order_left),
        ORDERS: ({"contingency_type": "LIST", "order_list": [order("a"), order("b", "CRO_USD")]}, bot.orders_left),
        CANCEL: ({"client_oid": "open"}, bot.cancel_left),
        PAYOUT: ({"client_wid": "w1", "currency": "CRO", "amount": "9"}, bot.payout_left),
        TRANSFER: ({"from": "main", "to": "sub", "currency": "CRO", "amount": "9"}, None),
    }


def faulty(seed, every_fault):
    """Return an exchange with faults drawn by ``seed``: any row as often as all those that pass by themselves."""
    draw = Random(seed)
    passing = [f for f in every_fault if f.kind not in ("answer", "rejected") or f.code in (207, 40801, 42901)]
    script = [draw.choice(draw.choice((every_fault, passing))) for _ in range(draw.randint(0, MOST_FAULTS))]
    misread = [f for f in every_fault if f.kind != "rejected" and f.code != 40401]
    exchange = FaultyExchange(seed, script, [draw.choice(misread) for _ in range(draw.randint(0, 4))])
    exchange.orders["open"] = {
        "client_oid": "open",
        "status": "ACTIVE",
        "cumulative_quantity": "0",
        "at": 0,
        "for": "X",
    }
    return exchange


def took_effect(exchange, method):
    """Return how often each thing that the call asked for was done."""
    match method:
        case "private/create-order":
            return [exchange.placed["BTC_USD"]]
        case "private/create-order-list":
            return [exchange.placed["BTC_USD"], exchange.placed["CRO_USD"]]
        case "private/cancel-order":
            return [int(exchange.orders["open"]["status"] == "CANCELED")]
        case "private/create-withdrawal":
            return [len(exchange.payouts)]
    return [len(exchange.transfers)]


def could_have_gone_on(exchange, method, catalogue, most_attempts):
    """Return whether the notes allow one more sending after the last answer, which the exchange would have taken."""
    fault = exchange.sent[-1][1]
    attempts = len(exchange.sent)
    if method in only_by_a_person() or attempts >= most_attempts:
        return False
    if fault is None or fault.kind not in ("answer", "rejected") or not catalogue.numbered(fault.code, "response"):
        return True
    [retry] = {e.note.retry for e in catalogue.numbered(fault.code, "response") if fault.message in (None, e.name)}
    passes = retry.advice == "after_backoff" or (retry.advice == "after_check" and retry.min_delay_ms is not None)
    return passes and not (retry.max_attempts and attempts >= retry.max_attempts)


def run(bot, seed, every_fault, catalogue, client=nullcontext):
    """Let the bot send the call of ``seed``, and hold what became of it to both promises; return method and action."""
    method, (params, look_up) = list(calls(bot).items())[seed % len(calls(bot))]
    exchange = faulty(seed, every_fault)
    with client(exchange) as call:
        action = bot.send(call, method, params, look_up, exchange.wait)
    met = f"run {seed}: {method} ended in {action} after {[fault for _, fault in exchange.sent]}"
    assert exchange.sent, met
    assert action != "done" or all(took_effect(exchange, method)), met
    exchange.wait(LATE_S)
    assert max(took_effect(exchange, method)) <= 1, met
    if not all(took_effect(exchange, method)):
        assert not could_have_gone_on(exchange, method, catalogue, bot.MOST_ATTEMPTS), met
    assert method not in only_by_a_person() or len(exchange.sent) == 1, met
    return method, action


@contextmanager
def over_rest(exchange):
    from over_rest import RestCalls

    with serving(FakeExchange(exchange)) as server:
        call = RestCalls(KEY, SECRET, server.host)
        yield call
        call.session.close()


@contextmanager
def over_websocket(exchange):
    from over_websocket import WebsocketCalls

    with socket_of(exchange) as url:
        call = WebsocketCalls(KEY, SECRET, url, pause=0)
        yield call
        call.close()


@contextmanager
def over_ccxt(exchange):
    ccxt = pytest.importorskip("ccxt", reason="ccxt is not on this machine: .ci/run installs it")
    from over_ccxt import CcxtCalls

    with serving(FakeExchange(exchange)) as server:
        cryptocom = ccxt.cryptocom({"apiKey": KEY, "secret": SECRET, "enableRateLimit": False})
        cryptocom.urls["api"] = {"v1": server.host.rstrip("/")}
        yield CcxtCalls(cryptocom)
        cryptocom.session.close()


def test_in_a_thousand_runs_nothing_is_doubled_and_nothing_is_given_up(bot, every_fault, catalogue):
    """Doubled: an order, payout or transfer was carried out more often than asked once all that was sent has arrived.

    Given up: the bot stopped, not all was carried out, and after the last answer the notes allowed a program another
    sending, which the exchange would have taken (it fails a few times and then answers well). What the notes leave to
    a person, or to a change of the request, the account or the market, is not given up: the caller gets that action.
    """
    ends = {}
    for seed in range(RUNS):
        random.seed(seed)  # the random part of decide()'s waits
        method, action = run(bot, seed, every_fault, catalogue)
        ends.setdefault(method, set()).add(action)
    assert ends[ORDER] == ends[ORDERS] == {"done", "fix", "give_up", "wait_for_change"}
    assert ends[PAYOUT] == ends[TRANSFER] == {"done", "ask_a_person"}


@pytest.mark.parametrize("client", [over_rest, over_websocket, over_ccxt])
def test_so_it_is_over_real_clients(bot, every_fault, catalogue, client):
    """The same, over sockets: what each client library makes of a lost, cut or foreign answer is read alike."""
    actions = {run(bot, seed, every_fault, catalogue, client)[1] for seed in range(CLIENT_RUNS)}
    assert {"done", "ask_a_person"} < actions
