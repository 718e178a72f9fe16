"""Load the content files into the database."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchange_errors.catalogue.loader import load_entries
from exchange_errors.catalogue.value_reader import ContentError
from exchange_errors.content import CONTENT

from ...store.migration_lock import one_at_a_time
from ...store.sync import sync


class Command(BaseCommand):
    help = "Load the content files into the database. Notes that an editor changed are kept; safe to repeat."
    requires_system_checks = ()  # the command names the content's faults itself

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--migrate", action="store_true", help="bring the tables up to date first")
        parser.add_argument("--dir", type=Path, default=CONTENT, help="the content folder (default: the shipped one)")

    def handle(self, **options: Any) -> None:
        try:  # nothing is written unless every file is sound
            entries, categories = load_entries(options["dir"])
        except (ContentError, OSError) as error:
            raise CommandError(str(error)) from error
        with one_at_a_time():
            if options["migrate"]:  # in this process, since each one takes half a second to begin
                call_command("migrate", verbosity=0)
            report = sync(entries, categories)
        self.stdout.write(
            f"{len(report.added)} added, {len(report.updated)} updated, {len(report.unchanged)} unchanged, "
            f"{len(report.kept)} edited here and kept"
        )
        if report.orphans:
            self.stderr.write("no file describes: " + ", ".join(report.orphans))
        if report.unread:
            self.stderr.write("cannot be read, and left alone: " + ", ".join(report.unread))
        if report.conflicts:
            raise CommandError(
                "edited here and changed in the file, the edit is kept: " + ", ".join(report.conflicts), returncode=3
            )
