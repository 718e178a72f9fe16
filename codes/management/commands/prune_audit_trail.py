"""Delete old lines of the audit trail."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ...models import AuditEvent

LEAST_DAYS = 366  # the database refuses younger lines


class Command(BaseCommand):
    help = "Delete lines of the audit trail that are older than so many days, a year at least."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=3 * 365)

    def handle(self, **options: Any) -> None:
        if options["days"] < LEAST_DAYS:
            raise CommandError(f"The trail is kept for a year: use --days {LEAST_DAYS} or more.")
        count = AuditEvent.objects.prune(timezone.now() - timedelta(days=options["days"]))
        self.stdout.write(f"{count} lines deleted")
