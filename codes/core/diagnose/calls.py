"""When each method was called, as far as the paste tells."""

from __future__ import annotations

from collections.abc import Mapping

from .case import Paste


def calls(paste: Paste) -> Mapping[str, list[int]]:
    """Return when each method was called, in milliseconds: the requests in the paste, else the answers to them.

    An answer counts only for a method without any timed request of its own, so that no call counts twice.
    """
    sent: dict[str, list[int]] = {}
    for request in paste.requests:
        method = request.request.get("method")
        if isinstance(method, str) and request.at_ms is not None:
            sent.setdefault(method, []).append(request.at_ms)
    answered: dict[str, list[int]] = {}
    for sighting in paste.sightings:
        if sighting.method and sighting.at_ms is not None and sighting.role == "error":
            answered.setdefault(sighting.method, []).append(sighting.at_ms)
    return answered | sent
