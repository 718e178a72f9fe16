"""Every field of an entry reaches every reader: each test names the fields that one of them leaves out.

Two entries that differ in one field only, however deep it lies, must not look the same to anybody.
"""

from __future__ import annotations

import dataclasses
import json
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from codes.api.schemas import EntryOut
from codes.models import NoteRow
from codes.store import snapshot
from codes.store.snapshot import Snapshot
from codes.store.sync import sync
from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import EPOCH, Category, Entry
from exchange_errors.catalogue.file_reader import parse_entry
from exchange_errors.catalogue.file_writer import render_entry
from exchange_errors.catalogue.note import Note
from exchange_errors.catalogue.record_fields import RecordField, fields_of

CATEGORY = Category("a-test", "A test", "response", "A test.")
NEIGHBOURS = ("8-OTHER", "9-ANOTHER")
NOT_ON_THE_PAGE = {"phrases"}  # customers' words lead the search to an entry; its reader has an entry already
PAGE_FOLLOWS = {"headline", "sensitive"}


def specimen(field: RecordField, variant: int) -> Any:
    """A value of the field's type, another one for each variant."""
    if field.is_record:
        record = field.item(**{inner.name: specimen(inner, variant) for inner in fields_of(field.item)})
        return (record,) if field.is_list else record
    if field.is_table:
        return table(field.key, variant)
    if field.choices:
        choice = field.choices[variant]
        return (choice,) if field.is_list else choice
    if field.key == "id":
        return NEIGHBOURS[variant]
    if field.item is bool:
        return bool(variant)
    if field.item is int:
        return 500 + variant
    if field.key == "former":
        return (f"7-OLD_NAME_{'AB'[variant]}",)
    if field.key == "url":
        return f"https://example.org/{variant}"
    text = f"{field.key.replace('_', '-')}-{'ab'[variant]}"
    return (text,) if field.is_list else text


def table(key: str, variant: int) -> Mapping[str, Any]:
    if key == "phrases":
        return {"es": (f"frase {variant}",)}
    if key == "libraries":
        return {"ccxt": f"Class{variant}"}
    return {"response": {"code": 7, "id": variant}}


def variants(record: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the record with one field changed, for each of its fields and of those inside them, by its path."""
    for field in fields_of(type(record)):
        path = f"{prefix}{field.key}"
        if field.is_record:
            [inner] = getattr(record, field.name) if field.is_list else [getattr(record, field.name)]
            for name, changed in variants(inner, f"{path}."):
                yield name, dataclasses.replace(record, **{field.name: (changed,) if field.is_list else changed})
        else:
            yield path, dataclasses.replace(record, **{field.name: specimen(field, 1)})


def hidden(record: type, prefix: str = "") -> Iterator[str]:
    """The paths of what is for the decoder and for no reader."""
    for field in fields_of(record):
        if not field.about.shown:
            yield f"{prefix}{field.key}"
        elif field.is_record and record is Note:
            yield from hidden(field.item, f"{field.key}.")


NOTE = Note(**{field.name: specimen(field, 0) for field in fields_of(Note)})
ENTRY = Entry("response", 7, "A_NAME", 400, "A description", CATEGORY, NOTE, EPOCH)
FACTS = [
    field for field in fields_of(Entry) if field.key in ("http_status", "description", "sensitive", "only_by", "former")
]
CHANGED = {
    **{path: dataclasses.replace(ENTRY, note=note) for path, note in variants(NOTE)},
    **{field.key: dataclasses.replace(ENTRY, **{field.name: specimen(field, 1)}) for field in FACTS},
}
FOR_THE_DECODER = set(hidden(Entry)) | set(hidden(Note))


def others() -> list[Entry]:
    return [
        Entry("response", int(key[0]), key[2:], 400, "A description", CATEGORY, Note(), EPOCH) for key in NEIGHBOURS
    ]


@pytest.fixture
def seen(client):
    """Return a reader's answers about the entry: what it reads, less the version, which differs with every field."""

    def read(entry: Entry, path: str, **post: Any) -> str:
        shown = Snapshot(Catalogue([entry, *others()], [CATEGORY]), 1)
        snapshot.serve(shown)
        answer = client.post(path, json.dumps(post), "application/json") if post else client.get(path)
        assert answer.status_code == 200, answer.content[:500]
        return answer.content.decode().replace(shown.catalogue.version, "")

    return read


def unseen(read: Any, *where: Any, **post: Any) -> set[str]:
    """The fields whose change this reader does not see."""
    before = read(ENTRY, *where, **post)
    return {path for path, entry in CHANGED.items() if read(entry, *where, **post) == before}


def test_the_writer_writes_every_field_and_the_reader_reads_it():
    def written(entry: Entry) -> Entry:
        return parse_entry("7-A_NAME.md", render_entry(entry), {CATEGORY.slug: CATEGORY})

    assert unseen(written) == {"phrases"}  # they stand in a file for each language
    assert written(ENTRY) == dataclasses.replace(ENTRY, note=dataclasses.replace(NOTE, phrases={}))


@pytest.mark.django_db
def test_the_database_keeps_every_field():
    def stored(entry: Entry) -> Entry:
        NoteRow.objects.all().delete()
        sync([entry, *others()], {CATEGORY.slug: CATEGORY})
        return NoteRow.objects.get(pk="7-A_NAME").entry()

    assert unseen(stored) == set()
    assert stored(ENTRY) == ENTRY


def test_the_api_answers_with_every_field_and_its_schema_knows_it(seen):
    assert unseen(seen, "/api/v1/codes/7") == FOR_THE_DECODER
    answer = json.loads(seen(ENTRY, "/api/v1/codes/7"))
    assert EntryOut.model_validate(answer).model_dump(mode="json") == answer


def test_markdown_has_every_field(seen):
    assert unseen(seen, "/codes/7.md") == FOR_THE_DECODER


def test_the_page_has_every_field(seen):
    assert unseen(seen, "/codes/7/") - PAGE_FOLLOWS == NOT_ON_THE_PAGE | FOR_THE_DECODER


def test_mcp_answers_with_every_field(seen):
    call = {"name": "explain_code", "arguments": {"ref": "7"}}
    body = {"jsonrpc": "2.0", "id": uuid.uuid4().hex, "method": "tools/call", "params": call}
    assert unseen(seen, "/mcp", **body) == FOR_THE_DECODER
