"""Load the content files into the database."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from exchange_errors.catalogue.entry import Category, Entry
from exchange_errors.catalogue.loader import load_entries
from exchange_errors.catalogue.value_reader import ContentError
from exchange_errors.content import CONTENT

from ...store.migration_lock import one_at_a_time
from ...store.sync import SyncReport, sync


class Command(BaseCommand):
    help = "Load the content files into the database. Notes that an editor changed are kept; safe to repeat."
    requires_system_checks = ()  # the command names the content's faults itself

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--migrate", action="store_true", help="bring the tables up to date first")
        parser.add_argument("--check", action="store_true", help="write nothing; fail where the two sides differ")
        parser.add_argument("--dir", type=Path, default=CONTENT, help="the content folder (default: the shipped one)")

    def handle(self, **options: Any) -> None:
        try:  # nothing is written unless every file is sound
            entries, categories = load_entries(options["dir"])
        except (ContentError, OSError) as error:
            raise CommandError(str(error)) from error
        with one_at_a_time():
            if options["migrate"]:  # in this process, since each one takes half a second to begin
                call_command("migrate", verbosity=0)
            report = _checked(entries, categories) if options["check"] else sync(entries, categories)
        if options["check"]:
            return self._name_differences(report)
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

    def _name_differences(self, report: SyncReport) -> None:
        differences = {
            "not in the database": report.added,
            "changed in the file": report.updated,
            "edited here": report.kept,
            "changed on both sides": report.conflicts,
            "no file describes": report.orphans,
            "cannot be read": report.unread,
        }
        lines = [f"{words}: {', '.join(ids)}" for words, ids in differences.items() if ids]
        if lines:
            raise CommandError("files and database differ\n" + "\n".join(lines))
        self.stdout.write(f"files and database agree on {len(report.unchanged)} entries")


def _checked(entries: list[Entry], categories: Mapping[str, Category]) -> SyncReport:
    """Return what a sync would do."""
    with transaction.atomic():
        report = sync(entries, categories)
        transaction.set_rollback(True)
    return report
