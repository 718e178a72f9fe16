"""Switch off the second factor of somebody who lost phone and recovery codes."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ops.second_factor import switch_off

from ... import audit_trail


class Command(BaseCommand):
    help = "Switch off an account's second factor. Make sure first, in person, that the right one asks for it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, **options: Any) -> None:
        user = get_user_model().objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError("No account has this name.")
        switch_off(user)
        audit_trail.record("second_factor", user.get_username(), "switched off by command")
        self.stdout.write("The second factor is off; the password alone logs in.")
