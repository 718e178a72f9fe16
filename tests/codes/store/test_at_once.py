"""A sync and an editor at the same moment, on PostgreSQL: whoever is second waits, and no edit is lost unseen."""

import dataclasses
import os
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, connections

import codes.store.sync
from codes.models import Draft, NoteRow
from codes.store.sync import sync
from tests.codes.editing.browser import form_data
from tests.codes.editing.conftest import address_of
from tests.codes.store.conftest import log_in
from tests.shipped import CATEGORIES, ENTRIES

ROOT = Path(__file__).parents[3]
ONE = "43005-POST_ONLY_REJ"
WAIT = 60

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "postgres" not in os.environ.get("DATABASE_URL", ""), reason="SQLite lets one transaction at a time write"
    ),
]


def in_a_thread(work):
    """Run ``work`` with database connections of its own; return the thread and the list that its result goes to."""
    results = []

    def run():
        try:
            results.append(work())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, results


def newer(entries):
    """The entries as the next version ships them: one has another summary."""
    return [
        dataclasses.replace(e, note=dataclasses.replace(e.note, summary="New in the file.")) if e.id == ONE else e
        for e in entries
    ]


def test_a_publication_during_a_sync_overwrites_nothing_unseen(fresh_snapshot, monkeypatch, settings):
    settings.EDITORS_PUBLISH_OWN = True
    entries, categories = ENTRIES, CATEGORIES
    sync(entries, categories)
    editor = log_in("ed")
    typed = form_data(editor, address_of(ONE), **{"summary-0-text": "Edited during the sync."}) | {"do": "publish"}
    reading_done, go_on = threading.Event(), threading.Event()
    add = codes.store.sync._add

    def slow(*arguments):
        reading_done.set()
        assert go_on.wait(WAIT)
        add(*arguments)

    monkeypatch.setattr(codes.store.sync, "_add", slow)
    syncing, _ = in_a_thread(lambda: sync(newer(entries), categories))
    assert reading_done.wait(WAIT)
    publishing, answers = in_a_thread(lambda: editor.post(address_of(ONE), typed))
    publishing.join(1)
    assert publishing.is_alive()  # it waits for the sync
    go_on.set()
    syncing.join(WAIT)
    publishing.join(WAIT)
    (answer,) = answers
    assert answer.status_code == 409  # told, with both texts
    assert ">New in the file.</pre>" in answer.content.decode()
    assert ">Edited during the sync.</pre>" in answer.content.decode()
    assert NoteRow.objects.get(pk=ONE).summary == "New in the file."


def test_of_two_editors_at_the_same_moment_one_is_told(fresh_snapshot):
    sync(ENTRIES, CATEGORIES)
    browsers = [log_in(name) for name in ("first", "second")]
    typed = [
        form_data(b, address_of(ONE), **{"summary-0-text": f"Words {n}."}) | {"do": "save"}
        for n, b in enumerate(browsers)
    ]
    ways = [in_a_thread(lambda b=b, t=t: b.post(address_of(ONE), t)) for b, t in zip(browsers, typed, strict=True)]
    for thread, _ in ways:
        thread.join(WAIT)
    statuses = [results[0].status_code for _, results in ways]
    assert sorted(statuses) == [302, 409]
    assert Draft.objects.get().note["summary"] == f"Words {statuses.index(302)}."


def test_two_machines_fill_a_new_database_at_once():
    name = "empty_for_two"
    with closing(connection.copy()) as maker, maker.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    url = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "manage.py", "sync_codes", "--migrate"]
    try:
        both = [
            subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            for _ in range(2)
        ]
        said = [process.communicate(timeout=300)[0] for process in both]
        assert [process.returncode for process in both] == [0, 0], said
        assert sorted(text.partition(" added")[0] for text in said)[0] == "0"
    finally:
        with closing(connection.copy()) as maker, maker.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
