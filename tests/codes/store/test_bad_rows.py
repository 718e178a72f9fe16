"""One row that cannot be read costs that row only: readers see the shipped note, editors see what is wrong."""

import dataclasses
import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from codes.models import CategoryRow, Code, NoteRow, Relation, Release, Revision
from codes.store import row_reader, snapshot
from codes.store.sync import sync
from tests.codes.editing.browser import form_data
from tests.codes.editing.conftest import address_of
from tests.codes.store.conftest import log_in
from tests.shipped import CATEGORIES, ENTRIES

ONE = "43005-POST_ONLY_REJ"
FEW = (ONE, "0-SUCCESS", "ws-1006")
BAD = [
    ("example", "[1, 2]"),
    ("example", "5"),
    ("example", "null"),
    ("example", '{"corrected_request": 5}'),
    ("example", '{"response": {"a": %s}}' % ("[" * 900 + "]" * 900)),
    ("example", '{"response": {"a": %s}}' % ("9" * 4000)),
    ("example", '{"response": {"a": %s}}' % ("9" * 5000)),
    ("phrases", '{"es": [1]}'),
    ("causes", '{"text": "x"}'),
    ("owner", '["nobody you know"]'),
    ("severity", "nonsense"),
    ("summary", "A line\n## that would divide the file"),
]
BAD_IN_SQLITE = [
    ("example", '{"response": {"a": "\\ud800"}}'),
    ("libraries", '{"ccxt": "\\u0000"}'),
    ("summary", "nothing \x00 there"),
    ("retry_min_delay_ms", "soon"),
    ("updated_at", "2026-99-99 00:00:00"),
]


def few_entries():
    """Three shipped notes without relations, so that many values can be tried."""
    entries, categories = ENTRIES, CATEGORIES
    kept = [entry for entry in entries if entry.id in FEW]
    return [dataclasses.replace(e, note=dataclasses.replace(e.note, related=())) for e in kept], categories


@pytest.fixture
def few(db, fresh_snapshot):
    """An editor of a site with three notes."""
    sync(*few_entries())
    Relation.objects.create(note_id="0-SUCCESS", target_id=ONE, why="So.", position=0)
    return log_in("ed")


def put(model, pk, column, value):
    """Write into the database as other programs do; say whether it took the value."""
    table, key = model._meta.db_table, model._meta.pk.column
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE "{key}" = %s', [value, pk])
            Revision.bump()
    except (DatabaseError, UnicodeEncodeError, ValueError):
        return False
    return True


def bad_rows():
    return BAD + (BAD_IN_SQLITE if connection.vendor == "sqlite" else [])


def public_pages_answer():
    """Ask as readers do for every kind of page that shows a note."""
    reader = Client()
    for path in (
        *("/", "/?q=post only", "/?owner=trader", "/codes/43005/", "/codes/0/", "/map/", "/offline.html"),
        *("/compare/?ref=43005&ref=0", "/codes/43005.md", "/codes/43005.json", "/sitemap.xml"),
        *("/api/v1/codes", "/api/v1/codes/43005", "/api/v1/categories", "/api/v1/changes"),
    ):
        answer = reader.get(path, follow=True)
        assert answer.status_code == 200, (path, answer.status_code, answer.content[:300])
    pasted = reader.post("/decode/", {"text": '{"code": 43005, "message": "POST_ONLY_REJ"}'})
    assert pasted.status_code == 200


def editors_pages_answer(editor, entry_id=ONE):
    assert editor.get(address_of(entry_id)).status_code == 200


@pytest.mark.parametrize("number", range(len(BAD) + len(BAD_IN_SQLITE)))
def test_a_bad_row_is_named_and_its_shipped_note_served(few, caplog, number):
    if number >= len(bad_rows()):
        pytest.skip("this database refuses the value itself")
    snapshot.current()
    column, value = bad_rows()[number]
    NoteRow.objects.filter(pk="0-SUCCESS").update(summary="An edit beside it.")
    assert put(NoteRow, ONE, column, value)
    assert snapshot.refresh()
    (shipped,) = (entry for entry in ENTRIES if entry.id == ONE)
    assert snapshot.current().catalogue.get(ONE).note.summary == shipped.note.summary
    assert snapshot.current().catalogue.get("0-SUCCESS").note.summary == "An edit beside it."
    assert Client().get("/readyz").json()["unread_notes"] == {ONE: "shipped file served"}
    assert caplog.text.count(f"note {ONE} cannot be read") == 1
    Revision.bump()
    snapshot.refresh()
    assert caplog.text.count(f"note {ONE} cannot be read") == 1
    editors_pages_answer(few)
    assert sync(*few_entries()).unread == [ONE]


def test_every_page_answers_beside_a_bad_row(few):
    """Whatever the value is, its pages show the shipped note."""
    assert put(NoteRow, ONE, "example", "5")
    snapshot.refresh()
    public_pages_answer()


def test_a_bad_row_is_not_exported_and_the_others_are(few, tmp_path, capsys):
    (tmp_path / "response").mkdir()
    NoteRow.objects.filter(pk="0-SUCCESS").update(summary="An edit beside it.")
    put(NoteRow, ONE, "example", "5")
    call_command("export_codes", dir=tmp_path)
    said = capsys.readouterr()
    assert ONE in said.err
    assert [path.stem for path in (tmp_path / "response").iterdir()] == ["0-SUCCESS"]


def test_a_bad_note_without_a_file_is_left_out(loaded):
    entries, categories = ENTRIES, CATEGORIES
    (one,) = (entry for entry in entries if entry.id == ONE)
    extra = dataclasses.replace(one, code=777_777, name="NO_FILE")
    sync([*entries, extra], categories)
    NoteRow.objects.get(pk="0-SUCCESS").relations.create(target_id=extra.id, why="It is near.", position=9)
    snapshot.refresh()
    assert snapshot.current().catalogue.get(extra.id)
    assert put(NoteRow, extra.id, "owner", "5")
    snapshot.refresh()
    assert snapshot.current().catalogue.get(extra.id) is None
    assert all(related.id != extra.id for related in snapshot.current().catalogue.get("0-SUCCESS").note.related)
    assert Client().get("/readyz").json()["unread_notes"] == {extra.id: "left out"}


def test_a_bad_row_is_put_right_in_the_editor(loaded, settings):
    settings.EDITORS_PUBLISH_OWN = True
    editor = log_in("ed")
    good = NoteRow.objects.get(pk=ONE).example
    put(NoteRow, ONE, "example", "5")
    assert "cannot be shown in these fields" in editor.get(address_of(ONE)).content.decode()
    typed = {f"example-0-{key}": json.dumps(value) for key, value in good.items()}
    answer = editor.post(address_of(ONE), form_data(editor, address_of(ONE), **typed) | {"do": "publish"})
    assert answer.status_code == 302
    snapshot.refresh()
    assert snapshot.current().unread == ()


def test_facts_that_make_no_entry_are_served_from_the_file(loaded):
    for column, value in [("name", "A/B"), ("code", 99), ("kind", "none"), ("description", "")]:
        put(Code, ONE, column, value)
        snapshot.refresh()
        assert snapshot.current().catalogue.get(ONE).code == 43005
        sync(ENTRIES, CATEGORIES)


def test_whatever_goes_wrong_in_a_refresh_does_not_leave_it(loaded, monkeypatch, caplog):
    before = snapshot.current()
    Revision.bump()
    monkeypatch.setattr(row_reader, "load", lambda: 1 / 0)
    for _ in range(3):
        assert not snapshot.refresh()
    assert snapshot.current() is before
    assert caplog.text.count("could not be read") == 1


TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=20)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXT | st.sampled_from([10**70, -(2**64), 2**53])
VALUES = st.recursive(SCALARS, lambda v: st.lists(v, max_size=4) | st.dictionaries(TEXT, v, max_size=4), max_leaves=12)
TABLE = st.dictionaries(st.sampled_from(["text", "tell", "evidence", "for", "title", "es", "ccxt"]) | TEXT, VALUES)
NEAR = st.lists(TABLE, max_size=3) | TABLE | st.builds(lambda v: {"response": v}, TABLE | VALUES)
JSON = (VALUES | NEAR).map(json.dumps)
DEEP = st.integers(10, 3000).map(lambda n: "[" * n + "]" * n)
DIGITS = st.integers(10, 6000).map(lambda n: "8" * n)
STORED = JSON | DEEP | DIGITS | st.sampled_from(["NaN", "1e999", '"\\ud800"', '"\\u0000"', "{", ""])
NOT_KEYS = [
    (model, field.column)
    for model in (NoteRow, Code, CategoryRow, Relation, Release)
    for field in model._meta.concrete_fields
    if not field.primary_key and not isinstance(field, models.ForeignKey)
]


def everybody_is_served(editor):
    snapshot.refresh()
    assert [entry.id for entry in snapshot.current().catalogue.entries] == ["0-SUCCESS", ONE, "ws-1006"]
    public_pages_answer()
    editors_pages_answer(editor)


WITH_FIXTURES = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}


@pytest.mark.slow
@settings(max_examples=25, **WITH_FIXTURES)
@given(place=st.sampled_from(NOT_KEYS), value=STORED)
@example(place=(Release, "changes"), value="5")
@example(place=(Release, "digests"), value='{"a": 5}')
@example(place=(CategoryRow, "kind"), value='"x"')
@example(place=(Code, "http_status"), value="[1.5, 2.5]")
@example(place=(CategoryRow, "position"), value="[1.5, 2.5]")
def test_no_value_in_any_column_of_any_row_ends_the_site(few, place, value):
    model, column = place
    undo = transaction.savepoint()
    try:
        for pk in list(model.objects.values_list("pk", flat=True)):
            put(model, pk, column, value)
        everybody_is_served(few)
    finally:
        transaction.savepoint_rollback(undo)


CONTROLS = [
    *("summary-0-text", "fix-0-text", "causes-0-text", "steps-0-for", "prevention-0-text", "severity-0-text"),
    *("retry-0-advice", "retry-0-min_delay_ms", "retry-0-max_attempts", "ask_for-0-needs", "methods-0-text"),
    *("example-0-response", "owner-0-main", "phrases-0-name", "phrases-0-item", "sources-0-url", "related-0-id"),
]


@pytest.mark.slow
@settings(max_examples=25, **WITH_FIXTURES)
@given(control=st.sampled_from(CONTROLS), value=STORED | TEXT)
def test_whatever_is_typed_is_published_as_it_can_be_read_or_refused(few, settings, control, value):
    settings.EDITORS_PUBLISH_OWN = True
    value = value.encode("utf-8", "replace").decode()  # what comes of a browser's bytes
    undo = transaction.savepoint()
    try:
        typed = form_data(few, address_of(ONE)) | {control: value, "do": "publish"}
        assert few.post(address_of(ONE), typed).status_code in (302, 409)
        everybody_is_served(few)
        assert snapshot.current().unread == ()
    finally:
        transaction.savepoint_rollback(undo)
