"""The request of a single error as a listing, the fields at fault marked."""

from __future__ import annotations

import json

from exchange_errors.decoder.decoded import Finding

from ..syntax import highlighted

REQUEST_LINES = 60
SPENT = ("id", "nonce")  # new on every request, and so never at fault alone
UNSENT = ("api_key", "sig")


def request_lines(finding: Finding) -> list[dict[str, str]]:
    """Return the request or order of a single error as lines of HTML; [] where the text holds none.

    The ``kind`` of a line is ``fault``, ``new`` for what changes on every request, or "".
    """
    sighting = finding.sightings[0]
    source = sighting.request or sighting.order
    printed = json.dumps({k: v for k, v in source.items() if k not in UNSENT}, indent=2, ensure_ascii=False)
    lines = printed.split("\n")
    if not source.keys() - {"id"} or len(lines) > REQUEST_LINES:
        return []
    faults = {diagnosis.parameter for diagnosis in finding.diagnosis}
    return [{"html": highlighted(line, "json"), "kind": _line_kind(line, faults)} for line in lines]


def _line_kind(line: str, faults: set[str | None]) -> str:
    name = line.strip().partition('"')[2].partition('": ')[0]
    return "fault" if name in faults else "new" if line.startswith('  "') and name in SPENT else ""
