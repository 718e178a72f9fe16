"""Liveness looks at nothing; readiness says what is missing."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from codes import snapshot
from codes.loader import load_entries
from codes.models import Revision
from codes.sync import sync


def test_a_living_process_says_so_without_the_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


@pytest.mark.django_db
@pytest.mark.usefixtures("fresh_snapshot")
def test_a_loaded_catalogue_is_ready():
    from django.test import Client

    sync(*load_entries())
    answer = Client().get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["checks"] == {"database": "ok", "catalogue": "ok"}
    assert answer.json()["version"] == snapshot.current().catalogue.version


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
