"""What a rule looks at: one request or order with its context, read through accessors that never raise.

A paste may contain anything, so a rule asks for text or a number and gets an empty value where the type is another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ..decoder.decoded import NOTHING, Sighting
from .paste import Paste
from .values import number, whole

NO_PASTE = Paste()


class Case(NamedTuple):
    """One request, or one order of a batch, with the answer to it where there is one.

    ``code`` is None for a request that was not answered yet. ``params`` are the request's parameters or, when
    ``sent`` is false, those of an order object under the request's field names. ``place`` says which order of a
    list this is, from 1, else it is 0. ``group`` holds the sightings of the same finding.
    """

    method: str = ""
    code: int | None = None
    params: Mapping[str, Any] = NOTHING
    sent: bool = False
    request: Mapping[str, Any] = NOTHING
    response: Mapping[str, Any] = NOTHING
    order: Mapping[str, Any] = NOTHING
    message: str = ""
    at_ms: int | None = None
    http_status: int | None = None
    place: int = 0
    paste: Paste = NO_PASTE
    group: Sequence[Sighting] = ()

    @property
    def when_ms(self) -> int | None:
        """When the request was made, in milliseconds since 1970: as logged or, failing that, by its own nonce."""
        if self.at_ms is not None:
            return self.at_ms
        nonce = whole(self.request.get("nonce"))
        return nonce if nonce is not None and 10**12 <= nonce < 10**13 else None

    def raw(self, name: str) -> Any:
        """Return the parameter as it was sent, None when absent."""
        return self.params.get(name)

    def has(self, name: str) -> bool:
        """Whether the parameter is there, whatever its value."""
        return name in self.params

    def text(self, name: str) -> str:
        """Return the parameter when it is text, else ""."""
        value = self.params.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list parameter, or the one text where a list is due; () for anything else."""
        value = self.params.get(name)
        if isinstance(value, str):
            return (value,) if value else ()
        if isinstance(value, (list, tuple)):
            return tuple(item for item in value if isinstance(item, str))
        return ()

    def number(self, name: str) -> Decimal | None:
        """Return the parameter as a number, from text or from a JSON number; None when it is neither."""
        return number(self.params.get(name))

    def blank(self, name: str) -> bool:
        """Whether the parameter is missing, null or empty text."""
        value = self.params.get(name)
        return value is None or (isinstance(value, str) and not value.strip())
