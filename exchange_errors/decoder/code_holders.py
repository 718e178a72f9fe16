"""Fields that hold several codes: a list or a map whose name speaks of codes, errors or reasons."""

from __future__ import annotations

import re
from functools import lru_cache

from .code_fields import key_parts, last_key, own_parts
from .source_comparison import is_code_field

ITEM = re.compile(r"\s*(?:[-*]|[\"']?)\s*[\"']?")  # before an item of a YAML list, or a key of a map
KEY_BEHIND = re.compile(r"[\"']?\s{0,4}(?::|=>)\s")
HOLDER = re.compile(
    r"(?<![\w$.-])([A-Za-z_$][\w$.-]{0,60}+)[\"']?(?:\s?:\s?[\w<>\[\], ]{1,40})?\s{0,4}(?:=|:)=?"  # its name and type
    r"\s{0,4}[\w\[\]<>]{0,30}[({\[]{0,2}\s*(?:(?:#|//).*)?$"
)
LONGEST = 4_000  # characters of a text in which it is looked for who asks a list
REACH, MOST_LINES = 400, 16  # characters and lines above an item in which the holder's name is looked for


def holder_of(text: str, start: int, before: str, after: str) -> str:
    """Return the name of the list or map that the number at ``start`` is in, "" where there is none."""
    if ITEM.fullmatch(before) is None:
        return last_key(before)
    if "-" not in before and KEY_BEHIND.match(after) is None and after.strip(" ,\"'"):
        return ""
    for line in text[max(0, start - REACH) : start].split("\n")[-2 : -2 - MOST_LINES : -1]:
        if (head := HOLDER.search(line)) is not None:
            return head[1]
        if not line.strip():
            break
    return ""


def is_key(after: str) -> bool:
    """Whether the number before this text is the key of a map."""
    return KEY_BEHIND.match(after) is not None


@lru_cache(maxsize=4_096)
def is_of_codes(name: str) -> bool:
    """Whether the name of a list or map speaks of codes, errors or reasons, and of no HTTP status."""
    parts = key_parts(name)
    is_status = any(part.is_a("status") for part in parts)
    return not is_status and any(part.is_a("code", "error") for part in parts)


@lru_cache(maxsize=4_096)
def is_of_nobody_else(name: str) -> bool:
    """Whether no part of a name, from its error on, is a word for a thing: ``reject_codes``, but ``country_codes``."""
    return all(part.classes for part in own_parts(key_parts(name)))


def is_asked_for_code(text: str, name: str) -> bool:
    """Whether a code is looked for in what has this name: ``code in FATAL``, ``FATAL.has(r.code)``, ``names[code]``."""
    return _is_asked(text[:LONGEST], name)


@lru_cache(maxsize=64)  # the rows of a log hold the same fields
def _is_asked(text: str, name: str) -> bool:
    holder = re.escape(name)
    fields = re.findall(rf"\b([A-Za-z]\w{{0,60}})[\"'`\])]{{0,4}} (?:not )?in {holder}\b", text)
    fields += re.findall(rf"\b{holder}(?:\.\w{{2,20}}\??)?[(\[](?:\w{{1,40}}\.){{0,4}}(\w{{1,60}})[)\]]", text)
    return any(is_code_field(field, is_close=False) for field in fields)


@lru_cache(maxsize=4_096)
def is_plural(name: str) -> bool:
    """Whether a field holds several codes or reasons; several errors may be a count of them."""
    parts = key_parts(name)
    return bool(parts) and parts[-1].is_a("code", "error") and parts[-1].text.lower().endswith("s")
