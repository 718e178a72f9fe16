"""A backup comes back as it was, while the site runs; what is damaged is refused."""

import os
import random
import re
import shutil
import sqlite3
import stat
import subprocess
from contextlib import closing, nullcontext
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError

from codes.store import backups as codes_backup
from codes.store.backup_seal import BackupError, seal
from tests import postgres
from tests.production.server import Editor, environment, fill, manage, wait_for

CODE = "43005-POST_ONLY_REJ"


def summary(portal):
    return portal.get(f"/api/v1/codes/{CODE}").json()["summary"]


def run(portal, *arguments, check=True):
    return manage(*arguments, env=portal.env, check=check)


@pytest.fixture(scope="module")
def portal(start):
    return start()


@pytest.fixture(scope="module")
def on_postgresql(start, tmp_path_factory):
    programs = postgres.programs()
    if programs is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no PostgreSQL server on this machine")
    with postgres.server(programs) as server:
        fill(environment(tmp_path_factory.mktemp("empty"), DATABASE_URL=server.url))
        running = start(DATABASE_URL=server.url)
        yield running
        running.kill()


@pytest.mark.parametrize("database", ["portal", "on_postgresql"])
def test_a_round_trip_beside_a_running_site(database, request, tmp_path):
    portal = request.getfixturevalue(database)
    editor = Editor(portal)
    assert editor.log_in().status == 302
    assert editor.edit(CODE, summary="Before the backup.").status == 302
    printed = run(portal, "backup", str(tmp_path)).stdout
    (file,) = tmp_path.iterdir()
    assert str(file) in printed
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert editor.edit(CODE, summary="After the backup.").status == 302
    refused = run(portal, "restore", str(file), check=False)
    assert refused.returncode == 1
    assert "repeat with --yes" in refused.stderr
    wait_for(lambda: summary(portal) == "After the backup.")
    printed = run(portal, "restore", str(file), "--yes").stdout
    assert "notes restored" in printed
    wait_for(lambda: summary(portal) == "Before the backup.")
    assert editor.ask("GET", "/admin/").status == 302  # the session is over
    kept = printed.splitlines()[0].rpartition(" ")[2]
    run(portal, "restore", kept, "--yes")
    wait_for(lambda: summary(portal) == "After the backup.")
    assert editor.log_in().status == 302
    assert editor.edit(CODE, summary="Edited after the way back.").status == 302


def refused(portal, file):
    """Return why a restore refuses the file; it must change nothing."""
    before = summary(portal)
    done = run(portal, "restore", str(file), "--yes", check=False)
    assert done.returncode == 1, done.stdout
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "notes restored" not in done.stdout
    assert summary(portal) == before
    return done.stderr


@pytest.fixture(params=["portal", "on_postgresql"])
def either(request):
    return request.getfixturevalue(request.param)


def test_a_damaged_or_partial_file_is_refused_and_changes_nothing(either, tmp_path):
    run(either, "backup", str(tmp_path))
    (file,) = tmp_path.iterdir()
    whole, broken = file.read_bytes(), tmp_path / "broken"
    flipped = bytearray(whole)
    for place in random.Random(7).sample(range(100, len(whole) - 100), 40):
        flipped[place] ^= 0x55
    for content in (bytes(flipped), whole[: len(whole) // 2], whole[:-1], b"PGDMP" + bytes(5000), b""):
        broken.write_bytes(content)
        assert re.search("damaged|incomplete|not a backup", refused(either, broken))


def test_a_backup_can_be_read_by_the_databases_own_programs(portal, tmp_path):
    run(portal, "backup", str(tmp_path))
    (file,) = tmp_path.iterdir()
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM codes_noterow").fetchone()[0] > 0


CHANGES = {
    "newer version": "INSERT INTO django_migrations (app, name, applied) VALUES ('codes', '9999_later', '2030-01-01')",
    "lacks the table": "DROP TABLE codes_revision",
    "no notes of this site": "DROP TABLE codes_noterow",
}


@pytest.mark.parametrize("reason", CHANGES)
def test_a_newer_or_incomplete_database_is_refused_with_the_reason(portal, tmp_path, reason):
    database = shutil.copy(Path(portal.env["STATE_DIR"]) / "portal.sqlite3", tmp_path / "other.sqlite3")
    with closing(sqlite3.connect(database)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute(CHANGES[reason])
        other.commit()
    seal(tmp_path / "other.sqlite3")
    assert reason in refused(portal, tmp_path / "other.sqlite3")


def test_a_newer_dump_of_postgresql_is_refused_with_the_reason(on_postgresql, tmp_path):
    with psycopg.connect(on_postgresql.env["DATABASE_URL"], autocommit=True) as database:
        database.execute(CHANGES["newer version"])
        try:
            run(on_postgresql, "backup", str(tmp_path))
        finally:
            database.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
    (file,) = tmp_path.iterdir()
    assert "newer version" in refused(on_postgresql, file)


def test_what_was_there_comes_back_where_the_upgrade_of_a_backup_fails(db, tmp_path, monkeypatch):
    """Both steps after the content was replaced are the same for every database."""
    loaded = []
    monkeypatch.setattr(codes_backup, "verify", lambda file: None)
    monkeypatch.setattr(codes_backup, "_sound", lambda file: nullcontext(file))
    monkeypatch.setattr(codes_backup, "_load", loaded.append)
    monkeypatch.setattr(codes_backup, "call_command", lambda *_, **__: (_ for _ in ()).throw(DatabaseError("no")))
    with pytest.raises(BackupError):
        codes_backup.restore(Path("new"), Path("kept"))
    assert loaded == [Path("new"), Path("kept")]


def test_only_the_newest_are_kept(portal, tmp_path):
    (tmp_path / "notes.txt").write_text("not a backup")
    old = [tmp_path / f"portal-2026010{day}T000000000000Z.sqlite3" for day in (1, 2, 3)]
    for path in old:
        path.touch()
    run(portal, "backup", str(tmp_path), "--keep", "2")
    assert [path.exists() for path in old] == [False, False, True]
    assert len(list(tmp_path.glob("portal-*"))) == 2
    assert (tmp_path / "notes.txt").exists()


def test_a_backup_of_another_sqlite_database_is_refused(portal, tmp_path):
    other = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE t (x)")
        database.commit()
    done = run(portal, "restore", str(other), "--yes", check=False)
    assert "no backup of this site" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk")
def test_a_full_disk_leaves_no_half_backup(portal, tmp_path):
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", tmp_path]).returncode:
        pytest.skip("this machine mounts nothing")
    try:
        done = run(portal, "backup", str(tmp_path), check=False)
        assert done.returncode == 1
        assert "full" in done.stderr
        assert not list(tmp_path.iterdir())
    finally:
        subprocess.run(["umount", "-l", tmp_path], check=True)
