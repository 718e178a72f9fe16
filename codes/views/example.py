"""The example of an entry: what comes back, and the failing request and the corrected one as one diff."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from django.utils.safestring import SafeString

from ..syntax import highlighted

Kind = Literal["same", "fault", "fixed", "old", "new"]

ENVELOPE = ("id", "nonce", "sig", "api_key")  # around ``params``: new in each call, or left out
CLIENT_IDS = ("client_oid", "client_wid")  # the caller's names for what a request creates
KEY = re.compile(r'( *)"((?:[^"\\]|\\.)*)": ')


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of JSON. ``old`` and ``new`` mark a value that is new in every request, so no fault."""

    text: str
    kind: Kind = "same"

    @property
    def html(self) -> SafeString:
        return highlighted(self.text, "json")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of one request; ``field`` is its name, or that of the list around it."""

    text: str
    field: str
    fresh: bool

    @property
    def bare(self) -> str:
        """The line without its last comma, which depends on what follows."""
        return self.text.rstrip(",")

    @property
    def key(self) -> str:
        """What finds the same line in the other request: of a fresh value its name alone."""
        return self.field if self.fresh else self.bare


def example_of(example: Mapping[str, Any], parameters: Collection[str]) -> dict[str, Any] | None:
    """Return the example of a note ready to print, None where it has none; ``parameters`` are those the note names.

    ``request`` is a diff where ``compared``, else the one request that the note has, or empty. ``corrected`` is the
    text of the corrected request; ``unsigned`` says that it is private and printed without its key and signature.
    """
    if not example:
        return None
    response, corrected = example.get("response", {}), example.get("corrected_request") or {}
    failed = _original(response)
    compared = bool(failed and corrected)
    if compared:
        lines = list(_compared(failed, corrected, parameters))
    else:
        lines = [DiffLine(line) for line in _printed(failed or corrected)]
    kinds = {line.kind for line in lines}
    return {
        "method": str((corrected or failed or response).get("method", "")),
        "response": highlighted("\n".join(_printed(response)), "json"),
        "request": lines,
        "compared": compared,
        "corrected": "\n".join(_printed(corrected)),
        "unsigned": str(corrected.get("method", "")).startswith("private/") and "sig" not in corrected,
        "has_fault": "fault" in kinds,
        "has_new": "new" in kinds,
    }


def _original(response: Any) -> dict[str, Any]:
    """Return the request that a response quotes, empty where it quotes none."""
    try:
        request = json.loads(response["original"])
    except (KeyError, TypeError, ValueError):
        return {}
    return request if isinstance(request, dict) else {}


def _compared(failed: dict[str, Any], corrected: dict[str, Any], parameters: Collection[str]) -> Iterator[DiffLine]:
    """Yield the corrected request, each faulty line of the failed one above what replaces it.

    The fault lies in what changed, apart from what is new on every call. Where nothing else changed, the new value is
    the correction if the note names its parameter: a ``client_oid`` used twice or, failing that, a ``nonce`` too late.
    """
    pairs = list(_pairs(_rows(_ordered(failed, corrected)), _rows(corrected)))
    changed = [row for pair in pairs if not _alike(*pair) for row in pair if row]
    blamed = _blamed(changed, parameters)
    for old, new in pairs:
        if new and _alike(old, new):
            yield DiffLine(new.text)
            continue
        if old:
            yield DiffLine(old.text, "fault" if _at_fault(old, blamed) else "old")
        if new:
            yield DiffLine(new.text, "fixed" if _at_fault(new, blamed) else "new")


def _pairs(old: list[_Row], new: list[_Row]) -> Iterator[tuple[_Row | None, _Row | None]]:
    """Yield the rows of both requests, those that belong together side by side."""
    matcher = SequenceMatcher(None, [row.key for row in old], [row.key for row in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from ((row, None) for row in old[a:b])
            yield from ((None, row) for row in new[c:d])


def _alike(old: _Row | None, new: _Row | None) -> bool:
    return old is not None and new is not None and old.bare == new.bare


def _blamed(changed: list[_Row], parameters: Collection[str]) -> set[str]:
    """Return the fresh fields that hold the fault: none where another field changed, else those that the note names."""
    if not all(row.fresh for row in changed):
        return set()
    named = {row.field for row in changed if row.field in parameters}
    return named - {*ENVELOPE} or named


def _at_fault(row: _Row, blamed: Collection[str]) -> bool:
    return not row.fresh or row.field in blamed


def _ordered(old: Any, new: Any) -> Any:
    """Return ``old`` with the names that both have in the order of ``new``: in JSON the order says nothing."""
    if isinstance(old, list) and isinstance(new, list):
        return [_ordered(*pair) for pair in zip(old, new, strict=False)] + old[len(new) :]
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return old
    common = (name for name in new if name in old)
    names = [next(common) if name in new else name for name in old]
    return {name: _ordered(old[name], new.get(name)) for name in names}


def _rows(request: dict[str, Any]) -> list[_Row]:
    creates = str(request.get("method", "")).rpartition("/")[2].startswith(("create", "amend"))
    rows, field, depth = [], "", 0
    for line in _printed(request):
        if key := KEY.match(line):
            depth, field = len(key[1]), key[2]
        # Only what creates something gives it a new name; a look-up or a cancellation names what exists.
        fresh = field in ENVELOPE if depth == 2 else creates and field in CLIENT_IDS
        rows.append(_Row(line, field, fresh and key is not None))
    return rows


def _printed(value: Any) -> list[str]:
    return json.dumps(value, indent=2, ensure_ascii=False).split("\n") if value else []
