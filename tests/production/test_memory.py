"""A paste is gone when its answer is: nothing that runs holds it, and hardly anything of it is left in freed memory."""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

import pytest

from tests.production.server import wait_for

FORM, PLAIN, JSON = "application/x-www-form-urlencoded", "text/plain", "application/json"
PASTES = 60
QUIET = "2026-11-23T06:17:01Z INFO worker-3 heartbeat ok latency=21ms queue=0 region=eu-west order accepted\n"
MOST_LEFT = 3  # keys of PASTES that freed memory may still show
MOST_MEGABYTES = 60  # that a worker may keep above its size before
AT_ONCE = 16_000_000


def key(number):
    return f"mK{number:03d}w9TxHgT9JpnRK2vUkT6dn9"


def log_of(secret, size):
    line = f'{{"id":7,"method":"private/create-order","api_key":"{secret}","sig":"{secret}{secret}","code":306}}\n'
    return line * (size // len(line))


def multipart(**fields):
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{name}"{extra}\r\n\r\n{value}\r\n'
        for name, (extra, value) in fields.items()
    ]
    return "".join([*parts, "--b--\r\n"]).encode(), "multipart/form-data; boundary=b"


def tool_call(**arguments):
    params = {"name": "decode_error", "arguments": arguments}
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}).encode()


CHANNELS = {
    "page": lambda text: ("/decode/", *multipart(text=("", text))),
    "file": lambda text: ("/decode/", *multipart(text=("", ""), file=('; filename="a.log"', text))),
    "both": lambda text: ("/decode/", *multipart(text=("", text), file=('; filename="a.log"', text))),
    "form": lambda text: ("/decode/", b"text=" + text.replace('"', "%22").replace("&", "%26").encode(), FORM),
    "damaged form": lambda text: ("/decode/", text.encode(), "multipart/form-data; boundary=b"),
    "api text": lambda text: ("/api/v1/decode", text.encode(), PLAIN),
    "api json": lambda text: ("/api/v1/decode", json.dumps({"text": text}).encode(), JSON),
    "api wrong member": lambda text: ("/api/v1/decode", json.dumps({"txet": text}).encode(), JSON),
    "api not json": lambda text: ("/api/v1/decode", text.encode(), JSON),
    "mcp": lambda text: ("/mcp", tool_call(text=text), JSON),
    "mcp wrong argument": lambda text: ("/mcp", tool_call(txet=text), JSON),
    "nowhere": lambda text: ("/codes/306/", text.encode(), PLAIN),
    "log-in": lambda text: ("/edit/log-in/", f"username={text}&password={text}".encode(), FORM),
}


class Sent:
    """A body as a socket gives it: what was read is not kept."""

    def __init__(self, body):
        self.rest = body

    def read(self, size=-1):
        size = len(self.rest) if size < 0 else size
        given, self.rest = self.rest[:size], self.rest[size:]
        return given

    readline = read  # Django looks it up and never calls it


def ask(application, path, body, media_type):
    """Send a POST through the application as gunicorn would, and close its answer."""
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": media_type,
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": "203.0.113.9",
        "HTTP_HOST": "testserver",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": Sent(body),
        "wsgi.errors": sys.stderr,
    }
    del body
    statuses = []
    answer = application(environ, lambda status, headers, *rest: statuses.append(status))
    b"".join(answer)
    getattr(answer, "close", lambda: None)()
    return int(statuses[0][:3])


def holders(secret):
    """Return the kinds of objects, seen by the collector or not yet, that hold a text or bytes with ``secret``."""
    found = []
    for holder in gc.get_objects():
        for held in gc.get_referents(holder):
            kind = type(held)
            if (kind is str and secret in held) or (kind in (bytes, bytearray) and secret.encode() in held):
                found.append(type(holder).__name__)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("size", [300, 70_000])
def test_no_object_holds_a_paste_after_its_answer(channel, size):
    from portal.wsgi import application

    ask(application, *CHANNELS[channel](log_of(key(0), 300)))  # what is made once is made
    number = 1 + list(CHANNELS).index(channel)
    gc.collect()
    gc.disable()  # nothing may have to wait for the collector
    try:
        assert ask(application, *CHANNELS[channel](log_of(key(number), size))) < 500
        assert holders(f"mK{number:03d}w9T") == []
    finally:
        gc.enable()


def left_in_memory(pid, wanted):
    """Return which of the byte strings ``wanted`` a process's memory holds anywhere, freed parts included."""
    found = set()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            bounds, rights = line.split()[:2]
            if not rights.startswith("rw") or line.endswith(("[vvar]", "[vsyscall]")):
                continue
            start, end = (int(bound, 16) for bound in bounds.split("-"))
            for place in range(start, end, AT_ONCE):
                try:
                    memory.seek(place)
                    content = memory.read(min(AT_ONCE + 64, end - place))
                except OSError:
                    continue
                found |= {one for one in wanted - found if one in content}
    return found


def resident_megabytes(pid):
    (line,) = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


@pytest.mark.parametrize("size", [1_000, 1_000_000])
def test_sixty_pastes_are_gone_from_the_workers(start, size):
    portal = start(WEB_CONCURRENCY="2", DECODE_RATE_LIMIT="0")
    wait_for(lambda: len(portal.workers()) == 2)

    def paste(number):
        """Send an ordinary log with a few errors at its end, each with the key."""
        text = (QUIET * (size // len(QUIET)))[: size - 1000] + log_of(key(number), 1000)
        path, body, media_type = CHANNELS["page"](text)
        return portal.ask("POST", path, body, {"Content-Type": media_type}, wait=60).status

    for _ in range(8):
        paste(900)
        portal.get("/")
    before = {pid: resident_megabytes(pid) for pid in portal.workers()}
    assert {paste(number) for number in range(PASTES)} == {200}
    time.sleep(1)
    wanted = {key(number)[:12].encode() for number in range(PASTES)}
    left = {pid: left_in_memory(pid, wanted) for pid in portal.workers()}
    grown = max(resident_megabytes(pid) - megabytes for pid, megabytes in before.items())
    print(f"{PASTES} pastes of {size} bytes: {len(set().union(*left.values()))} keys left, {grown:.0f} MB more")
    assert len(set().union(*left.values())) <= MOST_LEFT
    assert grown < MOST_MEGABYTES
