"""A database that is away, read-only or full is a 503 that says so; the pages and the API go on."""

import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing

import pytest
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, OperationalError
from django.test import Client, RequestFactory

from ops import database_errors
from tests.production.server import PASSWORD, Editor, wait_for


def answered_after(error, path="/admin/", method="post"):
    """Return the site's answer to a request whose view raised ``error``."""
    try:
        raise error
    except Exception:
        return database_errors.answer_crash(getattr(RequestFactory(), method)(path))


@pytest.mark.parametrize("kind", [OperationalError, InterfaceError, DatabaseError])
def test_a_page_says_that_nothing_was_saved_and_when_to_come_back(kind):
    answer = answered_after(kind("x"))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert answer["Cache-Control"] == "no-store"
    assert "was not saved" in answer.content.decode()


def test_a_program_gets_a_problem():
    answer = answered_after(OperationalError("x"), "/api/v1/codes", "get")
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "5"


@pytest.mark.parametrize(
    ("error", "status"), [(IntegrityError("x"), 500), (ValueError("x"), 500), (DataError("x"), 400)]
)
def test_a_fault_of_ours_and_a_value_that_no_column_holds_are_told_apart(error, status):
    assert answered_after(error).status_code == status


def test_the_log_in_answers_503_where_the_database_is_away(monkeypatch, db):
    def away(*_, **__):
        raise OperationalError("could not connect to the server")

    monkeypatch.setattr("django.contrib.auth.models.UserManager.get_by_natural_key", away)
    answer = Client(raise_request_exception=False).post("/edit/log-in/", {"username": "a", "password": "b"})
    assert answer.status_code == 503


READS = ["/", "/codes/306/", "/?q=nonce", "/api/v1/codes", "/api/v1/codes/306", "/decode/", "/healthz"]


def assert_reads_go_on(portal):
    for path in READS:
        assert portal.get(path).status == 200, path
    paste = b'{"code": 306, "message": "INSUFFICIENT_AVAILABLE_BALANCE"}'
    assert portal.ask("POST", "/api/v1/decode", paste, {"Content-Type": "text/plain"}).status == 200


def test_without_a_database_pages_answer_from_the_shipped_files(start, tmp_path):
    portal = start(DATABASE_URL=f"sqlite:////{tmp_path}/no/such/folder/portal.sqlite3")
    assert_reads_go_on(portal)
    ready = portal.get("/readyz")
    assert ready.status == 503
    assert ready.json()["checks"] == {"database": "does not answer", "catalogue": "shipped files only"}
    answer = Editor(portal).log_in()
    assert answer.status == 503
    assert answer.headers["Retry-After"] == "5"


def test_a_locked_database_makes_readyz_say_so_within_a_second(start, prepared_state, tmp_path):
    file = shutil.copy(prepared_state / "portal.sqlite3", tmp_path)
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=DELETE")  # where readers wait for a writer
        portal = start(DATABASE_URL=f"sqlite:///{file}")
        database.execute("BEGIN EXCLUSIVE")
        begun = time.monotonic()
        answers = [portal.get("/readyz") for _ in range(6)]
        assert time.monotonic() - begun < 6 * 1.2
        assert {answer.status for answer in answers} == {503}
        assert_reads_go_on(portal)
        database.execute("ROLLBACK")
    wait_for(lambda: portal.get("/readyz").status == 200)


@pytest.fixture
def disk(tmp_path, prepared_state):
    """A disk in memory, a few megabytes larger than the database on it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    database = prepared_state / "portal.sqlite3"
    kilobytes = database.stat().st_size // 1024 + 3000
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder]).returncode
    ):
        pytest.skip("only root can mount a disk")
    shutil.copy(database, folder)
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_read_only_disk_refuses_writes_only(start, disk):
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    portal = start(DATABASE_URL=f"sqlite:///{disk}/portal.sqlite3")
    assert_reads_go_on(portal)
    assert portal.get("/readyz").status == 503
    answer = Editor(portal).log_in()
    assert answer.status == 503
    assert b"was not saved" in answer.body


def test_a_full_disk_refuses_writes_only_and_harms_nothing(start, disk):
    portal = start(DATABASE_URL=f"sqlite:///{disk}/portal.sqlite3")
    editor = Editor(portal)
    assert editor.log_in().status == 302
    form = editor.ask("GET", "/edit/password/")  # before: on a full disk SQLite may find no room for a reader either
    fill_up(disk)
    assert_reads_go_on(portal)
    refused = editor.send(form, "/edit/password/", passwords("another long passphrase"))
    assert refused.status == 503
    assert b"was not saved" in refused.body
    (disk / "ballast").unlink()
    assert editor.submit("/edit/password/", passwords("another long passphrase")).status == 302
    portal.stop()
    with closing(sqlite3.connect(disk / "portal.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def passwords(new):
    return {"old_password": PASSWORD, "new_password1": new, "new_password2": new}


def fill_up(disk):
    with (disk / "ballast").open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(bytes(4096))
        except OSError:
            return
