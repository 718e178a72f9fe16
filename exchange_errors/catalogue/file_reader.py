"""The content format: one file per entry, TOML between ``+++`` lines, then prose under fixed headings.

``parse_entry`` reads a file and names every fault with its line; ``content_text.render_entry`` writes it back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, get_type_hints

from .entry import (
    ADVICE,
    AUDIENCES,
    EVIDENCE,
    KINDS,
    OUTCOMES,
    OWNERS,
    SEVERITIES,
    Category,
    Cause,
    Entry,
    Note,
    Related,
    Retry,
    Source,
    Step,
    entry_id,
)
from .sections import EXAMPLES, PROSE, fenced_examples, read_sections
from .value_reader import ContentError, Reader
from .vendor_facts import check_facts

LISTS = ("parameters", "methods", "aliases", "ask_for")
FACTS = ("kind", "code", "name", "http_status", "description", "category", "updated")
TABLES = ("retry", "causes", "steps", "related", "phrases", "libraries", "sources")
ONE_LINERS = {"headline": 80, "fix": 120}  # the longest that a column of a row holds
KNOWN = {*FACTS, *LISTS, *TABLES, *ONE_LINERS, "owner", "severity"}
RETRY_KEYS = tuple(get_type_hints(Retry))
# What the columns of a row hold.
LONGEST_DELAY_MS = 2**31 - 1
MOST_ATTEMPTS = 2**15 - 1
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")


def parse_entry(path: str, text: str, categories: Mapping[str, Category]) -> Entry:
    """Return the entry of one content file.

    ``path`` is only used to name faults and to hold the stem to the id. Raises ContentError with every fault found.
    """
    read = Reader(path, text)
    front, body, body_line = read.front_matter()
    read.only(front, KNOWN, "the front matter")
    kind: Any = read.choice(front, "kind", KINDS) if "kind" in front else "response"
    code = read.one(front, "code", int)
    name = read.one(front, "name", str, default="") or None
    slug = read.one(front, "category", str)
    if slug not in categories or categories[slug].kind != kind:
        fitting = [c.slug for c in categories.values() if c.kind == kind]
        read.fault(f"category is {slug!r}; allowed for {kind}: {', '.join(fitting)}", "category")
    http_status = read.one(front, "http_status", int) if kind == "response" or "http_status" in front else None
    check_facts(read, kind, code, name, http_status)
    stem = path.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".md")
    if not read.faults and stem != entry_id(kind, code, name):
        read.fault(f"the file must be called {entry_id(kind, code, name)}.md")
    description = read.one(front, "description", str)
    updated = read.one(front, "updated", date)
    sections = read_sections(read, body, body_line)
    prose = {key: sections[heading] for heading, key in PROSE.items() if heading in sections}
    if not front.get("headline"):  # a row of the database may be older than this field
        read.fault("headline is missing", key="headline")
    note = _note(read, {**front, **prose, "example": fenced_examples(read, sections)})
    if read.faults:
        raise ContentError(read.faults)
    updated_at = datetime(updated.year, updated.month, updated.day, tzinfo=UTC)
    return Entry(kind, code, name, http_status, description, categories[slug], note, updated_at)


def parse_categories(path: str, text: str) -> dict[str, Category]:
    """Return the categories of ``categories.toml`` by slug, in file order. Raises ContentError."""
    read = Reader(path, text)
    found: dict[str, Category] = {}
    for row in read.tables(read.toml(text), "category"):
        read.only(row, get_type_hints(Category), "a category")
        slug = read.one(row, "slug", str, "category")
        if slug in found:
            read.fault(f"category {slug!r} stands twice", f'slug = "{slug}"')
        found[slug] = Category(
            slug, read.one(row, "name", str), read.choice(row, "kind", KINDS), read.one(row, "definition", str)
        )
    if read.faults:
        raise ContentError(read.faults)
    return found


def note_from_data(data: Mapping[str, Any], path: str = "note") -> Note:
    """Return the note held in plain data (what ``note_data`` gives back). Raises ContentError, whatever data holds."""
    read = Reader(path, "")
    note = _note(read, data)
    if read.faults:
        raise ContentError(read.faults)
    return note


def _note(read: Reader, data: Mapping[str, Any]) -> Note:
    values: dict[str, Any] = {}
    for key, value_of in NOTE.items():
        read.field = key
        values[key] = value_of(read, data)
    read.field = ""
    return Note(**values)


def _prose(heading: str, key: str) -> Callable[[Reader, Mapping[str, Any]], str]:
    def value_of(read: Reader, data: Mapping[str, Any]) -> str:
        text: str = read.one(data, key, str, default="")
        if any(line.startswith("## ") for line in text.split("\n")):
            read.fault(f"{heading} must not hold a line that begins with '## ': those divide the file", key=key)
        return text

    return value_of


def _strings(key: str) -> Callable[[Reader, Mapping[str, Any]], tuple[str, ...]]:
    return lambda read, data: read.strings(data, key)


def _rows(key: str, one: Callable[[Reader, Mapping[str, Any]], Any]) -> Callable[[Reader, Mapping[str, Any]], Any]:
    return lambda read, data: tuple(one(read, row) for row in read.tables(data, key))


def _one_line(key: str) -> Callable[[Reader, Mapping[str, Any]], str]:
    def value_of(read: Reader, data: Mapping[str, Any]) -> str:
        text: str = read.one(data, key, str, default="")
        if len(text) > ONE_LINERS[key] or "\n" in text:
            read.fault(f"{key} must be one line of at most {ONE_LINERS[key]} characters", key, key=key)
        return text

    return value_of


def _cause(read: Reader, row: Mapping[str, Any]) -> Cause:
    read.only(row, ("text", "tell", "evidence"), "a cause")
    near = "causes]]"
    text, tell = read.one(row, "text", str, near), read.one(row, "tell", str, near)
    return Cause(text, tell, read.choice(row, "evidence", EVIDENCE, near))


def _step(read: Reader, row: Mapping[str, Any]) -> Step:
    read.only(row, ("text", "for"), "a step")
    return Step(read.one(row, "text", str, "steps]]"), read.choice(row, "for", AUDIENCES, "steps]]"))


def _related(read: Reader, row: Mapping[str, Any]) -> Related:
    read.only(row, ("id", "why"), "a related entry")
    return Related(read.one(row, "id", str, "related"), read.one(row, "why", str, "related"))


def _source(read: Reader, row: Mapping[str, Any]) -> Source:
    read.only(row, ("title", "evidence"), "a source")
    return Source(read.one(row, "title", str, "sources"), read.choice(row, "evidence", EVIDENCE, "sources"))


def _owner(read: Reader, front: Mapping[str, Any]) -> tuple[Any, ...]:
    owners = read.strings(front, "owner")
    for owner in owners:
        if owner not in OWNERS:
            read.fault(f"owner is {owner[:60]!r}; allowed: {', '.join(OWNERS)}", "owner", key="owner")
    if len(set(owners)) < len(owners):
        read.fault("owner names somebody twice", "owner", key="owner")
    return owners


def _retry(read: Reader, front: Mapping[str, Any]) -> Retry:
    row = read.one(front, "retry", dict)
    read.only(row, RETRY_KEYS, "retry")
    return Retry(
        read.choice(row, "advice", ADVICE, "retry"),
        read.choice(row, "outcome", OUTCOMES, "retry"),
        read.count(row, "min_delay_ms", LONGEST_DELAY_MS, "retry"),
        read.count(row, "max_attempts", MOST_ATTEMPTS, "retry"),
        read.one(row, "precondition", str, "retry", default=""),
        read.choice(row, "this_request", OUTCOMES, "retry") if row.get("this_request") else None,
        read.choice(row, "evidence", EVIDENCE, "retry"),
    )


def _phrases(read: Reader, front: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    table = _table(read, front, "phrases")
    for language in table:
        if not LANGUAGE.fullmatch(language):
            read.fault(f"phrases has {language[:60]!r}, which is no language tag such as es", "phrases", key="phrases")
    return {language: read.strings(table, language) for language in table}


def _libraries(read: Reader, front: Mapping[str, Any]) -> dict[str, str]:
    table = _table(read, front, "libraries")
    if not all(isinstance(name, str) and name.strip() for pair in table.items() for name in pair):
        read.fault("libraries must be a table of library = class", "libraries", key="libraries")
        return {}
    return {library.strip(): name.strip() for library, name in table.items()}


def _example(read: Reader, data: Mapping[str, Any]) -> dict[str, Any]:
    table = _table(read, data, "example")
    read.only(table, EXAMPLES.values(), "example")
    for key in EXAMPLES.values():
        if key in table and not isinstance(table[key], dict):
            read.fault(f"{key} must be a JSON object", key=key)
            return {}
    return table


def _table(read: Reader, data: Mapping[str, Any], key: str) -> dict[str, Any]:
    table: dict[str, Any] = read.one(data, key, dict, default={})
    return dict(table)


# How each field of a note is read; the keys are those of Note.
NOTE: Mapping[str, Callable[[Reader, Mapping[str, Any]], Any]] = {
    **{key: _prose(heading, key) for heading, key in PROSE.items()},
    **{key: _strings(key) for key in LISTS},
    **{key: _one_line(key) for key in ONE_LINERS},
    "causes": _rows("causes", _cause),
    "steps": _rows("steps", _step),
    "owner": _owner,
    "severity": lambda read, data: read.choice(data, "severity", SEVERITIES),
    "retry": _retry,
    "related": _rows("related", _related),
    "phrases": _phrases,
    "example": _example,
    "libraries": _libraries,
    "sources": _rows("sources", _source),
}
