"""``manage.py explain REF``: what ``exchange-errors explain`` prints, from the notes of this site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from exchange_errors.cli.main import add_explain, explain

from ..command_line import CommandLine


class Command(CommandLine):
    help = "Explain an error code: a number, a name in any spelling, or an id."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_explain(parser)

    def handle(self, **options: Any) -> None:
        self.run_command(explain, Namespace(**options))
