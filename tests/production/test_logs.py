"""Logs tell what happened and nothing of what was sent."""

import json
import logging
import os
import socket
import threading

import pytest

from ops import log_format
from tests.production.server import SECRET, Portal

TOKEN = "SECRETsecret0123456789"
REQUESTS = 1000


def record(message="said", *args, name="codes", error=None, **extra):
    made = logging.getLogger(name).makeRecord(
        name, logging.ERROR, "file", 1, message, args, (type(error), error, error.__traceback__) if error else None
    )
    made.__dict__.update(extra)
    return made


def raised(error):
    try:
        raise error
    except Exception as caught:
        return caught


def test_json_lines_hold_the_time_the_words_and_the_requests_id():
    token = log_format.request_id.set("abc-1")
    try:
        line = json.loads(
            log_format.JsonFormatter().format(record("%s of %s", 1, 2, status=503, method="GET", route="/codes/"))
        )
    finally:
        log_format.request_id.reset(token)
    assert line["message"] == "1 of 2"
    assert line["request_id"] == "abc-1"
    assert (line["status"], line["method"], line["route"]) == (503, "GET", "/codes/")
    assert line["time"].endswith("+00:00")


def test_an_exception_inside_a_request_is_told_without_its_words():
    told = log_format.facts(record(error=raised(ValueError(f"cannot read {TOKEN}")), request=object()))
    assert TOKEN not in str(told)
    assert told["exception"][0] == "ValueError"
    assert "in raised" in told["exception"][1]


def test_the_databases_words_are_kept():
    from django.db import OperationalError

    told = log_format.facts(record(error=raised(OperationalError("connection refused")), request=object()))
    assert told["exception"][0] == "OperationalError: connection refused"


def test_an_exception_outside_a_request_is_told_with_its_words():
    assert "ValueError: bad file" in log_format.facts(record(error=raised(ValueError("bad file"))))["exception"]


def test_causes_are_told_too_and_a_loop_of_them_ends():
    first, second = raised(ValueError("a")), raised(KeyError("b"))
    first.__cause__, second.__cause__ = second, first
    kinds = [line for line in log_format.facts(record(error=first))["exception"] if not line.startswith(" ")]
    assert kinds == ["ValueError: a", "KeyError: 'b'"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("django.request", f"Not Found: /{TOKEN}"),
        ("django.security.SuspiciousOperation", f"Invalid {TOKEN}"),
        ("django.security.csrf", f"Forbidden: /{TOKEN}"),
    ],
)
def test_what_django_says_about_a_request_loses_the_address(name, message):
    assert TOKEN not in log_format.LineFormatter().format(record(message, name=name, request=object(), status_code=404))


@pytest.mark.parametrize(
    "message", [f"Invalid request from ip=1.2.3.4: GET /{TOKEN}", f"Error handling request /{TOKEN}"]
)
def test_what_gunicorn_says_about_a_request_loses_the_request_line(message):
    assert TOKEN not in log_format.LineFormatter().format(record(message, name="gunicorn.error"))


@pytest.fixture(scope="module")
def portal(start):
    return start(
        LOG_REQUESTS="1", LOG_FORMAT="json", TRUSTED_PROXIES="127.0.0.1", SECRET_KEY=SECRET, DECODE_RATE_LIMIT="0"
    )


def hostile(number):
    """Return a request that carries a secret wherever a request can carry one."""
    secret = f"{TOKEN}-{number}"
    path = (
        f"/?q={secret}",
        f"/go/{secret}",
        f"/codes/{secret}/",
        f"/{secret}",
        f"/api/v1/codes?q={secret}",
        f"/api/v1/{secret}?sig={secret}",
        "/decode/",
        "/api/v1/decode",
        "/edit/log-in/",
        f"/static/{secret}.css",
    )[number % 10]
    headers = {"Cookie": f"sessionid={secret}", "Authorization": f"Bearer {secret}", "X-Forwarded-For": secret}
    headers |= {"Referer": f"https://{secret}.example/", "User-Agent": secret, "X-Request-ID": f"!{secret}"}
    if number % 3 == 0:
        headers["Host"] = f"{secret}.example"
    if "decode" not in path and "login" not in path:
        return "GET", path, None, headers
    kinds = [
        "application/x-www-form-urlencoded",
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
        secret,
    ]
    return (
        "POST",
        path,
        f'text={{"api_key": "{secret}", "code": 40101}}'.encode(),
        {**headers, "Content-Type": kinds[number % 5]},
    )


def test_a_thousand_requests_full_of_secrets_leave_none_in_the_log(portal):
    statuses = [portal.ask(*hostile(number)).status for number in range(REQUESTS)]
    assert 500 not in statuses
    with socket.create_connection(("127.0.0.1", portal.port)) as broken:
        broken.sendall(f"GET /{TOKEN} HTTP/9.9\r\n{TOKEN}\r\n\r\n".encode())
        broken.recv(1000)
    portal.lines("portal.request", REQUESTS)
    lines = portal.log().splitlines()
    assert not [line for line in lines if TOKEN.lower() in line.lower()]
    assert all(json.loads(line) for line in lines)


def test_an_answers_id_is_the_one_in_the_log(portal):
    identity = portal.get("/decode/").headers["X-Request-ID"]
    (line,) = map(json.loads, portal.lines(f'"{identity}"'))
    assert (line["route"], line["status"], line["method"]) == ("/decode/", 200, "GET")


def test_a_trusted_proxys_id_is_taken_over(portal):
    assert portal.get("/", {"X-Request-ID": "from-the-proxy-1"}).headers["X-Request-ID"] == "from-the-proxy-1"


def test_a_reader_that_stops_reading_the_log_stops_nothing(start, tmp_path, monkeypatch):
    pipe = tmp_path / "log"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    try:
        monkeypatch.setattr(Portal, "log", lambda _: "")
        portal = start(LOG_REQUESTS="1", WEB_CONCURRENCY="2", log=pipe)
        assert {portal.get("/codes/306/").status for _ in range(1500)} == {200}
        assert portal.stop() < 10
    finally:
        os.close(reader)


def test_lines_that_find_no_room_are_dropped_and_counted(monkeypatch):
    written, may_write = [], threading.Event()
    monkeypatch.setattr(log_format, "MOST_WAITING", 5)
    monkeypatch.setattr(
        log_format, "_write_all", lambda content: (may_write.wait(30), written.append(content.decode()))
    )
    console = log_format.Console()
    for number in range(50):
        console.emit(record(f"line {number}"))
    may_write.set()
    console.flush()
    console.emit(record("afterwards"))
    console.flush()
    said = "".join(written)
    kept = sum(f"line {number}\n" in said for number in range(50))
    assert 5 <= kept <= 7
    assert f"{50 - kept} lines were dropped" in said
    assert "afterwards" in said
