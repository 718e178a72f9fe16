"""What version 1 of the API is going to lose: announced in headers and in the OpenAPI document before it goes.

A field stays for as long as version 1 does. Withdrawing one begins with a line in DEPRECATIONS; from then on every
answer says since when it is deprecated (RFC 9745) and when it may go (RFC 8594), with the address of the explanation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.http import http_date

from ..links import absolute


@dataclass(frozen=True, slots=True)
class Deprecation:
    """One field of one schema; ``path`` is the page of this site that says what to use instead."""

    schema: str
    field: str
    since: datetime
    sunset: datetime
    path: str


DEPRECATIONS: tuple[Deprecation, ...] = ()


def headers() -> dict[str, str]:
    """Return the headers of an answer: the earliest of each date, and all explanations as links; {} while none is."""
    if not DEPRECATIONS:
        return {}
    links = ", ".join(f'<{absolute(d.path)}>; rel="deprecation"' for d in DEPRECATIONS)
    return {
        "Deprecation": f"@{min(int(d.since.timestamp()) for d in DEPRECATIONS)}",
        "Sunset": http_date(min(d.sunset.timestamp() for d in DEPRECATIONS)),
        "Link": links,
    }


def mark(schemas: dict[str, Any]) -> None:
    """Mark the deprecated fields in the schemas of the OpenAPI document."""
    for deprecation in DEPRECATIONS:
        schemas[deprecation.schema]["properties"][deprecation.field]["deprecated"] = True
