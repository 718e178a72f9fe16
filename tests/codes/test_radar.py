"""The radar counts what the catalogue does not know, keeps nothing else of a paste, and is in no reader's way."""

from __future__ import annotations

import json
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.utils import timezone

from codes import radar_watch, retention
from codes.models import ReaderText, UnansweredSearch, UnknownCode
from codes.models import radar as radar_rows
from codes.store import snapshot

WORDS = "zebra quilting machine"
SEARCHES = ["/?q={}", "/search/?q={}", "/api/v1/codes?q={}", "/api/v1/search?q={}"]
PASTE = '{"id": 1, "method": "private/create-order", "code": 777123, "message": "SOMETHING_NEW", "client_oid": "my-id"}'


@pytest.fixture(autouse=True)
def radar(settings):
    settings.RADAR = True
    radar_watch._waiting.clear()
    yield
    radar_watch._waiting.clear()


def codes() -> list[tuple[int, str, str, int]]:
    radar_watch.write_waiting()
    return list(UnknownCode.objects.values_list("number", "name", "method", "count"))


def ask(client, path=SEARCHES[0], words=WORDS, network="192.0.2.1", **extra):
    response = client.get(path.format(words), REMOTE_ADDR=network, **extra)
    assert response.status_code == 200
    return response


def kept() -> str:
    """Return everything that the radar's tables hold, as text."""
    radar_watch.write_waiting()
    return json.dumps([list(model.objects.values_list()) for model in (UnansweredSearch, UnknownCode)], default=str)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/decode/", "/api/v1/decode", "/mcp"])
def test_an_unknown_code_is_counted_with_its_name_and_method(client, path):
    if path == "/decode/":
        response = client.post(path, {"text": PASTE})
    elif path == "/mcp":
        call = {"name": "decode_error", "arguments": {"text": PASTE}}
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
        response = client.post(path, body, content_type="application/json", headers={"Accept": "application/json"})
    else:
        response = client.post(path, {"text": PASTE}, content_type="application/json")
    assert response.status_code == 200, response.content
    assert codes() == [(777123, "SOMETHING_NEW", "private/create-order", 1)]
    assert "my-id" not in kept()


@pytest.mark.django_db
def test_a_code_counts_once_for_each_text(client):
    for _ in range(2):
        client.post("/decode/", {"text": f"{PASTE}\n{PASTE}\n{PASTE}"})
    assert [row[3] for row in codes()] == [2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("Ann Lee owes 5", "private/create-order"),
        ("ANN_LEE_1980", "private/create-order"),
        ("X" * 60 + "_A", "private/create-order"),
        ("SOMETHING_NEW", "private/accounts/4711"),
        ("SOMETHING_NEW", "ann@example.com"),
    ],
)
def test_what_does_not_look_like_the_vendors_is_left_out(client, name, method):
    client.post("/decode/", {"text": json.dumps({"id": 1, "method": method, "code": 777123, "message": name})})
    assert name not in kept() or name == "SOMETHING_NEW"
    assert method not in kept() or method == "private/create-order"
    assert all(row[1] in ("", "SOMETHING_NEW") for row in codes())


@pytest.mark.django_db
@pytest.mark.parametrize("text", ['{"id": 1, "code": 306}', '{"id": 1, "code": 50001}', '{"id":1,"code":0}', "hello"])
def test_known_codes_are_not_counted(client, text):
    client.post("/decode/", {"text": text})
    assert codes() == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", SEARCHES)
def test_words_are_kept_when_the_third_network_asks_the_same(client, path):
    for network in ("192.0.2.1", "192.0.2.2"):
        ask(client, path, network=network)
        ask(client, path, network=network)
    assert not UnansweredSearch.objects.shown().exists()
    assert not [word for word in WORDS.split() if word in kept()]
    ask(client, path, words=f" {WORDS.title()} ", network="192.0.2.3")
    radar_watch.write_waiting()
    row = UnansweredSearch.objects.shown().get()
    assert (row.words, row.networks) == (WORDS, [])


@pytest.mark.django_db
def test_a_search_tool_for_machines_feeds_it_too(client):
    call = {"name": "search_codes", "arguments": {"query": WORDS}}
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    client.post("/mcp", body, content_type="application/json", headers={"Accept": "application/json"})
    radar_watch.write_waiting()
    assert UnansweredSearch.objects.count() == 1


@pytest.mark.django_db
def test_no_address_is_kept_and_two_searches_of_one_network_share_nothing(client):
    ask(client, network="198.51.100.77")
    ask(client, words="walrus pottery kiln", network="198.51.100.77")
    assert "198.51.100" not in kept()
    one, other = UnansweredSearch.objects.values_list("networks", flat=True)
    assert not {*one} & {*other}


@pytest.mark.django_db
@pytest.mark.parametrize("path", SEARCHES)
def test_no_cache_answers_in_place_of_the_radar(client, path, settings):
    assert ask(client, path)["Cache-Control"] == "no-store"
    assert "public" in ask(client, path, words="balance")["Cache-Control"]
    settings.RADAR = False
    assert "public" in ask(client, path)["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    ["balance", "306", "", "x", "ann@example.com", "zebra quilting " * 12, "sk_live_9aF3kQ7xW2mN8vB4cD6eR1tY5uI0oP"],
)
def test_answered_long_and_secret_searches_are_not_kept(client, words):
    ask(client, words=words)
    radar_watch.write_waiting()
    assert not UnansweredSearch.objects.exists()


@pytest.mark.django_db
def test_what_is_being_typed_is_not_kept(client):
    ask(client, headers={"HX-Request": "true", "HX-Trigger": "q", "HX-Trigger-Name": "q"})
    ask(client, SEARCHES[1], headers={"HX-Request": "true"})
    radar_watch.write_waiting()
    assert not UnansweredSearch.objects.exists()


@pytest.mark.django_db
def test_it_is_off_unless_turned_on(client, settings):
    settings.RADAR = False
    client.post("/decode/", {"text": PASTE})
    ask(client)
    assert not radar_watch._waiting
    assert "The radar is off" in client.get("/privacy/").content.decode()
    settings.RADAR = True
    assert "The radar is on" in client.get("/privacy/").content.decode()


@pytest.mark.django_db
def test_a_request_writes_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        ask(client)
        client.post("/decode/", {"text": PASTE})


@pytest.mark.django_db
def test_a_database_that_refuses_costs_the_notes_alone(client, monkeypatch):
    def fail(*_args):
        raise OperationalError("attempt to write a readonly database")

    ask(client)
    before = radar_watch.lost["failed"]
    with monkeypatch.context() as patch:
        patch.setattr("codes.models.radar.UnansweredSearchQuerySet.add", fail)
        radar_watch.write_waiting()
    assert radar_watch.lost["failed"] == before + 1
    assert codes() == []


def test_few_notes_wait(client, monkeypatch):
    monkeypatch.setattr(radar_watch, "MOST_NOTES", 2)
    before = radar_watch.lost["full"]
    for number in range(4):
        ask(client, words=f"{WORDS} {chr(97 + number) * 7}")
    assert len(radar_watch._waiting) == 2
    assert radar_watch.lost["full"] == before + 2


@pytest.mark.django_db
def test_tables_stay_small(monkeypatch):
    monkeypatch.setattr(radar_rows, "MOST_ROWS", 50)
    today = timezone.now().date()
    for number in range(200):
        UnknownCode.objects.add(number + 1, "", "", today)
        UnansweredSearch.objects.add(str(number), "words", "network", today)
    assert UnknownCode.objects.count() <= 50
    assert UnansweredSearch.objects.count() <= 50


@pytest.mark.django_db
def test_what_is_old_is_deleted_by_the_watch(clock):
    now = timezone.now()
    for days in (29, 31, 179, 181):
        UnknownCode.objects.create(number=days, day=now.date() - timedelta(days=days))
        UnansweredSearch.objects.create(digest=f"few {days}", last_day=now.date() - timedelta(days=days))
        UnansweredSearch.objects.create(digest=f"{days}", words="w", last_day=now.date() - timedelta(days=days))
        ReaderText.objects.create(received_at=now - timedelta(days=days / 2 + 1))
    clock.advance(2 * retention.EVERY_SECONDS)
    retention.forget_hourly()
    assert sorted(UnknownCode.objects.values_list("number", flat=True)) == [29, 31, 179]
    assert sorted(UnansweredSearch.objects.values_list("digest", flat=True)) == ["179", "29", "31", "few 29"]
    assert ReaderText.objects.count() == 2


def test_the_watch_of_a_process_does_its_chores_and_outlives_them(monkeypatch):
    done = []
    holder = snapshot.Holder(pause=lambda _stop, _seconds: len(done) >= 2)
    monkeypatch.setattr(snapshot, "close_old_connections", lambda: None)
    monkeypatch.setattr(snapshot, "connection", Mock())
    monkeypatch.setattr(holder, "refresh", lambda: True)
    holder.at_each_look(lambda: 1 / 0)
    holder.at_each_look(lambda: done.append("chore"))
    holder._watch(holder._stop)
    assert done == ["chore", "chore"]
