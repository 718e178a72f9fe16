"""Every answer carries an id that no other one has, whichever process gave it."""

from __future__ import annotations

import os

from ops import metrics
from ops.request_log import RequestLog


def application(environ, start_response):
    start_response("200 OK", [])
    return []


def identity(observed, **environ):
    seen = {}
    observed({"REQUEST_METHOD": "GET", "PATH_INFO": "/", **environ}, lambda status, headers: seen.update(headers))
    return seen["X-Request-ID"]


def test_each_answer_has_an_id_of_its_own():
    observed = RequestLog(application, log_requests=False, metrics_token="")
    assert len({identity(observed) for _ in range(100)}) == 100


def test_a_figure_that_cannot_be_written_costs_no_answer(monkeypatch):
    def broken(*_):
        raise ValueError("Duplicated timeseries")

    monkeypatch.setattr(metrics, "count", broken)
    assert identity(RequestLog(application, log_requests=False, metrics_token="x"))


def test_an_id_that_a_proxy_gave_is_kept_and_an_odd_one_is_not():
    observed = RequestLog(application, log_requests=False, metrics_token="")
    assert identity(observed, HTTP_X_REQUEST_ID="from-the-proxy") == "from-the-proxy"
    assert identity(observed, HTTP_X_REQUEST_ID="a b\n") != "a b\n"


def test_two_forks_of_one_process_never_give_the_same_id():
    observed = RequestLog(application, log_requests=False, metrics_token="")
    read, write = os.pipe()
    children = []
    for _ in range(2):
        pid = os.fork()
        if not pid:
            os.write(write, f"{identity(observed)}\n".encode())
            os._exit(0)
        children.append(pid)
    for pid in children:
        os.waitpid(pid, 0)
    given = os.read(read, 1000).decode().split()
    os.close(read)
    os.close(write)
    assert len({one.partition("-")[0] for one in [*given, identity(observed)]}) == 3
