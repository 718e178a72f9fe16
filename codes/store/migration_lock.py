"""Lets one process at a time change the tables, on whichever machine the others run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

KEY = 4_300_543_012  # any number that no other program asks for in this database
LONGEST_WAIT = "120s"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other process is in here. PostgreSQL only: SQLite's one file has one machine.

    The lock belongs to a transaction on a connection of its own. One that belongs to a session would stay behind
    where PgBouncer hands a session's statements to different connections.
    """
    if connection.vendor != "postgresql":
        yield
        return
    holder = connection.copy(alias=connection.alias)
    try:
        holder.set_autocommit(False)
        with holder.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LONGEST_WAIT])
            cursor.execute("SELECT set_config('statement_timeout', '0', true)")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])
        yield
    finally:
        holder.close()
