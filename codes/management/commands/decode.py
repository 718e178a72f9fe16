"""``manage.py decode [FILE]``: what ``exchange-errors decode`` prints, from the notes of this site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from exchange_errors.cli.main import add_decode
from exchange_errors.cli.reading import decode

from ..command_line import CommandLine


class Command(CommandLine):
    help = "Decode a response, a log or an order, from files or from standard input. Nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_decode(parser)

    def handle(self, **options: Any) -> None:
        self.run_command(decode, Namespace(**options))
