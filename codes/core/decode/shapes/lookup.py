"""A paste that is nothing but a number or a name: somebody wants to look it up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..prose_page import ProsePage
from ..report import Kind, Sighting

LONGEST = 120
NUMBER = re.compile(r"[\"'#(\[]{0,2}(?i:errcode|error|err|code)?(?P<n>\d{1,7})[\"')\]]{0,2}[.?!]{0,3}")
CLOSE = re.compile(r"(?:ws|websocket)[-: ]{0,2}(?:close )?(?:code )?(?P<n>\d{4})", re.IGNORECASE)
HTTP_ONLY = frozenset((
    100, 101, 200, 400, 402, 403, 404, 405, 413, 414, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451,
    500, 502, 503, 504, 505,
))  # fmt: skip


def lookup(page: ProsePage) -> Iterator[Sighting]:
    """Read a whole paste that is one number, one id or one name."""
    said = page.text.strip()
    if page.page.outer is not None or not said or len(said) > LONGEST or "\n" in said:
        return
    start = page.text.index(said)
    code = _code(page, said)
    if code is None:
        return
    kind, number, name = code
    if page.take(start, start + len(said)):
        yield page.sighting(
            (start, start + len(said)), number, kind=kind, shape="lookup", name=name,
            role="close" if kind == "websocket" else "mention", confidence="certain" if name else "likely",
        )  # fmt: skip


def _code(page: ProsePage, said: str) -> tuple[Kind, int, str | None] | None:
    words = page.words
    if (match := CLOSE.fullmatch(said)) is not None:
        return "websocket", int(match["n"]), None
    if (match := NUMBER.fullmatch(said)) is not None:
        number = int(match["n"])
        if words.catalogue.numbered(number, "websocket"):
            return "websocket", number, None
        known = words.is_number(number) or number == 0
        return ("response", number, None) if known or (number > 99 and number not in HTTP_ONLY) else None
    bare = said.strip("\"'`.!? ")
    entry = words.catalogue.get(bare) or words.says(bare) or words.alias(bare)
    if entry is not None:
        return entry.kind, entry.code, entry.name
    other = words.unlisted_name(bare)
    return ("response", other.code, other.name) if other is not None else None
