"""What makes a file a backup of this site that may replace a database: its checksum, its version, its tables.

The checksum is the last line of the file itself, so that it cannot get lost. SQLite and pg_restore ignore it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from django.apps.registry import Apps
from django.db.migrations.loader import MigrationLoader

LINE = b"\nportal backup sha256 %s\n"
SEAL = re.compile(rb"\nportal backup sha256 ([0-9a-f]{64})\n\Z")
SEAL_BYTES = len(LINE % bytes(64))
AT_ONCE = 1_000_000
NOTES = "codes_noterow"

Migration = tuple[str, str]


class BackupError(Exception):
    """Says in one sentence why there is no backup, or why it was not restored."""


def seal(file: Path) -> None:
    """Append the checksum of the file's content as its last line."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    with file.open("ab") as opened:
        opened.write(LINE % digest.encode())


def unseal(file: Path, content: Path) -> Path:
    """Copy what the file holds, without its last line, to ``content``. Raises BackupError where it was changed."""
    whole = file.read_bytes()
    match = SEAL.search(whole[-SEAL_BYTES:])
    if match is None:
        raise BackupError(f"{file.name} has no checksum at its end: it is incomplete, or no backup of this site.")
    body = whole[:-SEAL_BYTES]
    if hashlib.sha256(body).hexdigest() != match[1].decode():
        raise BackupError(f"{file.name} is damaged: its content does not match its checksum.")
    content.write_bytes(body)
    return content


def check_schema(applied: set[Migration], columns: Mapping[str, set[str]]) -> None:
    """Hold a backup's tables to the migrations that it says it had. Raises BackupError.

    ``columns`` are the tables with their columns. What a migration after them adds is not missing.
    """
    loader = MigrationLoader(None)
    known = {key for key in applied if key in loader.graph.nodes}
    if unknown := sorted(applied - known):
        names = ", ".join(".".join(key) for key in unknown[:3])
        raise BackupError(f"The backup is of a newer version of the portal: it has the migration {names}.")
    if not any(app == "codes" for app, _ in known) or NOTES not in columns:
        raise BackupError("The backup holds no notes of this site.")
    for table, expected in _expected(loader.project_state(sorted(known)).apps).items():
        if table not in columns:
            raise BackupError(f"The backup is incomplete: it lacks the table {table}.")
        if lacking := sorted(expected - columns[table]):
            raise BackupError(f"The backup is incomplete: the table {table} lacks {', '.join(lacking)}.")


def _expected(apps: Apps) -> dict[str, set[str]]:
    return {
        model._meta.db_table: {str(field.column) for field in model._meta.local_concrete_fields}
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }
