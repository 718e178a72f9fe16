"""One snapshot serves all readers of a process; an edit replaces it, trouble does not."""

import gc
import os
import queue
import threading

import pytest
from django.db import DatabaseError, InterfaceError

from codes.models import NoteRow, Revision
from codes.store import row_reader, snapshot
from codes.store.sync import sync
from tests.shipped import CATEGORIES, ENTRIES
from tests.vendor import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_snapshot")]
ONE = "43005-POST_ONLY_REJ"
LONG = 60  # seconds, after which a thread is not slow but dead


def edit(text):
    row = NoteRow.objects.get(pk=ONE)
    row.summary = text
    row.save()


def summary():
    return snapshot.current().catalogue.get(ONE).note.summary


def test_an_empty_database_is_served_from_the_shipped_files(catalogue):
    assert snapshot.current().revision is None
    assert snapshot.current().catalogue.version == catalogue.version


def test_a_synced_database_has_the_version_of_the_files(catalogue):
    sync(ENTRIES, CATEGORIES)
    assert snapshot.current().revision == Revision.current()
    assert snapshot.current().catalogue.version == catalogue.version


def test_a_warm_snapshot_asks_the_database_nothing(django_assert_num_queries):
    sync(ENTRIES, CATEGORIES)
    snapshot.current()
    with django_assert_num_queries(0):
        snapshot.current()


def test_a_fork_watches_for_itself(settings):
    settings.SNAPSHOT_POLL_SECONDS = 60
    snapshot.current()
    pid = os.fork()
    if not pid:
        try:
            snapshot.current()
            watches = [thread for thread in threading.enumerate() if thread.name == "snapshot"]
        finally:
            os._exit(0 if watches else 1)
    assert os.waitpid(pid, 0)[1] == 0


def test_a_look_at_an_unchanged_database_is_one_query(django_assert_num_queries):
    sync(ENTRIES, CATEGORIES)
    snapshot.current()
    with django_assert_num_queries(1):
        assert not snapshot.refresh()


def test_an_edit_is_seen_at_the_next_look_and_changes_the_version():
    sync(ENTRIES, CATEGORIES)
    version = snapshot.current().catalogue.version
    edit("Edited here.")
    assert summary() != "Edited here."
    assert snapshot.refresh()
    assert summary() == "Edited here."
    assert snapshot.current().catalogue.version != version


def test_a_deleted_relation_is_seen():
    sync(ENTRIES, CATEGORIES)
    before = len(snapshot.current().catalogue.get(ONE).note.related)
    NoteRow.objects.get(pk=ONE).relations.first().delete()
    snapshot.refresh()
    assert len(snapshot.current().catalogue.get(ONE).note.related) == before - 1


@pytest.mark.parametrize("failure", [DatabaseError, InterfaceError])
def test_what_was_good_stays_when_the_database_fails(monkeypatch, caplog, failure):
    sync(ENTRIES, CATEGORIES)
    before = snapshot.current()
    edit("Edited here.")

    def fail():
        raise failure("gone")

    monkeypatch.setattr(Revision, "current", fail)
    for _ in range(3):
        assert not snapshot.refresh()
    assert snapshot.current() is before
    assert caplog.text.count("could not be read") == 1


class Watch:
    """A holder whose watch looks at the database when a test says that its time is up, and then only."""

    def __init__(self):
        self.holder = snapshot.Holder(self._pause)
        self.pauses = []
        self._arrived, self._end = threading.Semaphore(0), queue.Queue()

    def _pause(self, stop, seconds):
        self.pauses.append(seconds)
        self._arrived.release()
        return self._end.get()

    def look(self):
        """End the pause, and return when the watch begins the next one."""
        assert self._arrived.acquire(timeout=LONG)
        self._end.put(False)
        assert self._arrived.acquire(timeout=LONG)
        self._arrived.release()

    def summary(self):
        return self.holder.current().catalogue.get(ONE).note.summary

    def stop(self):
        self._end.put(True)
        self.holder.forget()


@pytest.fixture
def watch(settings):
    settings.SNAPSHOT_POLL_SECONDS = 0.5
    watch = Watch()
    yield watch
    watch.stop()


@pytest.mark.django_db(transaction=True)
def test_the_watch_shows_an_edit_after_one_pause(watch):
    sync(ENTRIES, CATEGORIES)
    watch.summary()
    edit("Edited while watched.")
    assert watch.summary() != "Edited while watched."
    watch.look()
    assert watch.summary() == "Edited while watched."
    assert watch.pauses == [0.5, 0.5]


@pytest.mark.django_db(transaction=True)
def test_the_watch_outlives_a_look_that_fails(watch, monkeypatch, caplog):
    sync(ENTRIES, CATEGORIES)
    watch.summary()
    edit("Edited while watched.")
    with monkeypatch.context() as broken:
        broken.setattr(Revision, "current", lambda: 1 / 0)
        watch.look()
    assert "could not be read from the database" in caplog.text
    watch.look()
    assert watch.summary() == "Edited while watched."


@pytest.mark.parametrize("part", [1, 7, len(ROWS) - 1, len(ROWS), len(ROWS) + 1])
def test_rows_read_in_parts_are_all_rows(monkeypatch, catalogue, part):
    monkeypatch.setattr(row_reader, "PART", part)
    sync(ENTRIES, CATEGORIES)
    assert snapshot.current().revision is not None
    assert snapshot.current().catalogue.version == catalogue.version


def test_the_collector_rests_while_a_catalogue_is_read_and_no_longer(monkeypatch):
    sync(ENTRIES, CATEGORIES)
    seen = []

    def failing(revision):
        seen.append(gc.isenabled())
        raise DatabaseError("gone")

    monkeypatch.setattr(snapshot, "from_database", failing)
    snapshot.current()
    assert seen == [False]
    assert gc.isenabled()


def test_no_reader_waits_for_what_takes_a_look_at_every_entry(settings):
    settings.SNAPSHOT_POLL_SECONDS = 60
    sync(ENTRIES, CATEGORIES)
    held = snapshot.current()
    assert "index" in vars(held.answers)
    assert {"counts", "version", "updated_at"} <= vars(held.catalogue).keys()
