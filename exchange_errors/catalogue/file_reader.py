"""The content format: one file per entry, TOML between ``+++`` lines, then prose under fixed headings.

``parse_entry`` reads a file and names every fault with its line; ``file_writer.render_entry`` writes it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from .entry import Category, Entry, Note
from .record_fields import fields_of
from .record_reader import read_category, read_note
from .sections import PROSE, fenced_examples, read_sections
from .value_reader import ContentError, Reader
from .vendor_facts import Facts, read_facts

FACTS = {*Facts._fields, "category", "updated"}
FRONT = {*FACTS, *(field.key for field in fields_of(Note))} - {*PROSE.values(), "example", "phrases"}
# What the note on a code outside the table may hold: it is short, and promises nothing that no source says.
SHORT_NOTE = (
    "headline", "summary", "fix", "owner", "severity", "retry", "parameters", "methods", "aliases", "sources",
)  # fmt: skip
SHORT = ("unlisted", "legacy")  # what such a code may be
UNLISTED = {*FACTS, "equivalent", *SHORT_NOTE}


def parse_entry(path: str, text: str, categories: Mapping[str, Category]) -> Entry:
    """Return the entry of one content file.

    ``path`` is only used to name faults and to hold the stem to the id. Raises ContentError with every fault found.
    """
    read = Reader(path, text)
    front, body, body_line = read.front_matter()
    read.only(front, FRONT, "the front matter")
    facts = read_facts(read, {"kind": "response", **front})
    if facts.status in SHORT:
        read.fault(f"status is {facts.status!r}; allowed: active, withdrawn", "status", key="status")
    category = _category(read, front, categories, facts.kind)
    updated = read.value(front, "updated", date)
    if not front.get("headline"):  # a row of the database may be older than this field
        read.fault("headline is missing", key="headline")
    sections = read_sections(read, body, body_line)
    prose = {key: sections[heading] for heading, key in PROSE.items() if heading in sections}
    note = read_note(read, {**front, **prose, "example": fenced_examples(read, sections)})
    if not read.faults:
        entry = Entry(**facts._asdict(), category=category, note=note, updated_at=_midnight(updated))
        if _is_called(path, f"{entry.id}.md"):
            return entry
        read.fault(f"the file must be called {entry.id}.md")
    raise ContentError(read.faults)


def parse_unlisted(path: str, text: str, categories: Mapping[str, Category]) -> Entry:
    """Return the code of one file of ``content/unlisted``: the front matter of an entry, less what such a note lacks.

    Raises ContentError with every fault found.
    """
    read = Reader(path, text)
    data = {"kind": "response", "http_status": None, "description": "", "severity": "blocked", **read.toml(text)}
    read.only(data, UNLISTED, "the file")
    facts = read_facts(read, data)
    category = _category(read, data, categories, facts.kind)
    updated = read.value(data, "updated", date)
    if facts.status not in SHORT:
        read.fault(f"status is {facts.status!r}; allowed: {', '.join(SHORT)}", "status", key="status")
    equivalent = read.strings(data, "equivalent")
    note = read_note(read, data)
    if not read.faults:
        entry = Entry(
            **facts._asdict(),
            category=category,
            note=note,
            updated_at=_midnight(updated),
            equivalent=equivalent,
        )
        if _is_called(path, f"{entry.id}.toml"):
            return entry
        read.fault(f"the file must be called {entry.id}.toml")
    raise ContentError(read.faults)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _is_called(path: str, name: str) -> bool:
    return path.replace("\\", "/").rsplit("/", 1)[-1] == name


def _category(read: Reader, front: Mapping[str, object], categories: Mapping[str, Category], kind: str) -> Category:
    slug = read.value(front, "category", str)
    fitting = {name: category for name, category in categories.items() if category.kind == kind}
    if slug not in fitting:
        read.fault(f"category is {slug!r}; allowed for {kind}: {', '.join(fitting)}", "category")
    return fitting.get(slug, NO_CATEGORY)


NO_CATEGORY = Category("", "", "response", "")  # stands in until the fault is raised


def parse_categories(path: str, text: str) -> dict[str, Category]:
    """Return the categories of ``categories.toml`` by slug, in file order. Raises ContentError."""
    read = Reader(path, text)
    categories: dict[str, Category] = {}
    for row in read.tables(read.toml(text), "category"):
        category = read_category(read, row)
        if category.slug in categories:
            read.fault(f"category {category.slug!r} stands twice", f'slug = "{category.slug}"')
        categories[category.slug] = category
    if read.faults:
        raise ContentError(read.faults)
    return categories
