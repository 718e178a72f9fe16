"""The vendor's facts and the categories, read from plain data; what they may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from .allowed_values import LARGEST_INTEGER
from .entry import KINDS, STATUSES, Category, Entry, Kind, Status
from .note import Note
from .record_reader import read_category
from .value_reader import Reader

ID = re.compile(r"[0-9]{1,10}-[A-Za-z0-9_]{1,70}")
NAME = re.compile(r"[A-Za-z0-9_]{1,70}")
SLUG = re.compile(r"[a-z0-9-]{1,50}")


class Facts(NamedTuple):
    """What only the files decide about a code: the vendor's facts, and what the engine has to know about it."""

    kind: Kind
    code: int
    name: str | None
    http_status: int | None
    description: str
    sensitive: bool
    only_by: tuple[str, ...]
    status: Status
    former: tuple[str, ...]


def facts_of(entry: Entry) -> Facts:
    """Return the facts of an entry."""
    return Facts(*(getattr(entry, name) for name in Facts._fields))


def read_facts(read: Reader, data: Mapping[str, Any]) -> Facts:
    """Return the facts of a file's front matter or of one row, and note what is wrong with them."""
    facts = Facts(
        read.choice(data, "kind", KINDS),
        read.value(data, "code", int),
        read.value(data, "name", str, default="") or None,
        read.value(data, "http_status", int) if _has_status(data) else None,
        read.value(data, "description", str),
        read.value(data, "sensitive", bool, default=False),
        read.strings(data, "only_by"),
        read.choice({"status": "active", **data}, "status", STATUSES),
        read.strings(data, "former"),
    )
    if not 0 <= facts.code <= LARGEST_INTEGER:
        read.fault(f"code must be from 0 to {LARGEST_INTEGER}", "code", key="code")
    if facts.kind == "response" and facts.http_status is not None and not 100 <= facts.http_status <= 599:
        read.fault("http_status must be from 100 to 599", "http_status", key="http_status")
    if facts.name is not None and not NAME.fullmatch(facts.name):
        read.fault("name must be at most 70 letters, digits and underscores", "name", key="name")
    if not all(map(ID.fullmatch, facts.former)):
        read.fault("former must be a list of ids such as 230-INVALID_TRIGGER_TYPE", "former", key="former")
    if facts.kind == "websocket" and (facts.http_status is not None or facts.name):
        read.fault("a websocket entry has no name and no http_status", "code")
    return facts


def _has_status(data: Mapping[str, Any]) -> bool:
    """Whether there is a status to read: a row has null where a file has no key, and a response needs one in a file."""
    return data["http_status"] is not None if "http_status" in data else data.get("kind") == "response"


def entry_from_data(facts: Mapping[str, Any], category: Category, note: Note, path: str = "entry") -> Entry:
    """Return the entry of one row: its facts, with a datetime in ``updated``. Raises ContentError."""
    read = Reader(path, "")
    known = read_facts(read, facts)
    updated = facts["updated"]
    if not isinstance(updated, datetime):
        read.fault("updated must be a date with a time", key="updated")
    if category.kind != known.kind:
        read.fault(f"category {category.slug} is not one of {known.kind} entries", "category")
    read.raise_faults()
    return Entry(**known._asdict(), category=category, note=note, updated_at=updated)


def category_from_data(data: Mapping[str, Any], path: str = "category") -> Category:
    """Return the category held in plain data. Raises ContentError, whatever the data holds."""
    read = Reader(path, "")
    category = read_category(read, data)
    if not SLUG.fullmatch(category.slug):
        read.fault("slug must be lower case letters, digits and hyphens")
    read.raise_faults()
    return category
