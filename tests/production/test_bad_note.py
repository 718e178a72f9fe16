"""A note that cannot be read ends neither the start of the server nor that of a worker."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.production.server import wait_for

ONE = "43005-POST_ONLY_REJ"


def test_workers_are_replaced_and_the_server_starts_again_beside_a_bad_note(start):
    portal = start(SNAPSHOT_POLL_SECONDS="0.1")
    with closing(sqlite3.connect(Path(portal.env["STATE_DIR"]) / "portal.sqlite3")) as database:
        database.execute("UPDATE codes_noterow SET example = '[1, 2]' WHERE code_id = ?", [ONE])
        database.execute("UPDATE codes_revision SET number = number + 1")
        database.commit()
    wait_for(lambda: portal.get("/readyz").json()["unread_notes"])
    for worker in portal.workers():
        os.kill(worker, signal.SIGKILL)
        wait_for(lambda gone=worker: gone not in portal.workers() and len(portal.workers()) == 2, 20)
    assert portal.get("/codes/43005/").status == 200
    portal.stop()
    portal.start()
    assert portal.get("/codes/43005/").status == 200
    ready = portal.get("/readyz")
    assert (ready.status, ready.json()["unread_notes"]) == (200, {ONE: "shipped file served"})
