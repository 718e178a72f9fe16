"""Replace the database by a backup."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from ...models import NoteRow
from ...store.backup_seal import BackupError
from ...store.backups import backup, restore, verify


class Command(BaseCommand):
    help = "Replace the database's content by a backup's; what is there now is backed up first."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="replace a database that holds notes")

    def handle(self, **options: Any) -> None:
        kept = None
        try:
            verify(options["file"])
            if notes := _notes():
                if not options["yes"]:
                    raise CommandError(f"The database holds {notes} notes; repeat with --yes to replace them.")
                kept = backup(settings.STATE_DIR / "backups")
                self.stdout.write(f"kept what was there: {kept}")
            self.stdout.write(f"{restore(options['file'], kept)} notes restored")
        except BackupError as error:
            raise CommandError(str(error)) from error


def _notes() -> int:
    try:
        return NoteRow.objects.count()
    except DatabaseError:  # no tables yet
        return 0
