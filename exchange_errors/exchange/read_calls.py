"""The read-only calls that tell causes apart: one file each in content/exchange/checks."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode

from ..content import read_tables

HOST = "https://api.crypto.com/exchange/v1/"  # production (Crypto.com Exchange developer portal)
SIGNED = "./signed.sh"  # the script of the signing guide


@dataclass(frozen=True, slots=True)
class ReadCall:
    """A call that changes nothing; ``jq`` picks what to look at, and ``tells`` says what that is."""

    method: str
    jq: str
    tells: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_signed(self) -> bool:
        return not self.method.startswith("public/")

    @property
    def command(self) -> str:
        """The call as one line for a shell."""
        if self.is_signed:
            call = f"{SIGNED} {self.method} {shlex.quote(json.dumps(dict(self.params)))}"
        else:
            query = f"?{urlencode(self.params)}" if self.params else ""
            call = f"curl -s {shlex.quote(f'{HOST}{self.method}{query}')}"
        return f"{call} | jq {shlex.quote(self.jq)}"


@cache
def read_calls() -> Mapping[str, ReadCall]:
    """Return the calls by the name of their file."""
    return {name: ReadCall(**row) for name, row in read_tables("exchange/checks").items()}
