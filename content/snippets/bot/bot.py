"""Send a call until it took effect: never twice, and not given up early.

``call(method, params)`` returns the exchange's answer or raises: see over_rest.py, over_websocket.py, over_ccxt.py.
"""

import time
from uuid import uuid4

from exchange_errors import decide

MOST_ATTEMPTS = 12  # ours: a person looks at what still fails then
LOOKS = (1, 4, 10, 30)  # seconds before each look: a new order can be unreadable at first, nobody says for how long
ENDED = ("FILLED", "CANCELED", "EXPIRED", "REJECTED")


def send(call, method, params, what_is_left=None, wait=time.sleep):
    """Return "done", or the action of ``decide`` that the caller or a person has to take.

    ``what_is_left`` is one of the look-ups below. It returns the params that are still to be sent, None for nothing,
    and the later refusal of an order if there was one.
    """
    in_doubt = False
    for attempt in range(1, MOST_ATTEMPTS + 1):
        answer = answer_of(call, method, params)
        action, wait_ms, _ = decide(answer, attempt, method=method)
        if action == "check" and what_is_left:
            in_doubt = True  # from now on: wait, look, and send at once, because an earlier copy may still arrive
            action, wait_ms, _ = decide(answer, attempt, method=method, nothing_happened=True)
        wait(wait_ms / 1000)
        if what_is_left and (in_doubt or action != "wait"):  # also after code 0, which says that it was received
            try:
                params, refusal = what_is_left(call, params, wait)
            except LookupError:
                return "ask_a_person"
            if not params:
                return "done"
            if refusal:
                action, wait_ms, _ = decide(refusal, attempt, method=method, nothing_happened=True)
                wait(wait_ms / 1000)
        if action != "wait":
            return action
    return "ask_a_person"


def order_left(call, order, wait):
    """For private/create-order. The same client_oid as long as the order does not exist, a new one after a refusal."""
    for look, pause in enumerate(LOOKS):
        wait(pause)
        placed = read(call, "private/get-order-detail", {"client_oid": order["client_oid"]}, wait)
        if not placed and look:
            return order, None
        if placed and placed["status"] == "REJECTED" and not float(placed["cumulative_quantity"]):
            return {**order, "client_oid": uuid4().hex}, {"code": placed["reason"]}
        if placed and placed["status"] not in ("NEW", "PENDING"):
            return None, None
    return None, None


def orders_left(call, batch, wait):
    """For private/create-order-list: the orders of the list that do not exist."""
    looks = [order_left(call, order, wait) for order in batch["order_list"]]
    missing = [order for order, _ in looks if order]
    refusal = next((refusal for _, refusal in looks if refusal), None)
    return {**batch, "order_list": missing} if missing else None, refusal


def cancel_left(call, cancel, wait):
    """For private/cancel-order, by client_oid."""
    wait(LOOKS[0])
    placed = read(call, "private/get-order-detail", cancel, wait)
    return None if placed.get("status") in ENDED else cancel, None


def payout_left(call, payout, wait):
    """For private/create-withdrawal: None where it stands in the history. A person sends it again, no program does."""
    wait(LOOKS[0])
    history = read(call, "private/get-withdrawal-history", {}, wait).get("withdrawal_list", [])
    rows = [row for row in history if row["client_wid"] == payout["client_wid"]]
    has_failed = any(str(row["status"]) in ("2", "4", "6") for row in rows)  # rejected, payment failed, cancelled
    return (payout, rows[0]) if has_failed else (None if rows else payout, None)


def read(call, method, params, wait):
    """Return the result of a look-up, {} for "not found". Reading changes nothing: it is repeated after any error."""
    for attempt in range(1, MOST_ATTEMPTS + 1):
        answer = answer_of(call, method, params)
        if isinstance(answer, dict) and str(answer.get("code")) == "0":
            return answer.get("result") or {}
        if decide(answer).id == "40401-NOT_FOUND":
            return {}
        wait(min(30, 2**attempt))
    raise LookupError(method)


def answer_of(call, method, params):
    try:
        return call(method, params)
    except Exception as error:  # no answer, half of one, a closed socket: decide() reads its text
        return error
