"""Requests a second, as ratios: the portal against a bare WSGI application, Datasette and plain Django.

All run one gunicorn worker with the same settings (Datasette its own server, one process), and the same client asks
them in alternating rounds; medians are compared, each with a bare application that answers as many bytes. wrk asks
where it is installed, else a Python client. Datasette is measured where DATASETTE names its program.

``python -m tools.bench.http [rounds] [seconds]``
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = sys.executable
GUNICORN = ["-w", "1", "--log-level", "error"]
CONNECTIONS = 8
ERROR = json.dumps(
    {
        "id": 7,
        "method": "private/create-order",
        "code": 43005,
        "message": "POST_ONLY_REJ",
        "original": json.dumps(
            {"method": "private/create-order", "params": {"exec_inst": ["POST_ONLY"], "time_in_force": "FILL_OR_KILL"}}
        ),
    }
)
POST = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "text/plain"
wrk.body = [==[BODY]==]
"""
# Three words of the subject at random: some 30,000 searches, so that hardly one is asked twice in a round.
WORDS = [
    "insufficient",
    "balance",
    "order",
    "price",
    "quantity",
    "margin",
    "nonce",
    "signature",
    "instrument",
    "leverage",
    "account",
    "position",
    "limit",
    "withdrawal",
    "timeout",
    "duplicate",
    "cancel",
    "rejected",
    "market",
    "liquidation",
    "currency",
    "rate",
    "permission",
    "suspended",
    "heartbeat",
    "trigger",
    "slippage",
    "filled",
    "invalid",
    "missing",
    "unknown",
]
FRESH = """
local words = {WORDS}
math.randomseed(SEED)
local function word() return words[math.random(#words)] end
request = function()
  return wrk.format("GET", "/api/v1/codes?limit=20&q=" .. word() .. "+" .. word() .. "+" .. word())
end
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(command: list[str], port: int, ready: str, **environment: str) -> Iterator[int]:
    """Run a server until the block ends; ``ready`` is a path that it must answer first."""
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}{ready}", timeout=2).read()
                break
            time.sleep(0.1)
        else:
            raise RuntimeError(f"{command[0]} does not answer on {port}")
        yield port
    finally:
        process.terminate()
        process.wait(20)


def gunicorn(application: str, port: int) -> list[str]:
    settings = "gunicorn.conf.py" if application.startswith("portal") else "tools/bench/rivals/gunicorn.py"
    program = str(Path(PYTHON).with_name("gunicorn"))
    return [program, "-c", settings, *GUNICORN, "-b", f"127.0.0.1:{port}", application]


def rate(url: str, seconds: float, script: str = "", headers: dict[str, str] | None = None) -> float:
    """Return the requests a second that ``url`` answered with 2xx or 3xx. Raises RuntimeError on any other answer."""
    if not shutil.which("wrk"):
        return python_rate(url, seconds, headers or {})
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s"]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        if script:
            file.write(script)
            file.flush()
            command += ["-s", file.name]
        said = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(f"{url}: {said}")
    return float(said.split("Requests/sec:")[1].split()[0])


def python_rate(url: str, seconds: float, headers: dict[str, str]) -> float:
    """The same by threads of Python's own client; it is the slower side, so ratios come out flatter."""
    host, _, path = url.removeprefix("http://").partition("/")
    counts: list[int] = []

    def ask() -> None:
        connection, count, end = http.client.HTTPConnection(host), 0, time.monotonic() + seconds
        while time.monotonic() < end:
            connection.request("GET", f"/{path}", headers=headers)
            connection.getresponse().read()
            count += 1
        counts.append(count)

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def prepare(folder: Path) -> tuple[dict[str, str], Path]:
    """Migrate and load a database of its own; return the environment and a flat copy of the table for Datasette."""
    database = folder / "portal.sqlite3"
    environment = {
        "SECRET_KEY": "bench",
        "STATE_DIR": str(folder),
        "STATIC_ROOT": str(folder / "static"),
        "DECODE_RATE_LIMIT": "0",
        "BENCH_DATABASE": str(database),
        "PYTHONPATH": str(ROOT),
    }
    for command in (["migrate", "-v0"], ["sync_codes"], ["collectstatic", "--noinput", "-v0"]):
        called = [PYTHON, "manage.py", *command]
        subprocess.run(called, cwd=ROOT, env={**os.environ, **environment}, check=True, capture_output=True)
    flat = folder / "flat.db"
    with contextlib.closing(sqlite3.connect(database)) as source, contextlib.closing(sqlite3.connect(flat)) as target:
        rows = source.execute(
            "select c.id, c.code, c.name, c.http_status, c.description, n.summary, n.causes, n.steps, n.customer_reply"
            " from codes_code c join codes_noterow n on n.code_id = c.id"
        ).fetchall()
        target.execute(
            "create table codes (id text primary key, code int, name text, http_status int, description text,"
            " summary text, causes text, steps text, customer_reply text)"
        )
        target.executemany("insert into codes values (?,?,?,?,?,?,?,?,?)", rows)
        columns = "id, name, description, summary, causes"
        target.execute(f"create virtual table codes_fts using fts5({columns}, content=codes)")
        target.execute("insert into codes_fts(codes_fts) values ('rebuild')")
        target.commit()
    return environment, flat


def etag(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return str(answer.headers["ETag"])


def typical_search(portal: str) -> int:
    """Return the mean size of the answers to searches such as FRESH asks, in bytes."""
    queries = ["+".join(random.sample(WORDS, 3)) for _ in range(50)]
    sizes = [len(urllib.request.urlopen(f"{portal}/api/v1/codes?limit=20&q={query}").read()) for query in queries]
    return round(statistics.mean(sizes))


def decoded(portal: str) -> bytes:
    request = urllib.request.Request(f"{portal}/api/v1/decode", ERROR.encode(), {"Content-Type": "text/plain"})
    with urllib.request.urlopen(request) as answer:
        return bytes(answer.read())


def main(rounds: int, seconds: float) -> None:
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as servers:
        environment, flat = prepare(Path(name))

        def start(application: str, ready: str, **more: str) -> str:
            port = free_port()
            values = {**environment, "PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}", **more}
            servers.enter_context(serving(gunicorn(application, port), port, ready, **values))
            return f"http://127.0.0.1:{port}"

        portal = start("portal.wsgi", "/healthz")
        plain = start("tools.bench.rivals.plain", "/")
        size = {
            path: len(urllib.request.urlopen(portal + path).read())
            for path in ("/api/v1/codes/306", "/codes/306/", "/api/v1/codes", "/")
        }
        size |= {"search": typical_search(portal), "decode": len(decoded(portal))}
        bare = {path: start("tools.bench.rivals.bare", "/", BARE_BYTES=str(length)) for path, length in size.items()}
        small = bare["/api/v1/codes/306"]
        search = FRESH.replace("WORDS", ", ".join(f"'{word}'" for word in WORDS)).replace(
            "SEED", str(time.time_ns() % 9973)
        )
        decode = POST.replace("BODY", ERROR)
        tests: list[tuple[str, str, str, dict[str, object]]] = [
            ("entry as JSON", portal + "/api/v1/codes/306", bare["/api/v1/codes/306"], {}),
            ("entry as HTML", portal + "/codes/306/", bare["/codes/306/"], {}),
            ("list as JSON", portal + "/api/v1/codes", bare["/api/v1/codes"], {}),
            ("catalogue page", portal + "/", bare["/"], {}),
            *(
                (f"304 of {path}", portal + path, small, {"headers": {"If-None-Match": etag(portal + path)}})
                for path in ("/api/v1/codes/306", "/codes/306/")
            ),
            ("search never asked before", portal + "/api/v1/codes", bare["search"], {"script": search}),
            ("decode of a 300-byte error", portal + "/api/v1/decode", bare["decode"], {"script": decode}),
            ("plain Django, list page", plain + "/", bare["/"], {}),
            ("plain Django, entry", plain + "/codes/306", small, {}),
        ]
        datasette = os.environ.get("DATASETTE") or shutil.which("datasette")
        against: dict[str, str] = {}
        if datasette:
            port = free_port()
            servers.enter_context(serving([datasette, "serve", str(flat), "-p", str(port)], port, "/", **environment))
            other = f"http://127.0.0.1:{port}/flat/codes"
            against = {
                "entry as JSON": f"{other}/306-INSUFFICIENT_AVAILABLE_BALANCE.json?_shape=objects",
                "list as JSON": f"{other}.json?_shape=objects&_size=100",
                "search never asked before": f"{other}.json?_search=insufficient+balance&_shape=objects",
                "entry as HTML": f"{other}/306-INSUFFICIENT_AVAILABLE_BALANCE",
                "catalogue page": f"{other}?_size=100",
            }
        measured: dict[tuple[str, str], list[float]] = {}
        for number in range(rounds):
            for label, url, ceiling, options in tests:
                plain_options = {key: value for key, value in options.items() if key != "headers"}
                pair = [("ours", url, options), ("bare", ceiling, plain_options)]
                for whose, address, given in pair if number % 2 else reversed(pair):  # whoever is first gains or loses
                    measured.setdefault((label, whose), []).append(rate(address, seconds, **given))  # type: ignore[arg-type]
                if label in against:
                    measured.setdefault((label, "datasette"), []).append(rate(against[label], seconds))
        middle = {key: statistics.median(values) for key, values in measured.items()}
        print(f"{rounds} alternating rounds of {seconds:g} s, medians; requests a second and ratios")
        print(f"{'':32}{'requests/s':>12}{'÷ bare':>9}{'÷ Datasette':>13}")
        for label, *_ in tests:
            ours = middle[label, "ours"]
            times = f"{ours / middle[label, 'datasette']:.1f}" if (label, "datasette") in middle else ""
            print(f"{label:32}{ours:12,.0f}{ours / middle[label, 'bare']:9.2f}{times:>13}")
        if not datasette:
            print("Datasette was not measured: name its program in DATASETTE.")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(int(arguments[0]) if arguments else 3, float(arguments[1]) if len(arguments) > 1 else 2)
