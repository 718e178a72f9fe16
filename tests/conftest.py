"""What tests of every kind share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from exchange_errors.catalogue.catalogue import Catalogue
from tests.shipped import CATALOGUE, CATEGORIES, ENTRIES
from tools.bench.search import generated

# Whatever the profile, an example may take its time: on a busy machine hypothesis' own limit of 0.2 s fails at random.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("desk", settings.default, max_examples=30, **PATIENT)
settings.register_profile("thorough", settings.default, max_examples=200, **PATIENT)
settings.load_profile("thorough" if os.environ.get("CI") else "desk")


class Clock:
    """The time of day, which stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000  # seconds since 1970

    def seconds(self) -> float:
        return float(self.now)

    def nanoseconds(self) -> int:
        return self.now * 1_000_000_000

    def advance(self, seconds: int) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the clock for what limits, expires or signs, so that a slow machine changes nothing."""
    clock = Clock()
    monkeypatch.setattr("time.time", clock.seconds)
    monkeypatch.setattr("time.time_ns", clock.nanoseconds)
    monkeypatch.setattr("time.monotonic", clock.seconds)
    return clock


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the shipped content files."""
    return CATALOGUE


@pytest.fixture(scope="session")
def shipped_snapshot(catalogue: Catalogue) -> Any:
    """The snapshot of the shipped files, with what is built from it once."""
    from codes.store.snapshot import Snapshot  # needs Django's apps, which the engine's tests do without

    return Snapshot(catalogue, None)


@pytest.fixture
def fresh_snapshot() -> Iterator[None]:
    """For tests that fill the database themselves: readers see their rows, and the next test does not."""
    from codes.store import snapshot

    snapshot.forget()
    yield
    snapshot.forget()


@pytest.fixture(scope="session")
def loaded_site(django_db_setup: None, django_db_blocker: Any) -> tuple[list[tuple[str, Any]], Any]:
    """The statements that fill a database with the shipped notes, and the snapshot of that database.

    A sync for each test takes half a second.
    """
    from django.apps import apps
    from django.db import connection, transaction

    from codes.store import snapshot
    from codes.store.sync import sync

    statements = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT"):
            statements.append((sql, params))
        return execute(sql, params, many, context)

    with django_db_blocker.unblock():
        with transaction.atomic():
            sync(ENTRIES, CATEGORIES)
            snapshot.forget()
            site = snapshot.current()  # records the release
            tables = [list(model._default_manager.all()) for model in apps.get_app_config("codes").get_models()]
            transaction.set_rollback(True)
        with transaction.atomic(), connection.execute_wrapper(note):
            for rows in filter(None, tables):
                type(rows[0])._default_manager.bulk_create(rows)
            transaction.set_rollback(True)
    snapshot.forget()
    return statements, site


@pytest.fixture
def loaded(db: None, loaded_site: tuple[list[tuple[str, Any]], Any]) -> Iterator[None]:
    """The shipped notes in the database, and readers who see them."""
    from django.db import connection, transaction

    from codes.store import snapshot

    statements, site = loaded_site
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
    snapshot.serve(site)
    yield
    snapshot.forget()


@pytest.fixture(scope="session")
def large_snapshot(catalogue: Catalogue) -> Any:
    from codes.store.snapshot import Snapshot

    return Snapshot(generated(catalogue, 1200), None)


@pytest.fixture
def large(large_snapshot: Any) -> Iterator[Catalogue]:
    """Let readers see 1,200 entries for one test: the shipped ones and generated ones."""
    from codes.store import snapshot

    snapshot.serve(large_snapshot)
    yield large_snapshot.catalogue
    snapshot.forget()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let tests that commit empty the tables after them, the audit trail's too; what migrations wrote stays.

    Django's own way writes all permissions again after each test.
    """
    from django.core.management.color import no_style
    from django.db import connection
    from django.test import TransactionTestCase

    def emptied(self: TransactionTestCase) -> None:
        tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
        with _trail_unguarded():
            connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), sorted(tables - OF_MIGRATIONS)))

    TransactionTestCase._fixture_teardown = emptied  # type: ignore[method-assign]


OF_MIGRATIONS = {"django_content_type", "auth_permission", "auth_group", "auth_group_permissions"}


@contextmanager
def _trail_unguarded() -> Iterator[None]:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE codes_auditevent DISABLE TRIGGER USER")
            yield
            cursor.execute("ALTER TABLE codes_auditevent ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'codes_auditevent'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)
