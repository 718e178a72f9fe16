"""The catalogue for a command that reads, on a machine where perhaps no database was set up."""

from __future__ import annotations

from pathlib import Path

from django.db import DatabaseError, connection

from exchange_errors.catalogue.loader import load_catalogue

from ..models import Revision
from ..store import snapshot


def readable_snapshot() -> snapshot.Snapshot:
    """Return the snapshot of the database, or of the shipped files where no database was set up."""
    if not _is_set_up():
        snapshot.serve(snapshot.Snapshot(load_catalogue(), None))
    return snapshot.current()


def _is_set_up() -> bool:
    """Say whether there is a database. One that cannot be asked counts: its trouble is worth a line in the log."""
    unopened_file = connection.vendor == "sqlite" and connection.connection is None
    if unopened_file and not Path(connection.settings_dict["NAME"]).exists():
        return False  # asking would create it
    try:
        return Revision._meta.db_table in connection.introspection.table_names()
    except DatabaseError:
        return True
