"""The methods that our sources name, who may call them, and their rate limits: content/exchange/methods.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..content import read_table
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
        """The limit as a sentence has it: ``15 per 100 ms per API key``."""
        return f"{self.rate} per {self.owner}"

    @property
    def rate(self) -> str:
        return f"{self.requests} per {'second' if self.window_ms == 1000 else f'{self.window_ms} ms'}"

    @property
    def owner(self) -> str:
        """Whose requests are counted together."""
        return {"key": "API key", "ip": "IP address"}[self.per]


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


@cache
def known_methods() -> Mapping[str, Method]:
    """Return the methods by name. One that is absent is unknown to us, not wrong."""
    return {
        name: Method(name, group["access"], RateLimit(**group["limit"]) if "limit" in group else None)
        for group in read_table("exchange/methods.toml")["groups"]
        for name in group["names"]
    }
