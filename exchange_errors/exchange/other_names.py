"""Names that the catalogue does not have: the registered ones of close codes, and texts sent instead of a name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..content import read_table


@cache
def close_codes() -> Mapping[int, str]:
    """Return the names of the registered close codes by number."""
    return {int(code): name for code, name in read_table("exchange/close_codes.toml")["names"].items()}


@cache
def message_texts() -> Mapping[str, int]:
    """Return the texts that are sent instead of a code's name, with the code."""
    texts: dict[str, int] = read_table("exchange/message_texts.toml")["message_texts"]
    return texts
