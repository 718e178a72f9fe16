"""Counters are shared by all processes of a machine, and a server that is away shuts nobody out."""

import os
import signal
import threading
import time
from itertools import count

import pytest

from ops import counters
from ops.counters import RedisCounters, SharedCounters

numbers = count()


@pytest.fixture
def shared():
    """A table of its own for each test."""
    return SharedCounters(f"test-{next(numbers)}", {})


def in_children(work, number):
    """Run ``work`` in forks of this process, as gunicorn's workers are."""
    children = []
    for _ in range(number):
        pid = os.fork()
        if not pid:
            try:
                work()
            finally:
                os._exit(0)
        children.append(pid)
    return children


def test_a_bucket_takes_what_fits_and_says_how_long_to_wait(shared):
    assert [shared.take("a", 10, 30) for _ in range(3)] == [0, 0, 0]
    assert 9.9 < shared.take("a", 10, 30) <= 10
    assert shared.take("b", 10, 30) == 0


def test_what_is_refused_fills_nothing(shared):
    shared.take("a", 30, 30)
    waits = [shared.take("a", 10, 30) for _ in range(50)]
    assert max(waits) <= 10
    assert shared.delete("a")
    assert shared.take("a", 30, 30) == 0


def test_a_bucket_runs_empty_with_time(shared, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(counters.time, "monotonic", lambda: clock[0])
    assert shared.take("a", 30, 30) == 0
    assert shared.take("a", 10, 30) == 10
    clock[0] += 10
    assert shared.take("a", 10, 30) == 0
    assert shared.take("a", 10, 30) == 10


def test_a_clock_that_jumps_back_makes_nobody_wait_longer_than_a_full_bucket(shared, monkeypatch):
    clock = [5000.0]
    monkeypatch.setattr(counters.time, "monotonic", lambda: clock[0])
    shared.take("a", 10, 30)
    clock[0] -= 3600
    assert shared.take("a", 10, 30) == 10


def test_forked_workers_and_their_threads_count_together(shared):
    most = 3 * 3 * 200

    def work():
        threads = [threading.Thread(target=lambda: [shared.take("a", 1, most) for _ in range(200)]) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    for pid in in_children(work, 3):
        os.waitpid(pid, 0)
    waits = [shared.take("a", 1, most) for _ in range(60)]
    assert waits[-1] > 0  # full but for what ran out since


def test_a_worker_killed_while_it_counts_blocks_nobody(shared):
    (pid,) = in_children(lambda: [shared.take("a", 0.001, 1e9) for _ in range(10_000_000)], 1)
    time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert shared.take("a", 1, 1e9) == 0


def test_a_full_place_forgets_the_bucket_that_is_empty_soonest(shared, monkeypatch):
    monkeypatch.setattr(counters, "BUCKETS", 1)
    for number in range(counters.WAYS):
        shared.take(f"key-{number}", 100 + number, 200)
    shared.take("one-more", 150, 200)
    waits = [shared.take(f"key-{number}", 200, 200) for number in range(1, counters.WAYS)]
    assert min(waits) > 90
    assert shared.take("one-more", 60, 200) > 0
    assert shared.take("key-0", 100, 200) == 0


@pytest.fixture
def alone():
    """Undo what a test's outage told the process."""
    RedisCounters.alone_until = 0.0
    yield
    RedisCounters.alone_until = 0.0
    counters._server.cache_clear()


@pytest.mark.usefixtures("alone")
def test_machines_count_together_on_a_server_whatever_their_clocks_say(redis_server, monkeypatch):
    _, url = redis_server
    one = RedisCounters(url, {})
    assert one.take("a", 20, 30) == 0
    monkeypatch.setattr(time, "time", lambda: 0.0)
    other = RedisCounters(url, {})
    assert 9 < other.take("a", 20, 30) <= 10
    assert other.take("a", 10, 30) == 0
    assert one.delete("a")
    assert other.take("a", 30, 30) == 0


@pytest.mark.usefixtures("alone")
def test_the_server_is_told_no_address(redis_server):
    _, url = redis_server
    shared = RedisCounters(url, {})
    shared.take("decode:203.0.113.5/32", 20, 30)
    (name,) = shared._server.keys()
    assert b"203" not in name.replace(shared._digest("decode:203.0.113.5/32").hex().encode(), b"")


@pytest.mark.usefixtures("alone")
def test_a_machine_counts_alone_while_the_server_is_away(redis_server, caplog):
    process, url = redis_server
    shared = RedisCounters(url, {})
    key = f"outage-{next(numbers)}"
    assert shared.take(key, 30, 30) == 0
    process.kill()
    process.wait()
    assert shared.take(key, 30, 30) == 0
    assert shared.take(key, 10, 30) > 9
    assert "counts alone" in caplog.text
    shared._server.close()
