"""A backup comes back as it was, while the site runs; what is damaged is refused."""

import os
import sqlite3
import stat
import subprocess
from contextlib import closing

import pytest

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


def test_a_damaged_file_is_refused_and_changes_nothing(portal, tmp_path):
    before = summary(portal)
    run(portal, "backup", str(tmp_path))
    (file,) = tmp_path.iterdir()
    for content in (b"PGDMP" + bytes(5000), file.read_bytes()[:30_000]):
        broken = tmp_path / "broken"
        broken.write_bytes(content)
        done = run(portal, "restore", str(broken), "--yes", check=False)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1, done.stderr
    assert summary(portal) == before


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
