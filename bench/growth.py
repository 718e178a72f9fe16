"""How the site grows with its catalogue: start-up, memory of a worker, and the time of each kind of request.

Run from the project's folder: ``python -m bench.growth``, or with the sizes to measure. For each size a database of its
own is filled with the shipped entries and generated ones, gunicorn is started on it (memory), and requests are asked
inside one process (time). Nothing but start-up, memory and what hands out the whole catalogue may grow with the size.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SIZES = (100, 10_000, 100_000)
WORKERS = 2
ROUNDS = 9  # requests of each kind, each with an address of its own; their median counts
ALLOWED = 1.5  # a kind that takes so many times longer at the last size than at the one before is marked
PASSES = ("start ", "memory ", "whole ")  # what may grow with the catalogue

Ask = Callable[[random.Random], str]


def asked(held: Any) -> dict[str, Ask]:
    """Return one address of each kind; ``held`` is the snapshot whose entries are asked for."""
    from codes.links import page_path

    entries, categories = held.catalogue.entries, [category.slug for category in held.catalogue.categories]
    words = sorted({word.lower() for entry in entries[:80] if entry.name for word in entry.name.split("_")})

    def entry(draw: random.Random) -> Any:
        return draw.choice(entries)

    def words_of(draw: random.Random) -> str:
        return "+".join(draw.sample(words, 2))

    def far(draw: random.Random) -> int:
        return draw.randrange(len(entries) * 9 // 10, len(entries))

    return {
        "JSON list, no limit": lambda draw: "/api/v1/codes",
        "JSON page": lambda draw: "/api/v1/codes?limit=50&offset=50",
        "JSON page far down": lambda draw: f"/api/v1/codes?limit=50&offset={far(draw)}",
        "JSON page by name": lambda draw: f"/api/v1/codes?limit=50&sort=name&offset={far(draw)}",
        "JSON filter": lambda draw: f"/api/v1/codes?limit=50&category={draw.choice(categories)}&http_status=400",
        "JSON search": lambda draw: f"/api/v1/codes?limit=50&q={words_of(draw)}",
        "JSON search, filter": lambda draw: f"/api/v1/codes?limit=50&http_status=400&q={words_of(draw)}",
        "JSON search by name": lambda draw: f"/api/v1/codes?limit=50&sort=name&q={words_of(draw)}",
        "JSON search far down": lambda draw: f"/api/v1/codes?limit=50&q=order&offset={far(draw) // 4}",
        "JSON entry by id": lambda draw: f"/api/v1/codes/{entry(draw).id}",
        "JSON entry by number": lambda draw: f"/api/v1/codes/{entry(draw).code}",
        "JSON entry by name": lambda draw: f"/api/v1/codes/{(entry(draw).name or 'ws-1006').lower()}",
        "JSON unknown number": lambda draw: f"/api/v1/codes/{draw.randrange(10**6, 10**7)}",
        "JSON unknown name": lambda draw: f"/api/v1/codes/{'_'.join(draw.sample(words, 3))}_QQ",
        "JSON changes": lambda draw: "/api/v1/changes?since=" + held.catalogue.version,
        "HTML list": lambda draw: "/",
        "HTML page far down": lambda draw: f"/?page={max(1, far(draw) // 100)}",
        "HTML filter": lambda draw: f"/?category={draw.choice(categories)}&http_status=400",
        "HTML list by name": lambda draw: "/?sort=name",
        "HTML search": lambda draw: f"/?q={words_of(draw)}",
        "HTML search, filter": lambda draw: f"/?q={words_of(draw)}&http_status=500&http_status=400",
        "HTML search for nothing": lambda draw: f"/?q={draw.randrange(10**6, 10**7)}",
        "HTML entry": lambda draw: page_path(entry(draw), held.catalogue),
        "HTML unknown entry": lambda draw: f"/codes/{'_'.join(draw.sample(words, 3))}_QQ/",
        "go to an entry": lambda draw: f"/go/{entry(draw).code}",
        "map": lambda draw: "/map/",
        "suggestions": lambda draw: f"/suggest/?q={draw.choice(words)[:4]}",
        "sitemap": lambda draw: "/sitemap.xml",
        "part of the sitemap": lambda draw: "/sitemap-1.xml",
        "llms.txt": lambda draw: "/llms.txt",
        "changes feed": lambda draw: "/api/v1/changes.atom",
        "whole changes": lambda draw: "/api/v1/changes",
        "whole catalogue.json": lambda draw: "/api/v1/catalogue.json",
        "whole retry-policy": lambda draw: "/api/v1/retry-policy.json",
    }


def ask(application: Any, address: str, turn: int) -> tuple[float, int]:
    """Return the processor's milliseconds and the bytes of one answer.

    The port in Host differs each time: to the layer that keeps ready answers each request is a new one.
    """
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": f"127.0.0.1:{10_000 + turn}",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    answered: list[str] = []
    started = time.process_time()
    body = b"".join(application(environ, lambda status, headers, exc_info=None: answered.append(status)))
    taken = (time.process_time() - started) * 1000
    if not answered[0].startswith(("200", "300", "301", "302", "404")):
        raise RuntimeError(f"{address}: {answered[0]} {body[:300]!r}")
    return taken, len(body)


def request_times() -> dict[str, tuple[float, float]]:
    """Return (milliseconds at the median, kilobytes) of each kind, in this process."""
    from codes import snapshot
    from portal.wsgi import application

    draw, turn = random.Random(8), 0
    figures = {}
    held = snapshot.current()
    gc.collect()
    gc.freeze()  # as gunicorn's master does
    for label, address in asked(held).items():
        rounds = 3 if label.startswith("whole") else ROUNDS
        runs = []
        for _ in range(rounds + 1):
            turn += 1
            runs.append(ask(application, address(draw), turn))
        taken, size = zip(*runs[1:], strict=True)  # the first imports, and prepares what a version needs once
        figures[label] = (statistics.median(taken), statistics.median(size) / 1000)
        figures[f"{label} (first)"] = (runs[0][0], runs[0][1] / 1000)
    return figures


def fill(size: int) -> dict[str, float]:
    """Fill the database; return the seconds."""
    from django.core.management import call_command

    from bench.search import generated
    from codes.loader import load_catalogue
    from codes.sync import sync

    call_command("migrate", verbosity=0)
    made = generated(load_catalogue(), size)
    started = time.process_time()
    sync(made.entries, {category.slug: category for category in made.categories})
    return {"start fill the database, s": time.process_time() - started}


def start() -> dict[str, float]:
    """Return the seconds and megabytes of reading the catalogue and of building the index over it."""
    from codes import snapshot
    from codes.models import Revision

    figures = {}
    before = resident("self")
    revision = Revision.current()
    with snapshot.collector_resting():
        for label in ("start first read, s", "start read, s"):  # the first also records the release, once for a site
            held = None  # two at once would count twice
            started = time.process_time()
            held = snapshot.from_database(revision)
            figures[label] = time.process_time() - started
        assert held
        started = time.process_time()
        held.make_ready()
        figures["start index and orders, s"] = time.process_time() - started
    figures["memory catalogue and index, MB"] = resident("self") - before
    return figures


def resident(process: int | str, *kinds: str) -> float:
    """Return megabytes of a process as Linux counts them."""
    wanted = kinds or ("Rss",)
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()[1:]
    held = {line.split(":")[0]: int(line.split()[1]) for line in lines}
    return sum(held[kind] for kind in wanted) / 1000


def serve(environment: Mapping[str, str], addresses: list[str]) -> dict[str, float]:
    """Return the master's processor seconds until the first answer, and what a worker holds before and after."""
    from bench.http import free_port

    port = free_port()
    site = f"http://127.0.0.1:{port}"
    values = {**environment, "SITE_URL": site, "PORT": str(port), "WEB_CONCURRENCY": str(WORKERS)}
    command = [str(Path(sys.executable).with_name("gunicorn")), "-c", "gunicorn.conf.py", "portal.wsgi"]
    server = subprocess.Popen([*command, "--log-level", "error"], cwd=ROOT, env=values)
    figures = {}
    try:
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{site}/readyz", timeout=60).read()
                break
            if server.poll() is not None:
                raise RuntimeError("gunicorn ended")
            time.sleep(0.02)
        figures["start to ready, s"] = spent(server.pid)
        time.sleep(2)
        figures |= worker_memory(server.pid, "idle")
        for address in addresses:
            with contextlib.suppress(urllib.request.HTTPError):  # an unknown code is a 404
                urllib.request.urlopen(site + address, timeout=60).read()
        figures |= worker_memory(server.pid, f"after {len(addresses)} requests")
    finally:
        server.terminate()
        server.wait(30)
    return figures


def spent(process: int) -> float:
    """Return the seconds of the processor that a process used so far."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def worker_memory(master: int, when: str) -> dict[str, float]:
    """Return what the larger worker holds for itself, and what it shares with the master."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text("ascii").split()
    own = {child: resident(child, "Private_Dirty", "Private_Clean") for child in children}
    largest = max(own, key=lambda child: own[child])
    shared = resident(largest, "Shared_Dirty", "Shared_Clean")
    return {f"memory own, {when}, MB": own[largest], f"memory shared, {when}, MB": shared}


def called(phase: str, environment: Mapping[str, str], *arguments: str) -> Any:
    """Run one phase in a process of its own and return what it printed as JSON."""
    command = [sys.executable, "-m", "bench.growth", phase, *arguments]
    ran = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(ran.stdout.splitlines()[-1])


def measured(size: int) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield the figures of one size by label: a value, and kilobytes where it is a request's time."""
    with tempfile.TemporaryDirectory() as name:
        settings = {"SECRET_KEY": "bench", "LOG_LEVEL": "ERROR", "STATE_DIR": name, "STATIC_ROOT": f"{name}/static"}
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings", **settings}
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
        subprocess.run(collect, cwd=ROOT, env=environment, check=True)
        figures = {**called("fill", environment, str(size)), **called("start", environment)}
        figures |= serve(environment, called("addresses", environment))
        yield from ((label, (value, 0.0)) for label, value in figures.items())
        yield from ((label, (pair[0], pair[1])) for label, pair in called("requests", environment).items())


def addresses() -> list[str]:
    """Return two addresses of each kind, whole downloads aside."""
    from codes import snapshot

    draw = random.Random(9)
    kinds = asked(snapshot.current()).items()
    return [address(draw) for label, address in kinds if not label.startswith("whole") for _ in range(2)]


def table(sizes: list[int]) -> None:
    """Print every figure at every size, and how many times the first the last one is."""
    columns: list[dict[str, tuple[float, float]]] = []
    for size in sizes:
        columns.append({})
        for label, figure in measured(size):
            columns[-1][label] = figure
            print(f"  {size:>7} {label}: {figure[0]:.2f}", file=sys.stderr)
    print(f"{'':32}" + "".join(f"{size:>11,}" for size in sizes) + f"{'x before':>9}{'x first':>9}{'kB':>9}")
    for label in columns[0]:
        values = [max(column[label][0], 1e-9) for column in columns]
        before, first, kilobytes = values[-1] / values[-2:][0], values[-1] / values[0], columns[-1][label][1]
        mark = "" if before <= ALLOWED or label.startswith(PASSES) or label.endswith("(first)") else "  GROWS"
        row = "".join(f"{value:11.2f}" for value in values)
        print(f"{label:32}{row}{before:9.1f}{first:9.1f}{kilobytes:9.0f}{mark}")
    print(f"Requests: milliseconds of the processor, median of {ROUNDS} of a kind, each asked for the first time.")


def main(arguments: list[str]) -> None:
    """Print the table, or do one phase of it in this process."""
    phases: dict[str, Callable[..., Any]] = {
        "fill": fill,
        "start": start,
        "addresses": addresses,
        "requests": request_times,
    }
    if not arguments or arguments[0] not in phases:
        table([int(size) for size in arguments] or list(SIZES))
        return
    import django

    django.setup()
    print(json.dumps(phases[arguments[0]](*map(int, arguments[1:]))))


if __name__ == "__main__":
    main(sys.argv[1:])
