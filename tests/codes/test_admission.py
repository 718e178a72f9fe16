"""What a text may cost is bounded before it is read, in every channel alike; who is refused hears for how long."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from codes import admission
from codes.api.bodies import MAX_PARTS, read_json
from ops import counters
from ops.problems import ProblemError

LARGE = "nothing to see here\n" * 5_000
CHANNELS = {
    "page": lambda client, text: client.post("/decode/", {"text": text}),
    "part": lambda client, text: client.post("/decode/", {"text": text}, headers={"HX-Request": "true"}),
    "text": lambda client, text: client.post("/api/v1/decode", text, content_type="text/plain"),
    "json": lambda client, text: client.post("/api/v1/decode", {"text": text}, content_type="application/json"),
    "mcp": lambda client, text: client.post("/mcp", tool_call(text), content_type="application/json"),
}
PROBLEMS = ("text", "json", "mcp")


def tool_call(text):
    params = {"name": "decode_error", "arguments": {"text": text}}
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}


@contextmanager
def held(manager):
    """Hold it in another thread, as another request would."""
    taken, done = threading.Event(), threading.Event()

    def hold():
        with manager:
            taken.set()
            done.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    taken.wait(30)
    try:
        yield
    finally:
        done.set()
        thread.join()


def refused(answer, channel, status):
    """Hold a refusal to its manners; return for how many seconds to wait."""
    assert answer.status_code == status
    assert answer["Cache-Control"] == "no-store"
    seconds = int(answer["Retry-After"])
    if channel in PROBLEMS:
        problem = answer.json()
        assert answer["Content-Type"] == "application/problem+json"
        assert f"Wait {seconds} s" in problem["detail"]
        assert problem["title"]
    else:
        assert f"wait {seconds} second" in answer.content.decode()
    return seconds


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_large_text_waits_for_its_turn_and_is_refused_where_it_gets_none(client, channel, monkeypatch):
    monkeypatch.setattr(admission, "TURN_SECONDS", 0.05)
    with held(admission._large.take()):
        refused(CHANNELS[channel](client, LARGE), channel, 503)
        assert CHANNELS[channel](client, "code 306").status_code == 200
    assert CHANNELS[channel](client, LARGE).status_code == 200


def test_a_turn_that_comes_soon_is_waited_for(client):
    taken = held(admission._large.take())
    taken.__enter__()
    threading.Timer(0.2, lambda: taken.__exit__(None, None, None)).start()
    assert CHANNELS["text"](client, LARGE).status_code == 200


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_more_large_bodies_are_read_than_there_is_room_for(client, channel, monkeypatch):
    monkeypatch.setattr(admission, "ROOM_BYTES", 150_000)
    with held(admission._room.hold(100_000)):
        refused(CHANNELS[channel](client, LARGE), channel, 503)
        assert CHANNELS[channel](client, "code 306").status_code == 200
    assert CHANNELS[channel](client, LARGE).status_code == 200


def test_few_wait_for_a_turn_so_that_readers_find_a_thread(settings):
    settings.WEB_THREADS = 4
    turns, served = admission.Turns(), []

    def wait():
        with turns.take():
            served.append(True)

    with held(turns.take()):
        waiting = threading.Thread(target=wait)
        waiting.start()
        time.sleep(0.1)
        begun = time.monotonic()
        with pytest.raises(admission.Busy), turns.take():
            pass
        assert time.monotonic() - begun < 1
    waiting.join()
    assert served


@pytest.fixture
def limited(settings, monkeypatch):
    """Let four texts in at once, then one a second, while no time passes."""
    settings.DECODE_RATE_LIMIT, settings.DECODE_RATE_BURST = 60, 4
    monkeypatch.setattr(counters, "time", SimpleNamespace(monotonic=lambda: 1000.0))
    cache.clear()
    yield
    cache.clear()


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_large_text_counts_for_more(client, channel):
    assert CHANNELS[channel](client, "x" * 2_100_000).status_code == 200
    assert refused(CHANNELS[channel](client, "x" * 2_100_000), channel, 429) >= 1


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("channel", [channel for channel in CHANNELS if channel != "mcp"])
def test_a_text_that_weighs_more_than_a_burst_is_read_where_nothing_was_sent(client, channel):
    assert CHANNELS[channel](client, "x" * 4_900_000).status_code == 200
    assert refused(CHANNELS[channel](client, "x" * 4_900_000), channel, 429) >= 3


@pytest.mark.usefixtures("limited")
def test_a_message_that_decodes_nothing_is_counted_by_its_size(client):
    message = {"jsonrpc": "2.0", "id": 1, "method": "ping", "params": {"x": "y" * 1_500_000}}
    statuses = [client.post("/mcp", message, content_type="application/json").status_code for _ in range(4)]
    assert statuses == [200, 200, 429, 429]
    small = {**message, "params": {}}
    assert {client.post("/mcp", small, content_type="application/json").status_code for _ in range(30)} == {200}


@pytest.mark.usefixtures("limited")
def test_a_refused_body_is_not_parsed(client, monkeypatch):
    for _ in range(4):
        CHANNELS["text"](client, "code 306")
    monkeypatch.setattr("codes.api.bodies._parts", lambda *_: pytest.fail("it was read"))
    for channel in ("json", "mcp"):
        refused(CHANNELS[channel](client, "x" * 100_000), channel, 429)


def json_of(body):
    return read_json(RequestFactory().post("/", body, content_type="application/json"), len(body))


MANY = [b"[" + b"[[]]," * 40_000 + b"1]", b"[" + b"1," * 120_000 + b"1]", b'{"a":[' + b"{}," * 60_000 + b"1]}"]
SLOW = [b'"' + b'\\"' * 2_000_000, b'"' * 1_000_001 + b"," * 200_000, b"\\" * 3_000_000 + b"," * 200_000]


@pytest.mark.parametrize("body", MANY, ids=range(len(MANY)))
def test_json_of_very_many_parts_is_refused_before_it_is_parsed(body):
    begun = time.process_time()
    with pytest.raises(ProblemError) as refusal:
        json_of(body)
    assert refusal.value.slug == "malformed-body"
    assert str(MAX_PARTS) in refusal.value.detail
    assert time.process_time() - begun < 0.3


def test_a_log_of_json_in_a_text_may_have_as_many(client):
    log = '{"code":306,"a":[1,2,3],"b":"say \\"x\\""}\n' * 30_000
    assert json_of(json.dumps({"text": log}).encode()) == {"text": log}


@pytest.mark.parametrize("body", SLOW, ids=range(len(SLOW)))
def test_texts_made_to_be_slow_are_counted_in_linear_time(body):
    begun = time.process_time()
    with pytest.raises(ProblemError):
        json_of(body)
    assert time.process_time() - begun < 3


def test_files_are_bounded_together(client):
    files = [SimpleUploadedFile(f"{number}.log", b"x" * 1_000_000) for number in range(5)]
    assert client.post("/decode/", {"text": "", "file": files}).status_code == 200
    files = [SimpleUploadedFile(f"{number}.log", b"x" * 700_000) for number in range(9)]
    assert client.post("/decode/", {"text": "", "file": files}).status_code == 413
    files = [SimpleUploadedFile(f"{number}.log", b"x") for number in range(11)]
    assert client.post("/decode/", {"text": "", "file": files}).status_code == 400


@pytest.mark.parametrize("path", ["/decode/", "/codes/306/", "/nothing", "/admin/login/"])
def test_a_form_that_is_too_large_is_refused_by_its_length_alone(client, path, monkeypatch):
    monkeypatch.setattr("django.http.request.MultiPartParser", lambda *_: pytest.fail("it was parsed"))
    answer = client.post(path, b"x" * 6_000_000, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 413
