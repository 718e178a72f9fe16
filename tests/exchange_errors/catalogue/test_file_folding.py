"""A changed entry is written into its file in the form that the file has."""

import dataclasses
import json

import pytest

from exchange_errors.catalogue.file_folding import fold_entry
from exchange_errors.catalogue.file_reader import parse_entry
from exchange_errors.catalogue.loader import content_files
from tests.shipped import CATEGORIES, ENTRIES

FILES = {path.stem: path.read_text("utf-8") for path in content_files()}


def test_an_entry_that_did_not_change_gives_the_file_back_to_the_byte():
    for entry in ENTRIES:
        assert fold_entry(entry, entry, FILES[entry.id]) == FILES[entry.id]


CHANGES = {
    "a field that is new": {"prevention": "Look first.", "libraries": {"ccxt": "Other"}},
    "a field that is gone": {"causes": (), "checks": (), "prevention": "", "parameters": ()},
    "a row that is gone": {"steps": 1},
    "a table between others": {"example": {"response": {"code": 1}}, "related": ()},
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_every_change_is_read_back(changes):
    for entry in ENTRIES[::12]:
        values = {key: getattr(entry.note, key)[value:] if value == 1 else value for key, value in changes.items()}
        changed = dataclasses.replace(entry, note=dataclasses.replace(entry.note, phrases={}, **values))
        text = fold_entry(changed, entry, FILES[entry.id])
        assert parse_entry(f"{entry.id}.md", text, CATEGORIES) == changed


def test_an_example_whose_keys_lost_their_order_stays_as_it_is_written():
    """PostgreSQL keeps JSON without the order of its keys."""
    for entry in ENTRIES:
        example = json.loads(json.dumps(entry.note.example, sort_keys=True))
        libraries = dict(sorted(entry.note.libraries.items(), reverse=True))
        sorted_note = dataclasses.replace(entry.note, example=example, libraries=libraries)
        assert fold_entry(dataclasses.replace(entry, note=sorted_note), entry, FILES[entry.id]) == FILES[entry.id]
