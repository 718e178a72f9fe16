"""Liveness looks at nothing; readiness says what is missing."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError
from django.test import Client

from codes.api import health
from codes.models import NoteRow, Revision
from codes.store import snapshot
from codes.store.sync import sync
from tests.shipped import CATEGORIES, ENTRIES


def test_a_living_process_says_so_without_the_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("fresh_snapshot")
def test_a_loaded_catalogue_is_ready():
    sync(ENTRIES, CATEGORIES)
    answer = Client().get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["checks"] == {"database": "ok", "catalogue": "ok"}
    assert answer.json()["version"] == snapshot.current().catalogue.version


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("fresh_snapshot")
def test_a_note_that_cannot_be_read_is_named_and_takes_nothing_out_of_service():
    sync(ENTRIES, CATEGORIES)
    NoteRow.objects.filter(pk="0-SUCCESS").update(severity="nonsense")
    answer = Client().get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["unread_notes"] == {"0-SUCCESS": "shipped file served"}


@pytest.mark.django_db
@pytest.mark.usefixtures("fresh_snapshot")
def test_an_empty_database_is_not_ready(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["catalogue"] != "ok"


def test_a_database_that_does_not_answer_is_not_ready(client, monkeypatch):
    def away():
        raise OperationalError("away")

    monkeypatch.setattr(Revision, "current", away)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "does not answer"
    assert client.get("/healthz").status_code == 200
    assert client.get("/api/v1/codes").status_code == 200


def test_probes_wait_less_than_a_second_for_a_database_that_hangs_and_share_one_question(client, monkeypatch):
    answers, asked = threading.Event(), []

    def hangs():
        asked.append(True)
        answers.wait(30)
        return 1

    monkeypatch.setattr(Revision, "current", hangs)
    monkeypatch.setattr(health, "_probe", health.Probe())
    try:
        begun = time.monotonic()
        with ThreadPoolExecutor(8) as pool:
            probes = list(pool.map(lambda _: Client().get("/readyz"), range(8)))
        assert time.monotonic() - begun < 2  # seconds, of which the machine may need one
        assert {probe.status_code for probe in probes} == {503}
        assert client.get("/readyz").json()["checks"]["database"] == "does not answer"
        assert len(asked) == 1
    finally:
        answers.set()
    wait_until(lambda: client.get("/readyz").json()["checks"]["database"] == "ok")


def wait_until(holds):
    ends = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < ends
        time.sleep(0.02)
