"""An exchange that fails in every documented way, late and half-way too. Seeded, with a clock of its own, no socket.

What a fault does with the request follows the catalogue: nothing where the outcome is "not executed"; where it is
unknown, the request is carried out at once, seconds later or never. Orders are told apart by ``client_oid`` for a while
(how long is not documented): a second one is refused with 204. Payouts and transfers are not told apart.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from exchange_errors.catalogue.catalogue import Catalogue

ORDER, ORDERS, CANCEL = "private/create-order", "private/create-order-list", "private/cancel-order"
PAYOUT, TRANSFER = "private/create-withdrawal", "private/create-subaccount-transfer"
DETAIL, HISTORY = "private/get-order-detail", "private/get-withdrawal-history"
LATE_S = 20.0  # the longest that a request is under way
UNREADABLE_S = 3.0  # a new order can be unreadable at first
RESERVED_S = 25.0  # how long a second order with the same client_oid is refused
CLOSES = {1000: "OK", 1006: "", 1013: "try again later"}


@dataclass(frozen=True)
class Fault:
    """One way to fail: ``kind`` is answer, silence, half, page (a gateway's), close, or rejected (after a success)."""

    kind: str
    code: int = 0
    message: str | None = None
    http_status: int = 200
    is_open: bool = True  # whether the request may be carried out all the same


def faults(catalogue: Catalogue) -> list[Fault]:
    """Return every fault: each row of the catalogue, and what no row tells."""
    rows = [
        Fault("answer", e.code, e.name, e.http_status or 200, e.note.retry.outcome == "unknown")
        for e in catalogue.entries
        if e.kind == "response" and e.code
    ]
    refusals = [Fault("rejected", row.code) for row in rows if row.code < 1000]
    closes = [Fault("close", code) for code in CLOSES]
    pages = [
        Fault("page", http_status=429, is_open=False),
        Fault("page", http_status=502),
        Fault("page", http_status=504),
    ]
    return [*rows, *refusals, *closes, *pages, Fault("silence"), Fault("half"), Fault("answer", 99999, "NEW", 400)]


@dataclass
class Answer:
    """What goes over the wire: ``body`` is None for silence, ``close`` the code of a websocket's close."""

    http_status: int
    body: str | None
    is_cut: bool = False
    close: int | None = None


@dataclass
class FaultyExchange:
    """Fails as ``script`` says, call by call, then answers well. ``read_faults`` are the same for look-ups."""

    seed: int
    script: list[Fault] = field(default_factory=list)
    read_faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.now = 0.0
        self.orders: dict[str, dict[str, Any]] = {}
        self.placed: Counter[str] = Counter()  # by instrument, without those that are refused later
        self.payouts: list[dict[str, Any]] = []
        self.transfers: list[Any] = []
        self.under_way: list[tuple[float, str, Mapping[str, Any]]] = []
        self.sent: list[tuple[str, Fault | None]] = []  # the calls that change something, each with its fault

    def wait(self, seconds: float) -> None:
        """Let time pass; what was under way arrives."""
        end = self.now + seconds
        due = sorted((call for call in self.under_way if call[0] <= end), key=lambda call: call[0])
        self.under_way = [call for call in self.under_way if call[0] > end]
        for self.now, method, params in due:
            self._carry_out(method, params)
        self.now = end
        for order in self.orders.values():
            if order["status"] == "PENDING" and order["at"] + UNREADABLE_S <= self.now:
                order["status"] = "REJECTED"

    def __call__(self, method: str, params: Mapping[str, Any]) -> Any:
        """Answer as a client library does: the body read, or an exception."""
        answer = self.answer(method, params)
        if answer.close is not None:
            raise ConnectionError(f"received {answer.close} ({CLOSES[answer.close]})")
        if answer.body is None:
            raise TimeoutError("timed out")
        return json.loads(answer.body)

    def answer(self, method: str, params: Mapping[str, Any]) -> Answer:
        """Take one call, with the next fault if there is one."""
        is_read = method in (DETAIL, HISTORY)
        pending = self.read_faults if is_read else self.script
        fault = pending.pop(0) if pending else None
        if not is_read:
            self.sent.append((method, fault))
        if fault is None or fault.kind == "rejected":
            return Answer(200, json.dumps({"id": 1, "method": method, **self._carry_out(method, params, fault)}))
        result = self._disturbed(method, params, fault)
        body = json.dumps({"id": 1, "method": method, "code": fault.code, "message": fault.message})
        match fault.kind:
            case "answer":
                return Answer(fault.http_status, body)
            case "half":
                whole = json.dumps({"id": 1, "method": method, **result})
                return Answer(200, whole[: self.random.randrange(1, len(whole))], is_cut=True)
            case "page":
                return Answer(fault.http_status, "<html><body>Please wait</body></html>")
            case "close":
                return Answer(200, None, close=fault.code)
        return Answer(200, None)

    def _disturbed(self, method: str, params: Mapping[str, Any], fault: Fault) -> dict[str, Any]:
        """Carry a call out at once, half-way, later or never, as far as the fault leaves it open."""
        when = self.random.choice(("now", "half", "late", "never")) if fault.is_open else "never"
        if when == "late":
            self.under_way.append((self.now + self.random.uniform(0, LATE_S), method, params))
        if when == "half" and "order_list" in params:
            kept = [order for order in params["order_list"] if self.random.random() < 0.5]
            self._carry_out(method, {**params, "order_list": kept})
        return self._carry_out(method, params) if when == "now" else {"code": 0, "result": {}}

    def _carry_out(self, method: str, params: Mapping[str, Any], fault: Fault | None = None) -> dict[str, Any]:
        """Do what ``method`` asks and return the end of its answer; ``fault`` refuses the order a little later."""
        match method:
            case "private/create-order":
                return self._place(params, fault)
            case "private/create-order-list":
                rows = [{"index": n, **self._place(order, fault)} for n, order in enumerate(params["order_list"])]
                return {"code": 0, "result": {"result_list": rows}}
            case "private/cancel-order":
                return self._cancel(params)
            case "private/create-withdrawal":
                self.payouts.append({"client_wid": params["client_wid"], "status": "1"})
            case "private/create-subaccount-transfer":
                self.transfers.append(params)
            case "private/get-order-detail":
                return self._detail(params)
            case "private/get-withdrawal-history":
                return {"code": 0, "result": {"withdrawal_list": self.payouts}}
        return {"code": 0}

    def _place(self, order: Mapping[str, Any], fault: Fault | None) -> dict[str, Any]:
        oid = order["client_oid"]
        if oid in self.orders and self.now < self.orders[oid]["at"] + RESERVED_S:
            return {"code": 204, "message": "DUPLICATE_CLORDID"}
        placed = {"client_oid": oid, "order_id": str(len(self.orders) + 1), "cumulative_quantity": "0", "at": self.now}
        status = "PENDING" if fault else self.random.choice(("ACTIVE", "FILLED", "CANCELED"))
        self.orders[oid] = {**placed, "for": order["instrument_name"], "status": status}
        self.placed[order["instrument_name"]] += not fault
        if fault:
            self.orders[oid]["reason"] = str(fault.code)
        return {"code": 0, "result": {"order_id": placed["order_id"], "client_oid": oid}}

    def _cancel(self, params: Mapping[str, Any]) -> dict[str, Any]:
        order = self.orders.get(params["client_oid"])
        if order is None or order["status"] != "ACTIVE":
            return {"code": 316, "message": "NO_ACTIVE_ORDER"}
        order["status"] = "CANCELED"
        return {"code": 0}

    def _detail(self, params: Mapping[str, Any]) -> dict[str, Any]:
        order = self.orders.get(params["client_oid"])
        if order is None or (order["at"] + UNREADABLE_S > self.now and self.random.random() < 0.5):
            return {"code": 40401, "message": "NOT_FOUND"}
        return {"code": 0, "result": {name: value for name, value in order.items() if name not in ("at", "for")}}
