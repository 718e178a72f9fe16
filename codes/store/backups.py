"""A copy of the whole database in one file, taken while the site runs, and its way back.

SQLite is copied with its own online backup, PostgreSQL with pg_dump; a file counts as a backup only once it was read
again. The way back is one transaction: readers see the old content or the new one, and every process notices.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from ..models import NoteRow, Revision
from .backup_seal import BackupError, Migration, check_schema, seal, unseal

SUFFIXES = {"sqlite": ".sqlite3", "postgresql": ".pgdump"}
SQLITE_BEGINNING = b"SQLite format 3\x00"
LOCKED_SECONDS = 30  # for which another process may hold the database before it is given up
COPIED = re.compile(r"^COPY (?:[^ .]+\.)?([^ .]+) \(([^)]*)\) FROM stdin;$", re.MULTILINE)


def backup(folder: Path) -> Path:
    """Write a new backup into ``folder`` and return its path. Raises BackupError."""
    name = f"portal-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}{SUFFIXES[connection.vendor]}"
    with _backup_errors():
        folder.mkdir(parents=True, exist_ok=True)
        # A folder of its own: a disk that runs full leaves SQLite's journal behind as well.
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as work:
            handle, part = tempfile.mkstemp(dir=work)  # only its owner may read it
            os.close(handle)
            (_dump_sqlite if connection.vendor == "sqlite" else _dump_postgresql)(Path(part))
            seal(Path(part))
            with _sound(Path(part)) as content:  # whatever its version: it is this database's
                _applied(content), _columns(content)
            _flush(Path(part))
            os.replace(part, folder / name)
            _flush(folder)
    return folder / name


def verify(file: Path) -> None:
    """Read the backup through. Raises BackupError where it is damaged, incomplete, newer, or of another database."""
    with _sound(file) as content:
        check_schema(_applied(content), _columns(content))


def restore(file: Path, kept: Path | None = None) -> int:
    """Replace the database's content by the backup's and return how many notes there are. Raises BackupError.

    Where anything fails once the content is replaced, ``kept``, a backup of what was there, is put back.
    Editors have to log in again: a session that has ended must not come back.
    """
    verify(file)
    before = _revision()
    with _sound(file) as content:
        _load(content)
    try:
        _finish(before)
    except BaseException:
        if kept is not None:
            with _sound(kept) as content:
                _load(content)
        raise
    return NoteRow.objects.count()


def _finish(before: int) -> None:
    """Bring the loaded content up to this version; ``before`` is the revision that running processes have seen."""
    with _backup_errors():
        call_command("migrate", verbosity=0)
        with transaction.atomic():
            Session.objects.all().delete()
            # Never a number that a running process has seen: it would take its old catalogue for this one.
            Revision.objects.update_or_create(pk=1, defaults={"number": max(before, Revision.current()) + 1})


@contextmanager
def _sound(file: Path) -> Iterator[Path]:
    """Yield the database in a backup file after checking its checksum. Raises BackupError."""
    with _backup_errors(), tempfile.TemporaryDirectory() as folder:
        content = unseal(file, Path(folder) / "content")
        with content.open("rb") as opened:
            beginning = opened.read(16)
        if (beginning == SQLITE_BEGINNING) != (connection.vendor == "sqlite"):
            raise BackupError(f"{file.name} is not a backup of a {connection.display_name} database.")
        yield content


def _load(content: Path) -> None:
    (_load_sqlite if connection.vendor == "sqlite" else _load_postgresql)(content)


def _applied(content: Path) -> set[Migration]:
    """Return which migrations the backup's database had."""
    if connection.vendor == "sqlite":
        with closing(_open(content, "ro")) as database:
            if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupError("The backup is damaged.")
            return set(database.execute("SELECT app, name FROM django_migrations"))
    copied = _run("pg_restore", "--data-only", "--table=django_migrations", "--file=-", str(content))
    rows = (line.split("\t") for line in copied.splitlines() if line.count("\t") == 3)
    return {(row[1], row[2]) for row in rows}


def _columns(content: Path) -> dict[str, set[str]]:
    """Return the tables of the backup's database with their columns."""
    if connection.vendor == "sqlite":
        with closing(_open(content, "ro")) as database:
            names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: {row[1] for row in database.execute(f'PRAGMA table_info("{name}")')} for name in names}
    script = _run("pg_restore", "--data-only", "--file=-", str(content))  # reads all of it
    heads = COPIED.findall(script)
    return {table.strip('"'): {name.strip(' "') for name in names.split(",")} for table, names in heads}


def prune(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest ``keep`` backups of this database's kind and return what was removed."""
    newest_first = sorted(folder.glob(f"portal-*{SUFFIXES[connection.vendor]}"), reverse=True)
    for old in newest_first[keep:]:
        old.unlink()
    return newest_first[keep:]


# Those that guard the audit trail, but none of an extension's.
OWN_FUNCTIONS = """
SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""


def _dump_sqlite(part: Path) -> None:
    with closing(_open(_database_file(), "ro")) as source, closing(sqlite3.connect(part)) as target:
        _copy(source, target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, that can be read where nothing can be written


def _load_sqlite(file: Path) -> None:
    connection.close()
    with closing(_open(file, "ro")) as source, closing(_open(_database_file(), "rwc")) as target:
        _copy(source, target)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy page by page in one transaction. Without a limit, Python would wait for a lock forever."""
    ends = time.monotonic() + LOCKED_SECONDS

    def progress(status: int, remaining: int, total: int) -> None:
        if time.monotonic() > ends:
            raise BackupError(f"The database was locked for {LOCKED_SECONDS} s.")

    source.backup(target, progress=progress)


def _open(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True)


def _database_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _dump_postgresql(part: Path) -> None:
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")


def _load_postgresql(file: Path) -> None:
    """Drop what is there and load the backup, in one transaction."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(OWN_FUNCTIONS)
        functions = [name for (name,) in cursor.fetchall()]
    connection.close()
    quoted = ", ".join(connection.ops.quote_name(name) for name in tables)
    drop = ["--command", f"DROP TABLE {quoted} CASCADE"] if tables else []
    drop += ["--command", f"DROP FUNCTION {', '.join(functions)}"] if functions else []
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "restore.sql"
        _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(file))
        quiet = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1")
        _run("psql", *quiet, "--single-transaction", *drop, f"--file={script}")


def _run(program: str, *arguments: str) -> str:
    """Run one of PostgreSQL's client programs. Host and password are never on the command line, which all can see."""
    done = subprocess.run([_program(program), *arguments], env=_environment(), capture_output=True, text=True)
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip().splitlines()[-1] if done.stderr else 'no reason'}")
    return done.stdout


def _program(name: str) -> str:
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: -float(p.parts[-3]))
    path = next((str(path) for path in versions), None) or shutil.which(name)
    if path is None:
        raise BackupError(f"{name} is not installed; it comes with PostgreSQL's client programs.")
    return path


def _environment() -> dict[str, str]:
    settings = connection.settings_dict
    named = {
        "PGHOST": settings["HOST"],
        "PGPORT": str(settings["PORT"] or ""),
        "PGDATABASE": settings["NAME"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGOPTIONS": "-c lock_timeout=10s",
        **{f"PG{name.upper()}": str(settings["OPTIONS"].get(name, "")) for name in ("sslmode", "sslrootcert")},
    }
    return {**os.environ, **{name: value for name, value in named.items() if value}}


def _revision() -> int:
    try:
        return Revision.current()
    except DatabaseError:  # an empty database: nothing was served from it
        return 0


def _flush(path: Path) -> None:
    """Wait until the disk holds it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _backup_errors() -> Iterator[None]:
    """Turn what disk and database say into a BackupError."""
    try:
        yield
    except (OSError, sqlite3.Error, DatabaseError) as error:
        raise BackupError(str(error)) from error
