"""The notes meet the standard of codes/core/lint.py, and the lint itself finds what it must."""

import dataclasses

import pytest

from codes.core.catalogue import Catalogue
from codes.core.content import parse_entry
from codes.core.content_text import render_entry
from codes.core.entry import Cause, Entry, Retry
from codes.core.lint import NOT_THE_EXCHANGE, faults
from codes.loader import load_catalogue

ENTRIES = load_catalogue().entries


def test_every_note_meets_the_standard(catalogue):
    assert list(map(str, faults(catalogue))) == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_an_entry_survives_being_written_and_read_again(entry, catalogue):
    categories = {c.slug: c for c in catalogue.categories}
    assert parse_entry(f"{entry.id}.md", render_entry(entry), categories) == entry


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_an_example_names_its_own_entry(entry):
    response = entry.note.example["response"]
    assert entry.code in _numbers(response)


def _numbers(value: object) -> set[object]:
    if isinstance(value, dict):
        return {n for item in value.values() for n in _numbers(item)}
    if isinstance(value, list):
        return {n for item in value for n in _numbers(item)}
    return {int(value)} if isinstance(value, str) and value.isdigit() else {value}


def broken(catalogue: Catalogue, entry_id: str, **changes: object) -> list[str]:
    """What the lint says about one entry after its note was changed."""
    entry = catalogue.get(entry_id)
    assert isinstance(entry, Entry)
    spoilt = dataclasses.replace(entry, note=dataclasses.replace(entry.note, **changes))
    others = [e for e in catalogue.entries if e.id != entry_id]
    return [f.message for f in faults(Catalogue([*others, spoilt], catalogue.categories)) if entry_id in f.path]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"summary": ""}, "summary is empty"),
        ({"causes": (Cause("It is so.", "You see it.", "inferred"),)}, "not hedged"),
        ({"methods": ("private/make-money",)}, "private/make-money"),
        ({"parameters": ("colour",)}, "colour"),
        ({"customer_reply": "Hello {name}. Bye."}, "{name}"),
        ({"customer_reply": "One sentence."}, "1 sentences"),
        ({"prevention": "word " * 31}, "31 words"),
        ({"retry": Retry("after_backoff", "not_executed")}, "min_delay_ms"),
        ({"retry": Retry("after_check", "unknown")}, "precondition"),
        ({"summary": "Short.", "internal_note": "Short."}, NOT_THE_EXCHANGE),
        ({"phrases": {"de": ("eins", "zwei")}}, "phrases must be in"),
    ],
)
def test_the_lint_names_what_falls_short(catalogue, changes, complaint):
    assert any(complaint in message for message in broken(catalogue, "43005-POST_ONLY_REJ", **changes))


def test_the_lint_names_two_summaries_alike(catalogue):
    twin = catalogue.get("306-INSUFFICIENT_AVAILABLE_BALANCE").note.summary
    assert "another entry has the same summary" in broken(catalogue, "43005-POST_ONLY_REJ", summary=twin)
