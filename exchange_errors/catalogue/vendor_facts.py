"""The vendor's facts and the categories, read from plain data; what they may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .entry import KINDS, Category, Entry, Note
from .value_reader import ContentError, Reader

LARGEST_CODE = 2**31 - 1  # what the column of a row holds
NAME = re.compile(r"[A-Za-z0-9_]{1,70}")
SLUG = re.compile(r"[a-z0-9-]{1,50}")


def entry_from_data(facts: Mapping[str, Any], category: Category, note: Note, path: str = "entry") -> Entry:
    """Return the entry of the facts of one row: the keys of FACTS, with a datetime in ``updated``.

    Raises ContentError, whatever the facts hold.
    """
    read = Reader(path, "")
    kind = read.choice(facts, "kind", KINDS)
    code = read.one(facts, "code", int)
    name = read.one(facts, "name", str, default="") or None
    http_status = read.one(facts, "http_status", int) if facts["http_status"] is not None else None
    description = read.one(facts, "description", str)
    updated = facts["updated"]
    if not isinstance(updated, datetime):
        read.fault("updated must be a date with a time", key="updated")
    check_facts(read, kind, code, name, http_status)
    if category.kind != kind:
        read.fault(f"category {category.slug} is not one of {kind} entries", "category")
    if read.faults:
        raise ContentError(read.faults)
    return Entry(kind, code, name, http_status, description, category, note, updated)


def category_from_data(data: Mapping[str, Any], path: str = "category") -> Category:
    """Return the category held in plain data. Raises ContentError, whatever the data holds."""
    read = Reader(path, "")
    slug, kind = read.one(data, "slug", str), read.choice(data, "kind", KINDS)
    category = Category(slug, read.one(data, "name", str), kind, read.one(data, "definition", str))
    if not SLUG.fullmatch(slug):
        read.fault("slug must be lower case letters, digits and hyphens")
    if read.faults:
        raise ContentError(read.faults)
    return category


def check_facts(read: Reader, kind: str, code: int, name: str | None, http_status: int | None) -> None:
    """Note what is wrong with facts of the right types."""
    if not 0 <= code <= LARGEST_CODE:
        read.fault(f"code must be from 0 to {LARGEST_CODE}", "code", key="code")
    if kind == "response" and http_status is not None and not 100 <= http_status <= 599:
        read.fault("http_status must be from 100 to 599", "http_status", key="http_status")
    if name is not None and not NAME.fullmatch(name):
        read.fault("name must be at most 70 letters, digits and underscores", "name", key="name")
    if kind == "websocket" and (http_status is not None or name):
        read.fault("a websocket entry has no name and no http_status", "code")
