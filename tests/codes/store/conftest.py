"""A loaded database, an editor at a browser, and everything that a database holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import serializers
from django.test import Client


@pytest.fixture
def editor(loaded: None) -> Client:
    """An editor who is logged in."""
    return log_in("ed")


def log_in(name: str) -> Client:
    browser = Client()
    browser.force_login(get_user_model().objects.create_superuser(name, password="a long pass phrase"))
    return browser


@pytest.fixture
def everything() -> Callable[[], dict[str, Any]]:
    """Return a function that reads every row of every table.

    Sessions aside: looking at a page may renew one. The audit trail aside: it tells of attempts too.
    """

    def read() -> dict[str, Any]:
        return {model._meta.label: list(_rows(model)) for model in apps.get_models(include_auto_created=True)}

    return read


def _rows(model: Any) -> Iterator[dict[str, Any]]:
    if model._meta.label in ("sessions.Session", "codes.AuditEvent"):
        return
    for row in json.loads(serializers.serialize("json", model._default_manager.order_by("pk"))):
        yield {**row["fields"], "pk": row["pk"]}
