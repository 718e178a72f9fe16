"""Explaining and decoding need no set-up: neither a database nor a secret, and no complaint that there is none."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def manage(state, *arguments):
    """Run a command as on a fresh checkout, which knows its state folder and nothing else."""
    command = [sys.executable, ROOT / "manage.py", *arguments]
    return subprocess.run(
        command, env={"STATE_DIR": str(state)}, input="code: 306", capture_output=True, text=True, cwd=state.parent
    )


@pytest.mark.parametrize("command", [["explain", "306"], ["decode"]], ids=lambda command: command[0])
def test_without_a_database_there_is_the_answer_alone(tmp_path, command):
    state = tmp_path / "never-made"
    done = manage(state, *command)
    assert (done.returncode, done.stderr) == (0, "")
    assert "306 INSUFFICIENT_AVAILABLE_BALANCE" in done.stdout
    assert not state.exists()


def test_reading_leaves_no_empty_database_behind(tmp_path):
    assert manage(tmp_path, "explain", "306").stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_is_none_yet(tmp_path):
    (tmp_path / "portal.sqlite3").touch()
    done = manage(tmp_path, "explain", "306")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_database_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "portal.sqlite3").write_text("not a database\n" * 100)
    done = manage(tmp_path, "explain", "306")
    assert "306 INSUFFICIENT_AVAILABLE_BALANCE" in done.stdout
    assert "could not be read from the database" in done.stderr


def test_what_serves_or_signs_still_needs_a_secret(tmp_path):
    done = manage(tmp_path, "check")
    assert done.returncode != 0
    assert "Set SECRET_KEY" in done.stderr
