"""The content format: one file per entry, TOML between ``+++`` lines, then prose under fixed headings.

``parse_entry`` reads a file and names every fault with its line; ``file_writer.render_entry`` writes it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from .entry import Category, Entry
from .note import Note
from .record_fields import fields_of
from .record_reader import read_category, read_note
from .sections import PROSE, fenced_examples, read_sections
from .value_reader import ContentError, Fault, Reader
from .vendor_facts import Facts, read_facts

FACTS = {*Facts._fields, "category", "updated"}
FRONT = {*FACTS, *(field.key for field in fields_of(Note))} - {*PROSE.values(), "example", "phrases"}
# The fields of a note on a code outside the table: it is short, and says only what a source says.
SHORT_NOTE = (
    "headline", "summary", "fix", "owner", "severity", "retry", "parameters", "methods", "aliases", "sources",
)  # fmt: skip
SHORT = ("unlisted", "legacy")  # the status of such a code
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
    read.raise_faults()
    entry = Entry(**facts._asdict(), category=category, note=note, updated_at=_midnight(updated))
    _check_name(path, f"{entry.id}.md")
    return entry


def parse_unlisted(path: str, text: str, categories: Mapping[str, Category]) -> Entry:
    """Return the code of one file of ``content/unlisted``, which has some of the front matter of an entry.

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
    read.raise_faults()
    written = _midnight(updated)
    entry = Entry(**facts._asdict(), category=category, note=note, updated_at=written, equivalent=equivalent)
    _check_name(path, f"{entry.id}.toml")
    return entry


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _check_name(path: str, name: str) -> None:
    """Raise ContentError where the file has another name."""
    if path.replace("\\", "/").rsplit("/", 1)[-1] != name:
        raise ContentError([Fault(path, 1, f"the file must be called {name}")])


def _category(read: Reader, front: Mapping[str, object], categories: Mapping[str, Category], kind: str) -> Category:
    slug = read.value(front, "category", str)
    fitting = {name: category for name, category in categories.items() if category.kind == kind}
    if slug not in fitting:
        read.fault(f"category is {slug!r}; allowed for {kind}: {', '.join(fitting)}", "category")
    return fitting.get(slug, NO_CATEGORY)


NO_CATEGORY = Category("", "", "response", "")  # used until the fault is raised


def parse_categories(path: str, text: str) -> dict[str, Category]:
    """Return the categories of ``categories.toml`` by slug, in file order. Raises ContentError."""
    read = Reader(path, text)
    categories: dict[str, Category] = {}
    for row in read.tables(read.toml(text), "category"):
        category = read_category(read, row)
        if category.slug in categories:
            read.fault(f"category {category.slug!r} stands twice", f'slug = "{category.slug}"')
        categories[category.slug] = category
    read.raise_faults()
    return categories
