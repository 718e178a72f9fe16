"""The content format: one file per entry, TOML between ``+++`` lines, then prose under fixed headings.

``parse_entry`` reads a file and names every fault with its line; ``content_text.render_entry`` writes it back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
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
from .reader import ContentError, Reader

PROSE = {
    "Summary": "summary",
    "Prevention": "prevention",
    "Customer reply": "customer_reply",
    "Internal note": "internal_note",
}
EXAMPLES = {"Failing response": "response", "Corrected request": "corrected_request"}
HEADINGS = (*PROSE, *EXAMPLES)
LISTS = ("parameters", "methods", "aliases", "ask_for")
FACTS = ("kind", "code", "name", "http_status", "description", "category", "updated")
TABLES = ("retry", "causes", "steps", "related", "phrases", "libraries", "sources")
KNOWN = {*FACTS, *LISTS, *TABLES, "fix", "owner", "severity"}
RETRY_KEYS = tuple(get_type_hints(Retry))


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
    if kind == "response":
        http_status = read.one(front, "http_status", int)
    else:
        http_status = None
        if front.get("http_status") is not None or name:
            read.fault("a websocket entry has no name and no http_status", "code")
    stem = path.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".md")
    if not read.faults and stem != entry_id(kind, code, name):
        read.fault(f"the file must be called {entry_id(kind, code, name)}.md")
    description = read.one(front, "description", str)
    updated = read.one(front, "updated", date)
    note = _note(read, front, _sections(read, body, body_line))
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


def parse_tables(text: str, key: str) -> list[dict[str, Any]]:
    """Return the ``[[key]]`` tables of a TOML fragment, as an editor types them. Raises ContentError."""
    read = Reader(key, text)
    front = read.toml(text)
    read.only(front, {key}, "the text")
    rows = read.tables(front, key)
    if read.faults:
        raise ContentError(read.faults)
    return [dict(row) for row in rows]


def note_from_data(data: Mapping[str, Any], path: str = "note") -> Note:
    """Return the note held in plain data (what ``note_data`` gives back). Raises ContentError."""
    read = Reader(path, "")
    sections = {heading: read.one(data, key, str, default="") for heading, key in PROSE.items()}
    for heading, text in sections.items():
        if any(line.startswith("## ") for line in text.split("\n")):
            read.fault(f"{heading} must not hold a line that begins with '## ': those divide the file")
    note = _note(read, data, sections, data.get("example", {}))
    if read.faults:
        raise ContentError(read.faults)
    return note


def _sections(read: Reader, body: list[str], first_line: int) -> dict[str, str]:
    """Return the prose by heading; headings that are unknown, repeated or out of order are faults."""
    found: dict[str, str] = {}
    heading, start = "", 0
    for number, line in enumerate([*body, "## "]):
        if not line.startswith("## "):
            if not heading and line.strip():
                read.fault("text stands before the first heading", line=first_line + number)
            continue
        if heading:
            found[heading] = "\n".join(body[start:number]).strip()
        heading, start = line[3:].strip(), number + 1
        if heading and heading not in HEADINGS:
            read.fault(f"unknown heading {heading!r}; known: {', '.join(HEADINGS)}", line=first_line + number)
        elif heading in found:
            read.fault(f"heading {heading!r} stands twice", line=first_line + number)
    order = [h for h in found if h in HEADINGS]
    if order != sorted(order, key=HEADINGS.index):
        read.fault(f"headings must stand in this order: {', '.join(HEADINGS)}", line=first_line)
    return found


def _note(
    read: Reader, front: Mapping[str, Any], sections: Mapping[str, str], example: Mapping[str, Any] | None = None
) -> Note:
    prose = {key: sections.get(heading, "") for heading, key in PROSE.items()}
    return Note(
        summary=prose["summary"],
        fix=read.one(front, "fix", str, default=""),
        causes=tuple(_cause(read, row) for row in read.tables(front, "causes")),
        steps=tuple(_step(read, row) for row in read.tables(front, "steps")),
        owner=_owner(read, front),
        severity=read.choice(front, "severity", SEVERITIES),
        retry=_retry(read, front),
        prevention=prose["prevention"],
        customer_reply=prose["customer_reply"],
        internal_note=prose["internal_note"],
        parameters=read.strings(front, "parameters"),
        methods=read.strings(front, "methods"),
        aliases=read.strings(front, "aliases"),
        ask_for=read.strings(front, "ask_for"),
        related=tuple(_related(read, row) for row in read.tables(front, "related")),
        phrases=_phrases(read, front),
        example=_example(read, sections) if example is None else example,
        libraries=_libraries(read, front),
        sources=tuple(_source(read, row) for row in read.tables(front, "sources")),
    )


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
            read.fault(f"owner is {owner!r}; allowed: {', '.join(OWNERS)}", "owner")
    return owners


def _retry(read: Reader, front: Mapping[str, Any]) -> Retry:
    row = read.one(front, "retry", dict)
    read.only(row, RETRY_KEYS, "retry")
    for key in ("min_delay_ms", "max_attempts"):
        value = row.get(key)
        if value is not None and (type(value) is not int or value < 1):
            read.fault(f"retry.{key} must be a whole number above 0", "retry")
    return Retry(
        read.choice(row, "advice", ADVICE, "retry"),
        read.choice(row, "outcome", OUTCOMES, "retry"),
        row.get("min_delay_ms"),
        row.get("max_attempts"),
        read.one(row, "precondition", str, "retry", default=""),
        read.choice(row, "this_request", OUTCOMES, "retry") if row.get("this_request") else None,
        read.choice(row, "evidence", EVIDENCE, "retry"),
    )


def _phrases(read: Reader, front: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    table = front.get("phrases", {})
    if not isinstance(table, dict):
        read.fault("phrases must be a table of language = [words]", "phrases")
        return {}
    return {language: read.strings(table, language) for language in table}


def _libraries(read: Reader, front: Mapping[str, Any]) -> dict[str, str]:
    table = front.get("libraries", {})
    if not isinstance(table, dict) or not all(isinstance(v, str) and v for v in table.values()):
        read.fault("libraries must be a table of library = class", "libraries")
        return {}
    return dict(table)


def _example(read: Reader, sections: Mapping[str, str]) -> dict[str, Any]:
    """Return the fenced JSON objects of the example headings by their wire names."""
    found: dict[str, Any] = {}
    for heading, key in EXAMPLES.items():
        if heading not in sections:
            continue
        line = next((n for n, text in enumerate(read.lines, 1) if text.strip() == f"## {heading}"), 1)
        fenced = re.fullmatch(r"```json\n(.*)\n```", sections[heading], re.DOTALL)
        try:
            value = json.loads(fenced.group(1)) if fenced else None
        except ValueError as error:
            read.fault(f"{heading}: not JSON: {error}", line=line)
            continue
        if not isinstance(value, dict):
            read.fault(f"{heading} must be one JSON object in a ```json fence", line=line)
            continue
        found[key] = value
    return found
