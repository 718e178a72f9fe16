"""The methods that our sources name, who may call them, and the documented rate limits.

The list is not the exchange's whole interface: a method that is absent here is unknown to us, not wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .evidence_levels import Evidence

Access = Literal["public", "private", "websocket"]
Per = Literal["key", "ip"]


@dataclass(frozen=True, slots=True)
class RateLimit:
    """At most ``requests`` within ``window_ms`` milliseconds, counted per key or address."""

    requests: int
    window_ms: int
    per: Per
    evidence: Evidence = "documented"

    @property
    def words(self) -> str:
        """The limit as a reader says it: ``15 per 100 ms per API key``."""
        window = "second" if self.window_ms == 1000 else f"{self.window_ms} ms"
        owner = {"key": "API key", "ip": "IP address"}[self.per]
        return f"{self.requests} per {window} per {owner}"


@dataclass(frozen=True, slots=True)
class Method:
    """One method. ``access`` is public (GET), private (POST) or websocket (a command on an open socket).

    ``limit`` is the limit over REST, None where our sources print none.
    """

    name: str
    access: Access
    limit: RateLimit | None

    @property
    def http_method(self) -> str | None:
        """The HTTP verb over REST, None for a method that exists on the websocket only."""
        return {"public": "GET", "private": "POST", "websocket": None}[self.access]


ORDERS = RateLimit(15, 100, "key")
ORDER_DETAIL = RateLimit(30, 100, "key")
HISTORY = RateLimit(1, 1000, "key")
OTHER_PRIVATE = RateLimit(3, 100, "key")
MARKET_DATA = RateLimit(100, 1000, "ip")
STAKING = RateLimit(50, 1000, "key")
PUBLIC_STAKING = RateLimit(50, 1000, "ip")

_NAMES: Mapping[tuple[Access, RateLimit | None], tuple[str, ...]] = {
    ("private", ORDERS): ("private/create-order", "private/cancel-order", "private/cancel-all-orders"),
    ("private", ORDER_DETAIL): ("private/get-order-detail",),
    ("private", HISTORY): ("private/get-trades", "private/get-order-history"),
    ("private", OTHER_PRIVATE): (
        "private/amend-order",
        "private/cancel-order-list",
        "private/change-account-leverage",
        "private/change-account-settings",
        "private/change-isolated-margin-leverage",
        "private/close-position",
        "private/create-isolated-margin-transfer",
        "private/create-order-list",
        "private/create-subaccount-transfer",
        "private/create-withdrawal",
        "private/get-account-settings",
        "private/get-accounts",
        "private/get-currency-networks",
        "private/get-instrument-fee-rate",
        "private/get-open-orders",
        "private/get-positions",
        "private/get-transactions",
        "private/get-withdrawal-history",
        "private/user-balance",
        "private/user-balance-history",
        "private/advanced/amend-order",
        "private/advanced/cancel-order",
        "private/advanced/create-oco",
        "private/advanced/create-order",
        "private/advanced/create-oto",
        "private/advanced/create-otoco",
        "private/advanced/get-open-orders",
        "private/advanced/get-order-detail",
    ),
    ("private", STAKING): (
        "private/staking/convert",
        "private/staking/get-convert-history",
        "private/staking/get-stake-history",
        "private/staking/stake",
        "private/staking/unstake",
    ),
    ("public", PUBLIC_STAKING): ("public/staking/get-conversion-rate",),
    ("public", MARKET_DATA): (
        "public/get-expired-settlement-price",
        "public/get-instruments",
        "public/get-risk-parameters",
        "public/get-valuations",
    ),
    ("public", None): ("public/get-announcements",),
    ("websocket", None): (
        "public/auth",
        "public/heartbeat",
        "public/respond-heartbeat",
        "subscribe",
        "private/batch-order-request",
        "private/set-cancel-on-disconnect",
    ),
}

METHODS: Mapping[str, Method] = {
    name: Method(name, access, limit) for (access, limit), names in _NAMES.items() for name in names
}
