"""Counters are shared by all processes of a machine, and a server that is away shuts nobody out."""

import os
import shutil
import signal
import subprocess
import threading
import time
from itertools import count

import pytest

from portal import counters
from portal.counters import RedisCounters, SharedCounters

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


def test_it_adds_once_counts_and_forgets(shared):
    assert shared.add("a", 5, 60)
    assert not shared.add("a", 9, 60)
    assert shared.incr("a", 3) == 8
    assert shared.get("a") == 8
    assert shared.delete("a")
    assert shared.get("a") is None
    with pytest.raises(ValueError, match="not found"):
        shared.incr("a")


def test_what_is_out_of_date_is_gone(shared, clock):
    shared.set("a", 1, 60)
    clock.advance(59)
    assert shared.get("a") == 1
    clock.advance(2)
    assert shared.get("a") is None
    assert shared.add("a", 2, 60)


def test_it_holds_whole_numbers_only(shared):
    with pytest.raises(TypeError):
        shared.set("a", "pasted text", 60)


def test_forked_workers_and_their_threads_count_together(shared):
    shared.set("a", 0, 60)

    def work():
        threads = [threading.Thread(target=lambda: [shared.incr("a") for _ in range(200)]) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    for pid in in_children(work, 3):
        os.waitpid(pid, 0)
    assert shared.get("a") == 3 * 3 * 200


def test_a_worker_killed_while_it_counts_blocks_nobody(shared):
    shared.set("a", 0, 60)
    (pid,) = in_children(lambda: [shared.incr("a") for _ in range(10_000_000)], 1)
    while not shared.get("a"):
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert shared.incr("a") > 1


def test_a_full_table_forgets_what_would_go_first(shared, monkeypatch):
    monkeypatch.setattr(counters, "BUCKETS", 1)
    for number in range(counters.WAYS):
        shared.set(f"key-{number}", number, 100 + number)
    shared.set("one-more", 1, 100)
    assert shared.get("one-more") == 1
    assert shared.get("key-0") is None
    assert shared.get("key-1") == 1


@pytest.fixture
def redis_server(tmp_path):
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


def test_machines_count_together_on_a_server_and_alone_without(redis_server, caplog):
    process, url = redis_server
    one, other = RedisCounters(url, {}), RedisCounters(url, {})
    key = f"outage-{next(numbers)}"
    one.add(key, 10, 60)
    assert other.incr(key) == 11
    assert one.get(key) == 11
    process.kill()
    process.wait()
    assert one.add(key, 1, 60)
    assert one.incr(key) == 2
    assert "counts alone" in caplog.text
    one._cache._pools.clear()
    other._cache._pools.clear()
