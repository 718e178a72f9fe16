"""Two instances on one PostgreSQL: an edit on one is seen on the other; a server that goes away loses nothing."""

import os
import threading
import time
from collections import Counter
from contextlib import contextmanager

import psycopg
import pytest

from ops.log_in import ATTEMPTS
from tests import postgres
from tests.production.server import EDITOR, PASSWORD, Editor, environment, fill, manage, wait_for

CODE = "43005-POST_ONLY_REJ"
PATIENCE = 30  # seconds; a busy machine is slow
READS = ("/", "/codes/43005/", "/api/v1/codes/43005", "/?q=post+only", "/readyz")


class Durable(postgres.Server):
    """A server that keeps what it acknowledged when it is stopped in the middle."""

    def start(self):
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c synchronous_commit=on -c max_connections=40"
        self.run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def restart(self, seconds_away):
        self.stop()
        time.sleep(seconds_away)
        self.start()


@pytest.fixture(scope="module")
def server():
    programs = postgres.programs()
    if programs is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no PostgreSQL server on this machine")
    with postgres.server(programs) as running:
        durable = Durable(programs, running.folder)
        durable.restart(0)
        yield durable


@pytest.fixture(scope="module")
def pair(server, start, tmp_path_factory):
    empty = tmp_path_factory.mktemp("empty")
    fill(environment(empty, DATABASE_URL=server.url))
    return [start(DATABASE_URL=server.url, WEB_CONCURRENCY="2") for _ in range(2)]


@pytest.fixture
def editor(pair):
    browser = Editor(pair[0])
    assert browser.log_in(EDITOR, PASSWORD).status == 302
    return browser


def summary(portal):
    return portal.get(f"/api/v1/codes/{CODE}").json()["summary"]


def test_both_are_ready_and_serve_the_same_version(pair):
    answers = [portal.get("/readyz") for portal in pair]
    assert [answer.status for answer in answers] == [200, 200]
    assert len({answer.json()["version"] for answer in answers}) == 1


def test_an_edit_on_one_is_seen_by_every_worker_of_the_other(pair, editor):
    text = "Edited on the first machine."
    assert editor.edit(CODE, summary=text).status == 302
    workers = set()

    def seen_by_both():
        answer = pair[1].get(f"/api/v1/codes/{CODE}")
        if answer.json()["summary"] == text:
            workers.add(answer.headers["X-Request-ID"].partition("-")[0])
        return len(workers) == 2

    wait_for(seen_by_both, PATIENCE)
    assert text in pair[1].get("/codes/43005/").body.decode()


def test_a_session_begun_on_one_goes_on_on_the_other(pair, editor):
    editor.portal = pair[1]
    assert editor.ask("GET", "/admin/").status == 200


def test_a_log_out_on_one_ends_the_session_on_the_other(pair, editor):
    elsewhere = Editor(pair[1])
    elsewhere.cookies = dict(editor.cookies)
    assert elsewhere.ask("GET", "/edit/").status == 200
    assert editor.post_form("/edit/", "/edit/log-out/").status == 302
    assert elsewhere.ask("GET", "/edit/").status == 302


def test_attempts_to_log_in_are_counted_by_both_together(server, redis_server, start):
    counting = [start(DATABASE_URL=server.url, REDIS_URL=redis_server[1], WEB_CONCURRENCY="1") for _ in range(2)]
    statuses = [Editor(counting[number % 2]).log_in(EDITOR, "wrong").status for number in range(ATTEMPTS)]
    assert statuses == [200] * ATTEMPTS
    assert [Editor(portal).log_in(EDITOR, PASSWORD).status for portal in counting] == [429, 429]
    for portal in counting:
        portal.stop()  # the next tests count the connections of the pair alone


@contextmanager
def readers(pair):
    """Read from both instances meanwhile; yield the statuses counted by address."""
    seen, stop = Counter(), threading.Event()

    def read(portal):
        while not stop.is_set():
            for path in READS:
                seen[path, portal.get(path).status] += 1

    threads = [threading.Thread(target=read, args=(portal,)) for portal in pair for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def test_a_restart_of_the_server_under_load_is_a_503_at_worst_and_loses_no_saved_edit(pair, server, editor):
    saved, statuses = "", Counter()
    with readers(pair) as seen:
        restart = threading.Timer(1, server.restart, args=(2,))
        restart.start()
        number, ends = 0, time.monotonic() + 6
        while time.monotonic() < ends:
            number += 1
            status = editor.edit(CODE, summary=f"Edit {number}.").status
            statuses[status] += 1
            saved = f"Edit {number}." if status == 302 else saved
        restart.join()
    pages = {status for (path, status), _ in seen.items() if path != "/readyz"}
    assert pages == {200}  # readers notice nothing
    assert {status for path, status in seen if path == "/readyz"} == {200, 503}
    assert set(statuses) == {302, 503}  # editors are told, or their edit is there
    wait_for(lambda: all(portal.get("/readyz").status == 200 for portal in pair))
    for portal in pair:
        wait_for(lambda portal=portal: summary(portal) == saved, PATIENCE)


def test_instances_give_their_connections_back(pair, server):
    for _ in range(30):
        for portal in pair:
            assert portal.get("/readyz").status == 200
    env = environment(server.folder, DATABASE_URL=server.url)
    count = int(manage("shell", "-v", "0", "-c", OPEN_CONNECTIONS, env=env).stdout.split()[-1])
    assert count <= 2 * 2 + 1  # the watch of each worker, and this question


def test_a_locked_table_makes_readyz_say_so_within_a_second(pair, server):
    with psycopg.connect(server.url) as holder:
        holder.execute("LOCK TABLE codes_revision")
        times = []
        for _ in range(20):
            begun = time.monotonic()
            answer = pair[0].get("/readyz")
            times.append(time.monotonic() - begun)
            assert answer.status == 503
            assert answer.json()["checks"]["database"] == "does not answer"
        assert sorted(times)[10] < 1
        held = holder.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'portal'").fetchone()
        assert held[0] <= 2 * 2 * 2  # a probe and the watch of each worker
    wait_for(lambda: pair[0].get("/readyz").status == 200)


OPEN_CONNECTIONS = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'portal'")
    print(cursor.fetchone()[0])
"""
