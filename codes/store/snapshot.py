"""The one catalogue that all readers of a process share, renewed when the database says that it changed.

No request asks the database: a thread of each process looks at the revision every SNAPSHOT_POLL_SECONDS.
"""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property

from django.conf import settings
from django.db import Error as DatabaseFailure
from django.db import close_old_connections, connection

from exchange_errors.answers import Answers
from exchange_errors.catalogue.catalogue import Catalogue
from exchange_errors.catalogue.entry import Entry
from exchange_errors.catalogue.loader import load_catalogue, load_unlisted
from exchange_errors.search import Index

from ..models import DeskNote, Release, Revision
from . import releases, row_reader

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)  # readers look up by it what they prepared: comparing all releases would cost
class Snapshot:
    """An immutable catalogue with its search index.

    ``revision`` is the database's count when it was read, None when the shipped files had to serve instead.
    ``releases`` are the versions that this site served so far, newest first. ``unread`` are the notes that could not be
    read from the database. ``desk_notes`` are the desk's own advice for every reader, by entry id.
    """

    catalogue: Catalogue
    revision: int | None
    releases: tuple[Release, ...] = ()
    unread: tuple[row_reader.Unread, ...] = ()
    desk_notes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def answers(self) -> Answers:
        """What the package answers, from the notes of this site."""
        return Answers(self.catalogue, settings.SITE_URL)

    @property
    def index(self) -> Index:
        return self.answers.index

    @cached_property
    def last_changes(self) -> Mapping[str, Release]:
        """The newest recorded release that changed each entry, by entry id."""
        return {change["id"]: release for release in reversed(self.releases) for change in release.changes}

    @property
    def whole_index(self) -> Index:
        """The search over all codes, those outside the table too, for a list that asks for them."""
        return self.answers.whole_index

    def make_ready(self) -> None:
        """Build what takes a look at every entry, so that no reader waits. Commands keep no watch and seldom ask."""
        if settings.SNAPSHOT_POLL_SECONDS:
            self.answers.make_ready()


class Holder:
    """Keeps the current snapshot of this process and replaces it as a whole.

    ``pause`` is called between two looks at the database. It waits for a number of seconds and returns False, or
    returns True as soon as the event is set, which ends the watch.
    """

    def __init__(self, pause: Callable[[threading.Event, float], bool] = threading.Event.wait) -> None:
        self._pause = pause
        self._snapshot: Snapshot | None = None
        self._lock = threading.Lock()
        self._watched = False
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._trouble = ""
        self._chores: list[Callable[[], None]] = []

    def current(self) -> Snapshot:
        """Return the snapshot; the first call of a process builds it and starts the watch."""
        if not self._watched:
            self._begin()
        assert self._snapshot is not None
        return self._snapshot

    def refresh(self) -> bool:
        """Read the catalogue again where the database has another revision; say whether it did.

        Never raises for what the database holds or does: a worker's start must not depend on it.
        """
        try:
            revision = Revision.current()
            if self._snapshot and self._snapshot.revision == revision:
                self._note_trouble(None)
                return False
            with gc_paused():
                snapshot = from_database(revision)
                if snapshot:
                    snapshot.make_ready()
        except Exception as failure:
            self._note_trouble(failure)
            snapshot = None
        else:
            self._note_trouble(None)
        if snapshot is None and self._snapshot is not None:
            return False  # what was good a second ago is better than nothing
        if snapshot is None:
            snapshot = Snapshot(load_catalogue(), None)
            snapshot.make_ready()
        self._name_unread(snapshot)
        self._snapshot = snapshot
        return True

    def serve(self, snapshot: Snapshot) -> None:
        """Serve this snapshot without a watch: for a command where no database was set up, and for tests."""
        self._snapshot, self._watched = snapshot, True

    def at_each_look(self, chore: Callable[[], None]) -> None:
        """Have the watch call ``chore`` after each look: work with the database that no reader may wait for."""
        self._chores.append(chore)

    def forget(self) -> None:
        """Stop the watch and drop the snapshot; the next reader builds a new one. For tests, whose databases go."""
        self._stop.set()
        if self._thread:
            self._thread.join()
        self._snapshot, self._watched, self._thread, self._trouble = None, False, None, ""

    def watch_again(self) -> None:
        """Watch again from the next reader on: a fork inherits the snapshot, and neither the thread nor its lock."""
        self._lock, self._watched = threading.Lock(), False

    def _note_trouble(self, failure: Exception | None) -> None:
        """Log when trouble begins, changes or ends; the watch meets the same one at every look."""
        trouble = "" if failure is None else f"{type(failure).__name__}: {failure}"
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if failure is None:
            log.info("the catalogue can be read from the database again")
        else:
            unexpected = None if isinstance(failure, DatabaseFailure) else failure
            log.error("the catalogue could not be read from the database: %s", trouble, exc_info=unexpected)

    def _name_unread(self, snapshot: Snapshot) -> None:
        """Log which notes cannot be read, when that changes."""
        before = self._snapshot.unread if self._snapshot else ()
        for note in snapshot.unread:
            if note not in before:
                instead = "its shipped file is served" if note.shipped else "it is left out"
                log.error("note %s cannot be read, %s: %s", note.id, instead, note.reason)
        now = {note.id for note in snapshot.unread}
        for note in before:
            if note.id not in now:
                log.info("note %s can be read again", note.id)

    def _begin(self) -> None:
        with self._lock:
            if self._watched:
                return
            if self._snapshot is None:
                self.refresh()
            if settings.SNAPSHOT_POLL_SECONDS:
                self._stop = threading.Event()
                self._thread = threading.Thread(target=self._watch, args=(self._stop,), name="snapshot", daemon=True)
                self._thread.start()
            self._watched = True

    def _watch(self, stop: threading.Event) -> None:
        while not self._pause(stop, settings.SNAPSHOT_POLL_SECONDS):
            close_old_connections()
            for step in (self.refresh, *self._chores):
                try:
                    step()
                except Exception:  # the watch must outlive whatever happens to one look
                    log.exception("the watch on the catalogue failed once")
        connection.close()


def from_database(revision: int) -> Snapshot | None:
    """Return the catalogue that the database holds, None while it holds none. Raises DatabaseError."""
    stored = row_reader.load()
    if not stored.entries:
        return None
    catalogue = Catalogue.of_content(stored.entries, stored.categories, _unlisted())
    releases.record(catalogue, revision)
    desk_notes = dict(DeskNote.objects.filter(is_public=True).values_list("pk", "text"))
    return Snapshot(catalogue, revision, releases.recent(), stored.unread, desk_notes)


@cache
def _unlisted() -> tuple[Entry, ...]:
    """The codes outside the table come from the shipped files alone: nobody edits them in the database."""
    return load_unlisted()


@contextmanager
def gc_paused() -> Iterator[None]:
    """Keep the garbage collector off while objects are made that live on: walking them took half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_holder = Holder()
os.register_at_fork(after_in_child=_holder.watch_again)
current = _holder.current
refresh = _holder.refresh
serve = _holder.serve
at_each_look = _holder.at_each_look
forget = _holder.forget
