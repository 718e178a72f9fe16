"""Copy the database into a file."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...store.backup_seal import BackupError
from ...store.backups import backup, prune


class Command(BaseCommand):
    help = "Write a verified copy of the database into a folder; the site goes on meanwhile."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        folder = settings.STATE_DIR / "backups"
        parser.add_argument("folder", nargs="?", type=Path, default=folder, help=f"default: {folder}")
        parser.add_argument("--keep", type=int, default=0, help="remove all but so many of the newest (default: none)")

    def handle(self, **options: Any) -> None:
        try:
            written = backup(options["folder"])
            removed = prune(options["folder"], options["keep"]) if options["keep"] > 0 else []
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{written} ({written.stat().st_size:,} bytes)")
        for old in removed:
            self.stdout.write(f"removed {old.name}")
