"""gunicorn as configured: slow clients starve nobody, the end is orderly, a lost worker is replaced."""

import json
import os
import signal
import socket
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest

from tests.production.server import Editor, wait_for

SLOW = 60
HALF = b"POST /api/v1/decode HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n{"


@pytest.fixture(scope="module")
def portal(start):
    return start(DECODE_RATE_LIMIT="0", WEB_CONCURRENCY="2")


@contextmanager
def half_open_requests(portal):
    """Hold connections that began a request and do not go on with it."""
    with ExitStack() as clients:
        for _ in range(SLOW):
            clients.enter_context(socket.create_connection(("127.0.0.1", portal.port))).sendall(HALF)
        time.sleep(0.3)
        yield


def test_sixty_half_open_requests_do_not_starve_the_others(portal):
    with half_open_requests(portal):
        begun = time.monotonic()
        assert [portal.get("/codes/306/").status for _ in range(40)] == [200] * 40
        assert portal.ask("POST", "/api/v1/decode", b"code 306", {"Content-Type": "text/plain"}).status == 200
        assert time.monotonic() - begun < 5  # seconds; measured 0.2, standing still would take a minute


def test_clients_that_do_not_hang_up_delay_nobody(portal):
    with ExitStack() as clients:
        for _ in range(10):
            client = clients.enter_context(socket.create_connection(("127.0.0.1", portal.port)))
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        time.sleep(0.3)
        begun = time.monotonic()
        assert [portal.get("/codes/306/").status for _ in range(20)] == [200] * 20
        assert time.monotonic() - begun < 2  # seconds; gunicorn by itself waits two for each of the ten


def test_who_sends_all_before_reading_hears_why_it_was_refused(portal):
    with socket.create_connection(("127.0.0.1", portal.port)) as client:
        client.sendall(HALF.replace(b": 1000", b": 9000001"))
        for _ in range(9):
            client.sendall(b"x" * 1_000_000)
        assert client.recv(100).startswith(b"HTTP/1.1 413")


def test_the_end_comes_within_ten_seconds_even_with_stuck_clients(start):
    portal = start()
    with half_open_requests(portal):
        assert portal.stop() < 10


def test_the_end_waits_for_an_answer_that_is_under_way(start):
    portal = start()
    with socket.create_connection(("127.0.0.1", portal.port)) as client:
        client.sendall(HALF)
        time.sleep(0.2)
        portal.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        client.sendall(b" " * 999)
        assert client.recv(100).startswith(b"HTTP/1.1 200")
    portal.process.wait(10)


def test_a_killed_worker_is_replaced_and_the_other_answers_meanwhile(portal):
    wait_for(lambda: len(portal.workers()) == 2)
    before = portal.workers()
    os.kill(before[0], signal.SIGKILL)
    assert portal.get("/codes/306/").status == 200
    wait_for(lambda: len(set(portal.workers()) - {before[0]}) == 2)
    assert before[1] in portal.workers()


def test_a_reload_loses_no_request(portal):
    portal.get("/codes/306/")
    statuses, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            statuses.append(portal.get("/codes/306/").status)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    old = set(portal.workers())
    portal.process.send_signal(signal.SIGHUP)
    wait_for(lambda: not old & set(portal.workers()))
    time.sleep(0.3)
    stop.set()
    for reader in readers:
        reader.join()
    assert set(statuses) == {200}


def test_an_oversized_request_line_and_too_many_fields_are_refused(portal):
    assert portal.get("/?q=" + "a" * 5000).status in (400, 414)
    assert portal.get("/", {f"X-Field-{number}": "x" for number in range(80)}).status in (400, 431)


def test_script_name_cannot_be_sent_from_this_machine(portal):
    with socket.create_connection(("127.0.0.1", portal.port)) as client:
        client.sendall(
            b"GET /codes/306/ HTTP/1.1\r\nHost: localhost\r\nSCRIPT_NAME: /evil\r\nConnection: close\r\n\r\n"
        )
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    assert b"/evil" not in answer


def test_an_editor_who_stays_logged_in_survives_a_reload(portal):
    editor = Editor(portal)
    assert editor.log_in().status == 302
    portal.process.send_signal(signal.SIGHUP)
    time.sleep(1)
    assert editor.ask("GET", "/admin/").status == 200


@pytest.mark.parametrize(
    ("request_bytes", "status", "slug"),
    [
        (b"GET /codes/?q=" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414, "uri-too-long"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"a" * 9000 + b"\r\n\r\n", 431, "header-fields-too-large"),
        (b"GET / HTTP/1.1\r\n" + b"X-A: 1\r\n" * 80 + b"\r\n", 431, "header-fields-too-large"),
        (b"what is error 306\r\n\r\n", 400, "bad-request"),
        (b"GET / HTTP/1.1\r\nbad header\r\n\r\n", 400, "bad-request"),
    ],
)
def test_a_request_that_cannot_be_read_is_told_so_as_a_problem(portal, request_bytes, status, slug):
    with socket.create_connection(("127.0.0.1", portal.port), timeout=5) as client:
        client.sendall(request_bytes)
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"Content-Type: application/problem+json" in head
    problem = json.loads(body)
    assert problem["type"].endswith(f"/problems/{slug}/")
    assert "aaaa" not in body.decode()
    assert portal.get(f"/problems/{slug}/").status == 200
