"""A filled database and collected static files, made once; a portal on them for each module that wants one."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.production.server import COLLECT, Portal, environment, fill


@pytest.fixture(scope="session")
def prepared_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A STATE_DIR with the loaded database, and the static files beside it."""
    state = tmp_path_factory.mktemp("state")
    fill(environment(state, STATIC_ROOT=str(state / "static")), then=COLLECT)
    return state


@pytest.fixture(scope="module")
def start(prepared_state: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Portal]]:
    """Return a function that starts a portal on a copy of the prepared state, with further settings."""
    with ExitStack() as running:

        def started(log: Path | None = None, **settings: str) -> Portal:
            state = tmp_path_factory.mktemp("portal")
            shutil.copytree(prepared_state, state, dirs_exist_ok=True, ignore=shutil.ignore_patterns("static"))
            env = environment(state, STATIC_ROOT=str(prepared_state / "static"), **settings)
            return running.enter_context(Portal(env, log or state / "log"))

        yield started


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A Redis or Valkey of its own, and its address."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        pytest.skip("no Redis or Valkey server on this machine")
    socket = tmp_path / "r.sock"
    command = [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while not socket.exists():
        time.sleep(0.01)
    yield process, f"unix://{socket}"
    process.kill()
    process.wait()
