"""The request of a single error as a listing, the fields at fault marked."""

from __future__ import annotations

import json
from typing import NamedTuple

from django.utils.safestring import SafeString

from exchange_errors.decoder.decoded import Finding

from ..syntax import highlighted

REQUEST_LINES = 60
SPENT = ("id", "nonce")  # new on every request, and so never at fault alone
UNSENT = ("api_key", "sig")


class RequestLine(NamedTuple):
    """A line of the request at fault; ``kind`` is ``fault``, ``new`` for what changes on every request, or ""."""

    html: SafeString
    kind: str


def request_lines(finding: Finding) -> tuple[RequestLine, ...]:
    """Return the request or order of a single error, the fields at fault marked; () where the text holds none."""
    sighting = finding.sightings[0]
    source = sighting.request or sighting.order
    printed = json.dumps({k: v for k, v in source.items() if k not in UNSENT}, indent=2, ensure_ascii=False)
    lines = printed.split("\n")
    if not source.keys() - {"id"} or len(lines) > REQUEST_LINES:
        return ()
    faults = {diagnosis.parameter for diagnosis in finding.diagnosis}
    return tuple(RequestLine(highlighted(line, "json"), _line_kind(line, faults)) for line in lines)


def _line_kind(line: str, faults: set[str | None]) -> str:
    name = line.strip().partition('"')[2].partition('": ')[0]
    return "fault" if name in faults else "new" if line.startswith('  "') and name in SPENT else ""
