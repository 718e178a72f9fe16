"""`make run`: what a newcomer types. The script is run as it stands, on its own state folder and port."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.production.server import ROOT, free_port, manage, wait_for

EDIT = """
from codes.models import NoteRow
row = NoteRow.objects.get(pk="43005-POST_ONLY_REJ")
row.summary = "Edited while it ran."
row.save()
"""

README = (ROOT / "README.md").read_text("utf-8")

pytestmark = pytest.mark.skipif(not (ROOT / ".venv").exists(), reason="scripts/run serves from .venv")


def environment(state: Path, port: object) -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    return {**kept, "STATE_DIR": str(state), "PORT": str(port), "STATIC_ROOT": str(state / "static")}


def run(state: Path, port: object) -> subprocess.Popen[str]:
    (state / "secret-key").write_text("only-for-this-test")
    command = [str(ROOT / "scripts" / "run")]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(state, port), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def fetch(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return answer.read().decode()


def answers(port: int) -> bool:
    try:
        return '"ok"' in fetch(port, "/healthz")
    except (urllib.error.URLError, ConnectionError):
        return False


@pytest.fixture
def served(tmp_path) -> Iterator[tuple[Path, int]]:
    port = free_port()
    with run(tmp_path, port) as process:
        wait_for(lambda: answers(port) or process.poll() is not None, 60)
        assert process.poll() is None, process.communicate()[0]
        yield tmp_path, port
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


def test_it_serves_the_catalogue_and_shows_an_edit_while_it_runs(served, catalogue):
    state, port = served
    assert json.loads(fetch(port, "/api/v1/codes"))["count"] == len(catalogue.entries)
    assert "43005" in fetch(port, "/")
    for _ in range(4):  # by now the answer is a kept one
        before = fetch(port, "/codes/43005.json")
    manage("shell", "-v", "0", "-c", EDIT, env=environment(state, port))
    wait_for(lambda: "Edited while it ran." in fetch(port, "/codes/43005.json"), 60)
    assert "Edited while it ran." not in before


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="no curl or no jq on this machine")
def test_the_commands_of_the_readme_work_as_pasted(served, tmp_path):
    _, port = served
    commands = re.findall(r"^curl .+$", README, re.MULTILINE)
    assert commands
    for command in commands:
        pasted = command.replace(":8000", f":{port}")
        done = subprocess.run(["bash", "-c", pasted], cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert any(word in done.stdout for word in ("306", "40102", "TOO_MANY_REQUESTS")), (command, done.stdout[:200])


def test_a_busy_port_is_one_clear_sentence(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = run(tmp_path, port)
        said, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert said == f"make: 127.0.0.1:{port} cannot be used (Address already in use); try another: make run PORT=8001.\n"


@pytest.mark.parametrize("port", ["abc", "0", "70000"])
def test_a_port_that_is_none_is_one_clear_sentence(tmp_path, port):
    process = run(tmp_path, port)
    said, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert said == f"make: PORT is {port!r}; use a number from 1 to 65535.\n"


@pytest.mark.skipif(not shutil.which("make"), reason="no make on this machine")
def test_help_lists_the_targets():
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {"run", "test", "check", "content", "export"} <= {line.split()[0] for line in said.splitlines()}


@pytest.mark.skipif(not shutil.which("make"), reason="no make on this machine")
def test_a_missing_python_is_one_clear_sentence(tmp_path):
    command = ["make", "setup", "PYTHON=no-such-python", f"VENV={tmp_path}/venv"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert "Python 3.11 or newer is needed" in done.stderr
