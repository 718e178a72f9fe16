"""``make drill``: readers beside large pastes, slow clients and abuse; no error, bounded memory, figures to compare."""

import http.client
import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

from exchange_errors.decoder import LIMIT_BYTES
from tests.production.server import wait_for
from tests.production.test_gunicorn import half_open_requests

READERS, SECONDS = 32, 10
MOST_MEGABYTES = 180  # of the largest worker, after all of it
LINE = (
    b'2026-01-01T00:00:00Z {"id": 7, "method": "private/create-order", "code": 306, "message": "X", "api_key": "abc"}\n'
)
PASTE = LINE * (200_000 // len(LINE))
QUIET = b"2026-11-23T06:17:01Z INFO worker-3 heartbeat ok latency=21ms queue=0 region=eu-west order accepted\n"
LOG = QUIET * (4_990_000 // len(QUIET)) + LINE * 10
ABUSE = (b'{"log":"no position, error 306"}\n', b"306 ", b"[", b'{"a":', b'{\\"code\\":306} ', b'secret="${')
TEXT = {"Content-Type": "text/plain"}
READS = ("/", "/codes/306/", "/api/v1/codes", "/?q=nonce", "/api/v1/codes?q=margin")


def percentile(values, share):
    return sorted(values)[int(len(values) * share)] * 1000


def figures(times):
    return ", ".join(f"p{share * 100:.0f} {percentile(times, share):.0f} ms" for share in (0.5, 0.95, 0.99))


def timed(ask, count):
    """Ask so often; return the seconds of each, and the statuses."""
    times, statuses = [], set()
    for _ in range(count):
        begun = time.monotonic()
        statuses.add(ask().status)
        times.append(time.monotonic() - begun)
    return times, statuses


def resident_megabytes(pid):
    (line,) = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


def test_readers_beside_large_pastes(start):
    portal = start(DECODE_RATE_LIMIT="0", WEB_CONCURRENCY="2")
    wait_for(lambda: len(portal.workers()) == 2)
    reads, pastes, stop = [], [], threading.Event()

    def read(number):
        while not stop.is_set():
            begun = time.monotonic()
            status = portal.get(READS[number % len(READS)]).status
            reads.append((status, time.monotonic() - begun))
            time.sleep(0.05)

    def paste():
        while not stop.is_set():
            begun = time.monotonic()
            status = portal.ask("POST", "/api/v1/decode", PASTE, TEXT).status
            pastes.append((status, time.monotonic() - begun))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    threads += [threading.Thread(target=paste) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    stop.set()
    for thread in threads:
        thread.join()
    assert {status for status, _ in reads + pastes} == {200}
    largest = max(resident_megabytes(pid) for pid in portal.workers())
    assert largest < MOST_MEGABYTES
    for name, found in (("reads", reads), ("200 kB pastes", pastes)):
        print(f"{len(found)} {name}: {figures([seconds for _, seconds in found])}")
    print(f"largest worker {largest:.0f} MB; load average {os.getloadavg()[0]:.1f}")


def test_beside_sixty_slow_clients_and_at_the_end(start):
    portal = start(DECODE_RATE_LIMIT="0", WEB_CONCURRENCY="2")
    wait_for(lambda: len(portal.workers()) == 2)
    with half_open_requests(portal):
        times, statuses = timed(lambda: portal.get("/codes/306/"), 300)
        assert statuses == {200}
        print(f"a page beside 60 half-open requests: {figures(times)}")
        print(f"SIGTERM to the end beside them: {portal.stop():.1f} s")


def test_abuse_and_what_is_too_large(start):
    portal = start(DECODE_RATE_LIMIT="0", WEB_CONCURRENCY="2")
    wait_for(lambda: len(portal.workers()) == 2)
    times, statuses = timed(lambda: portal.ask("POST", "/api/v1/decode", PASTE, TEXT), 40)
    print(f"one 200 kB paste after the other: {figures(times)}")
    for unit in ABUSE:
        statuses.add(portal.ask("POST", "/api/v1/decode", unit * (4_900_000 // len(unit)), TEXT).status)
    assert statuses == {200}
    refused, statuses = timed(lambda: portal.ask("POST", "/api/v1/decode", b" " * (LIMIT_BYTES + 1), TEXT), 20)
    assert statuses == {413}
    largest = max(resident_megabytes(pid) for pid in portal.workers())
    assert largest < MOST_MEGABYTES
    print(f"a body over the limit is refused: {figures(refused)}; largest worker after abuse {largest:.0f} MB")


def read_for(port, seconds):
    """Ask for pages and lists, one after the other; return the status and the seconds of each."""
    reads, ends = [], time.monotonic() + seconds
    while time.monotonic() < ends:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        begun = time.monotonic()
        connection.request("GET", READS[len(reads) % len(READS)])
        answer = connection.getresponse()
        answer.read()
        reads.append((answer.status, time.monotonic() - begun))
        connection.close()
        time.sleep(0.02)
    return reads


def test_two_hundred_large_pastes_at_once(start):
    """Ordinary logs of 5 MB from as many addresses: workers stay small, readers are served, the rest is told when."""
    portal = start(WEB_CONCURRENCY="2", TRUSTED_PROXIES="127.0.0.1")
    wait_for(lambda: len(portal.workers()) == 2)
    answers, sizes, stop = [], [0.0], threading.Event()

    def paste(number):
        begun = time.monotonic()
        headers = {**TEXT, "X-Forwarded-For": f"203.0.113.{number}"}
        answers.append((portal.ask("POST", "/api/v1/decode", LOG, headers, wait=120), time.monotonic() - begun))

    def watch():
        while not stop.is_set():
            sizes.extend(resident_megabytes(pid) for pid in portal.workers())
            time.sleep(0.1)

    watching = threading.Thread(target=watch)
    pastes = [threading.Thread(target=paste, args=(number,)) for number in range(200)]
    with multiprocessing.Pool(1) as readers:  # which wait for the portal, and not for the pastes' threads
        reading = readers.apply_async(read_for, (portal.port, SECONDS))
        for thread in [watching, *pastes]:
            thread.start()
        for thread in pastes:
            thread.join()
        reads = reading.get()
    stop.set()
    watching.join()
    refused = [(answer, seconds) for answer, seconds in answers if answer.status != 200]
    print(f"200 pastes of 5 MB: {len(answers) - len(refused)} answered; refused {figures([s for _, s in refused])}")
    print(f"{len(reads)} reads beside them: {figures([seconds for _, seconds in reads])}; largest {max(sizes):.0f} MB")
    assert len(answers) == 200
    assert {answer.status for answer, _ in refused} == {503}
    assert all(f"Wait {answer.headers['Retry-After']} s" in answer.json()["detail"] for answer, _ in refused)
    assert {status for status, _ in reads} == {200}
    assert max(sizes) < 400
    assert percentile([seconds for _, seconds in reads], 0.95) < 500


def test_how_soon_it_starts_and_replaces_a_worker(start):
    portal = start(WEB_CONCURRENCY="2")
    wait_for(lambda: len(portal.workers()) == 2)
    lost = portal.workers()[0]
    os.kill(lost, signal.SIGKILL)
    took = wait_for(lambda: len(set(portal.workers()) - {lost}) == 2)
    ended = portal.stop()
    print(f"start to first answer {portal.start():.1f} s, worker replaced in {took:.2f} s, end in {ended:.1f} s")
