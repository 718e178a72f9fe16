"""``python -m tests.postgres COMMAND …``: run a command with DATABASE_URL naming a throw-away PostgreSQL server.

The server lives in a temporary folder, listens on a socket there only, and is gone when the command ends.
Exit code 77 says that no PostgreSQL is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

NOT_INSTALLED = 77
# A test database need not survive a power cut.
QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


def programs() -> Path | None:
    """Return the folder of the newest server's programs, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


class Server:
    """A running server; ``restart`` is for tests of what happens meanwhile."""

    def __init__(self, bin_dir: Path, folder: Path) -> None:
        self.bin_dir, self.folder = bin_dir, folder
        self.url = f"postgres://postgres@{quote(str(folder), safe='')}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs as nobody: they refuse root."""
        drop = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
        command = [*drop, str(self.bin_dir / program), "-D", str(self.folder / "data"), *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stdout}{done.stderr}")

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' {QUICK}"
        self.run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-w", "-m", "immediate", "stop")


@contextmanager
def server(bin_dir: Path) -> Iterator[Server]:
    """Yield a fresh server and remove it, its data included."""
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    running = Server(bin_dir, folder)
    try:
        running.run("initdb", "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        running.start()
        yield running
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            running.stop()
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    bin_dir = programs()
    if bin_dir is None:
        return NOT_INSTALLED
    with server(bin_dir) as running:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": running.url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
