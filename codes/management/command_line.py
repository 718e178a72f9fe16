"""Runs the engine's command line over the catalogue of this site."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError

from exchange_errors.answers import Answers, UnknownCodeError
from exchange_errors.cli.reading import UsageError
from exchange_errors.cli.terminal import Terminal

from .catalogue_source import readable_snapshot

Run = Callable[[Namespace, Answers, Terminal], int]


class CommandLine(BaseCommand):
    """A command that ``exchange-errors`` has as well. It fails where it cannot answer, not where it finds errors."""

    def run_command(self, run: Run, arguments: Namespace) -> None:
        has_colours = self.style.MIGRATE_HEADING("x") != "x"
        terminal = Terminal(self.stdout, self.stderr, has_colours)
        try:
            run(arguments, readable_snapshot().answers, terminal)
        except (UnknownCodeError, UsageError) as error:
            raise CommandError(str(error)) from error
