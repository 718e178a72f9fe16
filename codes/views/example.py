"""The example of an entry: the failing request beside the corrected one, with the lines that differ marked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

PER_CALL = ("id", "nonce", "sig", "api_key")  # differ from call to call, whatever is right or wrong


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """``failed`` is the request that the response carries in ``original``; it and ``corrected`` may be empty.

    ``unsigned`` says that the corrected request is a private one, printed without its key and signature.
    """

    response: str
    failed: tuple[Line, ...]
    corrected: tuple[Line, ...]
    unsigned: bool


def example_of(example: Mapping[str, Any]) -> Example | None:
    """Return the example of a note ready to print, None where it has none."""
    if not example:
        return None
    response, request = example.get("response", {}), example.get("corrected_request") or {}
    failed, corrected = _lines(_original(response)), _lines(request)
    if failed and corrected:
        matcher = SequenceMatcher(
            None, [_compared(t) for t in failed], [_compared(t) for t in corrected], autojunk=False
        )
        changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
        left = {number for _, start, end, _, _ in changes for number in range(start, end)}
        right = {number for _, _, _, start, end in changes for number in range(start, end)}
    else:
        left = right = set()
    return Example(
        "\n".join(_lines(response)),
        tuple(Line(text, number in left) for number, text in enumerate(failed)),
        tuple(Line(text, number in right) for number, text in enumerate(corrected)),
        str(request.get("method", "")).startswith("private/") and "sig" not in request,
    )


def _original(response: Any) -> Any:
    """Return the request that a response quotes, None where it quotes none."""
    try:
        return json.loads(response["original"])
    except (KeyError, TypeError, ValueError):
        return None


def _lines(value: Any) -> list[str]:
    return json.dumps(value, indent=2, ensure_ascii=False).split("\n") if value else []


def _compared(line: str) -> str:
    """Return what counts of a line: not its last comma, and nothing of what differs with every call."""
    stripped = line.rstrip(",")
    key = stripped.strip().partition(":")[0].strip('"')
    return key if key in PER_CALL and line.startswith('  "') else stripped
