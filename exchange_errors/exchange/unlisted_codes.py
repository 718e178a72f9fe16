"""Codes outside the source document: one file each in content/unlisted, the rest in content/exchange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from ..content import read_table, table_names
from .evidence_levels import Evidence


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A code outside the catalogue; its number may be in the catalogue with another meaning.

    ``meaning`` is "" where only the name is known. ``counterparts`` are ours: the ids of the catalogue's entries that
    say the same or come nearest.
    """

    code: int
    name: str
    family: Literal["newer", "legacy"]
    evidence: Evidence
    source: str
    meaning: str = ""
    counterparts: tuple[str, ...] = ()


class CloseCode(NamedTuple):
    """A close code of the websocket registry; ``sent`` is False for one that a client's own library sets.

    ``nearest`` is the catalogue's close code that says most about it, -1 where none does.
    """

    code: int
    name: str
    meaning: str
    sent: bool = True
    nearest: int = -1


class LegacyRange(NamedTuple):
    """Numbers of an older family, of which not each name is known."""

    first: int
    last: int
    family: str
    evidence: Evidence
    source: str


@cache
def unlisted_codes() -> tuple[Unlisted, ...]:
    """Return the codes, those newer than the source document first, each family by number."""
    codes = [Unlisted(**read_table(name)) for name in table_names("unlisted")]
    return tuple(sorted(codes, key=lambda code: (code.family == "legacy", code.code, code.name)))


@cache
def close_codes() -> Mapping[int, CloseCode]:
    """Return the registered close codes by number."""
    return {row["code"]: CloseCode(**row) for row in read_table("exchange/close_codes.toml")["codes"]}


@cache
def legacy_ranges() -> tuple[LegacyRange, ...]:
    """Return the number ranges of older families."""
    return tuple(LegacyRange(**row) for row in read_table("exchange/other_numbers.toml")["legacy_ranges"])


@cache
def message_texts() -> Mapping[str, int]:
    """Return the texts that are sent in place of a code's name, with the code."""
    texts: dict[str, int] = read_table("exchange/other_numbers.toml")["message_texts"]
    return texts
