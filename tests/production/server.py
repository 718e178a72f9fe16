"""A real portal for a test: gunicorn with the repository's own configuration, on a free port of this machine."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.codes.editing.browser import controls

ROOT = Path(__file__).parents[2]
SECRET = "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
EDITOR, PASSWORD = "editor", "correct horse battery staple"
START_SECONDS = 20

Form = Mapping[str, str] | Sequence[tuple[str, str]]
CSRF_FIELD = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def environment(state: Path, **extra: str) -> dict[str, str]:
    """Return an environment that holds nothing of the caller's besides what a process needs to run."""
    inherited = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "LC_ALL")}
    settings = {"STATE_DIR": str(state), "SECRET_KEY": SECRET, "PYTHONDONTWRITEBYTECODE": "1"}
    settings["EDITORS_PUBLISH_OWN"] = "1"  # there is one editor
    return {**inherited, **settings, "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0", **extra}  # as scripts/run does


def manage(*arguments: str, env: Mapping[str, str], check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a management command."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=dict(env), capture_output=True, text=True, check=check)


FILL = """
import django
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("sync_codes")
User.objects.create_superuser({name!r}, password={password!r})
"""
COLLECT = """
call_command("collectstatic", interactive=False, verbosity=0)
"""


def fill(env: Mapping[str, str], then: str = "") -> None:
    """Migrate, load the content and make one editor, in one process to save time; ``then`` is more Python."""
    script = FILL.format(name=EDITOR, password=PASSWORD) + then
    env = {**env, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=env, check=True, capture_output=True)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> dict:
        return json.loads(self.body)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(holds: Callable[[], object], seconds: float = 10) -> float:
    """Wait until ``holds`` and return the seconds that it took."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < seconds, f"still not after {seconds} s"
        time.sleep(0.02)
    return time.monotonic() - begun


class Portal:
    """A running portal; leaving the block ends it."""

    def __init__(self, env: Mapping[str, str], log: Path) -> None:
        self.port, self.log_path = free_port(), log
        self.env = {**env, "PORT": str(self.port)}
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Portal:
        try:
            self.start()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> float:
        """Start gunicorn in a process group of its own; return the seconds until it answers."""
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi"]
        begun = time.monotonic()
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        while time.monotonic() - begun < START_SECONDS:
            if self.process.poll() is not None:
                raise AssertionError(f"gunicorn ended with {self.process.returncode}: {self.log()}")
            try:
                if self.get("/healthz").status == 200:
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.02)
        raise AssertionError(f"gunicorn did not answer: {self.log()}")

    def stop(self) -> float:
        """Ask for the end as an orchestrator does; return the seconds that it took."""
        assert self.process
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        return time.monotonic() - begun

    def kill(self) -> None:
        """End everything at once, as a power cut would."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        assert self.process
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in children]

    def log(self) -> str:
        return self.log_path.read_text("utf-8", errors="replace")

    def lines(self, text: str, count: int = 1) -> list[str]:
        """Return the lines of the log with ``text``, once there are ``count``: they are written after the answer."""

        def found() -> list[str]:
            return [line for line in self.log().splitlines() if text in line]

        wait_for(lambda: len(found()) >= count)
        return found()

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        wait: float = 15,
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=wait)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, fields: Form, headers: Mapping[str, str] | None = None) -> Answer:
        form = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self.ask("POST", path, urlencode(fields).encode(), form)


class Editor:
    """A browser of an editor: keeps cookies, fills in Django's forms."""

    def __init__(self, portal: Portal, headers: Mapping[str, str] | None = None) -> None:
        self.portal, self.headers = portal, dict(headers or {})
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, fields: Form | None = None) -> Answer:
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {**self.headers, "Cookie": jar}
        answer = (
            self.portal.post(path, fields or {}, headers)
            if method == "POST"
            else self.portal.ask(method, path, headers=headers)
        )
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def submit(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Load the form at ``path`` and send ``fields`` with its token."""
        return self.send(self.ask("GET", path), path, fields)

    def send(self, page: Answer, path: str, fields: Mapping[str, str]) -> Answer:
        """Send ``fields`` with the token of a form that is loaded; return its page where that holds no form."""
        token = CSRF_FIELD.search(page.body.decode())
        return self.ask("POST", path, {**fields, "csrfmiddlewaretoken": token[1]}) if token else page

    def post_form(self, page: str, path: str) -> Answer:
        """Send an empty form to ``path`` with the token of a form at ``page``."""
        token = CSRF_FIELD.search(self.ask("GET", page).body.decode())
        return self.ask("POST", path, {"csrfmiddlewaretoken": token[1]} if token else {})

    def edit(self, entry_id: str, **changes: str) -> Answer:
        """Publish an entry's note with these texts through the editor's own form; 302 means published."""
        path = f"/edit/{entry_id}/"
        page = self.ask("GET", path)
        if page.status != 200:
            return page
        typed = {f"{key}-0-text": text for key, text in changes.items()}
        kept = [(name, value) for name, value in controls(page.body.decode(), "editor") if name not in typed]
        return self.ask("POST", path, [*kept, *typed.items(), ("do", "publish")])

    def log_in(self, name: str = EDITOR, password: str = PASSWORD) -> Answer:
        return self.submit("/edit/log-in/", {"username": name, "password": password})
